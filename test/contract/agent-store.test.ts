import { describe, expect, it } from 'vitest'
import { memoryAgentStore } from '../../src/agent/memory-store.ts'
import { agentStore, type AgentStore, type SavedAgent, type StateChange } from '../../src/agent/store.ts'
import type { CallId, Extension } from '../../src/contract/ids.ts'
import { openDatabase } from '../../src/database/database.ts'

const postgres = process.env['YHT_TEST_POSTGRES']

async function emptyStoreOn(url: string): Promise<AgentStore> {
  const db = await openDatabase(url, { migrationsDir: 'migrations' })
  await db('agents').delete()
  await db('agent_states').delete()
  return agentStore(db)
}

const agent = (extension: string): SavedAgent => ({
  extension: extension as Extension,
  wish: 'ready',
  wishReason: null,
  state: 'acw',
  reason: null,
  since: 1_800_000_000_000,
  idleSince: null,
  wrapUpUntil: 1_800_000_120_000,
  call: 'c1' as CallId,
  choice: 'browser',
})

const change = (at: number): StateChange => ({ extension: '1001' as Extension, at, state: 'ready', reason: null, call: null })

describe.each([
  { on: 'memory', open: async () => memoryAgentStore() },
  { on: 'sqlite', open: () => emptyStoreOn('sqlite://:memory:') },
  ...(postgres ? [{ on: 'postgres', open: () => emptyStoreOn(postgres) }] : []),
])('agent store on $on', ({ open }) => {
  it('gives back exactly what was saved, by extension', async () => {
    const store = await open()
    await store.save([agent('1002'), agent('1001')], [])
    expect(await store.all()).toEqual([agent('1001'), agent('1002')])
  })

  it('keeps the last of what is saved for an agent', async () => {
    const store = await open()
    await store.save([agent('1001')], [])
    const later: SavedAgent = { ...agent('1001'), state: 'not_ready', reason: 'rna', wish: 'not_ready', wishReason: 'rna', wrapUpUntil: null, call: null }
    await store.save([later], [])
    expect(await store.all()).toEqual([later])
  })

  it('gives the changes of a time, without its end, in their order', async () => {
    const store = await open()
    await store.save([], [change(1), change(2)])
    await store.save([], [{ ...change(2), state: 'ringing', call: 'c1' as CallId }, change(3)])
    expect((await store.changes(2, 3)).map(({ state }) => state)).toEqual(['ready', 'ringing'])
  })

  it('takes a large batch at once', async () => {
    const store = await open()
    await store.save(
      Array.from({ length: 2_000 }, (_, i) => agent(`${10_000 + i}`)),
      Array.from({ length: 5_000 }, (_, i) => change(i)),
    )
    expect(await store.all()).toHaveLength(2_000)
    expect(await store.changes(0, 5_000)).toHaveLength(5_000)
  })
})
