import { describe, expect, it } from 'vitest'
import type { AgentView } from '../contract/agent.ts'
import type { Hotline } from '../contract/hotline.ts'
import { Extension, type GroupId, HotlineNumber } from '../contract/ids.ts'
import type { Principal } from '../identity/port.ts'
import { AppError } from '../platform/errors.ts'
import { createPlacing, type Wanted } from './placing.ts'
import type { OutboundCall } from './port.ts'

const T0 = Date.UTC(2026, 10, 21, 2)
const own = Extension.parse('1001')
const li: Principal = { userId: 'u', username: 'li', role: 'agent', extension: own, department: null }
const line = (number: string, more: Partial<Hotline> = {}) => ({ number, nameZh: '热线', group: 'general', mergeMode: 'whole_merge', status: 'active', transferTarget: null, ...more }) as Hotline
const LINES = [line('12345', { mergeMode: 'primary' }), line('12319'), line('12320', { status: 'cancelled' }), line('110', { mergeMode: 'emergency', transferTarget: 'sip:110@' })]
const wanted = (over: Partial<Wanted> = {}): Wanted => ({ number: '13800000001', dnis: null, callbackId: null, ticketNo: null, asked: false, screen: '外呼', wish: null, ...over })

function desk(agent: Partial<AgentView> | null = {}, limit = Infinity) {
  const plans: Parameters<Parameters<typeof createPlacing>[0]['place']>[0][] = []
  const counted: OutboundCall[] = []
  const reserved: unknown[] = []
  const freed: unknown[] = []
  const view = agent && ({ extension: own, state: 'ready', reachable: true, ...agent } as AgentView)
  const placing = createPlacing({
    place: (plan, source) => (plans.push(plan), source as ReturnType<Parameters<typeof createPlacing>[0]['place']>),
    agents: { find: () => view ?? undefined, ringing: (...what) => void reserved.push(what) },
    walls: { number: (typed) => typed.replace(/\D/g, ''), begin: (call) => void (counted.length < limit ? counted.push(call) : refuse()), ended: (leg) => void freed.push(leg) },
    lines: { all: () => LINES, find: (number) => LINES.find((each) => each.number === number) },
    ringTimeoutMs: () => 15_000,
  })
  return { placing, plans, counted, reserved, freed }
}
const refuse = (): never => {
  throw new AppError('OUTBOUND_LIMIT', { limit: 'calls' })
}
const marked = { source: 's', since: T0 }

