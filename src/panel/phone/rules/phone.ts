import type { Registration } from '../port.ts'

/** One call at a time; `id` is the SIP session's. */
export interface PhoneCall {
  id: string
  stage: 'ringing' | 'answering' | 'up'
}

export interface PhoneMachine {
  /** The agent wants calls here: signed in, a microphone is there, and the desk phone is not chosen. */
  wanted: boolean
  registration: Registration
  /** The WebSocket to the server is open. */
  connected: boolean
  /** In a row, without being registered in between. */
  failures: number
  /** Since when this should be registered and is not. */
  missingSince: number | null
  /** When to look again. */
  wakeAt: number | null
  /** What a waking means. */
  waking: 'ask' | 'register' | 'give-up' | null
  call: PhoneCall | null
}

export type PhoneEvent =
  /** heldElsewhere: the server says that a browser has this extension's phone, and it is not this tab. */
  | { type: 'wanted'; heldElsewhere: boolean }
  | { type: 'unwanted' }
  | { type: 'takeOver' }
  | { type: 'locked' }
  | { type: 'lockRefused' }
  | { type: 'lockLost' }
  | { type: 'credentials' }
  | { type: 'noCredentials'; code: string }
  | { type: 'connected' }
  | { type: 'disconnected'; code: number; heldElsewhere: boolean }
  | { type: 'registered' }
  | { type: 'unregistered' }
  | { type: 'rings'; call: string; auto: boolean }
  | { type: 'answered'; call: string }
  | { type: 'over'; call: string }
  | { type: 'answer' }
  | { type: 'hangUp' }
  | { type: 'woken' }

export type PhoneCommand =
  | { type: 'lock'; steal: boolean }
  | { type: 'unlock' }
  | { type: 'ask' }
  | { type: 'open' }
  | { type: 'register' }
  /** Closes the connection; `signOff` also tells the server that no tab has the phone now. */
  | { type: 'close'; signOff: boolean }
  | { type: 'answer'; call: string }
  | { type: 'reject'; call: string; as: 'busy' | 'declined' }
  | { type: 'end'; call: string }

export type Next = readonly [PhoneMachine, readonly PhoneCommand[]]

export const OFF: PhoneMachine = { wanted: false, registration: 'off', connected: false, failures: 0, missingSince: null, wakeAt: null, waking: null, call: null }

/** Close codes of /sip. */
const ANOTHER_TAB = 4_001
const SIGNED_OFF: readonly number[] = [4_002, 4_003]
/** Asterisk that is just starting takes the connection and answers no REGISTER. */
const REGISTER_AGAIN_MS = 5_000
const ASK_AGAIN_MS = 2_000
const ASK_AGAIN_MAX_MS = 15_000
/** So long the agent is told "connecting"; then that it does not work, while it is tried on. */
const PATIENCE_MS = 15_000
/** After so many failed connections new credentials are asked for. */
const FAILURES_MAX = 4
/** Refusals that trying again does not change. */
const FOR_GOOD: readonly string[] = ['NO_PHONE', 'FORBIDDEN', 'NOT_SIGNED_IN']

/**
 *   off ──wanted──▶ connecting ──locked, credentials, connected, registered──▶ registered
 *    ▲                │  ▲  └── 15 s without ──▶ failed (goes on trying) ──registered──▶
 *    │            lock refused, another tab │ takeOver
 *    └─unwanted─      ▼                     │
 *                  elsewhere ───────────────┘
 */
export function step(phone: PhoneMachine, event: PhoneEvent, now: number): Next {
  switch (event.type) {
    case 'wanted':
      if (phone.wanted) return [phone, []]
      if (event.heldElsewhere) return [{ ...phone, wanted: true, registration: 'elsewhere' }, []]
      return [begun({ ...phone, wanted: true }, now), [{ type: 'lock', steal: false }]]
    case 'unwanted':
      return phone.wanted ? unwanted({ ...phone, wanted: false }) : [phone, []]
    case 'takeOver':
      return phone.registration === 'elsewhere' ? [begun(phone, now), [{ type: 'lock', steal: true }]] : [phone, []]
    case 'rings':
    case 'answered':
    case 'over':
    case 'answer':
    case 'hangUp':
      return ofCall(phone, event)
    default:
      return trying(phone) || phone.registration === 'registered' ? ofRegistration(phone, event, now) : [phone, []]
  }
}

type RegistrationEvent = Extract<PhoneEvent, { type: 'locked' | 'lockRefused' | 'lockLost' | 'credentials' | 'noCredentials' | 'connected' | 'disconnected' | 'registered' | 'unregistered' | 'woken' }>

const trying = ({ registration }: PhoneMachine): boolean => registration === 'connecting' || registration === 'failed'

function ofRegistration(phone: PhoneMachine, event: RegistrationEvent, now: number): Next {
  switch (event.type) {
    case 'locked':
      return [phone, [{ type: 'ask' }]]
    case 'lockRefused':
    case 'lockLost':
      return elsewhere(phone)
    case 'credentials':
      return [waits(phone, 'register', now + REGISTER_AGAIN_MS), [{ type: 'open' }]]
    case 'noCredentials':
      if (FOR_GOOD.includes(event.code)) return [{ ...settled(phone), registration: 'failed' }, [{ type: 'close', signOff: false }, { type: 'unlock' }]]
      return [judged(waits({ ...phone, failures: phone.failures + 1 }, 'ask', now + Math.min(ASK_AGAIN_MAX_MS, ASK_AGAIN_MS * 2 ** phone.failures)), now), []]
    case 'connected':
      return [waits({ ...phone, connected: true }, 'register', now + REGISTER_AGAIN_MS), []]
    case 'disconnected':
      return disconnected(phone, event, now)
    case 'registered':
      return [{ ...settled(phone), registration: 'registered', connected: true }, []]
    case 'unregistered':
      return [waits(missing(phone, now), 'register', now + ASK_AGAIN_MS), []]
    case 'woken':
      return woken(phone, now)
  }
}

