import { describe, expect, it } from 'vitest'
import type { AgentView } from '../contract/agent.ts'
import type { Hotline } from '../contract/hotline.ts'
import { Extension, type GroupId, HotlineNumber } from '../contract/ids.ts'
import type { Principal } from '../identity/port.ts'
import { createPlacing, type Wanted } from './placing.ts'
import type { OutboundCall } from './port.ts'

const T0 = Date.UTC(2026, 10, 21, 2)
const own = Extension.parse('1001')
const li: Principal = { userId: 'u', username: 'li', role: 'agent', extension: own, department: null }
const line = (number: string, more: Partial<Hotline> = {}) => ({ number, nameZh: '热线', group: 'general', mergeMode: 'whole_merge', status: 'active', transferTarget: null, ...more }) as Hotline
const LINES = [line('12345', { mergeMode: 'primary' }), line('12319'), line('12320', { status: 'cancelled' }), line('110', { mergeMode: 'emergency', transferTarget: 'sip:110@' })]
const wanted = (over: Partial<Wanted> = {}): Wanted => ({ number: '13800000001', dnis: null, callbackId: null, ticketNo: null, asked: false, screen: '外呼', ...over })

function desk(agent: Partial<AgentView> | null = {}) {
  const plans: Parameters<Parameters<typeof createPlacing>[0]['place']>[0][] = []
  const counted: OutboundCall[] = []
  const reserved: unknown[] = []
  const view = agent && ({ extension: own, state: 'ready', reachable: true, ...agent } as AgentView)
  const placing = createPlacing({
    place: (plan, source) => (plans.push(plan), source as ReturnType<Parameters<typeof createPlacing>[0]['place']>),
    agents: { find: () => view ?? undefined, ringing: (...what) => void reserved.push(what) },
    walls: { number: (typed) => typed.replace(/\D/g, ''), begin: (call) => void counted.push(call) },
    lines: { all: () => LINES, find: (number) => LINES.find((each) => each.number === number) },
    ringTimeoutMs: () => 15_000,
  })
  return { placing, plans, counted, reserved }
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
