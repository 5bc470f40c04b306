import type { TicketRecord } from '../../contract/ticket-record.ts'
import { DISPATCHING } from './dispatching.ts'
import { OPENING } from './opening.ts'
import { SUPERVISING } from './supervising.ts'
import { timersOf } from './timers.ts'
import { UNIT_WORK } from './unit-work.ts'
import { CALLING_BACK } from './calling-back.ts'
import type { AnyEvent, Case, Context, Decision, EventName, Handlers, NewRecord, Refusal, Timer } from './case.ts'
import { ended } from './ending.ts'
import { graded } from './grade.ts'
import { heldBy, refusalOf } from './held.ts'
import { leads, transitionOf } from './machine.ts'

const HANDLERS: Handlers = { ...OPENING, ...DISPATCHING, ...UNIT_WORK, ...CALLING_BACK, ...SUPERVISING }

/** One event carried out: the entry of the time line, and the ticket before and after. */
export interface Step {
  event: AnyEvent
  before: Case
  after: Case
  decision: Decision
  /** Nobody asked for it: it came of the step before. */
  follows: boolean
  /** Records as they are now: new ones, and those that were settled. */
  changed: readonly TicketRecord[]
}

export type Decided = { steps: readonly Step[]; after: Case; timers: readonly Timer[] } | { refusal: Refusal }

/** An event leads to another one at most this often. */
const STEPS_MAX = 5

/**
 * The only way a ticket changes: an event and what follows from it at once. Refuses with ILLEGAL_TRANSITION what the
 * machine does not have, and with what the handler says is missing.
 */
export function decide(now: Case, event: AnyEvent, context: Context): Decided {
  const steps: Step[] = []
  let state = now
  for (let next: AnyEvent | null = event; next !== null; ) {
    if (steps.length >= STEPS_MAX) throw new Error(`${event.event} goes on for ever`)
    const taken = take(state, next, context)
    if ('refusal' in taken) return taken
    steps.push({ ...taken, follows: steps.length > 0 })
    state = taken.after
    next = taken.decision.next
  }
  return { steps, after: state, timers: timersOf(state, context) }
}

/** Several events in turn, as one: all of them or none. */
export function decideAll(now: Case, events: readonly AnyEvent[], context: Context): Decided {
  const steps: Step[] = []
  let after = now
  for (const event of events) {
    const decided = decide(after, event, context)
    if ('refusal' in decided) return decided
    steps.push(...decided.steps)
    after = decided.after
  }
  return { steps, after, timers: timersOf(after, context) }
}

function take(before: Case, event: AnyEvent, context: Context): Omit<Step, 'follows'> | { refusal: Refusal } {
  if (!leads(before, event.event)) return { refusal: { code: 'ILLEGAL_TRANSITION', errors: [] } }
  const why = heldBy(event.event, before, context)
  if (why !== null) return { refusal: refusalOf(why) }
  const handler = HANDLERS[event.event] as (now: Case, event: AnyEvent, context: Context) => ReturnType<Handlers[EventName]>
  const outcome = handler(before, event, context)
  if ('refusal' in outcome) return outcome
  const { decision } = graded(before, event, ended(before, outcome.decision), context)
  const allowed = transitionOf(event.event)?.to ?? []
  if (!allowed.includes(decision.to) && !(decision.to === before.state && allowed.includes('same'))) throw new Error(`${event.event} must not lead from ${before.state} to ${decision.to}`)
  return { event, before, decision, ...applied(before, decision, context) }
}

function applied(before: Case, decision: Decision, context: Context): Pick<Step, 'after' | 'changed'> {
  const settled = before.records.flatMap((record) => {
    const how = decision.settle.find(({ id }) => id === record.id)
    return how ? [{ ...record, state: how.state, settledAt: context.now, settledBy: context.actor.username, data: { ...record.data, ...how.data } }] : []
  })
  const amended = before.records.flatMap((record) => {
    const how = decision.amend.find(({ id }) => id === record.id)
    return how && record.state === 'open' ? [{ ...record, ...(how.dueAt === undefined ? {} : { dueAt: how.dueAt }), data: { ...record.data, ...how.data } }] : []
  })
  const added = decision.add.filter(({ id }) => id === undefined || !before.records.some((record) => record.id === id)).map((record) => madeOf(record, { ...before, ...decision.sets }, context))
  const changed = [...settled, ...amended, ...added]
  const kept = before.records.map((record) => [...settled, ...amended].find(({ id }) => id === record.id) ?? record)
  const moved = decision.to !== before.state
  return { changed, after: { ...before, ...decision.sets, state: decision.to, stateSince: moved ? context.now : before.stateSince, records: [...kept, ...added] } }
}

const madeOf = ({ id, kind, unit = null, dueAt = null, settled = false, data = {} }: NewRecord, { round }: Pick<Case, 'round'>, { now, actor, newId }: Context): TicketRecord => ({
  id: id ?? newId(kind), kind, unit, round, dueAt, data, state: settled ? 'done' : 'open', openedAt: now, openedBy: actor.username, settledAt: settled ? now : null, settledBy: settled ? actor.username : null,
})
