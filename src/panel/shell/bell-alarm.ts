/** Two voices a third apart, heard through a busy office and unlike a telephone. */
const TONES_HZ = [880, 660] as const
const TONE_S = 0.22
const TIMES = 3
const EVERY_MS = 3_000
const GESTURES = ['pointerdown', 'keydown'] as const

export interface Alarm {
  /** Sounds until stopped; a second time it only takes the volume. 10 to 100. */
  start: (volume: number) => void
  stop: () => void
  /** Whether it should be heard and the browser does not let it: it needs a click or a key on the page first. */
  blocked: () => boolean
  /** Asks the browser again; works from within a click. */
  unblock: () => void
}

/** The sound of an emergency that nobody has taken, made here: nothing is loaded. `changed` tells when it is let or not. */
export function createAlarm(changed: () => void): Alarm {
  let now: { context: AudioContext; timer: ReturnType<typeof setInterval>; volume: number } | null = null
  const told = (): void => changed()

  function sound(): void {
    if (!now || now.context.state !== 'running') return
    const { context, volume } = now
    const gain = new GainNode(context, { gain: volume / 100 / 2 })
    gain.connect(context.destination)
    for (let n = 0; n < TIMES; n += 1) {
      for (const [i, frequency] of TONES_HZ.entries()) {
        const [voice, from] = [new OscillatorNode(context, { frequency, type: 'triangle' }), context.currentTime + (n * TONES_HZ.length + i) * TONE_S]
        voice.connect(gain)
        voice.start(from)
        voice.stop(from + TONE_S * 0.9)
      }
    }
  }
  function unblock(): void {
    void now?.context.resume().then(sound)
  }

  return {
    start(volume) {
      if (now) {
        now.volume = volume
        return
      }
      const context = new AudioContext()
      context.addEventListener('statechange', told)
      now = { context, volume, timer: setInterval(sound, EVERY_MS) }
      // Browsers let a page be heard once somebody has clicked or typed on it.
      for (const gesture of GESTURES) window.addEventListener(gesture, unblock)
      unblock()
      changed()
    },
    stop() {
      if (!now) return
      clearInterval(now.timer)
      now.context.removeEventListener('statechange', told)
      void now.context.close()
      for (const gesture of GESTURES) window.removeEventListener(gesture, unblock)
      now = null
      changed()
    },
    blocked: () => now !== null && now.context.state !== 'running',
    unblock,
  }
}
