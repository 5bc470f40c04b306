import { afterAll, beforeAll, expect, it } from 'vitest'
import { startPlainAsterisk } from '../rig/plain-asterisk.ts'
import type { PlainAsterisk } from '../rig/plain-asterisk.ts'
import { reservePorts } from '../rig/ports.ts'
import type { PortBlock } from '../rig/ports.ts'
import { callerNumbers, startSipp, startSippAgents } from '../rig/sipp.ts'
import type { SippScenario } from '../rig/sipp.ts'
import { until } from '../rig/until.ts'

// The SIPp scenarios on an Asterisk without the product.

let ports: PortBlock
let asterisk: PlainAsterisk

beforeAll(async () => {
  ports = await reservePorts()
  asterisk = await startPlainAsterisk(ports, `
[from-trunk]
exten => stay,1,Answer(0,i)
 same => n,Wait(60)
exten => leave,1,Answer(0,i)
 same => n,Wait(1)
 same => n,Hangup()
exten => agent,1,Answer(0,i)
 same => n,Dial(PJSIP/1001,3)
 same => n,Hangup()
`)
})

afterAll(async () => {
  await asterisk?.stop()
  await ports?.free()
})

const channels = async (): Promise<number> => Number(/(\d+) active channel/.exec(await asterisk.cli('core show channels count'))?.[1])
const quiet = (): Promise<boolean> => until('no channel', async () => (await channels()) === 0)

const callers = (scenario: SippScenario, number: string, calls: number, slot = 0) =>
  startSipp({ scenario, number, calls, slot, fields: callerNumbers(calls), callsPerSecond: 20, server: asterisk.sip, ports })

const agents = (scenario: Parameters<typeof startSippAgents>[0]['scenario']) =>
  startSippAgents({ scenario, accounts: asterisk.phones.slice(0, 1), slot: 1, server: asterisk.sip, ports })

it('callers stay for the time given and hang up', async () => {
  const result = await (await callers({ name: 'caller-stays-for', stayMs: 800 }, 'stay', 10)).done()
  expect(result).toMatchObject({ exit: 0, successful: 10, failed: 0, retransmissions: 0 })
  for (const who of callerNumbers(10)) {
    const [answered, left] = (['answered', 'left'] as const).map((what) => result.moments.find((moment) => moment.who === who && moment.what === what)?.at ?? 0)
    expect(left! - answered!).toBeGreaterThan(750)
    expect(left! - answered!).toBeLessThan(1_500)
  }
  await quiet()
})

it('callers who are released before their time are told apart', async () => {
  const result = await (await callers({ name: 'caller-stays-for', stayMs: 5_000 }, 'leave', 5)).done()
  expect(result).toMatchObject({ exit: 0, successful: 5, failed: 0 })
  expect(result.moments.filter(({ what }) => what === 'released')).toHaveLength(5)
  expect(result.moments.filter(({ what }) => what === 'left')).toHaveLength(0)
  await quiet()
})

it('callers leave at random, or are released first', async () => {
  const [staying, leaving] = await Promise.all([
    callers({ name: 'caller-leaves-at-random', minMs: 100, maxMs: 1_500 }, 'stay', 10),
    callers({ name: 'caller-leaves-at-random', minMs: 2_000, maxMs: 3_000 }, 'leave', 5, 2),
  ])
  const [left, released] = await Promise.all([staying.done(), leaving.done()])
  expect(left).toMatchObject({ exit: 0, successful: 10, failed: 0 })
  expect(released).toMatchObject({ exit: 0, successful: 5, failed: 0 })
  expect(released.moments.filter(({ what }) => what === 'released')).toHaveLength(5)
  await quiet()
})

it('an agent answers and ends the call', async () => {
  const phones = await agents({ name: 'agent-answers', answerMs: 200, talkMs: 500 })
  const result = await (await callers({ name: 'caller-stays-for', stayMs: 5_000 }, 'agent', 3)).done()
  expect(result).toMatchObject({ exit: 0, successful: 3 })
  expect(result.moments.filter(({ what }) => what === 'released')).toHaveLength(3)
  const seen = await phones.stop()
  expect(seen.moments.map(({ what }) => what).toSorted()).toEqual(['answered', 'answered', 'answered', 'left', 'left', 'left', 'rang', 'rang', 'rang'])
  await quiet()
})

it('an agent who does not answer has the call withdrawn', async () => {
  const phones = await agents({ name: 'agent-does-not-answer' })
  const result = await (await callers({ name: 'caller-stays-for', stayMs: 800 }, 'agent', 2)).done()
  expect(result).toMatchObject({ exit: 0, successful: 2 })
  await quiet()
  const seen = await phones.stop()
  expect(seen.moments.map(({ what }) => what).toSorted()).toEqual(['rang', 'rang', 'withdrawn', 'withdrawn'])
})

it.each([[486, 'Busy Here'], [603, 'Decline']] as const)('an agent refuses with %d', async (status, reason) => {
  const phones = await agents({ name: 'agent-refuses', status, reason })
  const startedAt = Date.now()
  const result = await (await callers({ name: 'caller-stays-for', stayMs: 5_000 }, 'agent', 1)).done()
  expect(result).toMatchObject({ exit: 0, successful: 1 })
  expect(Date.now() - startedAt).toBeLessThan(3_000) // not rung out
  expect(await phones.stop()).toMatchObject({ successful: 1, failed: 0 })
  await quiet()
})
