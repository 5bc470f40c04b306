import { use } from './speaker.ts'
import { noted } from '../troubles.ts'

/** The Chinese ringing tone, 450 Hz, one second on and four off (GB/T 3380), here a little shorter and with a warmer second voice. */
const TONES_HZ = [450, 900] as const
const RING_S = 1
const EVERY_MS = 3_000
const LOUDNESS = 0.25

/** The sound of a call that comes in, made here: nothing is loaded. */
export function createRinger() {
  let stopNow: (() => void) | null = null
  return {
    start(device: string | null): void {
      if (stopNow) return
      const context = new AudioContext()
      const out = new MediaStreamAudioDestinationNode(context)
      const element = new Audio()
      element.srcObject = out.stream
      void use(element, device).then(async () => await element.play()).catch(noted('ringer')) // silent until somebody has clicked on the page
      const ring = (): void => void context.resume().then(() => sound(context, out))
      ring()
      const timer = setInterval(ring, EVERY_MS)
      stopNow = () => {
        clearInterval(timer)
        element.pause()
        void context.close()
      }
    },
    stop(): void {
      stopNow?.()
      stopNow = null
    },
  }
}

function sound(context: AudioContext, out: AudioNode): void {
  const gain = new GainNode(context, { gain: 0 })
  gain.connect(out)
  const { currentTime: start } = context
  gain.gain.setValueAtTime(0, start)
  gain.gain.linearRampToValueAtTime(LOUDNESS, start + 0.03)
  gain.gain.setValueAtTime(LOUDNESS, start + RING_S - 0.05)
  gain.gain.linearRampToValueAtTime(0, start + RING_S)
  for (const [i, frequency] of TONES_HZ.entries()) {
    const voice = new OscillatorNode(context, { frequency, type: 'sine' })
    voice.connect(new GainNode(context, { gain: i === 0 ? 1 : 0.25 })).connect(gain)
    voice.start(start)
    voice.stop(start + RING_S)
  }
}
