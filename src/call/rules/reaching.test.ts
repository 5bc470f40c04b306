import { describe, expect, it } from 'vitest'
import type { HotlineNumber } from '../../contract/ids.ts'
import type { Outside, Seat } from '../port.ts'
import { after, anArrival, anna, asked, EPOCH, general, stateAt, T0 } from '../testing/examples.ts'
import { calledLegId, callIdFor, departmentLegId, playbackId } from './ids.ts'
import { recover } from './recovery.ts'
import { refusal } from './refusal.ts'
import { begin } from './step.ts'
import type { CallEvent, Living, Step } from './state.ts'

const call = callIdFor('ticket JC20261121000001 1', T0)
const citizen = calledLegId(call)
const phone = departmentLegId(call)
const duty: Outside = { kind: 'outside', number: '09915550103', name: '城管执法局', line: null, unit: 'CG', emergency: false }
const desk: Seat = { kind: 'seat', agent: anna, name: '城管值班' }
const place = (first: Outside | Seat = duty): Step =>
  begin(
    anArrival({
      call,
      caller: citizen,
      plan: {
        treatment: 'dial', dnis: '12345' as HotlineNumber, dnisRaw: '12345', ani: '13800000001', aniRaw: '13800000001', lineName: '热线', labels: ['department'],
        rank: 'normal', reach: [asked(0, [general])], ringTimeoutMs: 15_000, screenName: '工单回访', number: '13800000001', callerId: '12345', callbackId: null, ticketNo: 'JC20261121000001', by: null,
        first, hidden: true, wish: { by: 'unit-CG', unit: 'CG', reason: '核实情况' }, script: null,
      },
    }),
    T0,
  )
const woke: CallEvent = { type: 'woke', ahead: null }
const ended = (leg: typeof phone, cause: number): CallEvent => ({ type: 'legEnded', leg, cause })
const said = (n: number): CallEvent => ({ type: 'promptEnded', playback: playbackId(call, n) })
const types = ({ commands }: Step) => commands.map(({ type }) => type)
const told = (): Step => after(place(), [6_000, { type: 'legAnswered', leg: phone }])
const dialling = (): Step => after(told(), [9_000, said(1)])
const linked = (): Step => after(dialling(), [15_000, { type: 'legAnswered', leg: citizen }])

