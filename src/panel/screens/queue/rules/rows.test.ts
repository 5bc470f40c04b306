import { describe, expect, it } from 'vitest'
import type { AgentView } from '../../../../contract/agent.ts'
import type { WaitingView } from '../../../../contract/queue.ts'
import { countByState, shownAgents, shownWaiting } from './rows.ts'

const caller = (call: string, more: Partial<Record<keyof WaitingView, unknown>> = {}): WaitingView =>
  ({ call, position: 1, dnis: '12345', rank: 'normal', groups: ['general'], arrivedAt: 0, headAt: null, waitedMs: 0, offeredTo: null, ...more }) as WaitingView
const agent = (extension: string, more: Partial<Record<keyof AgentView, unknown>> = {}): AgentView =>
  ({ extension, name: `话务员${extension}`, groups: ['general'], state: 'ready', reason: null, since: 0, call: null, reachable: true, ...more }) as unknown as AgentView

const ALL = { dnis: null, group: null, rank: null }
const line = [caller('a', { position: 1, arrivedAt: 30, rank: 'elder' }), caller('b', { position: 2, arrivedAt: 10, dnis: '12333', groups: ['hr'] }), caller('c', { position: 3, arrivedAt: 20 })]

describe('the waiting as they are shown', () => {
  it('are in order of the queue, or by time', () => {
    expect(shownWaiting(line, ALL, { key: 'position', order: 'up' })).toBe(line)
    expect(shownWaiting(line, ALL, { key: 'position', order: 'down' }).map(({ call }) => call)).toEqual(['c', 'b', 'a'])
    expect(shownWaiting(line, ALL, { key: 'waited', order: 'down' }).map(({ call }) => call)).toEqual(['b', 'c', 'a'])
  })

  it('are those of a number, a group, a rank', () => {
    expect(shownWaiting(line, { ...ALL, dnis: '12333' }, { key: 'position', order: 'up' }).map(({ call }) => call)).toEqual(['b'])
    expect(shownWaiting(line, { ...ALL, group: 'general' }, { key: 'position', order: 'up' }).map(({ call }) => call)).toEqual(['a', 'c'])
    expect(shownWaiting(line, { ...ALL, rank: 'elder' }, { key: 'position', order: 'up' }).map(({ call }) => call)).toEqual(['a'])
  })
})

describe('the agents as they are shown', () => {
  const agents = [agent('1003', { state: 'talking', since: 5 }), agent('1001', { since: 9 }), agent('1002', { state: 'talking', since: 1, name: '王芳', groups: ['hr'] })]

  it('are counted from the rows', () => {
    expect(countByState(agents)).toMatchObject({ talking: 2, ready: 1, offline: 0 })
  })

  it('are sorted by state, by extension, or by time in the state', () => {
    const all = { state: null, group: null, text: '' }
    expect(shownAgents(agents, all, { key: 'state', order: 'up' }).map(({ extension }) => extension)).toEqual(['1002', '1003', '1001'])
    expect(shownAgents(agents, all, { key: 'extension', order: 'down' }).map(({ extension }) => extension)).toEqual(['1003', '1002', '1001'])
    expect(shownAgents(agents, all, { key: 'since', order: 'down' }).map(({ extension }) => extension)).toEqual(['1002', '1003', '1001'])
  })

  it('are found by name, extension and group', () => {
    expect(shownAgents(agents, { state: null, group: 'hr', text: '王' }, { key: 'state', order: 'up' }).map(({ extension }) => extension)).toEqual(['1002'])
    expect(shownAgents(agents, { state: 'ready', group: null, text: '100' }, { key: 'state', order: 'up' }).map(({ extension }) => extension)).toEqual(['1001'])
  })
})
