import type { CallQuality } from '../rules/quality.ts'
import { type Looks, lookAgain, speaks } from '../rules/speech.ts'
import type { CallSound } from '../softphone.ts'
import type { createDevices } from './devices.ts'
import { meterOf, type Meter } from './level.ts'
import { closeStream, openMicrophone } from './microphone.ts'
import { createRinger } from './ringer.ts'
import { createSpeaker } from './speaker.ts'
import { watchQuality } from './statistics.ts'
import { noted } from '../troubles.ts'

export interface SoundState {
  muted: boolean
  speakingWhileMuted: boolean
  quality: CallQuality | null
  /** Of the last call, when it was long enough to say. */
  lastQuality: CallQuality | null
  /** The microphone in use went away during the call and another was taken. */
  switched: boolean
}

const QUIET: SoundState = { muted: false, speakingWhileMuted: false, quality: null, lastQuality: null, switched: false }
const LISTEN_EVERY_MS = 200

export type LiveCallSound = ReturnType<typeof createCallSound>

/** Microphone, loudspeaker, ringing and statistics of the one call of this tab. */
export function createCallSound(devices: Pick<ReturnType<typeof createDevices>, 'of' | 'look'>, changed: () => void) {
  const speaker = createSpeaker()
  const ringer = createRinger()
  let state = QUIET
  let opened: Promise<MediaStream> | null = null
  let stream: MediaStream | null = null
  let meter: Meter | null = null
  let connection: () => RTCPeerConnection | null = () => null
  let quality: ReturnType<typeof watchQuality> | null = null
  let listening: ReturnType<typeof setInterval> | undefined
  let looks: Looks = []

  const become = (change: Partial<SoundState>): void => {
    state = { ...state, ...change }
    changed()
  }

  async function open(): Promise<MediaStream> {
    const fresh = await openMicrophone(devices.of('microphone'))
    stream = fresh
    meter = meterOf(fresh)
    for (const track of fresh.getAudioTracks()) {
      track.enabled = !state.muted
      track.addEventListener('ended', () => fresh === stream && void change(true))
    }
    return fresh
  }

  /** Another microphone while the call goes on. */
  async function change(unplugged: boolean): Promise<void> {
    const before = stream
    meter?.stop()
    await devices.look()
    const fresh = await (opened = open())
    closeStream(before)
    const sender = connection()?.getSenders().find(({ track }) => track === null || track.kind === 'audio')
    await sender?.replaceTrack(fresh.getAudioTracks()[0] ?? null)
    if (unplugged) become({ switched: true })
  }

  function listen(): void {
    looks = state.muted ? lookAgain(looks, meter?.read() ?? 0) : []
    const speakingWhileMuted = state.muted && (state.speakingWhileMuted || speaks(looks))
    if (speakingWhileMuted !== state.speakingWhileMuted) become({ speakingWhileMuted })
  }

  const sound: CallSound = {
    ring(on) {
      if (!on) return ringer.stop()
      ringer.start(devices.of('ringer'))
      // Opened already now, so that picking up is immediate.
      sound.microphone().catch(noted('microphone'))
    },
    microphone: async () => await (opened ??= open().catch((error: unknown) => {
      opened = null
      throw error
    })),
    began(of) {
      connection = of
      become({ quality: null, switched: false })
      quality = watchQuality(of, (now) => become({ quality: now }))
      listening = setInterval(listen, LISTEN_EVERY_MS)
    },
    hear: (heard) => void speaker.play(heard, devices.of('speaker')),
    ended() {
      clearInterval(listening)
      const last = quality?.stop() ?? null
      quality = null
      speaker.silence()
      meter?.stop()
      closeStream(stream)
      ;[opened, stream, meter, connection, looks] = [null, null, null, () => null, []]
      become({ ...QUIET, lastQuality: last })
    },
  }

  return {
    ...sound,
    get: (): SoundState => state,
    level: (): number => meter?.read() ?? 0,
    mute(on: boolean): void {
      for (const track of stream?.getAudioTracks() ?? []) track.enabled = !on
      looks = []
      become({ muted: on, speakingWhileMuted: false })
    },
    /** After another device was chosen, or one came or went. */
    async devicesChanged(which: 'microphone' | 'speaker'): Promise<void> {
      if (which === 'speaker') return await speaker.use(devices.of('speaker'))
      if (stream && quality) await change(false)
    },
  }
}
