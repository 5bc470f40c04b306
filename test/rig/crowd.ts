import type { QueueView } from '../../src/contract/queue.ts'
import type { DeskPhone } from './desk-phone.ts'
import type { IncomingCall } from './sip/call.ts'
import { callerNumbers, startSipp } from './sipp.ts'
import type { SippRun } from './sipp.ts'
import { tone } from './sound/tone.ts'
import type { Product } from './start-product.ts'
import { talkingRecord } from './suite.ts'
import type { CallerCall } from './trunk.ts'
import { until } from './until.ts'

export interface Conversation {
  caller: CallerCall
  phone: DeskPhone
  ringing: IncomingCall
  call: string
}

export const CALLER_HZ = 450
export const AGENT_HZ = 700

/** `count` callers, each talking with an agent; both say a tone all the time. */
export async function conversations(product: Product, count: number): Promise<Conversation[]> {
  const made: Conversation[] = []
  for (let n = 0; n < count; n += 1) {
    const phone = await product.readyAgent(String(1001 + n), { answersAfterMs: 0 })
    phone.says(tone(AGENT_HZ, 1_000))
    const caller = await product.trunk.call('12345')
    caller.voice.say(tone(CALLER_HZ, 1_000))
    const ringing = await phone.nextCall(0)
    made.push({ caller, phone, ringing, call: '' })
  }
  for (const each of made) each.call = (await talkingRecord(product, each.caller)).id
  return made
}

/** `count` callers by SIPp who wait until they are stopped; all are in line when it returns. */
export async function waitingCrowd(product: Product, count: number, stayMs = 300_000): Promise<SippRun> {
  const before = (await queueOf(product)).waiting.length
  const run = await startSipp({
    scenario: { name: 'caller-stays-for', stayMs }, server: product.sip, ports: product.ports, slot: 0,
    fields: callerNumbers(count), number: '12345', callsPerSecond: 20, calls: count,
  })
  let inLine = 0
  try {
    await until(`${count} callers in line`, async () => {
      inLine = (await queueOf(product)).waiting.length - before
      return inLine === count
    }, 30_000 + count * 100)
  } catch (error) {
    throw new Error(`${inLine} of ${count} callers are in line; Asterisk has them ${JSON.stringify([...(await callersByContext(product))])}`, { cause: error })
  }
  return run
}

export const queueOf = async (product: Product): Promise<QueueView> => (await product.as('supervisor')).queue()

/** Channels of callers by the dialplan context they are in, from Asterisk itself. */
export async function callersByContext(product: Product): Promise<Map<string, number>> {
  const lines = (await product.asteriskCli('core show channels concise')).split('\n').filter((line) => line.startsWith('PJSIP/trunk-'))
  const counts = new Map<string, number>()
  for (const line of lines) {
    const context = line.split('!')[1] ?? ''
    counts.set(context, (counts.get(context) ?? 0) + 1)
  }
  return counts
}
