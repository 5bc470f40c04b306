import type { Device } from '../contract/agent.ts'
import type { LegId } from '../contract/ids.ts'
import type { Clock } from '../platform/clock.ts'
import { CAUSE, fakeCommands, type PhoneAnswer, refuse } from './fake-commands.ts'
import { fakeLegs } from './fake-legs.ts'
import { fakeSounds } from './fake-sounds.ts'
import type { Outcome, PhoneAccount, Phones, Telephony, TelephonyCommand, TelephonyEvent } from './port.ts'
import { phoneName, phoneOf } from './rules/phone-settings.ts'

export type { PhoneAnswer } from './fake-commands.ts'

// An Asterisk in memory: good enough to run calls by, as fast as its clock. The suite in
// test/contract/telephony.test.ts is put to this and to the real one.

export interface FakeWishes {
  clock: Clock
  /** Asked for each ring; without it phones ring on. */
  phone?: (command: TelephonyCommand & { type: 'ring' | 'dial' }) => PhoneAnswer
  /** Length of a sound, one second without this; null = it is missing. */
  soundMs?: (media: string) => number | null
  /** Lease of a caller on arrival. */
  entryLeaseMs?: number
}

type Interference = (command: TelephonyCommand) => Outcome | undefined

export interface FakeTelephony extends Telephony {
  /** Everything asked, in order. */
  performed: TelephonyCommand[]
  /** Somebody dials; returns the channel's id. Whether we get the call is told by legArrived. */
  dial: (who: { dialled: string; callerNumber?: string; callerName?: string; leg?: LegId }) => LegId
  /** The person at the other end hangs up. */
  hangUpBy: (leg: LegId, cause?: number) => void
  press: (leg: LegId, digit: string) => void
  /** The link breaks; Asterisk goes on, its events are lost. */
  cut: () => void
  mend: () => void
  /** Asterisk dies with every channel. */
  crash: () => void
  restart: () => void
  /** Asked before each command; an outcome it gives is the answer, and nothing is done. Null ends that. */
  interfere: (by: Interference | null) => void
}

export function fakeTelephony({ clock, phone = () => ({ how: 'rings' }), soundMs = () => 1_000, entryLeaseMs = 15_000 }: FakeWishes): FakeTelephony {
  const listeners: ((event: TelephonyEvent) => void)[] = []
  const links: ((state: 'up' | 'down') => void)[] = []
  const performed: TelephonyCommand[] = []
  const now = { startedAt: clock.now(), running: true, linked: true, accepting: false, lastCaller: 0 }
  let interference: Interference | null = null

  function tell(event: TelephonyEvent): void {
    if (now.linked) for (const listener of listeners) listener(event)
  }
  const sounds = fakeSounds({ clock, soundMs, tell })
  const state = fakeLegs({ clock, tell, silence: sounds.endAll })
  const carryOut = fakeCommands({ clock, state, sounds, phone, tell, linked: () => now.linked })
  const { legs, bridges, add, end, lease } = state

  function setLink(up: boolean): void {
    if (now.linked === up) return
    now.linked = up
    for (const listener of links) listener(up ? 'up' : 'down')
  }

  return {
    performed,
    onEvent: (listener) => void listeners.push(listener),
    onLink: (listener) => void links.push(listener),
    acceptCalls: (accept) => void (now.accepting = accept),
    async perform(command) {
      performed.push(command)
      await Promise.resolve() // never inside the caller's own turn, as over a network
      if (!now.linked) return refuse('unavailable', 'not connected to Asterisk')
      return interference?.(command) ?? carryOut(command)
    },
    async live() {
      if (!now.linked) throw new Error('not connected to Asterisk')
      return {
        startedAt: now.startedAt,
        legs: new Map([...legs].map(([id, leg]) => [id, { ...leg }])),
        bridges: new Map([...bridges].map(([id, members]) => [id, [...members]])),
      }
    },
    dial({ dialled, callerNumber = '13812345678', callerName = '', leg: id = `fake-${++now.lastCaller}` as LegId }) {
      const ours = now.accepting && now.linked
      const where = ours ? { context: 'from-trunk', dialled } : { context: 'fallback', dialled: 's' }
      const leg = add({ leg: id, up: !ours, ours, callerNumber, rung: false, ...where })
      if (!ours) return id
      lease(leg, entryLeaseMs)
      tell({ type: 'legArrived', leg: id, callerNumber, callerName, dialled, createdAt: leg.createdAt, transferCount: null, interaction: null })
      return id
    },
    hangUpBy(id, cause = CAUSE.normal) {
      const leg = legs.get(id)
      if (leg) end(leg, cause)
    },
    press: (leg, digit) => void (legs.get(leg)?.ours && tell({ type: 'digit', leg, digit })),
    cut: () => setLink(false),
    mend: () => setLink(now.running),
    crash() {
      setLink(false)
      now.running = false
      for (const leg of legs.values()) end(leg, CAUSE.normal)
      bridges.clear()
    },
    restart() {
      now.running = true
      now.startedAt = clock.now()
      setLink(true)
    },
    interfere: (by) => void (interference = by),
  }
}

interface FakePhones extends Phones {
  pushed: ReadonlyMap<string, { password: string; name: string }>
  setReachable: (extension: string, reachable: boolean, device?: Device) => void
}

/** Phones that can be reached when the test says so. */
export function fakePhones(): FakePhones {
  const pushed = new Map<string, { password: string; name: string }>()
  const reachable = new Map<string, boolean>()
  const listeners: Parameters<Phones['onReachable']>[0][] = []
  const registered: Parameters<Phones['onRegistered']>[0][] = []
  const put = ({ extension, device, ...rest }: PhoneAccount): void => void pushed.set(phoneName(extension, device), rest)
  return {
    pushed,
    async push(phones) {
      pushed.clear()
      phones.forEach(put)
    },
    put: async (phone) => put(phone),
    async remove(extension, device) {
      pushed.delete(phoneName(extension, device))
      reachable.delete(phoneName(extension, device))
    },
    reachable: async () => new Map([...pushed.keys()].filter((name) => phoneOf(name)?.device === 'desk').map((extension) => [extension, reachable.get(extension) ?? false])),
    onReachable: (listener) => void listeners.push(listener),
    onRegistered: (listener) => void registered.push(listener),
    setReachable(extension, is, device = 'desk') {
      if (is) for (const listener of registered) listener(extension, device)
      if (reachable.get(phoneName(extension, device)) === is) return
      reachable.set(phoneName(extension, device), is)
      for (const listener of listeners) listener(extension, is, device)
    },
  }
}