describe('a department that calls the citizen', () => {
  it('has its own phone rung first, which shows our number', () => {
    expect(place().commands).toContainEqual(expect.objectContaining({ type: 'dial', leg: phone, number: '09915550103', callerId: '12345' }))
    expect(place(desk).commands).toContainEqual(expect.objectContaining({ type: 'ring', leg: phone, agent: anna, callerId: '12345' }))
    expect(place().facts).toEqual([
      expect.objectContaining({ type: 'callArrived', direction: 'outbound', ticketNo: 'JC20261121000001', wish: { by: 'unit-CG', unit: 'CG', reason: '核实情况' } }),
      expect.objectContaining({ type: 'departmentRung', leg: phone, party: duty }),
    ])
  })

  it('is told before the citizen is rung, who sees our number too', () => {
    expect(told().commands).toContainEqual(expect.objectContaining({ type: 'say', leg: phone, prompt: { id: 'contact_connecting', values: {} } }))
    expect(types(told())).not.toContain('dial')
    expect(dialling().commands).toContainEqual(expect.objectContaining({ type: 'dial', leg: citizen, number: '13800000001', callerId: '12345' }))
    expect(dialling().commands).toContainEqual(expect.objectContaining({ type: 'tone', leg: phone }))
  })

  it('talks with the citizen, recorded, both told so; the end of either ends it', () => {
    expect(types(linked())).toEqual(['record', 'stopPlay', 'join', 'lease', 'announce', 'wakeAt'])
    expect(stateAt('linked', linked())).toMatchObject({ agent: null, answeredAt: T0 + 15_000, pickedUpAt: T0 + 6_000 })
    expect(linked().facts).toContainEqual(expect.objectContaining({ type: 'citizenReached', leg: phone, answeredAt: T0 + 15_000, ticketNo: 'JC20261121000001' }))
    for (const leg of [citizen, phone]) {
      const over = after(linked(), [75_000, ended(leg, 16)])
      expect(over.commands).toEqual(expect.arrayContaining([{ type: 'hangUp', leg: phone, cause: 'normal' }, { type: 'hangUp', leg: citizen, cause: 'normal' }, expect.objectContaining({ type: 'closeBridge' })]))
      expect(over.facts).toEqual([
        expect.objectContaining({ type: 'departmentLeft', leg: phone, pickedUpAt: T0 + 6_000, how: 'left' }),
        expect.objectContaining({ type: 'callEnded', outcome: 'handled', endedIn: 'talking', talkedMs: 60_000, bridgedMs: 60_000, agent: null, missed: false, ticketNo: 'JC20261121000001' }),
      ])
    }
  })

  it.each([
    ['nobody is there', woke, 25_000, 'no_answer'],
    ['it is busy', ended(phone, 17), 4_000, 'busy'],
    ['it is refused', ended(phone, 21), 4_000, 'declined'],
    ['it cannot be reached', ended(phone, 20), 4_000, 'unreachable'],
    ['a supervisor ends it', { type: 'forceRelease', username: 'supervisor' }, 4_000, 'cancelled'],
    ['Asterisk dies', { type: 'interrupted' }, 4_000, 'unreachable'],
  ] as [string, CallEvent, number, string][])('rings nobody when at its own phone %s', (_, event, atMs, how) => {
    const over = after(place(), [atMs, event])
    expect(over.state).toMatchObject({ at: 'ended', outcome: 'unreached' })
    expect(types(over)).not.toContain('dial')
    expect(over.facts).toEqual([expect.objectContaining({ type: 'departmentLeft', pickedUpAt: null, how }), expect.objectContaining({ type: 'callEnded', endedIn: 'department', unreached: how, missed: false })])
  })

  it.each([
    ['what it is told', told, 7_000, 'department'],
    ['the ringing at the citizen’s', dialling, 12_000, 'dialling'],
  ] as const)('hangs up during %s: the citizen is let go, or never rung', (_, at, atMs, endedIn) => {
    const over = after(at(), [atMs, ended(phone, 16)])
    expect(over.facts).toContainEqual(expect.objectContaining({ type: 'callEnded', outcome: 'unreached', endedIn, unreached: 'cancelled' }))
    expect(over.commands.some((command) => command.type === 'hangUp' && command.leg === citizen)).toBe(endedIn === 'dialling')
  })

  it.each([
    ['does not answer', woke, 60_000, 'no_answer'],
    ['is busy', ended(citizen, 17), 12_000, 'busy'],
    ['has no such number', ended(citizen, 1), 12_000, 'unreachable'],
  ] as [string, CallEvent, number, string][])('hears that it was in vain when the citizen %s, and the record says why', (_, event, atMs, how) => {
    const sorry = after(dialling(), [atMs, event])
    expect(sorry.commands).toContainEqual(expect.objectContaining({ type: 'say', leg: phone, prompt: { id: 'contact_not_reached', values: {} } }))
    for (const last of [said(3), ended(phone, 16), { type: 'interrupted' } as const]) {
      const over = after(sorry, [atMs + 3_000, last])
      expect(over.facts).toContainEqual(expect.objectContaining({ type: 'callEnded', outcome: 'unreached', endedIn: 'dialling', unreached: how }))
    }
  })

  it('that was not told to the end may be gone: the citizen is rung a moment later, if it is not', () => {
    const cut = after(told(), [7_000, { ...said(1), failed: true } as CallEvent])
    expect(types(cut)).toEqual(['wakeAt'])
    expect(types(after(cut, [7_100, ended(phone, 16)]))).not.toContain('dial')
    expect(types(after(cut, [8_000, woke]))).toContain('dial')
  })

  it('goes on when the end of what is said is never told to us', () => {
    expect(types(after(told(), [70_000, woke]))).toContain('dial')
    expect(after(dialling(), [60_000, woke], [130_000, woke]).state).toMatchObject({ at: 'ended', outcome: 'unreached' })
  })

  it('takes no notice of what does not concern it, and of no agent', () => {
    for (const event of [said(2), { type: 'legAnswered', leg: phone }, { type: 'staffed', staffed: false }, ended('x' as typeof phone, 16)] as CallEvent[]) expect(after(dialling(), [11_000, event]).state).toEqual(dialling().state)
    for (const at of [dialling(), linked()]) expect(after(at, [16_000, { type: 'offered', agent: anna }]).commands).toEqual([{ type: 'agentOfferEnded', agent: anna, how: 'withdrawn' }])
    expect(after(linked(), [16_000, { type: 'legAnswered', leg: 'x' as typeof phone }]).commands).toEqual([{ type: 'hangUp', leg: 'x', cause: 'normal' }])
    expect(refusal(linked().state, { type: 'forceRelease', username: 'supervisor' })).toBeNull()
    expect(refusal(linked().state, { type: 'hold' })).toBe('WRONG_CALL_STATE')
  })
})

