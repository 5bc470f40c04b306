export interface Meter {
  /** How loud it is now, 0 to 1; speech lies around 0.5. */
  read: () => number
  stop: () => void
}

/** Samples of one look, 85 ms: longer than the gap between two syllables' peaks. */
const LOOKED_AT = 4_096

/** Measures a microphone, also while its call is muted: it listens to a copy. */
export function meterOf(stream: MediaStream): Meter {
  const copy = stream.clone()
  for (const track of copy.getTracks()) track.enabled = true
  const context = new AudioContext()
  const analyser = new AnalyserNode(context, { fftSize: LOOKED_AT })
  context.createMediaStreamSource(copy).connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  return {
    read() {
      analyser.getFloatTimeDomainData(samples)
      let power = 0
      for (const sample of samples) power += sample * sample
      const decibels = 10 * Math.log10(power / samples.length + 1e-10)
      return Math.min(1, Math.max(0, (decibels + 60) / 60))
    },
    stop() {
      for (const track of copy.getTracks()) track.stop()
      void context.close()
    },
  }
}
