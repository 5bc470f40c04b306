import { describe, expect, it } from 'vitest'
import type { EventOf } from './case.ts'
import { done, refused } from '../testing/deciding.ts'
import { context, given } from '../testing/sample.ts'

const { now: at } = context()
const lead = { actor: { username: 'hb1', unit: 'HB' } }
const ask: EventOf<'requestUpgrade'> = { event: 'requestUpgrade', reason: '三个部门意见不一致', wish: '请分管领导召集会商' }
const decided: EventOf<'decideUpgrade'> = { event: 'decideUpgrade', approved: true, leader: '分管领导', note: '' }
const handling = given({ state: 'handling', signedAt: at })

describe('a lead department that asks a leader to take a matter in hand (G40)', () => {
  it('is the only one to ask, once at a time, and keeps its deadline', () => {
    expect(refused(handling, ask, { actor: { username: 'ga1', unit: 'GA' } })).toBe('FORBIDDEN')
    const asked = done(handling, ask, lead)
    expect(asked.after).toMatchObject({ state: 'handling', dueAt: handling.dueAt, records: [{ kind: 'upgrade_request', state: 'open', unit: 'HB', data: { reason: ask.reason, wish: ask.wish } }] })
    expect(asked.last.notices.map(({ kind, audience }) => `${kind} ${audience}`)).toEqual(['upgrade supervisor', 'upgrade leader'])
    expect(refused(asked.after, ask, lead)).toEqual([{ path: 'event', why: 'alreadyAsked' }])
  })

  it('is told which leader has it, or why not, and may ask again', () => {
    const asked = done(handling, ask, lead).after
    expect(refused(handling, decided)).toEqual([{ path: 'event', why: 'nothingAsked' }])
    expect(refused(asked, { ...decided, leader: '' })).toEqual([{ path: 'leader', why: 'needed' }])
    expect(refused(asked, { ...decided, approved: false })).toEqual([{ path: 'note', why: 'needed' }])
    const agreed = done(asked, decided)
    expect(agreed.after.records).toMatchObject([{ state: 'done', data: { approved: true, leader: '分管领导' } }])
    expect(agreed.last.notices).toEqual([{ kind: 'upgrade', audience: 'unit', unit: 'HB', details: { approved: true } }])
    const not = done(asked, { ...decided, approved: false, note: '先由部门协商' }).after
    expect(not.records[0]?.state).toBe('refused')
    expect(refused(not, ask, lead)).toBeNull()
  })

  it('asks no longer once it has replied or the matter is over', () => {
    const asked = done(handling, ask, lead).after
    const reply: EventOf<'submitReply'> = { event: 'submitReply', contacted: true, contactedAt: at - 1, contactManner: 'phone', contactedBy: '经办人', result: '已处理', publicReply: '已处理', resolved: 'solved', unresolvedReason: '', lawfulBasis: '', reviewAt: null }
    expect(done(asked, reply, lead).after.records.find(({ kind }) => kind === 'upgrade_request')?.state).toBe('dropped')
    expect(done(asked, { event: 'cancel', reason: 'withdrawn', note: '市民来电撤回' }).after.records[0]?.state).toBe('dropped')
  })
})
