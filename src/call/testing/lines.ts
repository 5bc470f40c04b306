import type { LegId } from '../../contract/ids.ts'
import type { LiveState } from '../../telephony/port.ts'
import type { CallEvent } from '../rules/state.ts'
import { EPOCH, T0 } from './examples.ts'

export interface Channel {
  up: boolean
  bridge: string | null
}

interface Outlet {
  tell: (event: CallEvent) => void
  fault: (what: string) => void
}

/** The channels, bridges and sounds of one call, as Asterisk has them. */
export function createLines(caller: LegId, { tell, fault }: Outlet) {
  const legs = new Map<LegId, Channel>()
  const bridges = new Set<string>()
  const playing = new Map<string, LegId>()
  let music = false
  let recording = false

  const inside = (bridge: string): LegId[] => [...legs].flatMap(([leg, channel]) => (channel.bridge === bridge ? [leg] : []))

  function enter(bridge: string, leg: LegId): void {
    const channel = legs.get(leg)
    if (!channel) return
    if (!channel.up) fault(`joined ${leg}, which was not picked up`)
    // The ear of a supervisor may blink.
    if (channel.bridge === bridge && bridge.startsWith('b00')) fault(`joined ${leg} again`)
    if (leg === caller && music) fault('joined the caller to music')
    channel.bridge = bridge
    tell({ type: 'legJoined', leg })
  }

  return {
    legs, bridges,
    playing: () => [...playing.keys()],
    recording: () => recording,
    ring(leg: LegId): void {
      if (legs.has(leg)) fault(`rang ${leg} twice`)
      legs.set(leg, { up: false, bridge: null })
    },
    answer(leg: LegId): void {
      legs.set(leg, { up: true, bridge: null })
      tell({ type: 'legAnswered', leg })
    },
    lose(leg: LegId, cause: number): void {
      if (!legs.delete(leg)) return
      for (const [playback, on] of playing) if (on === leg) playing.delete(playback)
      if (leg === caller) music = recording = false
      tell({ type: 'legEnded', leg, cause })
    },
    join(bridge: string, who: readonly LegId[]): void {
      bridges.add(bridge)
      for (const leg of who) enter(bridge, leg)
      const talking = inside(bridge).length
      if (talking > 3) fault(`${talking} talk`)
    },
    part(bridge: string, leg: LegId): void {
      const channel = legs.get(leg)
      if (channel?.bridge === bridge) channel.bridge = null
    },
    close(bridge: string): void {
      for (const leg of inside(bridge)) legs.set(leg, { up: true, bridge: null })
      bridges.delete(bridge)
    },
    play(leg: LegId, playback: string): void {
      if (!legs.has(leg)) return tell({ type: 'promptEnded', playback })
      if (leg === caller && legs.get(leg)?.bridge != null) fault('a prompt to a caller in a bridge')
      playing.set(playback, leg)
    },
    soundOver(playback: string): void {
      if (playing.delete(playback)) tell({ type: 'promptEnded', playback })
    },
    music: (on: boolean): void => void (music = on && legs.has(caller)),
    record: (on: boolean): void => void (recording = on && legs.has(caller)),
    live: (): LiveState => ({
      startedAt: EPOCH,
      legs: new Map([...legs].map(([leg, { up, bridge }]) => [leg, { leg, up, bridge, ours: true, context: 'from-trunk', createdAt: T0, callerNumber: '', dialled: '', transferCount: null, interaction: null }])),
      bridges: new Map([...bridges].map((bridge) => [bridge, inside(bridge)])),
    }),
    callerHears(): 'music' | 'somebody' | 'sound' | 'nothing' | 'gone' {
      const channel = legs.get(caller)
      if (!channel) return 'gone'
      if (channel.bridge !== null) return inside(channel.bridge).length > 1 ? 'somebody' : 'nothing'
      if ([...playing.values()].includes(caller)) return 'sound'
      return music ? 'music' : 'nothing'
    },
  }
}
