import { deviceToUse, type SoundDevice } from '../rules/devices.ts'

export type { SoundDevice } from '../rules/devices.ts'

/** microphone, what the other side is heard on, and what rings. */
export type SoundUse = 'microphone' | 'speaker' | 'ringer'

export interface SoundDevices {
  microphones: readonly SoundDevice[]
  speakers: readonly SoundDevice[]
  /** What this browser was told to use; null = the system's own. */
  chosen: Readonly<Record<SoundUse, string | null>>
}

const KEPT_AS = 'yht.phone.devices'
const NONE = { microphone: null, speaker: null, ringer: null } as const

/** The sound devices of this machine as they come and go, and which of them this browser uses. */
export function createDevices(changed: () => void) {
  let now: SoundDevices = { microphones: [], speakers: [], chosen: { ...NONE, ...kept() } }

  async function look(): Promise<void> {
    const all = (await navigator.mediaDevices?.enumerateDevices()) ?? []
    const of = (kind: MediaDeviceKind): SoundDevice[] => all.filter((each) => each.kind === kind).map(({ deviceId, label }) => ({ id: deviceId, name: label }))
    now = { ...now, microphones: of('audioinput'), speakers: of('audiooutput') }
    changed()
  }
  const listener = (): void => void look()
  navigator.mediaDevices?.addEventListener('devicechange', listener)

  return {
    look,
    get: (): SoundDevices => now,
    choose(use: SoundUse, id: string | null): void {
      now = { ...now, chosen: { ...now.chosen, [use]: id } }
      localStorage.setItem(KEPT_AS, JSON.stringify(now.chosen))
      changed()
    },
    /** The device to use now; null leaves it to the browser. */
    of: (use: SoundUse): string | null => deviceToUse(now.chosen[use], use === 'microphone' ? now.microphones : now.speakers),
    stop: () => navigator.mediaDevices?.removeEventListener('devicechange', listener),
  }
}

function kept(): Partial<SoundDevices['chosen']> {
  try {
    return JSON.parse(localStorage.getItem(KEPT_AS) ?? '{}') as Partial<SoundDevices['chosen']>
  } catch {
    return {} // somebody else's text under our name
  }
}