describe('after an absence', () => {
  const alive = (legs: Record<string, boolean>, bridge: readonly string[] = [], startedAt = EPOCH) => ({
    startedAt,
    legs: new Map(Object.entries(legs).map(([leg, up]) => [leg, { leg, up, bridge: bridge.includes(leg) ? `b00${call}` : null, ours: true, context: '', createdAt: T0, callerNumber: '', dialled: '', transferCount: null, interaction: null }])),
    bridges: new Map([[`b00${call}`, [...bridge]]]),
  }) as unknown as Parameters<typeof recover>[1]
  const found = (at: Step, legs: Record<string, boolean>, bridge: readonly string[] = []) => recover(at.state as Living, alive(legs, bridge), 'away')

  it('a phone that rings on may be picked up; one that is gone is not rung again', () => {
    expect(found(place(), { [phone]: false })).toEqual({ events: [], ensure: [] })
    expect(found(place(), { [phone]: true }).events).toEqual([{ type: 'legAnswered', leg: phone }])
    expect(after(place(), [30_000, found(place(), {}).events[0]!]).commands.map(({ type }) => type)).not.toContain('dial')
  })

  it('what was being said is over, and the citizen is rung then', () => {
    expect(found(told(), { [phone]: true })).toEqual({ events: [said(1)], ensure: [{ type: 'stopPlay', playback: playbackId(call, 1) }] })
  })

  it('the citizen rings on, has answered, or is gone, and is not dialled twice', () => {
    expect(found(dialling(), { [phone]: true, [citizen]: false }).events).toEqual([])
    expect(found(dialling(), { [phone]: true, [citizen]: true }).events).toEqual([{ type: 'legAnswered', leg: citizen }])
    const over = after(dialling(), [20_000, found(dialling(), { [phone]: true }).events[0]!])
    expect(over.state).toMatchObject({ at: 'reaching', step: { what: 'sorry' } })
    expect(types(over)).not.toContain('dial')
  })

  it('a conversation goes on, is put together again, or has ended', () => {
    expect(found(linked(), { [phone]: true, [citizen]: true }, [phone, citizen]).ensure).toContainEqual(expect.objectContaining({ type: 'lease', leg: citizen }))
    expect(found(linked(), { [phone]: true, [citizen]: true }, [citizen]).ensure).toContainEqual(expect.objectContaining({ type: 'join', legs: [phone] }))
    expect(found(linked(), { [citizen]: true }, [citizen]).events).toEqual([{ type: 'legEnded', leg: phone, cause: 16 }])
    expect(found(linked(), { [phone]: true }).events).toEqual([{ type: 'legEnded', leg: citizen, cause: 16 }])
  })

  it('another Asterisk has none of it', () => {
    for (const at of [place(), told(), dialling(), linked()]) expect(recover(at.state as Living, alive({}, [], EPOCH + 1), 'away').events).toEqual([{ type: 'interrupted' }])
  })
})
