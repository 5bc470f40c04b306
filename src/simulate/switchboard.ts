import type { Extension, LegId } from '../contract/ids.ts'
import type { Outcome, TelephonyCommand } from '../telephony/port.ts'
import { drop, openChannel, part, type Board, type Channel } from './board.ts'
import { lengthMs } from './lines.ts'

const DONE: Outcome = { ok: true }
const GONE: Outcome = { ok: false, why: 'gone', detail: '' }
const DUPLICATE: Outcome = { ok: false, why: 'duplicate', detail: '' }
const REFUSED: Outcome = { ok: false, why: 'refused', detail: 'not simulated' }
const FAILED_SOUND_MS = 20

type Command<Type extends TelephonyCommand['type']> = Extract<TelephonyCommand, { type: Type }>

/** Carries out a command of the server on the simulated Asterisk. */
export function execute(board: Board, command: TelephonyCommand): Outcome {
  switch (command.type) {
    case 'ring':
      return ring(board, command)
    // Nobody outside, and no supervisor, is simulated.
    case 'dial':
    case 'snoop':
      return REFUSED
    case 'playToBridge':
      return board.bridges.has(command.bridge) ? DONE : GONE
    case 'join':
      return join(board, command)
    case 'closeBridge':
      return closeBridge(board, command.bridge)
    case 'stopPlay': {
      const channel = board.playing.get(command.playback)
      if (channel) endPlay(board, channel, command.playback, false)
      return channel ? DONE : GONE
    }
    default:
      return onChannel(board, command)
  }
}

function onChannel(board: Board, command: Exclude<Extract<TelephonyCommand, { leg: LegId }>, Command<'ring' | 'dial' | 'snoop'>>): Outcome {
  const channel = board.channels.get(command.leg)
  if (!channel || (!channel.ours && command.type !== 'hangUp')) return GONE
  switch (command.type) {
    case 'answer':
      channel.up = true
      return DONE
    case 'hangUp':
      drop(board, command.leg, 16)
      return DONE
    case 'part':
      part(board, channel)
      return DONE
    case 'play':
      return play(board, channel, command)
    case 'lease':
      channel.leaseUntil = board.time.now() + command.forMs
      return DONE
    case 'record':
      return board.chance.chance(board.recordFails) ? { ok: false, why: 'unavailable', detail: 'simulated' } : DONE
    case 'listenFor':
    case 'music':
    case 'stopRecord':
      return DONE
  }
}

function ring(board: Board, { leg, endpoint, timeoutMs, call }: Command<'ring'>): Outcome {
  if (board.channels.has(leg)) return DUPLICATE
  const agent = endpoint.replace('PJSIP/', '') as Extension
  const channel = openChannel(board, { leg, agent, call, callerNumber: '', dialled: '', ours: true, leaseMs: Infinity })
  board.time.after(timeoutMs, () => void (channel.up || drop(board, leg, 19)))
  board.people.phoneRings(channel)
  return DONE
}

function join(board: Board, { bridge, legs }: Command<'join'>): Outcome {
  const inside = board.bridges.get(bridge) ?? new Set()
  board.bridges.set(bridge, inside)
  let outcome = DONE
  for (const leg of legs) {
    const channel = board.channels.get(leg)
    if (!channel?.ours) outcome = GONE
    else if (channel.bridge !== bridge) {
      part(board, channel)
      channel.bridge = bridge
      inside.add(leg)
      board.tell({ type: 'legJoined', leg, bridge })
    }
  }
  const present = [...inside].flatMap((leg) => board.channels.get(leg) ?? [])
  const caller = present.find(({ agent }) => agent === null)
  const agent = present.find((channel) => channel.agent !== null)
  if (caller && agent) board.people.bridged(caller, agent)
  return outcome
}

function closeBridge({ bridges, channels }: Board, bridge: string): Outcome {
  const inside = bridges.get(bridge)
  if (!inside) return GONE
  for (const leg of inside) {
    const channel = channels.get(leg)
    if (channel) channel.bridge = null
  }
  bridges.delete(bridge)
  return DONE
}

function play(board: Board, channel: Channel, { playback, media }: Command<'play'>): Outcome {
  if (board.playing.has(playback)) return DUPLICATE
  channel.plays.push({ playback, prompt: media[0] ?? '', cancel: () => {} })
  board.playing.set(playback, channel)
  if (channel.plays.length === 1) startPlay(board, channel)
  return DONE
}

function startPlay(board: Board, channel: Channel): void {
  const play = channel.plays[0]
  if (!play) return
  const failed = board.chance.chance(board.promptFails)
  play.cancel = board.time.after(failed ? FAILED_SOUND_MS : lengthMs(play.prompt), () => endPlay(board, channel, play.playback, failed))
  if (!failed) board.people.hears(channel, play.prompt)
}

function endPlay(board: Board, channel: Channel, playback: string, failed: boolean): void {
  const index = channel.plays.findIndex((play) => play.playback === playback)
  const [ended] = index < 0 ? [] : channel.plays.splice(index, 1)
  if (!ended) return
  ended.cancel()
  board.playing.delete(playback)
  board.tell({ type: 'promptEnded', leg: channel.leg, playback, failed })
  if (index === 0) startPlay(board, channel)
}
