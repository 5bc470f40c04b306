import { createContext, useContext } from 'react'

/** elsewhere: another tab of the same agent has the phone. */
export type Registration = 'off' | 'connecting' | 'registered' | 'elsewhere' | 'failed'

export interface PhoneState {
  registration: Registration
  /** Which phone rings: this browser or the one on the desk. */
  device: 'browser' | 'desk'
  ringing: boolean
  inCall: boolean
  muted: boolean
  microphone: 'unknown' | 'granted' | 'denied' | 'missing'
  /** From the call's own statistics; null = no call, or not known yet. */
  quality: 'good' | 'fair' | 'poor' | null
}

/** The agent's phone in the browser. Which call it carries, and its stage, comes from the live feed, not from here. */
export interface Phone {
  state: PhoneState
  answer: () => void
  hangUp: () => void
  mute: (on: boolean) => void
  /** One of 0–9, *, #. */
  keypad: (digit: string) => void
  /** Makes this tab the one with the phone. */
  takeOver: () => void
}

const nothing = (): void => {}

/** No phone: nothing rings and nothing happens. */
export const NO_PHONE: Phone = {
  state: { registration: 'off', device: 'desk', ringing: false, inCall: false, muted: false, microphone: 'unknown', quality: null },
  answer: nothing, hangUp: nothing, mute: nothing, keypad: nothing, takeOver: nothing,
}

export const PhoneContext = createContext<Phone>(NO_PHONE)

export const usePhone = (): Phone => useContext(PhoneContext)
