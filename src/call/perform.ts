import { join } from 'node:path'
import type { CallId, Extension } from '../contract/ids.ts'
import type { Agents } from '../agent/port.ts'
import type { Log } from '../platform/log.ts'
import { mailbox } from '../platform/mailbox.ts'
import type { Prompts } from '../prompt/port.ts'
import type { Queue } from '../queue/port.ts'
import type { Outcome, Telephony, TelephonyCommand } from '../telephony/port.ts'
import { CAUSE } from './rules/cause.ts'
import type { Leases } from './leases.ts'
import type { CallCommand, CallEvent } from './rules/state.ts'

export interface Hands {
  telephony: Pick<Telephony, 'perform'>
  queue: Queue
  agents: Agents
  prompts: Prompts
  /** Where this agent's phone rings now, in the telephone network's own words. */
  endpointOf: (agent: Extension) => string
  log: Log
  /** Folder below which recordings are written. */
  recordingsDir: string
  leases: Pick<Leases, 'cover' | 'granted'>
  decide: (call: CallId, event: CallEvent) => void
  wake: (call: CallId, at: number | null) => void
}

/** As the caller's own exchange sounds (config/asterisk/indications.conf.template). */
const RINGING_TONE = 'tone:ring'

type Command<Type extends CallCommand['type']> = Extract<CallCommand, { type: Type }>

/**
 * Gives each command of the call flow to whoever carries it out. What concerns the queue and the agents happens at
 * once; what concerns the telephone goes out in order per call, except that a phone is rung and let go in an order
 * of its own (nobody waits for a prompt to start), and that recording, which may fail, is in nobody's way.
 */
export function performer(hands: Hands): (call: CallId, commands: readonly CallCommand[]) => void {
  const { telephony, queue, agents, decide, wake, log } = hands
  const inTurn = mailbox<string>()

  const send = (call: CallId, key: string, command: TelephonyCommand, failed?: (outcome: Failure) => void): void => {
    void inTurn(key, async () => {
      const outcome = await telephony.perform(command)
      if (outcome.ok) return
      // gone: the other side was faster, its event is on the way; duplicate: done before.
      if (outcome.why !== 'gone' && outcome.why !== 'duplicate') log.warn('telephony command failed', { call, command: command.type, why: outcome.why, detail: outcome.detail })
      failed?.(outcome)
    })
  }

  async function say(call: CallId, { leg, playback, prompt }: Command<'say'>): Promise<void> {
    const { media, lengthMs } = await hands.prompts.media(prompt)
    await hands.leases.cover(call, leg, lengthMs)
    const outcome = await telephony.perform({ type: 'play', leg, playback, media })
    if (outcome.ok) return
    if (outcome.why !== 'gone') log.warn('a prompt could not be played', { call, prompt: prompt.id, why: outcome.why, detail: outcome.detail })
    decide(call, { type: 'promptEnded', playback, failed: true })
  }

  function ring(call: CallId, { leg, agent, callerId, callerName, timeoutMs, autoAnswer = false }: Command<'ring'>): void {
    send(call, leg, { type: 'ring', leg, endpoint: hands.endpointOf(agent), callerId, callerName, timeoutMs, autoAnswer, call }, (outcome) => {
      if (outcome.why === 'duplicate') return
      if (outcome.why !== 'refused') void telephony.perform({ type: 'hangUp', leg, cause: 'normal' })
      decide(call, { type: 'legEnded', leg, cause: outcome.why === 'refused' || outcome.why === 'gone' ? CAUSE.absent : CAUSE.unknown })
    })
  }

  function dial(call: CallId, command: Command<'dial'>): void {
    const { leg, number, callerId, timeoutMs, centre } = command
    send(call, leg, { type: 'dial', leg, number, callerId, timeoutMs, centre, call }, (outcome) => {
      if (outcome.why === 'duplicate') return
      if (outcome.why !== 'refused') void telephony.perform({ type: 'hangUp', leg, cause: 'normal' })
      decide(call, { type: 'legEnded', leg, cause: outcome.why === 'refused' ? CAUSE.absent : CAUSE.unknown })
    })
  }

  /** To a bridge: nobody waits for its end, and a prompt that cannot be played is missed by nobody but the log. */
  async function announce(call: CallId, { bridge, playback, prompt }: Command<'announce'>): Promise<void> {
    const { media } = await hands.prompts.media(prompt)
    const outcome = await telephony.perform({ type: 'playToBridge', bridge, playback, media })
    if (!outcome.ok && outcome.why !== 'gone') log.warn('an announcement could not be played', { call, prompt: prompt.id, why: outcome.why, detail: outcome.detail })
  }

  function findSeat(call: CallId, { groups, except }: Command<'findSeat'>): void {
    const found = agents.free(groups, except)
    if (found) agents.ringing(found.extension, call)
    decide(call, { type: 'seatFound', seat: found ? { kind: 'seat', agent: found.extension, name: found.name } : null })
  }

  function record(call: CallId, { leg, recording, file }: Command<'record'>): void {
    send(call, recorderOf(call), { type: 'record', leg, file: join(hands.recordingsDir, file) }, ({ why, detail }) => {
      if (why !== 'duplicate') decide(call, { type: 'recordFailed', recording, why: `${why}: ${detail}` })
    })
  }

  function carryOut(call: CallId, command: CallCommand): void {
    switch (command.type) {
      case 'enqueue':
        return queue.enter({ call, rank: command.rank, arrivedAt: command.arrivedAt, headAt: command.headAt, groups: command.groups })
      case 'widen':
        return queue.widen(call, command.groups)
      case 'moveInLine':
        return queue.move(call, command)
      case 'leaveQueue':
        return queue.leave(call)
      case 'agentOfferEnded':
        return agents.offerEnded(command.agent, call, command.how)
      case 'agentTalking':
        return agents.talking(command.agent, call)
      case 'agentHolds':
        return agents.onHold(command.agent, call, command.held)
      case 'agentReleased':
        return agents.released(command.agent, call, command.wrapUp)
      case 'agentInThree':
        return agents.inThree(command.agent, call, command.on)
      case 'findSeat':
        return findSeat(call, command)
      case 'wakeAt':
        return wake(call, command.at)
      case 'ring':
        return ring(call, command)
      case 'dial':
        return dial(call, command)
      case 'tone':
        return send(call, call, { type: 'play', leg: command.leg, playback: command.playback, media: [RINGING_TONE] })
      case 'announce':
        void inTurn(call, () => announce(call, command))
        return
      case 'snoop':
        return send(call, call, { ...command, call })
      case 'record':
        return record(call, command)
      case 'stopRecord':
        return send(call, recorderOf(call), command)
      case 'lease':
        hands.leases.granted(call, command.forMs)
        return send(call, call, command)
      case 'say':
        void inTurn(call, () => say(call, command))
        return
      case 'hangUp':
        return send(call, command.leg, command)
      default:
        return send(call, call, command)
    }
  }

  const recorderOf = (call: CallId): string => `recorder ${call}`

  return (call, commands) => {
    for (const command of commands) carryOut(call, command)
  }
}

type Failure = Extract<Outcome, { ok: false }>
