import type { TicketDetail } from '../contract/ticket-detail.ts'
import type { TicketRecord } from '../contract/ticket-record.ts'
import type { TicketForesight } from '../contract/ticket-foresight.ts'
import { DONE_STATES, type TicketEvent, type TicketNo } from '../contract/ticket.ts'
import type { Principal } from '../identity/port.ts'
import type { Trx } from '../platform/store.ts'
import { AppError } from '../platform/errors.ts'
import type { Language } from '../platform/language.ts'
import { type CaseStore, type Change, changeOf, type NewChange } from './case-store.ts'
import type { Found, Reading } from './reading.ts'
import { type AnyEvent, type Case, type Context, SYSTEM, type SystemEvent } from './rules/case.ts'
import { decide, decideAll, type Decided } from './rules/decide.ts'
import { leads, transitionOf } from './rules/machine.ts'
import { mayMerge } from './rules/repeat.ts'
import { foresightOf } from './desk/foresight.ts'
import type { Asking } from './port.ts'
import { incomplete } from './refusals.ts'
import type { FormFile } from './form.ts'
import { type StandingDeps, standingOf } from './standing.ts'
import type { TicketRow, TicketStore } from './store.ts'
import { type Cipher, identityOf } from './view.ts'

export interface ActingDeps {
  store: TicketStore
  cases: CaseStore
  cipher: Cipher
  form: Pick<FormFile, 'choices'>
  notByMachine?: StandingDeps['notByMachine']
  reading: Pick<Reading, 'find' | 'whole' | 'detail' | 'allowed' | 'mayDo' | 'denied'>
  /** What a draft that is handed in sets besides; throws TICKET_INCOMPLETE with the fields. */
  handIn: (row: TicketRow, event: 'submit' | 'directAnswer', language: Language) => Record<string, string | number | boolean | null>
  /** Everything a decision needs, for this ticket and person. */
  contextOf: (row: TicketRow, actor: Context['actor']) => Promise<Context>
  /** Draft and what it is merged into, moved in the same transaction. */
  mergeInto: (trx: Trx, draft: TicketRow, target: TicketRow, at: number) => Promise<void>
  /** Workspace of a department; null = the centre's. */
  workspaceOf: (unit: string) => string | null
  /** With whoever is told in place of those who are not there. */
  withStandIns: (change: Change) => Change
  /** It was kept: whoever watches is told, and what goes out is sent. */
  changed: (change: Change) => void
}

const MERGE_TRIES = 3
/** Whoever is quicker wins; a clock or another system asks again. */
const SYSTEM_TRIES = 5
const actorOf = ({ username, department }: Pick<Principal, 'username' | 'department'>): Context['actor'] => ({ username, unit: department })

export type Acting = ReturnType<typeof createActing>

