import type { LegId } from '../contract/ids.ts'
import type { Clock } from '../platform/clock.ts'
import type { TelephonyCommand, TelephonyEvent } from './port.ts'

type Play = TelephonyCommand & { type: 'play' }

interface Needs {
  clock: Clock
  soundMs: (media: string) => number | null
  tell: (event: TelephonyEvent) => void
}

/** Playbacks of the fake: one after another on each leg, as Asterisk plays them. */
export function fakeSounds({ clock, soundMs, tell }: Needs) {
  const queues = new Map<LegId, Play[]>()
  const cancels = new Map<LegId, () => void>()

  function start(leg: LegId): void {
    const play = queues.get(leg)?.[0]
    if (!play) return void queues.delete(leg)
    const lengths = play.media.map(soundMs)
    const failed = lengths.every((length) => length === null)
    const lengthMs = lengths.reduce<number>((sum, length) => sum + (length ?? 0), 0)
    cancels.set(
      leg,
      clock.at(clock.now() + lengthMs, () => finish(play, failed)),
    )
  }
  function finish(play: Play, failed: boolean): void {
    const queue = queues.get(play.leg)
    const first = queue?.[0] === play
    queue?.splice(queue.indexOf(play), 1)
    if (first) cancels.get(play.leg)?.()
    tell({ type: 'promptEnded', leg: play.leg, playback: play.playback, failed })
    if (first) start(play.leg)
  }

  return {
    play: (play: Play): void => {
      const queue = queues.get(play.leg)
      if (queue) queue.push(play)
      else {
        queues.set(play.leg, [play])
        start(play.leg)
      }
    },
    /** False when it is not being played. */
    stop: (playback: string): boolean => {
      for (const queue of queues.values()) {
        const play = queue.find((queued) => queued.playback === playback)
        if (!play) continue
        finish(play, false)
        return true
      }
      return false
    },
    /** The leg is gone or has left: nothing is told any more. */
    endAll: (leg: LegId): void => {
      cancels.get(leg)?.()
      cancels.delete(leg)
      queues.delete(leg)
    },
  }
}
