/** What the server gives a softphone to sign on with (POST /softphone, POST /demo/phone). */
export interface SipCredentials {
  uri: string
  authorizationUser: string
  password: string
  /** Path of the WebSocket on this server. */
  socket: string
  iceServers: readonly { urls: string }[]
}

export type SipEvent =
  | { type: 'connected' }
  | { type: 'disconnected'; code: number }
  | { type: 'registered' }
  | { type: 'unregistered' }
  | { type: 'rings'; call: string; auto: boolean }
  /** An own call is heard to ring at the other end. */
  | { type: 'progress'; call: string }
  | { type: 'answered'; call: string }
  /** `cause`: JsSIP's word for why. */
  | { type: 'over'; call: string; cause: string }
  | { type: 'sound'; call: string; stream: MediaStream }

/** The SIP side of a phone, without any decision of its own. Events come through the `hear` it was made with. */
export interface SipPhone {
  /** Connects, registers, and connects again by itself until closed. Opened again, the older connection ends. */
  open: (credentials: SipCredentials) => void
  close: () => void
  /** Sends REGISTER now. */
  register: () => void
  answer: (call: string, microphone: MediaStream) => void
  reject: (call: string, as: 'busy' | 'declined') => void
  end: (call: string) => void
  /** Calls a number; returns the call. */
  dial: (number: string, microphone: MediaStream) => string
  /** RFC 4733. */
  keypad: (call: string, digit: string) => void
  /** After the network changed: new candidates for the call in hand (RFC 8445 §2.4). */
  restartIce: (call: string) => void
  connection: (call: string) => RTCPeerConnection | null
}

export type MakeSipPhone = (hear: (event: SipEvent) => void) => SipPhone