/** The steps of tickets. */
export function createActing(deps: ActingDeps) {
  const { store, cases, reading } = deps

  const caseOf = async (row: TicketRow): Promise<Case> => standingOf(row, await cases.records(row.id), deps)

  async function decided(row: TicketRow, events: readonly AnyEvent[], context: Context, language: Language): Promise<Exclude<Decided, { refusal: unknown }>> {
    const outcome = decideAll(await caseOf(row), events, context)
    if (!('refusal' in outcome)) return outcome
    const { code, errors } = outcome.refusal
    if (code === 'TICKET_INCOMPLETE') throw incomplete(errors, language)
    throw new AppError(code, code === 'ILLEGAL_TRANSITION' ? { allowed: [] } : {})
  }

  async function kept(made: readonly NewChange[], also?: (trx: Trx, changes: readonly Change[]) => Promise<void>): Promise<readonly Change[] | null> {
    const changes = made.map(changeOf).map(deps.withStandIns)
    if (!(await cases.commit(changes, also && (async (trx) => await also(trx, changes))))) return null
    changes.forEach(deps.changed)
    return changes
  }

  /** What the system decides about the ticket as it is; null = it does not fit any more. */
  async function bySystem(row: TicketRow, records: readonly TicketRecord[], event: AnyEvent): Promise<NewChange | null> {
    const context = await deps.contextOf(row, SYSTEM)
    const outcome = decide(standingOf(row, records, deps), event, context)
    return 'refusal' in outcome ? null : { row, decided: outcome, at: context.now, actor: SYSTEM.username }
  }

  /** The step, or several as one, as it would be kept; nothing is yet. */
  async function stepOf(row: TicketRow, event: AnyEvent | readonly AnyEvent[], actor: Context['actor'], language: Language): Promise<NewChange> {
    const context = await deps.contextOf(row, actor)
    return { row, decided: await decided(row, [event].flat(), context, language), at: context.now, actor: actor.username }
  }

  async function one(row: TicketRow, user: Pick<Principal, 'username' | 'department'>, event: TicketEvent, language: Language): Promise<boolean> {
    const sets = event.event === 'submit' || event.event === 'directAnswer' ? deps.handIn(row, event.event, language) : undefined
    return (await kept([{ ...(await stepOf(row, event, actorOf(user), language)), ...(sets && { sets }) }])) !== null
  }

  async function merge(row: TicketRow, user: Principal, event: Extract<TicketEvent, { event: 'merge' }>, language: Language): Promise<boolean> {
    for (let left = MERGE_TRIES; left > 0; left -= 1) {
      const target = await store.find(event.into)
      // Checked as the one who asks could find it: by the same rule as the suggestion.
      const fits = target && target.id !== row.id && !DONE_STATES.includes(target.state) && target.workspace === row.workspace && mayMerge(identityOf(row), identityOf(target))
      if (!fits) throw incomplete([{ path: 'into', why: 'into' }], language)
      const [actor, repeated] = [actorOf(user), { event: 'repeat', from: row.ticketNo, count: row.repeatCount + 1 } as const]
      const draft = await stepOf(row, event, actor, language)
      const changes = [{ ...draft, sets: { merged_into: target.ticketNo } }, { ...(await stepOf(target, repeated, actor, language)), at: draft.at }]
      if (await kept(changes, async (trx) => await deps.mergeInto(trx, row, target, draft.at))) return true
    }
    return false
  }

  /** Throws FORBIDDEN, and TICKET_INCOMPLETE when it names a department that must not know of the ticket (U10). */
  async function permitted(row: Found, user: Principal, event: TicketEvent, language: Language): Promise<void> {
    const action = transitionOf(event.event)?.action
    if (!action || !reading.mayDo(row, user, action)) {
      await reading.denied(user, action ?? event.event, row.ticketNo)
      throw new AppError('FORBIDDEN')
    }
    const strangers = row.workspace === null ? [] : unitsIn(event).filter(({ unit }) => deps.workspaceOf(unit) !== row.workspace)
    if (strangers.length > 0) throw incomplete(strangers.map(({ path }) => ({ path, why: 'workspace' })), language)
  }

  /** The ticket, if the person may ask this of it now. */
  async function asked(ticketNo: TicketNo, user: Principal, event: TicketEvent, language: Language): Promise<Found> {
    const row = await reading.find(ticketNo, user)
    await permitted(row, user, event, language)
    if (!leads(row, event.event)) throw new AppError('ILLEGAL_TRANSITION', { allowed: await reading.allowed(row, user) })
    if (row.version !== event.version) throw new AppError('VERSION_CONFLICT')
    return row
  }

  return {
    caseOf,
    /** One step. Throws NOT_FOUND, FORBIDDEN, ILLEGAL_TRANSITION with what is allowed, VERSION_CONFLICT, TICKET_INCOMPLETE with the fields. */
    async act(ticketNo: TicketNo, user: Principal, event: TicketEvent, language: Language): Promise<TicketDetail> {
      const row = await asked(ticketNo, user, event, language)
      const done = event.event === 'merge' ? await merge(row, user, event, language) : await one(row, user, event, language)
      if (!done) throw new AppError('VERSION_CONFLICT')
      const after = await store.find(ticketNo)
      if (!after) throw new AppError('NOT_FOUND')
      return await reading.detail(await reading.whole(after), user, language)
    },
    /** What a session has decided, several steps of one ticket as one: all of them or none. `also` runs in the same transaction, and undoes it by throwing. Throws as `act`. */
    async inTurn(ticketNo: TicketNo, { user, language }: Asking, [first, ...more]: readonly [TicketEvent, ...TicketEvent[]], also?: (trx: Trx) => Promise<void>): Promise<void> {
      const row = await asked(ticketNo, user, first, language)
      for (const event of more) await permitted(row, user, event, language)
      if ((await kept([await stepOf(row, [first, ...more], { ...actorOf(user), session: true }, language)], also)) === null) throw new AppError('VERSION_CONFLICT')
    },
    /** What the step would bring; nothing happens. Throws as `act`. */
    async foresee(ticketNo: TicketNo, user: Principal, event: TicketEvent, language: Language): Promise<TicketForesight> {
      const row = await asked(ticketNo, user, event, language)
      return foresightOf((await stepOf(row, event, actorOf(user), language)).decided, row.version)
    },
    /** One step each of several tickets, and what `also` keeps with them: all of it or nothing. Throws as `act` does, with the number of the ticket. */
    async together(steps: readonly { ticketNo: TicketNo; event: TicketEvent }[], user: Principal, language: Language, also?: (trx: Trx, changes: readonly Change[]) => Promise<void>): Promise<readonly Change[]> {
      const decisions: NewChange[] = []
      for (const { ticketNo, event } of steps) {
        const step = async (): Promise<NewChange> => await stepOf(await asked(ticketNo, user, event, language), event, actorOf(user), language)
        decisions.push(await step().catch((error: unknown) => {
          throw error instanceof AppError ? new AppError(error.code, { ...error.details, ticketNo }, { cause: error }) : error
        }))
      }
      const changes = await kept(decisions, also)
      if (changes === null) throw new AppError('VERSION_CONFLICT')
      return changes
    },
    /** Hands in a draft that came from another system, if nobody has yet. Throws TICKET_INCOMPLETE. */
    async handIn(ticketId: string, by: string, language: Language): Promise<void> {
      for (let left = SYSTEM_TRIES; left > 0; left -= 1) {
        const row = await store.byId(ticketId)
        if (row?.state !== 'draft' || (await one(row, { username: by, department: null }, { event: 'submit', version: row.version }, language))) return
      }
      throw new AppError('VERSION_CONFLICT')
    },
    /** What the system itself does; false when it does not fit the ticket any more. `also` runs in the same transaction, and undoes it by throwing. */
    async system(ticketId: string, event: SystemEvent, also?: (trx: Trx) => Promise<void>): Promise<boolean> {
      for (let left = SYSTEM_TRIES; left > 0; left -= 1) {
        const row = await store.byId(ticketId)
        if (!row) return false
        const made = await bySystem(row, await cases.records(row.id), event)
        if (made === null) return false
        const timer = event.event === 'timer' ? { timer: { kind: event.kind, dueAt: event.dueAt } } : {}
        if (await kept([{ ...made, ...timer }], also)) return true
      }
      return false
    },
    /**
     * What the system does within somebody else's transaction; null when it does not fit the ticket any more. Whoever asks
     * tells of it (`told`) once the transaction is over.
     */
    async within(trx: Trx, ticketId: string, event: AnyEvent): Promise<Change | null> {
      const row = await store.locked(trx, ticketId)
      const made = row && (await bySystem(row, await cases.recordsIn(trx, row.id), event))
      if (!made) return null
      const change = deps.withStandIns(changeOf(made))
      await cases.commitIn(trx, change)
      return change
    },
    told: (change: Change): void => deps.changed(change),
  }
}

/** Departments that the step would show the ticket to. */
const unitsIn = (event: TicketEvent): { path: string; unit: string }[] => [
  ...('unit' in event ? [{ path: 'unit', unit: event.unit }] : []),
  ...('coUnits' in event ? event.coUnits.map((unit) => ({ path: 'coUnits', unit })) : []),
  ...('tasks' in event ? event.tasks.map(({ unit }) => ({ path: 'tasks', unit })) : []),
]
