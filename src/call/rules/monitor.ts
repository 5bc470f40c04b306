import type { LegId } from '../../contract/ids.ts'
import type { CallFact } from '../facts.ts'
import { isSnoopLeg, listenBridgeId, monitorLegId, snoopLegId } from './ids.ts'
import { hangUp, stay } from './of-call.ts'
import type { CallCommand, CallEvent, In, Monitor, Request, Step } from './state.ts'
import { RING_GRACE_MS } from './times.ts'

// A supervisor on an agent's line (domain.md §5.4: three who talk and one who listens, at most). Listening and
// whispering go through an ear on the agent's leg, so the conversation itself is not touched; barging is joining it.

type Talking = In<'talking'>
type Ask = Extract<Request, { type: 'monitor' }>

/** Begins to monitor, or changes how: asked for anew by the same supervisor. */
export function monitor(state: Talking, { by, mode }: Ask, now: number): Step {
  return state.monitor ? changeMode(state, state.monitor, mode, now) : ringSupervisor(state, { by, mode })
}

function ringSupervisor(state: Talking, { by, mode }: Pick<Ask, 'by' | 'mode'>): Step {
  const serial = state.monitors + 1
  const leg = monitorLegId(state.call, serial)
  const timeoutMs = state.terms.thirds.ringMs + RING_GRACE_MS
  return {
    state: { ...state, monitors: serial, monitor: { by, leg, serial, mode, snoop: null, snoops: 0, parked: false, answeredAt: null } },
    commands: [{ type: 'ring', leg, agent: by, callerId: state.agent, callerName: `监听 ${state.agent}`, timeoutMs }],
    facts: [],
  }
}

function changeMode(state: Talking, before: Monitor, mode: Monitor['mode'], now: number): Step {
  if (before.mode === mode) return stay(state)
  if (before.answeredAt === null) return stay({ ...state, monitor: { ...before, mode } })
  const leaving: CallCommand[] = before.mode === 'barge' ? [{ type: 'part', bridge: state.bridge, leg: before.leg }] : before.snoop === null ? [] : [hangUp(before.snoop)]
  const next = attend(state, { ...before, mode, snoop: null }, now)
  return { ...next, commands: [...leaving, ...next.commands] }
}

/** The supervisor is on the phone: gives the ear, or lets them in. */
function attend(state: Talking, monitor: Monitor, now: number): Step {
  const facts: CallFact[] = [{ type: 'monitored', call: state.call, at: now, by: monitor.by, agent: state.agent, leg: monitor.leg, mode: monitor.mode }]
  if (monitor.mode === 'barge') {
    const ear: CallCommand[] = monitor.parked ? [{ type: 'closeBridge', bridge: listenBridgeId(state.call) }] : []
    return { state: { ...state, monitor: { ...monitor, parked: false } }, commands: [{ type: 'join', bridge: state.bridge, legs: [monitor.leg] }, ...ear], facts }
  }
  const snoops = monitor.snoops + 1
  const snoop = snoopLegId(state.call, monitor.serial * 36 + snoops)
  return { state: { ...state, monitor: { ...monitor, snoop, snoops } }, commands: [{ type: 'snoop', leg: state.leg, snoop, whisper: monitor.mode === 'whisper' }], facts }
}

const removeEar = ({ call }: Pick<Talking, 'call'>, { snoop, parked }: Monitor): CallCommand[] => [
  ...(snoop === null ? [] : [hangUp(snoop)]),
  ...(parked ? ([{ type: 'closeBridge', bridge: listenBridgeId(call) }] as const) : []),
]

/** What happens on the supervisor's side of the line; null when the event is about something else. */
export function aboutMonitor(state: Talking, event: CallEvent, now: number): Step | null {
  const { monitor } = state
  if (!monitor) return null
  switch (event.type) {
    case 'legAnswered':
      if (event.leg === monitor.leg && monitor.answeredAt === null) {
        const next = attend(state, { ...monitor, answeredAt: now }, now)
        return { ...next, commands: [{ type: 'agentTalking', agent: monitor.by }, ...next.commands] }
      }
      // The ear exists now, and can be joined with the supervisor.
      if (event.leg === monitor.snoop) return listens(state, monitor, monitor.snoop)
      return null
    case 'legEnded':
      if (event.leg === monitor.leg) return withoutMonitor(state, now)
      // Hung up by us to change the mode, or with the agent's leg: then that event decides.
      return isSnoopLeg(event.leg) ? stay(state) : null
    default:
      return null
  }
}

/** A bridge is kept from one ear to the next: Asterisk would still be closing it when it is wanted again. */
function listens(state: Talking, monitor: Monitor, snoop: LegId): Step {
  const legs = monitor.parked ? [snoop] : [monitor.leg, snoop]
  return { state: { ...state, monitor: { ...monitor, parked: true } }, commands: [{ type: 'join', bridge: listenBridgeId(state.call), legs }], facts: [] }
}

export function withoutMonitor(state: Talking, now: number): Step {
  const { commands, facts } = endMonitor(state, now)
  return { state: { ...state, monitor: null }, commands, facts }
}

/** The supervisor is let go. */
export function endMonitor(state: Pick<Talking, 'call' | 'agent' | 'monitor'>, now: number): { commands: CallCommand[]; facts: CallFact[] } {
  const { monitor } = state
  if (!monitor) return { commands: [], facts: [] }
  const freed: CallCommand = monitor.answeredAt === null ? { type: 'agentOfferEnded', agent: monitor.by, how: 'withdrawn' } : { type: 'agentReleased', agent: monitor.by, wrapUp: false }
  return {
    commands: [...removeEar(state, monitor), hangUp(monitor.leg), freed],
    facts: monitor.answeredAt === null ? [] : [{ type: 'monitored', call: state.call, at: now, by: monitor.by, agent: state.agent, leg: monitor.leg, mode: null }],
  }
}
