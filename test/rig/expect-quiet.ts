import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CallDetail } from '../../src/contract/call.ts'
import { checkHistory } from './check-history.ts'
import type { Violation } from './check-history.ts'
import type { Product } from './start-product.ts'
import { pass } from './until.ts'

interface Ari {
  channels: { id: string; name: string; state: string }[]
  bridges: { id: string; channels: string[] }[]
}

async function ariOf(product: Product) {
  const secrets = JSON.parse(await readFile(join(product.home, 'secrets.json'), 'utf8')) as { ari: { user: string; password: string } }
  const authorization = `Basic ${Buffer.from(`${secrets.ari.user}:${secrets.ari.password}`).toString('base64')}`
  return async <T>(path: string): Promise<T> => {
    const answer = await fetch(`http://127.0.0.1:${product.ports.ari}/ari/${path}`, { headers: { authorization } })
    if (!answer.ok) throw new Error(`ARI ${path}: HTTP ${answer.status}`)
    return (await answer.json()) as T
  }
}

/** What Asterisk itself says is alive. */
export async function aliveInAsterisk(product: Product): Promise<Ari> {
  const get = await ariOf(product)
  const [channels, bridges] = await Promise.all([get<Ari['channels']>('channels'), get<Ari['bridges']>('bridges')])
  return { channels: channels.map(({ id, name, state }) => ({ id, name, state })), bridges: bridges.map(({ id, channels: legs }) => ({ id, channels: legs })) }
}

const settled = new WeakMap<Product, Map<string, CallDetail>>()

/** Every call with its legs and recordings. What has come to its end does not change any more and is asked for once. */
async function callsInFull(product: Product): Promise<CallDetail[]> {
  const api = await product.as('supervisor')
  const known = settled.get(product) ?? new Map<string, CallDetail>()
  settled.set(product, known)
  const calls: CallDetail[] = []
  for (const { id, rating } of await api.calls()) {
    const before = known.get(id)
    const call = before?.rating === rating ? before : await api.call(id)
    const legsOver = call.legs.every(({ endedAt }) => endedAt !== null)
    if (call.outcome !== null && call.state === null && legsOver && call.recordings.every(({ state }) => state !== 'recording')) known.set(id, call)
    calls.push(call)
  }
  return calls
}

/** What is still going on; empty when the system is at rest (reliability INV-4). */
export async function unrest(product: Product): Promise<string[]> {
  const api = await product.as('supervisor')
  const [{ channels, bridges }, queue, records] = await Promise.all([aliveInAsterisk(product), api.queue(), callsInFull(product)])
  const recordings = records.flatMap(({ recordings: parts }) => parts)
  return [
    ...channels.map(({ name, state }) => `channel ${name} is ${state}`),
    ...bridges.map(({ id, channels: legs }) => `bridge ${id} with ${legs.length} legs`),
    ...queue.waiting.map(({ call }) => `call ${call} waits`),
    ...queue.agents.filter(({ state }) => ['ringing', 'talking', 'on_hold'].includes(state)).map(({ extension, state }) => `agent ${extension} is ${state}`),
    ...records.filter(({ outcome }) => outcome === null).map(({ id }) => `call ${id} has no outcome`),
    ...recordings.filter(({ state }) => state === 'recording').map(({ id }) => `recording ${id} is not closed`),
  ]
}

/**
 * After every test: nothing is left in Asterisk or in the server, there are exactly as many records as callers whom
 * Asterisk has seen, and the history keeps its promises.
 */
export async function expectQuiet(product: Product, limits: { withinMs?: number | undefined; missedAfterMs?: number | undefined } = {}): Promise<void> {
  const { withinMs = 10_000, missedAfterMs = 5_000 } = limits
  const deadline = Date.now() + withinMs
  for (;;) {
    const left = [...(await unrest(product)), ...(await historyOf(product, missedAfterMs)).map(({ invariant, what }) => `${invariant}: ${what}`)]
    if (left.length === 0) return
    if (Date.now() > deadline) throw new Error(`not at rest after ${withinMs} ms:\n  ${left.join('\n  ')}`)
    await pass(500)
  }
}

/** Violations of the invariants over everything the product and Asterisk have noted so far. */
export async function historyOf(product: Product, missedAfterMs = 5_000): Promise<Violation[]> {
  const api = await product.as('supervisor')
  const [cel, calls, tickets, callbacks] = await Promise.all([product.cel(), callsInFull(product), api.tickets(), api.callbacks()])
  const { status } = await (await ariOf(product))<{ status: { startup_time: string } }>('asterisk/info')
  return checkHistory({ cel, calls, tickets, callbacks, missedAfterMs, asteriskStartedAt: Date.parse(status.startup_time) })
}
