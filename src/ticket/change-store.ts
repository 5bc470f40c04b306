import type { Knex } from 'knex'
import type { TicketNo, TicketState } from '../contract/ticket.ts'
import { takeNumbers } from './numbers-store.ts'
import type { TicketRow } from './store.ts'

/** Columns of the fields, ready to be kept. */
export interface Kept {
  title: string
  type: string | null
  category_code: string | null
  area_code: string | null
  urgency: string
  confidential: boolean
  suggested_unit: string | null
  written_sealed: string
  contact_index: string | null
  place_index: string | null
  subject_index: string | null
}

export interface Entry {
  at: number
  actor: string
  event: string
  to: TicketState
  reason?: string | null
  otherNo?: TicketNo | null
  noteSealed?: string | null
}

export interface Opening {
  prefix: string
  day: string
  at: number
  by: string
  agent: string | null
  channel: string
  dnis: string | null
  externalNo: string | null
  kept: Kept
}

export interface Merging {
  draft: TicketRow
  target: TicketRow
  at: number
  actor: string
  /** What the draft said; null = nothing. */
  textSealed: string | null
}

type Before = Pick<TicketRow, 'id' | 'version' | 'state'>

export interface ChangeStore {
  open: (opening: Opening) => Promise<TicketNo>
  /** Keeps the fields of a draft. False when somebody was quicker. With `writer`, it is noted that they began to write. */
  save: (before: Before, kept: Kept, how: { at: number; writer: string | null }) => Promise<boolean>
  /** One step of the machine, with what it sets. False when somebody was quicker. */
  step: (before: Before, entry: Entry, sets: Readonly<Record<string, string | number | boolean | null>>) => Promise<boolean>
  /** Everything of the draft goes to the target, call by call. False when somebody was quicker with either. */
  merge: (merging: Merging) => Promise<boolean>
  /** Who wrote last, of those noted. */
  lastWriter: (id: string) => Promise<string | null>
}

type InTransaction = <Result>(work: (trx: Knex.Transaction) => Promise<Result>) => Promise<Result>

/** Every change raises the version and is told in the history, in one transaction. */
export function changeStore(db: Knex, inTransaction: InTransaction): ChangeStore {
  return {
    open: async (opening) => await inTransaction(async (trx) => await insert(trx, opening)),
    save: async (before, kept, { at, writer }) =>
      await inTransaction(async (trx) => {
        if (!(await change(trx, before, { ...kept }, at))) return false
        if (writer !== null) await append(trx, before, { at, actor: writer, event: 'edit', to: before.state })
        return true
      }),
    step: async (before, entry, sets) =>
      await inTransaction(async (trx) => {
        if (!(await change(trx, before, { ...sets, state: entry.to }, entry.at))) return false
        await append(trx, before, entry)
        return true
      }),
    async merge(merging) {
      try {
        await inTransaction(async (trx) => await merge(trx, merging))
        return true
      } catch (error) {
        if (error instanceof Outrun) return false
        throw error
      }
    },
    async lastWriter(id) {
      const last: { actor: string } | undefined = await db('ticket_events').where({ ticket_id: id, event: 'edit' }).orderBy('seq', 'desc').first('actor')
      return last?.actor ?? null
    },
  }
}

async function insert(trx: Knex.Transaction, { prefix, day, at, by, agent, channel, dnis, externalNo, kept }: Opening): Promise<TicketNo> {
  const [number] = await takeNumbers(trx, { prefix, day }, 1)
  if (number === undefined) throw new Error('the database gave no ticket number')
  await trx('tickets').insert({
    ...kept, id: `n${number}`, ticket_no: number, call_id: null, channel, dnis, agent, agent_since: agent === null ? null : at, external_no: externalNo,
    opened_by: by, state: 'draft', opened_at: at, updated_at: at, version: 1,
  })
  return number
}

const change = async (trx: Knex.Transaction, { id, version, state }: Before, sets: object, at: number): Promise<boolean> =>
  (await trx('tickets').where({ id, version, state }).update({ ...sets, updated_at: at, version: version + 1 })) === 1

/** After the ticket itself was changed, which keeps others from counting at the same time. */
async function append(trx: Knex.Transaction, { id, state }: Pick<Before, 'id' | 'state'>, { at, actor, event, to, reason = null, otherNo = null, noteSealed = null }: Entry): Promise<void> {
  const last: { seq: number } | undefined = await trx('ticket_events').where({ ticket_id: id }).orderBy('seq', 'desc').first('seq')
  await trx('ticket_events').insert({ ticket_id: id, seq: (last?.seq ?? 0) + 1, at, actor, event, from_state: state, to_state: to, reason, other_no: otherNo, note_sealed: noteSealed })
}

async function merge(trx: Knex.Transaction, { draft, target, at, actor, textSealed }: Merging): Promise<void> {
  // Always in the same order: two that are merged into each other at once must not wait for each other.
  const changes = [
    { of: draft, sets: { state: 'merged', merged_into: target.ticketNo, closed_at: at, close_reason: 'merged' } },
    { of: target, sets: { repeat_count: target.repeatCount + draft.repeatCount + 1 } },
  ].toSorted((a, b) => a.of.id.localeCompare(b.of.id))
  for (const { of, sets } of changes) if (!(await change(trx, of, sets, at))) throw new Outrun()
  await append(trx, draft, { at, actor, event: 'merge', to: 'merged', otherNo: target.ticketNo })
  await append(trx, target, { at, actor, event: 'repeat', to: target.state, otherNo: draft.ticketNo })
  await trx('ticket_calls').where({ ticket_no: draft.ticketNo }).update({ ticket_no: target.ticketNo })
  if (draft.callId !== null) await trx('ticket_calls').insert({ call_id: draft.callId, ticket_no: target.ticketNo }).onConflict('call_id').merge()
  await trx('ticket_supplements').where({ ticket_id: draft.id }).update({ ticket_id: target.id })
  if (textSealed !== null) await trx('ticket_supplements').insert({ from_id: draft.id, ticket_id: target.id, from_no: draft.ticketNo, call_id: draft.callId, agent: draft.agent, at, text_sealed: textSealed })
}

/** Undoes the transaction: one of the two was changed meanwhile. */
class Outrun extends Error {
  override readonly name = 'Outrun'
}
