import { hungUpOnPurpose } from './cause.ts'
import { leftWithThird } from './handing-over.ts'
import { anybody, inLine } from './in-line.ts'
import { ask } from './rating.ts'
import { pauseRecording } from './recording.ts'
import { around } from './of-call.ts'
import type { CallCommand, Step } from './state.ts'
import { agentLeft, heardInLine, outOfBridge, type Talking } from './talk-parts.ts'
import { dropThird } from './third-parties.ts'
import { endMonitor } from './monitor.ts'

/**
 * The agent's part is over. With a third party there, or on the way, the caller is theirs. Hung up on purpose, out of a
 * conversation: the caller is asked for a rating; else goes back to the head of the line.
 */
export function agentOver(state: Talking, cause: number, now: number): Step {
  const onPurpose = hungUpOnPurpose(cause)
  const withThird = state.third && leftWithThird(state, state.third, { now, onPurpose })
  if (withThird) return withThird
  const { caller, bridge, agent } = state
  const left = agentLeft(state, now)
  const dropped = dropThird(state, 'agent_lost', now)
  const ended = endMonitor(state, now)
  const wasBridged = state.bridgedSince !== null
  const out = outOfBridge(left.state, now)
  const next = onPurpose && wasBridged ? ask(out, agent, now) : backToTheHead(out, wasBridged, now)
  const commands: CallCommand[] = [...dropped.commands, ...ended.commands, { type: 'closeBridge', bridge }, { type: 'agentReleased', agent, wrapUp: true }]
  // Out of the conversation the short lease counts again, unless the call is over anyway.
  if (next.state.at !== 'closing' || next.state.playback !== null) commands.push({ type: 'lease', leg: caller, forMs: state.terms.waitingLeaseMs })
  return around(next, { before: commands, facts: [...dropped.facts, ...ended.facts, ...left.facts] })
}

/** Nobody is ever left alone in a bridge (reliability notes C6, G2). */
function backToTheHead(state: Talking, wasBridged: boolean, now: number): Step {
  const line = inLine(state, { rank: 'return', reach: anybody(state), since: now, hearing: heardInLine(state, now) }, now)
  const music: CallCommand[] = wasBridged ? [{ type: 'music', leg: state.caller, on: true }] : []
  return { state: line.state, commands: [...pauseRecording(state), ...music, ...line.commands], facts: [] }
}
