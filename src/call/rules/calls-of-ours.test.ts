import { describe, expect, it } from 'vitest'
import type { Extension, HotlineNumber, LegId } from '../../contract/ids.ts'
import { after, anna, anArrival, aTalk, asked, EPOCH, general, stateAt, T0 } from '../testing/examples.ts'
import { calledLegId, callIdFor } from './ids.ts'
import { recover } from './recovery.ts'
import { refusal } from './refusal.ts'
import { begin } from './step.ts'
import type { CallEvent, In, Step } from './state.ts'

const call = callIdFor('callback b1 1', T0)
const citizen = calledLegId(call)
const phone = `a01${call}` as LegId
const place = (by: Extension | null): Step =>
  begin(
    anArrival({
      call,
      caller: citizen,
      plan: {
        treatment: 'dial', dnis: '12345' as HotlineNumber, dnisRaw: '12345', ani: '13800000001', aniRaw: '13800000001', lineName: '热线', labels: [],
        rank: 'normal', reach: [asked(0, [general])], ringTimeoutMs: 15_000, screenName: '回拨', number: '13800000001', callerId: '12345', callbackId: 'b1', ticketNo: null, by, first: null, hidden: false, wish: null, script: null,
      },
    }),
    T0,
  )
const woke: CallEvent = { type: 'woke', ahead: null }
const types = ({ commands }: Step) => commands.map(({ type }) => type)
const dialling = () => after(place(null), [5_000, { type: 'offered', agent: anna }], [8_000, { type: 'legAnswered', leg: phone }])

describe('a call-back', () => {
  it('stands in line at its old place until an agent comes free, then rings the agent first', () => {
    expect(place(null).commands).toEqual([{ type: 'enqueue', rank: 'normal', arrivedAt: T0, headAt: null, groups: [general] }])
    expect(after(place(null), [5_000, { type: 'offered', agent: anna }]).commands).toContainEqual(expect.objectContaining({ type: 'ring', leg: phone, agent: anna }))
  })

  it('dials the citizen when the agent is there, who hears the ringing', () => {
    expect(types(dialling())).toEqual(['leaveQueue', 'agentOfferEnded', 'tone', 'dial', 'wakeAt'])
    expect(dialling().commands).toContainEqual(expect.objectContaining({ type: 'dial', leg: citizen, number: '13800000001', callerId: '12345', centre: null }))
  })

  it('is a conversation when the citizen answers', () => {
    const talking = after(dialling(), [12_000, { type: 'legAnswered', leg: citizen }], [12_100, { type: 'legJoined', leg: citizen }], [12_100, { type: 'legJoined', leg: phone }])
    expect(stateAt('talking', talking)).toMatchObject({ agent: anna, answeredAt: T0 + 12_100 })
    expect(talking.facts).toContainEqual(expect.objectContaining({ type: 'agentConnected', direction: 'outbound' }))
    const over = after(talking, [60_000, { type: 'legEnded', leg: citizen, cause: 16 }])
    expect(over.facts).toContainEqual(expect.objectContaining({ type: 'callEnded', direction: 'outbound', outcome: 'handled', callbackId: 'b1', unreached: null }))
  })

  it.each([
    ['no answer', woke, 38_000, 'no_answer'],
    ['busy', { type: 'legEnded', leg: citizen, cause: 17 }, 10_000, 'busy'],
    ['unallocated', { type: 'legEnded', leg: citizen, cause: 1 }, 10_000, 'unreachable'],
    ['the agent giving up', { type: 'legEnded', leg: phone, cause: 16 }, 20_000, 'cancelled'],
  ] as const)('that finds %s ends unreached, and the agent wraps up', (_, event, atMs, unreached) => {
    const over = after(dialling(), [atMs, event])
    expect(over.state).toMatchObject({ at: 'ended', outcome: 'unreached' })
    expect(over.facts.map(({ type }) => type)).toEqual(['offerEnded', 'agentLeft', 'callEnded'])
    expect(over.facts).toContainEqual(expect.objectContaining({ unreached, missed: false }))
    expect(over.commands).toContainEqual({ type: 'agentReleased', agent: anna, wrapUp: true })
  })

  it('goes back in line when the agent does not pick up, at the same place', () => {
    const back = after(place(null), [5_000, { type: 'offered', agent: anna }], [20_000, woke])
    expect(back.commands).toContainEqual({ type: 'agentOfferEnded', agent: anna, how: 'no_answer' })
    expect(back.commands).toContainEqual({ type: 'enqueue', rank: 'normal', arrivedAt: T0, headAt: null, groups: [general] })
  })

  it('is cancelled when the citizen gets through', () => {
    const over = after(place(null), [5_000, { type: 'cancel' }])
    expect(over.state).toMatchObject({ at: 'ended', outcome: 'unreached' })
    expect(over.commands).toContainEqual({ type: 'leaveQueue' })
    expect(refusal(aTalk().state, { type: 'cancel' })).toBe('WRONG_CALL_STATE')
  })

  it('outlives an Asterisk while nobody is rung, and not while the citizen is', () => {
    const other = { startedAt: EPOCH + 60_000, legs: new Map(), bridges: new Map() }
    const booked = place(null).state as In<'booked'>
    expect(recover(booked, other, 'away')).toEqual({ events: [{ type: 'carried', epoch: EPOCH + 60_000 }], ensure: [expect.objectContaining({ type: 'enqueue' })] })
    expect(after(place(null), [9_000, { type: 'carried', epoch: EPOCH + 60_000 }]).state).toMatchObject({ at: 'booked', epoch: EPOCH + 60_000 })
    expect(recover(dialling().state as In<'dialling'>, other, 'away').events).toEqual([{ type: 'interrupted' }])
    expect(after(dialling(), [9_000, { type: 'interrupted' }]).state).toMatchObject({ at: 'ended', outcome: 'unreached' })
  })
})

describe('a call an agent asks for', () => {
  it('rings the own phone at once, and is over when it is not picked up', () => {
    expect(types(place(anna))).toEqual(['ring', 'wakeAt'])
    const over = after(place(anna), [15_000, woke])
    expect(over.state).toMatchObject({ at: 'ended', outcome: 'unreached' })
    expect(over.facts.map(({ type }) => type)).toEqual(['offerEnded', 'callEnded'])
    expect(types(over)).not.toContain('enqueue')
  })
})
