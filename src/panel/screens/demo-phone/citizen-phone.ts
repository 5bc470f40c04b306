import type { DemoPhone } from '../../../contract/softphone.ts'
import { createDevices } from '../../phone/sound/devices.ts'
import { createCallSound } from '../../phone/sound/call-sound.ts'
import type { MakeSipPhone, SipEvent, SipPhone } from '../../phone/sip.ts'
import { noted } from '../../phone/troubles.ts'
import { api, Problem } from '../../server/api.ts'

export interface CitizenState {
  at: 'starting' | 'not-here' | 'failed' | 'free' | 'calling' | 'ringing' | 'talking'
  /** The number the citizen calls from. */
  number: string | null
  dialled: string | null
  /** Unix ms. */
  talkingSince: number | null
  /** How the last call ended. */
  over: 'ended' | 'unanswered' | 'notAccepted' | null
  muted: boolean
  noMicrophone: boolean
}

export const START: CitizenState = { at: 'starting', number: null, dialled: null, talkingSince: null, over: null, muted: false, noMicrophone: false }

const TRY_AGAIN_MS = 5_000

export type CitizenPhone = ReturnType<typeof createCitizenPhone>

/** A citizen's phone: nobody signs in; it dials and is never called. */
export function createCitizenPhone(makeSip: () => Promise<MakeSipPhone>, told: (state: CitizenState) => void) {
  let state = START
  let sip: SipPhone | null = null
  let call: string | null = null
  let again: ReturnType<typeof setTimeout> | undefined
  let stopped = false
  const become = (change: Partial<CitizenState>): void => told((state = { ...state, ...change }))
  const devices = createDevices(() => {})
  const sound = createCallSound(devices, () => become({ muted: sound.get().muted }))

  function heard(event: SipEvent): void {
    if ('call' in event && event.call !== call) return
    switch (event.type) {
      case 'registered':
        return state.at === 'starting' || state.at === 'failed' ? become({ at: 'free' }) : undefined
      case 'disconnected':
      case 'unregistered':
        return call === null && !stopped ? become({ at: 'failed' }) : undefined
      case 'progress':
        return become({ at: 'ringing' })
      case 'answered':
        sound.began(() => sip?.connection(event.call) ?? null)
        return become({ at: 'talking', talkingSince: Date.now() })
      case 'sound':
        return sound.hear(event.stream)
      case 'over':
        return over(event.cause)
      case 'connected':
      case 'rings':
        return undefined
    }
  }

  function over(cause: string): void {
    const talked = state.at === 'talking'
    call = null
    sound.ended()
    become({ at: 'free', talkingSince: null, over: talked ? 'ended' : cause === 'Rejected' || cause === 'Not Found' ? 'notAccepted' : 'unanswered' })
  }

  async function open(): Promise<void> {
    try {
      const [make, given] = await Promise.all([makeSip(), api.send<DemoPhone>('POST', '/demo/phone', {})])
      if (stopped) return
      sip = make(heard)
      sip.open(given)
      become({ number: given.number })
    } catch (error) {
      if (error instanceof Problem && (error.status === 404 || error.status === 403)) return become({ at: 'not-here' })
      noted('server')(error)
      become({ at: 'failed' })
      again = setTimeout(() => void open(), TRY_AGAIN_MS)
    }
  }
  const hangUp = (): void => (call === null ? undefined : sip?.end(call))
  // Who closes the page has hung up; nobody shall talk to a line that is dead.
  addEventListener('pagehide', hangUp)
  void open()

  return {
    async dial(number: string): Promise<void> {
      if (!sip || state.at !== 'free') return
      become({ at: 'calling', dialled: number, over: null, noMicrophone: false })
      try {
        call = sip.dial(number, await sound.microphone())
      } catch (error) {
        noted('microphone')(error)
        become({ at: 'free', noMicrophone: true })
      }
    },
    hangUp,
    press: (digit: string): void => (call !== null && state.at === 'talking' ? sip?.keypad(call, digit) : undefined),
    mute: (on: boolean): void => sound.mute(on),
    level: (): number => sound.level(),
    stop(): void {
      stopped = true
      removeEventListener('pagehide', hangUp)
      hangUp()
      clearTimeout(again)
      sip?.close()
      sound.ended()
      devices.stop()
    },
  }
}
