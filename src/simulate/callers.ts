import { callIdOf } from '../call/rules/ids.ts'
import type { CallId, LegId } from '../contract/ids.ts'
import { drop, openChannel, type Board, type Channel } from './board.ts'
import { dialled } from './lines.ts'
import { random, type Random } from './rules/random.ts'
import type { Visitor } from './rules/textbook.ts'
import type { Scenario } from './scenario.ts'

const MOMENTS = ['arrival', 'any', 'ring', 'answer', 'bridge', 'question', 'end'] as const
/** When a caller with a whim hangs up: within a few ms of this. */
export type Moment = (typeof MOMENTS)[number]

interface Caller {
  /** A generator per caller, so that the same people call whatever the centre does. */
  own: Random
  leg: LegId
  call: CallId
  patienceMs: number
  /** What is left of the matter. */
  talkMs: number
  talkingSince: number | null
  endedByAgent: boolean
  /** Key pressed when asked for a rating; null = none. */
  key: string | null
  whim: { moment: Moment; afterMs: number } | null
  cancelTalk: () => void
  cancelPatience: () => void
}

/** The people on the line now. */
export interface Crowd {
  byCall: Map<CallId, Caller>
  scenario: Scenario
  chance: Random
  serial: number
  meet: (call: CallId, visitor: Visitor) => void
}

const NOTHING = (): void => {}
/** Nobody listens to us for ever. */
const FED_UP_MS = 180_000
const IN_FALLBACK_MS = 60_000
const WHIM_MS = 30
const KEYS = ['1', '1', '1', '2', '3', '9', null, null]

export const emptyCrowd = (scenario: Scenario, chance: Random, meet: Crowd['meet'] = NOTHING): Crowd => ({ byCall: new Map(), scenario, chance, serial: 0, meet })

/** Somebody calls. `ours` = the server takes the call; otherwise the fallback does. */
export function callIn(crowd: Crowd, board: Board, ours: boolean): Channel {
  const { scenario, chance } = crowd
  crowd.serial += 1
  const leg = `sim-${Math.floor(board.time.now() / 1_000)}.${crowd.serial}` as LegId
  const callerNumber = `139${String(crowd.serial % 1e8).padStart(8, '0')}`
  const caller = draw(crowd, leg)
  crowd.byCall.set(caller.call, caller)
  crowd.meet(caller.call, { arrivedAt: board.time.now(), talkMs: caller.talkMs, patienceMs: caller.patienceMs })
  const leaseMs = scenario.policy.lease.entryMs
  const channel = openChannel(board, { leg, agent: null, call: caller.call, callerNumber, dialled: dialled(scenario, chance), ours, leaseMs })
  if (!ours) goToFallback(crowd, board, channel)
  else if (caller.patienceMs !== Infinity) caller.cancelPatience = board.time.after(caller.patienceMs, () => drop(board, leg, 16))
  onMoment(crowd, board, caller.call, 'arrival')
  if (caller.whim?.moment === 'any') board.time.after(caller.whim.afterMs * 3_000, () => drop(board, leg, 16))
  return channel
}

function draw({ scenario, chance }: Crowd, leg: LegId): Caller {
  const own = random(chance.below(2 ** 32))
  const { talkSpread, meanTalkMs, meanPatienceMs, agentEnds, faults } = scenario
  return {
    own,
    leg,
    call: callIdOf(leg),
    patienceMs: meanPatienceMs === Infinity ? Infinity : Math.round(own.exponential(meanPatienceMs)),
    talkMs: Math.round(talkSpread === null ? own.exponential(meanTalkMs) : own.logNormal(meanTalkMs, talkSpread)),
    talkingSince: null,
    endedByAgent: own.chance(agentEnds),
    key: KEYS[own.below(KEYS.length)] ?? null,
    whim: own.chance(faults.whim) ? { moment: MOMENTS[own.below(MOMENTS.length)] ?? 'any', afterMs: own.below(WHIM_MS) } : null,
    cancelTalk: NOTHING,
    cancelPatience: NOTHING,
  }
}

/** The fallback serves the caller without us; how is not our matter. */
export function goToFallback({ byCall }: Crowd, board: Board, { leg, call }: Channel): void {
  if (call !== null) byCall.get(call)?.cancelPatience()
  board.time.after(IN_FALLBACK_MS, () => drop(board, leg, 16))
}

export function onMoment({ byCall }: Crowd, board: Board, call: CallId | null, moment: Moment): void {
  const caller = call === null ? undefined : byCall.get(call)
  if (caller?.whim?.moment === moment) board.time.after(caller.whim.afterMs, () => drop(board, caller.leg, 16))
}

export function talkBegins(crowd: Crowd, board: Board, call: CallId | null, agentLeg: LegId): void {
  const caller = call === null ? undefined : crowd.byCall.get(call)
  if (!caller || caller.talkingSince !== null) return
  caller.cancelPatience()
  caller.talkingSince = board.time.now()
  const by = caller.endedByAgent ? agentLeg : caller.leg
  caller.cancelTalk = board.time.after(caller.talkMs, () => drop(board, by, 16))
  onMoment(crowd, board, caller.call, 'bridge')
}

/** The agent is gone: the matter is settled, or the caller waits for another agent, for a while. */
export function agentLeft({ byCall }: Crowd, board: Board, call: CallId | null): void {
  const caller = call === null ? undefined : byCall.get(call)
  if (!caller || caller.talkingSince === null) return
  caller.cancelTalk()
  caller.talkMs = Math.max(1_000, caller.talkMs - (board.time.now() - caller.talkingSince))
  caller.talkingSince = null
  caller.cancelPatience = board.time.after(FED_UP_MS, () => drop(board, caller.leg, 16))
}

export function hears(crowd: Crowd, board: Board, call: CallId | null, prompt: string): void {
  const caller = call === null ? undefined : crowd.byCall.get(call)
  if (!caller) return
  if (prompt === 'rate_thanks') onMoment(crowd, board, caller.call, 'end')
  if (prompt !== 'rate_agent') return
  onMoment(crowd, board, caller.call, 'question')
  const { key, leg, own } = caller
  if (key !== null) board.time.after(1_000 + own.below(10_000), () => void (board.channels.has(leg) && board.tell({ type: 'digit', leg, digit: key })))
}

export function callerGone({ byCall }: Crowd, call: CallId | null): void {
  const caller = call === null ? undefined : byCall.get(call)
  if (!caller) return
  caller.cancelPatience()
  caller.cancelTalk()
  byCall.delete(caller.call)
}
