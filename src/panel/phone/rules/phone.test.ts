import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OFF, type PhoneCommand, type PhoneEvent, type PhoneMachine, step } from './phone.ts'

/** Runs events one after the other, a second apart, and collects what is to be done. */
function after(...events: PhoneEvent[]): { phone: PhoneMachine; commands: PhoneCommand[] } {
  let phone = OFF
  const commands: PhoneCommand[] = []
  events.forEach((event, i) => {
    const [next, more] = step(phone, event, i * 1_000)
    phone = next
    commands.push(...more)
  })
  return { phone, commands }
}

const WANTED = { type: 'wanted', heldElsewhere: false } as const
const REGISTERED: PhoneEvent[] = [WANTED, { type: 'locked' }, { type: 'credentials' }, { type: 'connected' }, { type: 'registered' }]
const LOST = { type: 'disconnected', code: 1_006, heldElsewhere: false } as const

describe('signing on', () => {
  it('takes the tab’s lock, asks for credentials, connects and is registered', () => {
    const { phone, commands } = after(...REGISTERED)
    expect(phone.registration).toBe('registered')
    expect(commands.map(({ type }) => type)).toEqual(['lock', 'ask', 'open'])
    expect(phone.wakeAt).toBeNull()
  })

  it('leaves the phone where it is when another browser has it, until the agent asks for it', () => {
    expect(after({ type: 'wanted', heldElsewhere: true })).toMatchObject({ phone: { registration: 'elsewhere' }, commands: [] })
    expect(after({ type: 'wanted', heldElsewhere: true }, { type: 'takeOver' }).commands).toEqual([{ type: 'lock', steal: true }])
  })

  it('sends REGISTER again when Asterisk took the connection and said nothing for five seconds', () => {
    const { phone } = after(...REGISTERED.slice(0, 4))
    expect(phone.wakeAt).toBe(8_000)
    expect(step(phone, { type: 'woken' }, 8_000)[1]).toEqual([{ type: 'register' }])
    expect(step(phone, { type: 'woken' }, 7_999)[1]).toEqual([])
  })

  it('says after fifteen seconds that it does not work, and is registered all the same when it does', () => {
    let { phone } = after(...REGISTERED, LOST)
    expect(phone.registration).toBe('connecting')
    for (let at = 10_000; at <= 25_000; at += 5_000) [phone] = step(phone, { type: 'woken' }, at)
    expect(phone.registration).toBe('failed')
    expect(step(phone, { type: 'registered' }, 30_000)[0]).toMatchObject({ registration: 'registered', missingSince: null })
  })

  it('asks for credentials anew when the connection fails again and again', () => {
    const { phone } = after(...REGISTERED, LOST, LOST, LOST, LOST)
    expect(step(phone, { type: 'woken' }, 60_000)[1]).toEqual([{ type: 'ask' }])
  })

  it('is told by the closing connection that another tab has the phone, and keeps quiet', () => {
    const { phone, commands } = after(...REGISTERED, { type: 'disconnected', code: 4_001, heldElsewhere: false })
    expect(phone.registration).toBe('elsewhere')
    expect(commands.slice(-2)).toEqual([{ type: 'close', signOff: false }, { type: 'unlock' }])
  })

  it('does not try again what the server refuses for good', () => {
    expect(after(WANTED, { type: 'locked' }, { type: 'noCredentials', code: 'FORBIDDEN' }).phone).toMatchObject({ registration: 'failed', wakeAt: null })
    expect(after(WANTED, { type: 'locked' }, { type: 'noCredentials', code: 'OFFLINE' }).phone.waking).toBe('ask')
  })
})

