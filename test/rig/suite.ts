import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import type { CallDetail } from '../../src/contract/call.ts'
import { expectQuiet } from './expect-quiet.ts'
import { stopAllSipp } from './sipp.ts'
import { startProduct } from './start-product.ts'
import type { Product, ProductOptions } from './start-product.ts'
import type { CallerCall } from './trunk.ts'
import { ASK_EVERY_MS, until } from './until.ts'

/** What callers hear first takes ten seconds in earnest; tests about something else need not wait for it. */
const BRIEF = { welcome: '您好', transition: '并入', recording_notice: '录音', dual_welcome: '您好', line_welcome: '您好', rate_agent: '请评价', rate_thanks: '谢谢' }

interface SuiteOptions extends ProductOptions {
  /** Prompts are spoken in full; otherwise the usual ones are cut to a word. */
  fullPrompts?: boolean
  /** False: nobody is signed in at first, and callers are told so and asked for a message. Otherwise somebody is, not ready. */
  staffed?: boolean
  /** How long everything may take to come to rest after a test. */
  restMs?: number
}

/**
 * One product for all tests of a file. After each test every caller, phone and agent is taken away, and nothing may
 * be left: no channel, bridge, ringing agent or recording, and exactly one record for each caller.
 */
export function productForSuite(options: SuiteOptions = {}): () => Product {
  let product: Product | undefined
  const running = (): Product => {
    if (!product) throw new Error('the product did not start')
    return product
  }

  beforeAll(async () => {
    // Whether it is night where the site is must not decide a test.
    const policy = { wrapUp: { maxMs: 300 }, outbound: { night: null }, ...options.policy }
    product = await startProduct({ ...options, policy })
    if (options.fullPrompts !== true) await shorten(product)
  })
  beforeEach(async () => {
    if (options.staffed !== false) await somebodyIsHere(running())
  })
  afterEach(async () => {
    await clearAway(running())
    await expectQuiet(running(), { withinMs: options.restMs, missedAfterMs: options.policy?.queue?.missedAfterMs })
  })
  afterAll(async () => product?.stop())
  return running
}

/** An agent is signed in and not ready: callers wait. With nobody there they would be asked for a message. */
export async function somebodyIsHere(product: Product): Promise<void> {
  await (await product.as('supervisor')).setAgent('1010', 'not_ready')
}

/** Takes the usual announcements down to a word each. */
export async function shorten(product: Product): Promise<void> {
  const admin = await product.as('admin')
  for (const [id, text] of Object.entries(BRIEF)) {
    const { status, body } = await admin.ask('PUT', `/prompts/${id}/text`, { text })
    if (status >= 300) throw new Error(`prompt ${id}: HTTP ${status} ${JSON.stringify(body)}`)
  }
}

/** Everybody hangs up and goes home. */
export async function clearAway(product: Product): Promise<void> {
  product.thaw()
  await product.trunk.hangUpAll()
  await product.asteriskCli('channel request hangup all') // while SIPp still answers the BYE
  await stopAllSipp()
  await Promise.all(product.phones.splice(0).map((phone) => phone.close()))
  const api = await product.as('supervisor')
  for (const { extension, state } of await api.agents()) if (state !== 'offline') await api.setAgent(extension, 'offline')
}

/** Longer than any announcement. */
const PATIENCE_MS = 30_000

/** The record of this caller's call, once it satisfies `fits`. */
export async function recordOf(product: Product, caller: CallerCall, fits: (call: CallDetail) => boolean = () => true, withinMs = PATIENCE_MS): Promise<CallDetail> {
  const api = await product.as('supervisor')
  return until(`the record of caller ${caller.ani}`, async () => {
    const record = (await api.calls({ ani: caller.ani })).at(-1) // the newest: a number may call several times
    const call = record && (await api.call(record.id))
    return call && fits(call) ? call : false
  }, withinMs, ASK_EVERY_MS)
}

/** The record once the caller talks with an agent, and says with whom. */
export const talkingRecord = (product: Product, caller: CallerCall): Promise<CallDetail> =>
  recordOf(product, caller, ({ state, agent }) => state === 'talking' && agent !== null)

/** The record after the call's end. */
export const endedRecord = (product: Product, caller: CallerCall): Promise<CallDetail> => recordOf(product, caller, ({ outcome }) => outcome !== null, 10_000)

/** Waits until the agent is in the state. */
export async function agentIs(product: Product, extension: string, state: string, withinMs = 5_000): Promise<void> {
  const api = await product.as('supervisor')
  await until(`agent ${extension} to be ${state}`, async () => (await api.agent(extension)).state === state, withinMs, ASK_EVERY_MS)
}
