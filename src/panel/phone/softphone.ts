import { OFF, type PhoneCommand, type PhoneEvent, type PhoneMachine, step } from './rules/phone.ts'
import type { MakeSipPhone, SipCredentials, SipEvent, SipPhone } from './sip.ts'
import type { LockEvents, TabLock } from './tab-lock.ts'
import { noted } from './troubles.ts'

/** The sound of the one call: microphone, loudspeaker, ringing. */
export interface CallSound {
  ring: (on: boolean) => void
  /** The open microphone; opened when it is not yet. Rejects when there is none or it is forbidden. */
  microphone: () => Promise<MediaStream>
  began: (connection: () => RTCPeerConnection | null) => void
  hear: (stream: MediaStream) => void
  ended: () => void
}

export interface SoftphoneNeeds {
  makeSip: () => Promise<MakeSipPhone>
  makeLock: (events: LockEvents) => TabLock
  server: {
    /** Rejects with an error that has a `code`. */
    open: (tab: string | null) => Promise<SipCredentials & { tab: string }>
    signOff: (tab: string) => Promise<void>
    /** Whether the server says that a browser has the phone; asked when it cannot be this one. */
    browserReachable: () => boolean
  }
  /** What this tab was named, kept over a reload. */
  keepTab: { get: () => string | null; set: (tab: string | null) => void }
  sound: CallSound
  /** Whether calls are taken without a click. */
  answersItself: () => boolean
  now: () => number
  changed: (phone: PhoneMachine) => void
}

export type Softphone = ReturnType<typeof createSoftphone>

/** An agent's phone in the browser: carries out what rules/phone.ts decides. */
export function createSoftphone(needs: SoftphoneNeeds) {
  const { server, keepTab, sound, now } = needs
  let machine = OFF
  let sip: SipPhone | null = null
  let credentials: SipCredentials | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  const lock = needs.makeLock({ locked: () => tell({ type: 'locked' }), refused: () => tell({ type: 'lockRefused' }), lost: () => tell({ type: 'lockLost' }) })

  function tell(event: PhoneEvent): void {
    const before = machine
    const [next, commands] = step(machine, event, now())
    machine = next
    for (const command of commands) perform(command)
    if (next.wakeAt !== before.wakeAt) wakeAt(next.wakeAt)
    follow(before, next)
    needs.changed(machine)
  }

  function wakeAt(at: number | null): void {
    clearTimeout(timer)
    if (at !== null) timer = setTimeout(() => tell({ type: 'woken' }), Math.max(0, at - now()))
  }

  function follow({ call: before }: PhoneMachine, { call, registration }: PhoneMachine): void {
    if (registration === 'elsewhere') keepTab.set(null)
    if (before?.id !== call?.id && before) sound.ended()
    if ((before?.stage === 'ringing') !== (call?.stage === 'ringing')) sound.ring(call?.stage === 'ringing')
    if (call?.stage === 'up' && (before?.id !== call.id || before.stage !== 'up')) sound.began(() => sip?.connection(call.id) ?? null)
  }

  function perform(command: PhoneCommand): void {
    switch (command.type) {
      case 'lock':
        return lock.take({ steal: command.steal, again: keepTab.get() !== null })
      case 'unlock':
        return lock.release()
      case 'ask':
        return void ask()
      case 'open':
        return credentials ? sip?.open(credentials) : undefined
      case 'register':
        return sip?.register()
      case 'close':
        return close(command.signOff)
      case 'answer':
        return void answer(command.call)
      case 'reject':
        return sip?.reject(command.call, command.as)
      case 'end':
        return sip?.end(command.call)
    }
  }

  async function ask(): Promise<void> {
    try {
      const [make, given] = await Promise.all([needs.makeSip(), server.open(keepTab.get())])
      sip ??= make(heard)
      credentials = given
      keepTab.set(given.tab)
      tell({ type: 'credentials' })
    } catch (error) {
      tell({ type: 'noCredentials', code: (error as { code?: string }).code ?? 'OFFLINE' })
    }
  }

  function close(signOff: boolean): void {
    const tab = keepTab.get()
    sip?.close()
    if (!signOff || tab === null) return
    keepTab.set(null)
    server.signOff(tab).catch(noted('server')) // which takes it back by itself
  }

  async function answer(call: string): Promise<void> {
    try {
      const microphone = await sound.microphone()
      if (machine.call?.id === call) sip?.answer(call, microphone)
    } catch (error) {
      noted('microphone')(error)
      sip?.reject(call, 'busy')
    }
  }

  function heard(event: SipEvent): void {
    switch (event.type) {
      case 'disconnected':
        return tell({ ...event, heldElsewhere: server.browserReachable() })
      case 'rings':
        tell(event)
        if (machine.call?.id === event.call && machine.call.stage === 'ringing' && needs.answersItself()) tell({ type: 'answer' })
        return undefined
      case 'sound':
        return event.call === machine.call?.id ? sound.hear(event.stream) : undefined
      case 'progress':
        return undefined
      default:
        return tell(event)
    }
  }

  return {
    get: (): PhoneMachine => machine,
    want(on: boolean): void {
      tell(on ? { type: 'wanted', heldElsewhere: keepTab.get() === null && server.browserReachable() } : { type: 'unwanted' })
    },
    takeOver: () => tell({ type: 'takeOver' }),
    answer: () => tell({ type: 'answer' }),
    hangUp: () => tell({ type: 'hangUp' }),
    keypad: (digit: string) => machine.call?.stage === 'up' && sip?.keypad(machine.call.id, digit),
    /** The network is another one now: the call in hand looks for its way anew. */
    networkChanged: () => machine.call?.stage === 'up' && machine.registration === 'registered' && sip?.restartIce(machine.call.id),
    stop(): void {
      tell({ type: 'hangUp' })
      tell({ type: 'unwanted' })
      clearTimeout(timer)
    },
  }
}