describe('a call', () => {
  it('rings, is answered on request, and ends', () => {
    const { phone, commands } = after(...REGISTERED, { type: 'rings', call: 'a', auto: false }, { type: 'answer' }, { type: 'answer' }, { type: 'answered', call: 'a' })
    expect(phone.call).toEqual({ id: 'a', stage: 'up' })
    expect(commands.slice(3)).toEqual([{ type: 'answer', call: 'a' }])
    expect(step(phone, { type: 'over', call: 'a' }, 20_000)[0].call).toBeNull()
  })

  it('is answered by itself when it says so, also while the dead one still seems to be there', () => {
    const { phone, commands } = after(...REGISTERED, { type: 'rings', call: 'a', auto: false }, { type: 'answer' }, { type: 'answered', call: 'a' }, { type: 'rings', call: 'b', auto: true })
    expect(phone.call).toEqual({ id: 'b', stage: 'answering' })
    expect(commands.slice(-2)).toEqual([{ type: 'end', call: 'a' }, { type: 'answer', call: 'b' }])
    expect(step(phone, { type: 'over', call: 'a' }, 20_000)[0].call?.id).toBe('b')
  })

  it('is refused as busy beside another', () => {
    expect(after(...REGISTERED, { type: 'rings', call: 'a', auto: false }, { type: 'rings', call: 'b', auto: false }).commands.at(-1)).toEqual({ type: 'reject', call: 'b', as: 'busy' })
  })

  it('is declined while it rings and ended once it is up', () => {
    expect(after(...REGISTERED, { type: 'rings', call: 'a', auto: false }, { type: 'hangUp' }).commands.at(-1)).toEqual({ type: 'reject', call: 'a', as: 'declined' })
    expect(after(...REGISTERED, { type: 'rings', call: 'a', auto: true }, { type: 'answered', call: 'a' }, { type: 'hangUp' }).commands.at(-1)).toEqual({ type: 'end', call: 'a' })
  })

  it('is finished here though the desk phone was chosen meanwhile', () => {
    const { phone, commands } = after(...REGISTERED, { type: 'rings', call: 'a', auto: true }, { type: 'answered', call: 'a' }, { type: 'unwanted' })
    expect([phone.call?.stage, commands.at(-1)?.type]).toEqual(['up', 'answer'])
    const [later, then] = step(phone, { type: 'over', call: 'a' }, 20_000)
    expect([later.registration, then[0]]).toEqual(['off', { type: 'close', signOff: true }])
  })

  it('goes on while the connection is made again', () => {
    expect(after(...REGISTERED, { type: 'rings', call: 'a', auto: true }, { type: 'answered', call: 'a' }, LOST, LOST, LOST, LOST).phone.call?.stage).toBe('up')
  })
})

const anyEvent = fc.oneof<fc.Arbitrary<PhoneEvent>[]>(
  fc.constantFrom<PhoneEvent>(WANTED, { type: 'unwanted' }, { type: 'takeOver' }, { type: 'locked' }, { type: 'lockRefused' }, { type: 'lockLost' }, { type: 'credentials' }, { type: 'connected' }, { type: 'registered' }, { type: 'unregistered' }, { type: 'answer' }, { type: 'hangUp' }, { type: 'woken' }),
  fc.record({ type: fc.constant('disconnected' as const), code: fc.constantFrom(1_006, 1_012, 4_001, 4_002, 4_003), heldElsewhere: fc.boolean() }),
  fc.record({ type: fc.constant('noCredentials' as const), code: fc.constantFrom('OFFLINE', 'FORBIDDEN') }),
  fc.record({ type: fc.constant('rings' as const), call: fc.constantFrom('a', 'b', 'c'), auto: fc.boolean() }),
  fc.record({ type: fc.constantFrom('answered' as const, 'over' as const), call: fc.constantFrom('a', 'b', 'c') }),
)

it('whatever happens, wants to be woken as long as it is wanted and does not work, and never has a phone nobody wants', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 40 }), (events) => {
      let phone = OFF
      let locking = false
      events.forEach((event, i) => {
        const [next, commands] = step(phone, event, i * 1_500)
        if (commands.some(({ type }) => type === 'lock' || type === 'ask')) locking = true
        if (event.type === 'credentials' || event.type === 'noCredentials' || next.wakeAt !== null) locking = false
        phone = next
        if (!phone.wanted && phone.call?.stage !== 'up' && phone.call?.stage !== 'answering') expect(phone.registration).toBe('off')
        if (phone.registration === 'connecting') expect(phone.wakeAt !== null || locking).toBe(true)
      })
    }),
  )
})