function disconnected(phone: PhoneMachine, { code, heldElsewhere }: { code: number; heldElsewhere: boolean }, now: number): Next {
  if (code === ANOTHER_TAB) return elsewhere(phone)
  if (SIGNED_OFF.includes(code)) return [{ ...settled(phone), wanted: false, registration: 'off', call: null }, [{ type: 'close', signOff: false }, { type: 'unlock' }]]
  const failures = phone.failures + 1
  if (failures < FAILURES_MAX) return [missing({ ...phone, connected: false, failures }, now), []]
  if (heldElsewhere) return elsewhere(phone)
  // The server may know this tab no more; it says so, or gives new credentials. A call goes on by itself meanwhile.
  return [judged(waits(missing({ ...phone, connected: false, failures: 0 }, now), 'ask', now + ASK_AGAIN_MS), now), []]
}

function woken(phone: PhoneMachine, now: number): Next {
  if (!trying(phone) || phone.wakeAt === null || now < phone.wakeAt) return [phone, []]
  const { waking } = phone
  const calm = judged({ ...phone, wakeAt: null, waking: null }, now)
  if (waking === 'ask') return [calm, [{ type: 'ask' }]]
  if (waking === 'register' && phone.connected) return [waits(calm, 'register', now + REGISTER_AGAIN_MS), [{ type: 'register' }]]
  return [waits(calm, 'register', now + REGISTER_AGAIN_MS), []]
}

const begun = (phone: PhoneMachine, now: number): PhoneMachine => ({ ...phone, registration: 'connecting', connected: false, failures: 0, missingSince: now, wakeAt: null, waking: null })
const settled = (phone: PhoneMachine): PhoneMachine => ({ ...phone, connected: false, failures: 0, missingSince: null, wakeAt: null, waking: null })
const waits = (phone: PhoneMachine, waking: PhoneMachine['waking'], wakeAt: number): PhoneMachine => ({ ...phone, waking, wakeAt })
const missing = (phone: PhoneMachine, now: number): PhoneMachine => judged({ ...phone, registration: trying(phone) ? phone.registration : 'connecting', missingSince: phone.missingSince ?? now, waking: phone.waking ?? 'register', wakeAt: phone.wakeAt ?? now + REGISTER_AGAIN_MS }, now)
const judged = (phone: PhoneMachine, now: number): PhoneMachine => (phone.missingSince !== null && now - phone.missingSince >= PATIENCE_MS ? { ...phone, registration: 'failed' } : phone)

const elsewhere = (phone: PhoneMachine): Next => [{ ...settled(phone), registration: 'elsewhere', call: null }, [{ type: 'close', signOff: false }, { type: 'unlock' }]]

/** A call in hand is finished on this phone first. */
function unwanted(phone: PhoneMachine): Next {
  if (phone.call?.stage === 'up' || phone.call?.stage === 'answering') return [phone, []]
  if (phone.registration === 'elsewhere') return [{ ...settled(phone), registration: 'off' }, []]
  return [{ ...settled(phone), registration: 'off', call: null }, [{ type: 'close', signOff: true }, { type: 'unlock' }]]
}

function ofCall(phone: PhoneMachine, event: Extract<PhoneEvent, { type: 'rings' | 'answered' | 'over' | 'answer' | 'hangUp' }>): Next {
  const { call } = phone
  switch (event.type) {
    case 'rings':
      return rings(phone, event)
    case 'answer':
      return call?.stage === 'ringing' ? [{ ...phone, call: { ...call, stage: 'answering' } }, [{ type: 'answer', call: call.id }]] : [phone, []]
    case 'answered':
      return call?.id === event.call ? [{ ...phone, call: { ...call, stage: 'up' } }, []] : [phone, []]
    case 'hangUp':
      if (!call) return [phone, []]
      return [phone, [call.stage === 'ringing' ? { type: 'reject', call: call.id, as: 'declined' } : { type: 'end', call: call.id }]]
    case 'over': {
      if (call?.id !== event.call) return [phone, []]
      const free = { ...phone, call: null }
      return phone.wanted || phone.registration === 'off' ? [free, []] : unwanted(free)
    }
  }
}

/** A call that answers itself while another is up is the same conversation given back: the old leg is dead and nobody could say so. */
function rings(phone: PhoneMachine, { call: id, auto }: { call: string; auto: boolean }): Next {
  const { call } = phone
  if (call && !auto) return [phone, [{ type: 'reject', call: id, as: 'busy' }]]
  const before: PhoneCommand[] = call ? [{ type: 'end', call: call.id }] : []
  if (!auto) return [{ ...phone, call: { id, stage: 'ringing' } }, []]
  return [{ ...phone, call: { id, stage: 'answering' } }, [...before, { type: 'answer', call: id }]]
}
