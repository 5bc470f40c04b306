import { createContext, useContext } from 'react'
import type { CallQuality } from './rules/quality.ts'
import type { SoundDevices, SoundUse } from './sound/devices.ts'

/** elsewhere: another tab of the same agent has the phone. failed: it does not work, and is tried again all the time. */
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

/** What only the softphone bar shows. */
export interface PhoneDetails {
  figures: CallQuality | null
  /** Of the call before; null after a short one. */
  lastFigures: CallQuality | null
  speakingWhileMuted: boolean
  /** The microphone was unplugged in this call, and another is in use. */
  switched: boolean
  devices: SoundDevices
  answersItself: boolean
}

/** The agent's phone in the browser. Which call it carries, and its stage, comes from the live feed, not from here. */
export interface Phone {
  state: PhoneState
  details: PhoneDetails
  answer: () => void
  hangUp: () => void
  mute: (on: boolean) => void
  /** One of 0–9, *, #. */
  keypad: (digit: string) => void
  /** Makes this tab the one with the phone. */
  takeOver: () => void
  /** Asks the person for the microphone; for a click. */
  askMicrophone: () => Promise<void>
  choose: (use: SoundUse, id: string | null) => void
  answerItself: (on: boolean) => void
  /** How loud the microphone is now, 0 to 1; 0 without a call. */
  level: () => number
}

const nothing = (): void => {}

/** No phone: nothing rings and nothing happens. */
export const NO_PHONE: Phone = {
  state: { registration: 'off', device: 'desk', ringing: false, inCall: false, muted: false, microphone: 'unknown', quality: null },
  details: {
    figures: null, lastFigures: null, speakingWhileMuted: false, switched: false, answersItself: false,
    devices: { microphones: [], speakers: [], chosen: { microphone: null, speaker: null, ringer: null } },
  },
  answer: nothing, hangUp: nothing, mute: nothing, keypad: nothing, takeOver: nothing, askMicrophone: async () => {}, choose: nothing, answerItself: nothing, level: () => 0,
}

export const PhoneContext = createContext<Phone>(NO_PHONE)

export const usePhone = (): Phone => useContext(PhoneContext)
