import type { CallId, Extension, LegId } from '../contract/ids.ts'
import type { Policy } from '../contract/policy.ts'
import type { Clock } from '../platform/clock.ts'
import type { TelephonyEvent } from '../telephony/port.ts'
import type { Decision, Journal } from './journal.ts'
import { createLeases } from './leases.ts'
import { performer, type Hands } from './perform.ts'
import type { Arriving, CallPlan, Routing } from './port.ts'
import type { Projector } from './projector.ts'
import { calledLegId, callIdFor, callIdOf, callOfLeg } from './rules/ids.ts'
import { refusal, type Refusal } from './rules/refusal.ts'
import { promptsOf } from './rules/saying.ts'
import { begin, step } from './rules/step.ts'
import type { CallCommand, CallEvent, CallState, Living, Request, Step, Terms } from './rules/state.ts'

export type OurPlan = Extract<CallPlan, { treatment: 'dial' }>

export interface Needs extends Omit<Hands, 'decide' | 'wake' | 'leases'> {
  routing: Routing
  journal: Journal
  projector: Projector
  clock: Clock
  policy: Policy
  /** The terms in force now. */
  terms: () => Terms
  /** Whether anybody is signed in. */
  staffed: () => boolean
  /** Start time of the Asterisk we are linked with. */
  epoch: () => number
  /** Told after each change of a call, before it is acted upon. */
  onChange?: (now: CallState, before: CallState | null) => void
}

/** A call in our hands. */
export interface OpenCall {
  state: Living
  seq: number
  changedAt: number
  cancelWake: () => void
}

export interface AtTheDoor extends Arriving {
  leg: LegId
  /** When the channel was made; the place in the queue counts from here. */
  createdAt: number
  epoch: number
}

export interface Calls {
  hear: (event: TelephonyEvent, epoch: number) => void
  arrive: (arriving: AtTheDoor) => void
  /**
   * A call of ours. `source` is what it is made for, e.g. "callback <id> <attempt>": asked for again it is the same
   * call. With `plan.by` that seat must have been reserved for it. `since` is the place in line.
   */
  place: (plan: OurPlan, source: string, since: number) => CallId
  /** What an agent or a supervisor asks for; the code of the refusal, or null when it is done. */
  ask: (call: CallId, request: Request) => Refusal | 'CALL_NOT_FOUND' | null
  /** The browser of this seat is gone, or its phone has signed on; concerns the call in hand, if there is one. */
  seat: (agent: Extension, what: 'seatLost' | 'seatReachable') => void
  /** Whether anybody is signed in at all has changed. */
  staffed: (staffed: boolean) => void
  offered: (call: CallId, agent: Extension) => void
  /** Feeds one event to a call; unknown and ended calls are left alone. `at` when it happened, if not now. */
  decide: (call: CallId, event: CallEvent, at?: number) => void
  /** Carries out commands outside a decision: to make sure of what a state says. */
  ensure: (call: CallId, commands: readonly CallCommand[]) => void
  open: () => ReadonlyMap<CallId, OpenCall>
  /** Takes a call up again that an earlier run of the server left open. */
  takeUp: (state: OpenCall['state'], seq: number) => void
  /** Looks at what is due in a call now, and sets its timer: timers do not outlive a process. */
  wakeUp: (call: CallId) => void
  /** Renews the leases that are due; everything, with `all`. */
  renewLeases: (all?: boolean) => void
  stop: () => void
}

/** Whether it is the leg of an agent who talks in a browser. */
const isInBrowser = (state: Living | undefined, leg: LegId, agents: Needs['agents']): boolean =>
  state?.at === 'talking' && state.leg === leg && agents.find(state.agent)?.device === 'browser'

const NEVER = (): void => {}

/**
 * The only place where call decisions meet the world. A decision is taken the moment its event comes, written to
 * the journal, and carried out when the journal has it; rows become safe in order, so actions do too.
 */
