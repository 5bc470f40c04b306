import type { Softphone as Given } from '../../contract/softphone.ts'
import { api, Problem } from '../server/api.ts'
import { feedNow } from '../server/feed.ts'
import { NO_PHONE, type Phone } from './port.ts'
import { createCallSound } from './sound/call-sound.ts'
import { createDevices } from './sound/devices.ts'
import { closeStream, microphoneAfter, microphoneNow, openMicrophone, watchPermission } from './sound/microphone.ts'
import { createSoftphone } from './softphone.ts'
import { createTabLock } from './tab-lock.ts'
import { noted } from './troubles.ts'

const ANSWERS_ITSELF = 'yht.phone.answers-itself'

export type LivePhone = ReturnType<typeof createLivePhone>

/** The phone of an extension in this tab: put together from server, SIP and sound, and told to the page as one value. */
export function createLivePhone(extension: string, told: () => void) {
  const keptAs = `yht.softphone.${extension}`
  let microphone = NO_PHONE.state.microphone
  let answersItself = localStorage.getItem(ANSWERS_ITSELF) === '1'
  let now = NO_PHONE
  const devices = createDevices(() => changed())
  const sound = createCallSound(devices, () => changed())
  const phone = createSoftphone({
    makeSip: async () => (await import('./sip-phone.ts')).createSipPhone,
    makeLock: (events) => createTabLock(extension, events),
    server: {
      open: async (tab) => await api.send<Given>('POST', '/softphone', tab === null ? {} : { tab }),
      signOff: async (tab) => await api.send('DELETE', `/softphone?tab=${encodeURIComponent(tab)}`).catch(unlessGone),
      browserReachable: () => feedNow().agents.get(extension)?.phones.browser === true,
    },
    keepTab: { get: () => sessionStorage.getItem(keptAs), set: (tab) => (tab === null ? sessionStorage.removeItem(keptAs) : sessionStorage.setItem(keptAs, tab)) },
    sound,
    answersItself: () => answersItself,
    now: Date.now,
    changed: () => changed(),
  })

  function changed(): void {
    const { registration, call } = phone.get()
    const { muted, speakingWhileMuted, quality, lastQuality, switched } = sound.get()
    now = {
      ...actions,
      state: {
        registration, device: feedNow().agents.get(extension)?.device ?? 'desk', ringing: call?.stage === 'ringing', inCall: call?.stage === 'up' || call?.stage === 'answering',
        muted, microphone, quality: quality?.level ?? null,
      },
      details: { figures: quality, lastFigures: lastQuality, speakingWhileMuted, switched, devices: devices.get(), answersItself },
    }
    told()
  }

  async function look(): Promise<void> {
    microphone = await microphoneNow()
    await devices.look()
  }

  const actions: Omit<Phone, 'state' | 'details'> = {
    answer: phone.answer,
    hangUp: phone.hangUp,
    mute: (on) => sound.mute(on),
    keypad: phone.keypad,
    takeOver: phone.takeOver,
    level: sound.level,
    async askMicrophone() {
      try {
        closeStream(await openMicrophone(devices.of('microphone')))
        microphone = 'granted'
      } catch (error) {
        microphone = microphoneAfter(error)
      }
      await devices.look()
    },
    choose(use, id) {
      devices.choose(use, id)
      if (use !== 'ringer') sound.devicesChanged(use).catch(noted('devices'))
    },
    answerItself(on) {
      answersItself = on
      localStorage.setItem(ANSWERS_ITSELF, on ? '1' : '0')
      changed()
    },
  }

  const looked = (): void => void look().catch(noted('devices'))
  const online = (): void => void phone.networkChanged()
  const watching = watchPermission(looked)
  navigator.mediaDevices?.addEventListener('devicechange', looked)
  addEventListener('online', online)
  looked()
  changed()

  return {
    get: (): Phone => now,
    want: (on: boolean) => phone.want(on),
    /** The live feed told something about the device. */
    refresh: changed,
    stop(): void {
      phone.stop()
      sound.ring(false)
      sound.ended()
      devices.stop()
      removeEventListener('online', online)
      navigator.mediaDevices?.removeEventListener('devicechange', looked)
      void watching.then((stop) => stop())
    },
  }
}

function unlessGone(error: unknown): void {
  if (!(error instanceof Problem && (error.status === 401 || error.status === 0))) throw error
}
