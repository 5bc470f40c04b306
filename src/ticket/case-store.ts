import type { Knex } from 'knex'
import type { TicketRecord } from '../contract/ticket-record.ts'
import type { InTransaction } from '../platform/store.ts'
import type { KeepForSearch } from './search/index-store.ts'
import type { Cipher } from './view.ts'
import type { Decided, Step } from './rules/decide.ts'
import { RECORD_COLUMNS, recordOf, type RecordRow, rowOf } from './record-row.ts'
import type { Notice, Outgoing, Standing, Timer } from './rules/case.ts'
import { columnOf, type TicketRow } from './store.ts'
import { forgetSurvey } from './survey/store.ts'
import { keepUnits, unitsOf } from './units-store.ts'

/** What was decided about one ticket. */
export interface NewChange {
  row: TicketRow
  decided: Exclude<Decided, { refusal: unknown }>
  at: number
  actor: string
  /** Columns besides, such as the fields of a draft. */
  sets?: Readonly<Record<string, string | number | boolean | null>>
  /** The clock that ran out; it must not have been dealt with by anybody else. */
  timer?: Timer
}

/** Ready to be kept. */
export interface Change extends NewChange {
  /** Who is told of it; each has its id from the version it made. */
  notices: readonly (Required<Notice> & { id: string; at: number })[]
}

export interface CaseStore {
  records: (ticketId: string) => Promise<TicketRecord[]>
  /** The same in a transaction that is open already. */
  recordsIn: (trx: Knex.Transaction, ticketId: string) => Promise<TicketRecord[]>
  /** Keeps one within a transaction that is open already. Throws when somebody was quicker: the row has to be locked in it. */
  commitIn: (trx: Knex.Transaction, change: Change) => Promise<void>
  /** All of it or nothing; false when somebody was quicker with one of them. `also` runs in the same transaction. */
  commit: (changes: readonly Change[], also?: (trx: Knex.Transaction) => Promise<void>) => Promise<boolean>
}

export interface CaseStoreDeps {
  inTransaction: InTransaction
  cipher: Cipher
  forSearch: KeepForSearch
  /** What another system is sent about the ticket as it is after the change. */
  bodyOf: (change: Change, outgoing: { kind: string; target: string }) => string
  /** News of it for the system it came from. */
  newsOf: (change: Change) => readonly Outgoing[]
  /** What others are told of it besides; in the same transaction. */
  alongside?: (trx: Knex.Transaction, change: Change) => Promise<void>
}

export function changeOf(made: NewChange): Change {
  const { row, decided, at } = made
  const notices = decided.steps.flatMap(({ decision }) => decision.notices)
  return { ...made, notices: notices.map(({ kind, audience, unit, details = {} }, n) => ({ id: `${row.id}.${row.version + 1}.${n}`, at, kind, audience, unit, details })) }
}

/** Undoes the transaction: one of the tickets was changed meanwhile. */
class Outrun extends Error {
  override readonly name = 'Outrun'
}

/**
 * Keeps what the machine decided: the ticket, its time line, what is attached to it, its clocks, who is told and what goes
 * out, in one transaction. Either all of it is there or none (reliability notes H11).
 */
export function caseStore(db: Knex, { inTransaction, cipher, forSearch, bodyOf, newsOf, alongside }: CaseStoreDeps): CaseStore {
  async function keep(trx: Knex.Transaction, change: Change): Promise<void> {
    const { row, decided, at, notices } = change
    const sets = { ...columnsOf(row, decided.after), ...change.sets, updated_at: at, version: row.version + 1 }
    if ((await trx('tickets').where({ id: row.id, version: row.version, state: row.state }).update(sets)) !== 1) throw new Outrun()
    if (change.timer && (await fire(trx, row.id, change.timer, at)) !== 1) throw new Outrun()
    await tell(trx, change, cipher)
    await attach(trx, row.id, decided.steps, cipher)
    if (row.state === 'pending_callback' && decided.steps.some(({ event }) => ANSWERS.has(event.event))) await forgetSurvey(trx, row.id)
    if (saysMore(change)) await forSearch(trx, row.id)
    await setTimers(trx, row.id, decided.timers)
    await keepUnits(trx, row.id, unitsOf(decided.after))
    if (notices.length > 0) await trx('ticket_notices').insert(notices.map(({ details, ...one }) => ({ ...one, ticket_id: row.id, details: JSON.stringify(details) })))
    const outgoing = [...decided.steps.flatMap(({ decision }) => decision.outgoing), ...newsOf(change)]
    if (outgoing.length > 0) {
      await trx('ticket_outbox').insert(outgoing.map((one, n) => ({
        id: `${row.id}.${row.version + 1}.${n}`, ticket_id: row.id, kind: one.kind, target: one.target, body_sealed: cipher.seal(bodyOf(change, one)), state: 'waiting', placed_at: at, run_at: at,
      })))
    }
    await alongside?.(trx, change)
  }

  async function recordsFrom(from: Knex, ticketId: string): Promise<TicketRecord[]> {
    const rows: RecordRow[] = await from('ticket_records').where({ ticket_id: ticketId }).orderBy(['opened_at', 'id']).select(RECORD_COLUMNS)
    return rows.map((row) => recordOf(row, cipher.open))
  }

  return {
    records: async (ticketId) => await recordsFrom(db, ticketId),
    recordsIn: recordsFrom,
    commitIn: keep,
    async commit(changes, also) {
      try {
        await inTransaction(async (trx) => {
          // Always in the same order: two that are merged into each other at once must not wait for each other.
          for (const change of changes.toSorted((a, b) => (a.row.id < b.row.id ? -1 : 1))) await keep(trx, change)
          await also?.(trx)
        })
        return true
      } catch (error) {
        if (error instanceof Outrun) return false
        throw error
      }
    },
  }
}

