import type { CallFact } from '../facts.ts'
import { playbackId } from './ids.ts'
import { endMonitor } from './monitor.ts'
import { callOf, hangUp } from './of-call.ts'
import type { CallCommand, CallState, Step, Third } from './state.ts'
import { pauseRecording } from './recording.ts'
import { agentLeft, callerIn, outOfBridge, tellCaller, type Talking } from './talk-parts.ts'
import { thirdEnded } from './third-parties.ts'

interface How {
  now: number
  /** This is the one transfer of the call. */
  counted: boolean
  /** The agent's leg is still there, to be hung up. */
  agentThere: boolean
}

/** The agent leaves on purpose, by the panel: refused unless it may be (refusal.ts). */
export const complete = (state: Talking, third: Third, now: number): Step => handOver(state, third, { now, counted: third.purpose !== 'emergency', agentThere: true })

/** The caller stays with the third party, which is an agent of ours from then on or somebody outside. */
export function handOver(state: Talking, third: Third, { now, counted, agentThere }: How): Step {
  const { call, caller, leg, agent, terms } = state
  const { party } = third
  const left = agentLeft(state, now)
  const ended = endMonitor(state, now)
  const transferCount = state.transferCount + (counted ? 1 : 0)
  const facts: CallFact[] = [
    ...ended.facts,
    ...left.facts,
    ...thirdEnded(state, third, 'took_over', now),
    { type: 'handedOver', call, at: now, from: agent, party, leg: third.leg, purpose: third.purpose, counted, transferCount },
  ]
  const wasRinging = third.purpose === 'transfer'
  const into = left.state.bridgedSince === null ? callerIn(left.state, now, wasRinging ? [third.leg] : []) : null
  const commands: CallCommand[] = [
    ...ended.commands,
    // Its ringing tone would play on to a phone that is hung up; nobody minds, but it would be reported.
    ...(wasRinging && agentThere ? ([{ type: 'stopPlay', playback: playbackId(call, state.playbacks) }] as const) : []),
    ...(agentThere ? [hangUp(leg)] : []),
    ...(into?.commands ?? []),
    { type: 'agentReleased', agent, wrapUp: true },
  ]
  facts.push(...(into?.facts ?? []))
  if (!into) commands.push({ type: 'lease', leg: caller, forMs: terms.talkingLeaseMs })
  return { state: withParty(into?.state ?? left.state, third, { now, transferCount }), commands: [...commands, ...(party.kind === 'seat' ? ([{ type: 'agentInThree', agent: party.agent, on: false }] as const) : [])], facts }
}

function withParty(state: Talking, { party, leg }: Third, { now, transferCount }: { now: number; transferCount: number }): CallState {
  const { rank, groups, bridge, agent } = state
  const bridgedSince = state.bridgedSince ?? now
  const call = { ...callOf(state), transferCount }
  if (party.kind === 'seat') return { ...call, at: 'talking', rank, groups, agent: party.agent, leg, bridge, connectedAt: now, bridgedSince, told: null, third: null, monitor: null }
  return { ...call, at: 'handed', agent, rank, groups, party, leg, bridge, connectedAt: now, bridgedSince }
}

/**
 * The agent's leg has ended while somebody else is there or on the way. Null when the caller has to go back in line:
 * a consultation in private was the agent's alone (reliability notes C6).
 */
export function leftWithThird(state: Talking, third: Third, { now, onPurpose }: { now: number; onPurpose: boolean }): Step | null {
  if (third.answeredAt === null) return third.purpose === 'consult' ? null : ringsOn(state, third, now)
  if (third.joinedAt === null) return null
  // A phone that is put down cannot be refused: the caller keeps the one who knows the matter, whatever the count is.
  return handOver(state, third, { now, counted: onPurpose && third.purpose !== 'emergency' && state.transferCount === 0, agentThere: false })
}

/** The caller waits with music for the one who is being rung. */
function ringsOn(state: Talking, third: Third, now: number): Step {
  const { caller, bridge, agent, rank, groups, terms } = state
  const left = agentLeft(state, now)
  const ended = endMonitor(state, now)
  const out = outOfBridge(left.state, now)
  const wasIn = state.bridgedSince !== null
  // Only an emergency line is rung with the caller in the bridge.
  const heard = wasIn ? tellCaller(out, { id: 'emergency_handover', values: { peer: third.party.name } }) : { state: out, commands: [] }
  return {
    state: { ...callOf(heard.state), at: 'transferring', rank, groups, agent, told: heard.state.told, third },
    commands: [
      ...ended.commands,
      { type: 'closeBridge', bridge },
      { type: 'agentReleased', agent, wrapUp: true },
      ...(wasIn ? ([...pauseRecording(state), { type: 'lease', leg: caller, forMs: terms.waitingLeaseMs }, ...heard.commands] as const) : []),
    ],
    facts: [...ended.facts, ...left.facts],
  }
}