describe('a call of ours', () => {
  it('shows the line it is about, never an emergency line or a number that has ended', () => {
    const { placing, plans } = desk()
    for (const dnis of [null, '12319', '12320', '110', '999']) placing.own(wanted({ dnis: dnis === null ? null : HotlineNumber.parse(dnis) }), li, marked)
    expect(plans.map(({ callerId }) => callerId)).toEqual(['12345', '12319', '12345', '12345', '12345'])
  })

  it('rings the own phone, reserved and counted before it rings', () => {
    const { placing, plans, counted, reserved } = desk()
    placing.own(wanted({ number: '138 0000 0001' }), li, marked)
    expect(plans).toMatchObject([{ by: '1001', number: '13800000001', ani: '13800000001', labels: ['outbound'], rank: 'normal' }])
    expect(counted).toMatchObject([{ agent: '1001', purpose: 'own' }])
    expect(reserved).toHaveLength(1)
  })

  it('counts as what it is: one that the citizen asked for, or to an emergency line', () => {
    const { placing, counted } = desk()
    placing.own(wanted({ asked: true, callbackId: 'b1' }), li, marked)
    placing.own(wanted({ callbackId: 'b2' }), li, marked)
    placing.own(wanted({ number: '110' }), li, marked)
    expect(counted.map(({ purpose }) => purpose)).toEqual(['callback', 'own', 'emergency'])
  })

  it('that waits in line reserves and counts nobody, keeps rank and groups, and is for nobody in particular', () => {
    const { placing, plans, counted, reserved } = desk()
    placing.inLine(wanted({ callbackId: 'b1', asked: true }), { rank: 'elder', groups: ['@1001', 'hr'].map((group) => group as GroupId) }, marked)
    placing.inLine(wanted({ callbackId: 'b1', asked: true }), { rank: 'normal', groups: ['@1001' as GroupId] }, marked)
    expect(plans).toMatchObject([{ by: null, rank: 'elder', reach: [{ groups: ['hr'] }] }, { reach: [{ groups: ['general'] }] }])
    expect([counted, reserved]).toEqual([[], []])
  })

  it('for a department rings its phone first, counts both ways out or none, and shows neither number', () => {
    const duty = { kind: 'outside', number: '09915550103', name: '城管', line: null, unit: 'CG', emergency: false } as const
    const { placing, plans, counted, reserved } = desk()
    const wish = { by: 'unit-CG', unit: 'CG', reason: '核实情况' }
    placing.between(wanted({ ticketNo: 'JC1', wish }), duty, marked)
    expect(plans).toMatchObject([{ by: null, first: duty, hidden: true, wish, callerId: '12345', number: '13800000001', ticketNo: 'JC1' }])
    expect(counted.map(({ leg, agent }) => [leg.slice(0, 3), agent])).toEqual([['o01', null], ['d01', null]])
    expect(reserved).toEqual([])
    placing.between(wanted(), { kind: 'seat', agent: own, name: '城管值班' }, { ...marked, source: 't' })
    expect(counted.map(({ leg }) => leg.slice(0, 3))).toEqual(['o01', 'd01', 'o01'])
  })

  it('that speaks by itself rings the number at once, counted as what it is, and keeps the groups of its key to a person', () => {
    const { placing, plans, counted, reserved } = desk()
    const script = { start: 'q1', steps: {}, invalid: null, keyMs: 6_000, maxPlays: 2, person: { key: '0', groups: ['hr' as GroupId], wait: { id: 'please_wait', values: {} }, nobody: null } }
    const said = { number: '138 0000 0001', dnis: HotlineNumber.parse('12319'), purpose: 'survey' as const, ticketNo: 'JC1' }
    placing.speak({ ...said, script }, marked)
    placing.speak({ ...said, script: { ...script, person: null }, purpose: 'reminder' }, { ...marked, source: 't' })
    expect(plans).toMatchObject([
      { by: null, first: null, script, number: '13800000001', callerId: '12319', labels: ['survey'], ticketNo: 'JC1', callbackId: null, reach: [{ groups: ['hr'] }], screenName: '回访转人工 12319 热线' },
      { labels: ['reminder'], reach: [{ groups: ['general'] }] },
    ])
    expect(counted.map(({ leg, agent, purpose }) => [leg.slice(0, 3), agent, purpose])).toEqual([['o01', null, 'survey'], ['o01', null, 'reminder']])
    expect(reserved).toEqual([])
    expect(() => desk({}, 0).placing.speak({ ...said, script }, marked)).toThrow(expect.objectContaining({ code: 'OUTBOUND_LIMIT' }))
  })

  it('for a department that meets a limit half way counts nothing', () => {
    const { placing, plans, counted, freed } = desk({}, 1)
    const duty = { kind: 'outside', number: '09915550103', name: '城管', line: null, unit: 'CG', emergency: false } as const
    expect(() => placing.between(wanted(), duty, marked)).toThrow(expect.objectContaining({ code: 'OUTBOUND_LIMIT' }))
    expect(freed).toEqual(counted.map(({ leg }) => leg))
    expect(plans).toEqual([])
  })

  it.each([
    ['an account without a phone', null, 'NO_PHONE'],
    ['a phone that is not there', { reachable: false }, 'NO_PHONE'],
    ['an agent who is signed out', { state: 'offline', reachable: false }, 'NOT_ON_DUTY'],
    ['an agent whose phone rings', { state: 'ringing' }, 'TARGET_BUSY'],
    ['an agent in a call', { state: 'on_hold' }, 'TARGET_BUSY'],
  ] as const)('is refused to %s', (_, agent, code) => {
    const { placing, plans, counted } = desk(agent)
    expect(() => placing.own(wanted(), li, marked)).toThrow(expect.objectContaining({ code }))
    expect([plans, counted]).toEqual([[], []])
  })
})
