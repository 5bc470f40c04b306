import type { CallId, Extension, LegId } from '../contract/ids.ts'
import type { LiveState, TelephonyEvent } from '../telephony/port.ts'
import type { Random } from './rules/random.ts'
import type { VirtualTime } from './virtual-time.ts'

/** One channel of the simulated Asterisk. */
export interface Channel {
  leg: LegId
  /** null = a caller's. */
  agent: Extension | null
  call: CallId | null
  up: boolean
  /** In the server's hands; false = taken by the fallback. */
  ours: boolean
  bridge: string | null
  createdAt: number
  leaseUntil: number
  callerNumber: string
  dialled: string
  /** Sounds being played (the first) and waiting to be. */
  plays: Play[]
}

export interface Play {
  playback: string
  prompt: string
  cancel: () => void
}

/** What people notice of their phones. */
export interface People {
  phoneRings: (channel: Channel) => void
  pickedUp: (channel: Channel) => void
  hears: (channel: Channel, prompt: string) => void
  /** A caller and an agent hear each other. */
  bridged: (caller: Channel, agent: Channel) => void
  gone: (channel: Channel, bridgedWith: readonly Channel[]) => void
}

/** As much of Asterisk as a call needs: channels, bridges, sounds. Everything takes effect at once. */
export interface Board {
  channels: Map<LegId, Channel>
  bridges: Map<string, Set<LegId>>
  playing: Map<string, Channel>
  startedAt: number
  time: VirtualTime
  chance: Random
  promptFails: number
  recordFails: number
  people: People
  tell: (event: TelephonyEvent) => void
}

export type NewChannel = Pick<Channel, 'leg' | 'agent' | 'call' | 'callerNumber' | 'dialled' | 'ours'> & { leaseMs: number }

export function openChannel({ channels, time }: Board, { leaseMs, ...given }: NewChannel): Channel {
  const now = time.now()
  const channel: Channel = { ...given, up: false, bridge: null, createdAt: now, leaseUntil: now + leaseMs, plays: [] }
  channels.set(channel.leg, channel)
  return channel
}

/** The channel is hung up. `cause` is ITU-T Q.850. */
export function drop(board: Board, leg: LegId, cause: number): void {
  const channel = board.channels.get(leg)
  if (!channel) return
  const others = part(board, channel)
  silence(board, channel)
  board.channels.delete(leg)
  board.tell({ type: 'legEnded', leg, cause })
  board.people.gone(channel, others)
}

/** Takes the channel out of its bridge; gives back who is left in it. */
export function part({ bridges, channels }: Board, channel: Channel): Channel[] {
  const inside = channel.bridge === null ? undefined : bridges.get(channel.bridge)
  inside?.delete(channel.leg)
  channel.bridge = null
  return [...(inside ?? [])].flatMap((leg) => channels.get(leg) ?? [])
}

export function silence({ playing }: Board, channel: Channel): void {
  for (const { playback, cancel } of channel.plays.splice(0)) {
    playing.delete(playback)
    cancel()
  }
}

export function pickUp(board: Board, leg: LegId): void {
  const channel = board.channels.get(leg)
  if (!channel || channel.up) return
  channel.up = true
  board.tell({ type: 'legAnswered', leg })
  board.people.pickedUp(channel)
}

export function live({ channels, bridges, startedAt }: Board): LiveState {
  const legs = new Map(
    [...channels.values()].map(({ leg, up, ours, bridge, createdAt, callerNumber, dialled }) => [
      leg,
      { leg, up, ours, bridge, context: ours ? 'from-trunk' : 'fallback', createdAt, callerNumber, dialled, transferCount: null, interaction: null },
    ]),
  )
  return { startedAt, legs, bridges: new Map([...bridges].map(([bridge, inside]) => [bridge, [...inside]])) }
}

/** Everything is gone, and the server is not told. */
export function restart(board: Board): void {
  const lost = [...board.channels.values()]
  for (const channel of lost) silence(board, channel)
  board.channels.clear()
  board.bridges.clear()
  board.startedAt = board.time.now()
  for (const channel of lost) board.people.gone(channel, [])
}

/** Callers whose lease has run out are taken to the fallback, whoever is listening. */
export function loseLeases(board: Board): Channel[] {
  const now = board.time.now()
  const lost = [...board.channels.values()].filter(({ agent, ours, leaseUntil }) => agent === null && ours && leaseUntil <= now)
  for (const channel of lost) {
    part(board, channel)
    silence(board, channel)
    channel.ours = false
    board.tell({ type: 'legLeft', leg: channel.leg })
  }
  return lost
}