/** What came of calling the citizen back. */
const ANSWERS: ReadonlySet<string> = new Set(['callbackAttempt', 'callbackResult', 'exempt', 'cancel'])

/** Whether there is something new to be found by. */
const saysMore = ({ sets, decided }: Change): boolean =>
  sets?.['written_sealed'] !== undefined || decided.steps.some(({ event, changed }) => event.event === 'supplement' || changed.some(({ kind }) => kind === 'reply'))

/** Only what changed. */
function columnsOf(before: TicketRow, after: Standing): Record<string, unknown> {
  const changed = (Object.keys(after) as (keyof Standing)[]).filter((name) => name in before && before[name] !== after[name])
  return Object.fromEntries(changed.map((name) => [columnOf(name), after[name]]))
}

/** After the ticket itself was changed, which keeps others from counting at the same time. */
async function tell(trx: Knex.Transaction, { row, decided, at, actor }: Change, { seal }: Cipher): Promise<void> {
  const last: { seq: number } | undefined = await trx('ticket_events').where({ ticket_id: row.id }).orderBy('seq', 'desc').first('seq')
  await trx('ticket_events').insert(decided.steps.map(({ event, before, decision, follows }, n) => ({
    ticket_id: row.id, seq: (last?.seq ?? 0) + 1 + n, at, actor: follows ? 'system' : actor, event: event.event, from_state: before.state, to_state: decision.to,
    reason: decision.reason ?? (event.event === 'timer' ? event.kind : null), other_no: otherOf(decision.details), note_sealed: decision.note === '' ? null : seal(decision.note), details: JSON.stringify(decision.details),
  })))
}

const otherOf = ({ into, from }: Step['decision']['details']): string | null => (typeof into === 'string' ? into : typeof from === 'string' ? from : null)

async function attach(trx: Knex.Transaction, ticketId: string, steps: readonly Step[], { seal }: Cipher): Promise<void> {
  const latest = new Map(steps.flatMap(({ changed }) => changed.map((record) => [record.id, record] as const)))
  for (const record of latest.values()) {
    await trx('ticket_records').insert({ ...rowOf(record, seal), ticket_id: ticketId }).onConflict('id').merge(['state', 'due_at', 'settled_at', 'settled_by', 'data_sealed', 'what', 'target', 'persons'])
  }
}

const fire = async (trx: Knex.Transaction, ticketId: string, { kind, dueAt }: Timer, at: number): Promise<number> =>
  await trx('ticket_timers').where({ ticket_id: ticketId, kind, due_at: dueAt }).whereNull('fired_at').update({ fired_at: at })

/** Those that run on stay as they are; one that fired stays fired. */
async function setTimers(trx: Knex.Transaction, ticketId: string, timers: readonly Timer[]): Promise<void> {
  const pending: { kind: string; due_at: number }[] = await trx('ticket_timers').where({ ticket_id: ticketId }).whereNull('fired_at').select('kind', 'due_at')
  const isThere = (one: Timer): boolean => pending.some(({ kind, due_at }) => kind === one.kind && Number(due_at) === one.dueAt)
  for (const { kind, due_at } of pending) if (!timers.some((one) => one.kind === kind && one.dueAt === Number(due_at))) await trx('ticket_timers').where({ ticket_id: ticketId, kind, due_at }).whereNull('fired_at').del()
  const fresh = timers.filter((one) => !isThere(one))
  if (fresh.length > 0) await trx('ticket_timers').insert(fresh.map(({ kind, dueAt }) => ({ ticket_id: ticketId, kind, due_at: dueAt }))).onConflict(['ticket_id', 'kind', 'due_at']).ignore()
}
