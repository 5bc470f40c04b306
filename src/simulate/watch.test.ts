import { describe, expect, it } from 'vitest'
import { createAgents } from '../agent/agents.ts'
import { memoryAgentStore } from '../agent/memory-store.ts'
import type { JournalRow } from '../call/journal.ts'
import type { Rank } from '../contract/call.ts'
import type { CallId, Extension, GroupId, LegId } from '../contract/ids.ts'
import { silentLog } from '../platform/log.ts'
import { createQueue } from '../queue/queue.ts'
import type { Board, Channel } from './board.ts'
import type { Centre } from './centre.ts'
import { createWatch, type Watch } from './watch.ts'
import { virtualTime } from './virtual-time.ts'

const anna = '1001' as Extension
const general = ['general' as GroupId]

/** A watcher that looks at a real queue and a real agent who is ready. */
async function open() {
  const watch = createWatch(() => 0)
  const agents = createAgents({ store: memoryAgentStore(), clock: virtualTime(0), policy: { wrapUp: { maxMs: 0 }, offer: { retryGapMs: 0 } }, log: silentLog })
  await agents.load([{ extension: anna, name: '安娜', groups: general }])
  await agents.wish(anna, { state: 'ready' })
  const queue = createQueue()
  const enter = (call: string, arrivedAt: number, rank: Rank = 'normal') => queue.enter({ call: call as CallId, rank, arrivedAt, groups: general })
  const centre = { agents, queue, calls: { open: () => new Map() } } as unknown as Centre
  return { watch, agents, queue, enter, centre }
}

const rules = (watch: Watch): string[] => watch.violations.map(({ rule }) => rule)
const row = (call: string, seq: number, at: string, ends: number): JournalRow =>
  ({ call, seq, state: { at }, facts: Array.from({ length: ends }, () => ({ type: 'callEnded' })), commands: [] }) as unknown as JournalRow

describe('the watcher notices', () => {
  it('an offer that passes somebody over', async () => {
    const { watch, enter, centre } = await open()
    enter('first', 1)
    enter('second', 2)
    enter('elder', 3, 'elder')
    watch.offer({ call: 'elder' as CallId, agent: anna }, centre)
    expect(rules(watch)).toEqual([])
    watch.offer({ call: 'second' as CallId, agent: anna }, centre)
    expect(rules(watch)).toEqual(['first come, first served'])
  })

  it('an agent who is asked though not ready', async () => {
    const { watch, agents, enter, centre } = await open()
    enter('first', 1)
    await agents.wish(anna, { state: 'not_ready' })
    watch.offer({ call: 'first' as CallId, agent: anna }, centre)
    expect(rules(watch)).toEqual(['only ready agents are asked'])
  })

  it('a caller who waits beside an idle agent, when that lasts', async () => {
    const { watch, enter, centre } = await open()
    enter('first', 1)
    watch.look(centre)
    expect(rules(watch)).toEqual([])
    watch.look(centre)
    expect(rules(watch)).toEqual(['nobody waits beside an idle agent'])
  })

  it('an agent in a call that is over, when that lasts', async () => {
    const { watch, agents, centre } = await open()
    agents.ringing(anna, 'gone' as CallId)
    watch.look(centre)
    watch.look(centre)
    expect(rules(watch)).toEqual(['no agent stays in a call that is over'])
  })

  it('two phones for one caller, and two calls on one phone', () => {
    const watch = createWatch(() => 0)
    const leg = (name: string, agent: string, call: string) => ({ leg: name as LegId, agent: agent as Extension, call: call as CallId }) as Channel
    const channels = [leg('a', '1001', 'c1'), leg('b', '1002', 'c1'), leg('c', '1001', 'c2')]
    const board = { channels: new Map(channels.map((channel) => [channel.leg, channel])) } as unknown as Board
    watch.ring(board, leg('b', '1002', 'c1'))
    watch.ring(board, leg('c', '1001', 'c2'))
    expect(rules(watch)).toEqual(['one agent per caller', 'one caller per agent'])
  })

  it('a call that ends twice, or not when it should, or is decided on after its end', () => {
    const watch = createWatch(() => 0)
    watch.row(row('twice', 1, 'ended', 2))
    watch.row(row('silent', 1, 'ended', 0))
    watch.row(row('late', 1, 'ended', 1))
    watch.row(row('late', 2, 'ended', 0))
    watch.row(row('lost', 2, 'waiting', 0))
    expect(rules(watch)).toEqual([
      'every call ends exactly once',
      'every call ends exactly once',
      'nothing is decided after the end',
      'decisions of a call follow each other',
    ])
  })
})