export function createCalls(needs: Needs): Calls {
  const { queue, routing, journal, projector, clock, policy, log } = needs
  const calls = new Map<CallId, OpenCall>()
  const leases = createLeases({ telephony: needs.telephony, policy: policy.lease, clock, log, state: (call) => calls.get(call)?.state, calls: () => calls.keys() })
  const perform = performer({ ...needs, decide, wake, leases })
  let stopped = false

  function arrive({ leg, createdAt, epoch, ...arriving }: AtTheDoor): void {
    const call = callIdOf(leg)
    if (calls.has(call)) return
    const now = clock.now()
    const plan = routing.plan(arriving, now)
    // Asterisk's clock and ours may differ a little; nobody arrives in the future.
    const arrival = { call, caller: leg, epoch, arrivedAt: Math.min(createdAt, now), plan, terms: needs.terms(), waiting: queue.size(), staffed: needs.staffed() }
    record(call, null, { type: 'arrived' }, begin(arrival, now))
  }

  function place(plan: OurPlan, source: string, since: number): CallId {
    const call = callIdFor(source, since)
    if (calls.has(call)) return call
    const now = clock.now()
    const arrival = { call, caller: calledLegId(call), epoch: needs.epoch(), arrivedAt: Math.min(since, now), plan, terms: needs.terms(), waiting: queue.size(), staffed: true }
    record(call, null, { type: 'arrived' }, begin(arrival, now))
    if (plan.script) for (const prompt of promptsOf(plan.script)) void needs.prompts.media(prompt)
    return call
  }

  function ask(call: CallId, request: Request): Refusal | 'CALL_NOT_FOUND' | null {
    const open = calls.get(call)
    if (!open) return 'CALL_NOT_FOUND'
    const refused = refusal(open.state, request)
    if (refused === null) decide(call, request)
    return refused
  }

  function decide(call: CallId, event: CallEvent, at?: number): void {
    const open = calls.get(call)
    if (!open) return tooLate(call, event)
    record(call, open, event, step(open.state, event, at ?? clock.now()))
  }

  /** An agent who picks up for a call that is over must not sit in silence. */
  function tooLate(call: CallId, event: CallEvent): void {
    if (event.type === 'legAnswered') perform(call, [{ type: 'hangUp', leg: event.leg, cause: 'normal' }])
    if (event.type === 'offered') perform(call, [{ type: 'agentOfferEnded', agent: event.agent, how: 'withdrawn' }, { type: 'leaveQueue' }])
    if (event.type === 'seatFound' && event.seat) perform(call, [{ type: 'agentOfferEnded', agent: event.seat.agent, how: 'withdrawn' }])
  }

  function record(call: CallId, open: OpenCall | null, event: Decision['event'], { state, commands, facts }: Step): void {
    if (open && state === open.state && facts.length === 0) {
      if (commands.length > 0) perform(call, commands)
      return
    }
    const now = clock.now()
    const from = open?.state.at ?? null
    needs.onChange?.(state, open?.state ?? null)
    if (from === state.at && !needsRecord(commands, facts)) {
      keep(call, open, state, open?.seq ?? 0)
      return perform(call, commands)
    }
    const seq = (open?.seq ?? 0) + 1
    keep(call, open, state, seq)
    if (state.at === 'ended') log.info('call ended', { call, dnis: state.plan.dnis, outcome: state.outcome, from, after: event.type })
    else if (from !== state.at) log.debug('call moved on', { call, from, to: state.at, after: event.type })
    journal.append({ call, seq, at: now, event, state, commands, facts }, (row) => {
      projector.take(row)
      perform(call, commands)
    })
  }

  function keep(call: CallId, open: OpenCall | null, state: CallState, seq: number): void {
    const now = clock.now()
    if (state.at === 'ended') {
      open?.cancelWake()
      calls.delete(call)
      leases.forget(call)
    } else if (!open) {
      calls.set(call, { state, seq, changedAt: now, cancelWake: NEVER })
      leases.entered(call, state.arrivedAt)
    } else Object.assign(open, { state, seq, changedAt: now })
  }

  function wake(call: CallId, at: number | null): void {
    const open = calls.get(call)
    if (!open) return
    open.cancelWake()
    open.cancelWake = at === null || stopped ? NEVER : clock.at(at, () => decide(call, { type: 'woke', ahead: queue.ahead(call) }))
  }

  return {
    arrive,
    place,
    ask,
    decide,
    seat(agent, what) {
      const call = needs.agents.find(agent)?.call
      if (call && calls.has(call)) decide(call, { type: what, agent })
    },
    staffed(staffed) {
      for (const [call, { state }] of calls) if (state.at === 'waiting') decide(call, { type: 'staffed', staffed })
    },
    offered: (call, agent) => decide(call, { type: 'offered', agent }),
    ensure: perform,
    open: () => calls,
    hear(event, epoch) {
      switch (event.type) {
        case 'legArrived':
          return arrive({ ...event, epoch })
        case 'legRinging':
          return
        case 'promptEnded':
          return decide(callOfLeg(event.leg), event.failed ? { type: 'promptEnded', playback: event.playback, failed: true } : { type: 'promptEnded', playback: event.playback })
        case 'legEnded':
          return decide(callOfLeg(event.leg), isInBrowser(calls.get(callOfLeg(event.leg))?.state, event.leg, needs.agents) ? { ...event, inBrowser: true } : event)
        case 'legJoined':
          return decide(callOfLeg(event.leg), { type: 'legJoined', leg: event.leg })
        default:
          return decide(callOfLeg(event.leg), event)
      }
    },
    takeUp(state, seq) {
      calls.set(state.call, { state, seq, changedAt: clock.now(), cancelWake: NEVER })
    },
    wakeUp: (call) => decide(call, { type: 'woke', ahead: queue.ahead(call) }),
    renewLeases: leases.renew,
    stop() {
      stopped = true
      for (const open of calls.values()) open.cancelWake()
    },
  }
}

/** What tells nobody anything and asks nothing of anybody is found out again after a crash. */
const needsRecord = (commands: readonly CallCommand[], facts: Step['facts']): boolean => facts.length > 0 || commands.some(({ type }) => type !== 'wakeAt')
