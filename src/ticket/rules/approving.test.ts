import { describe, expect, it } from 'vitest'
import type { Case, EventOf } from './case.ts'
import { done, refused } from '../testing/deciding.ts'
import { given, ticket } from '../testing/sample.ts'

const matter = { functional: true, approval: { unit: 'GA' } }
const rule = { unit: 'HB', section: null, coUnits: [], emergency: false, rule: { id: 'r1', version: 1 } }
const lead = { actor: { username: 'hb1', unit: 'HB' }, matter }
const office = { actor: { username: 'ga1', unit: 'GA' }, matter }
const decision: EventOf<'decideApproval'> = { event: 'decideApproval', approved: true, reference: 'BA-1', note: '' }
const reply: EventOf<'submitReply'> = { event: 'submitReply', contacted: false, contactedAt: null, contactManner: null, contactedBy: '', result: '已备案', publicReply: '已备案', resolved: 'solved', unresolvedReason: '', lawfulBasis: '', reviewAt: null }
const dispatched = (more: Parameters<typeof done>[2] = {}): Case => done(ticket({ reachable: false }), { event: 'autoDispatch' }, { match: { decided: true, candidates: [rule] }, matter, ...more }).after
const handling = (): Case => ({ ...dispatched(), state: 'handling' })
const approvals = ({ records }: Case): string[] => records.flatMap(({ kind, state, unit }) => (kind === 'approval' ? [`${unit} ${state}`] : []))

describe('an application that a back office approves (G22)', () => {
  it('waits for the office of its template as soon as it is dispatched, or for the lead where there is none', () => {
    expect(approvals(dispatched())).toEqual(['GA open'])
    for (const unit of [null, 'GONE', 'LY']) expect(approvals(dispatched({ matter: { functional: false, approval: { unit } } }))).toEqual(['HB open'])
    expect(approvals(dispatched({ matter: { functional: true, approval: null } }))).toEqual([])
  })

  it('is not fed back before the office has decided, and only the office decides', () => {
    expect(refused(handling(), reply, lead)).toEqual([{ path: 'event', why: 'approvalOpen' }])
    expect(refused(handling(), decision, lead)).toBe('FORBIDDEN')
    const { after, last } = done(handling(), decision, office)
    expect([approvals(after), last.reason, last.details, last.notices]).toEqual([['GA done'], 'approved', { unit: 'GA', reference: 'BA-1' }, [{ kind: 'approval', audience: 'unit', unit: 'HB', details: { approved: true } }]])
    expect(refused(after, reply, lead)).toBeNull()
    expect(refused(after, decision, office)).toEqual([{ path: 'event', why: 'nothingAsked' }])
  })

  it('that was refused is answered with the reason, and not as solved', () => {
    expect(refused(handling(), { ...decision, approved: false }, office)).toEqual([{ path: 'note', why: 'needed' }])
    const { after } = done(handling(), { ...decision, approved: false, note: '材料不全' }, office)
    expect(refused(after, reply, lead)).toEqual([{ path: 'resolved', why: 'approvalRefused' }])
    expect(refused(after, { ...reply, resolved: 'unsolved', unresolvedReason: '材料不全' }, lead)).toBeNull()
  })

  it('waits anew in the next round if it was refused, and not if it was approved', () => {
    const judged = (now: Case): Case => done({ ...now, state: 'callback_review' }, { event: 'judge', reasonable: true, explanation: '' }, { matter }).after
    const refusal = { ...decision, approved: false, note: '材料不全' }
    expect(approvals(judged(done(handling(), refusal, office).after))).toEqual(['GA refused', 'GA open'])
    expect(approvals(judged(done(handling(), decision, office).after))).toEqual(['GA done'])
  })

  it('is no longer waited for when the matter is returned or taken back', () => {
    const asked = done(dispatched(), { event: 'requestReturn', reason: 'not_our_duty', basis: '三定', suggestedUnit: null }, lead).after
    expect(approvals(done(asked, { event: 'decideReturn', approved: true, note: '' }).after)).toEqual(['GA dropped'])
    expect(approvals(done(given({ records: dispatched().records }), { event: 'cancel', reason: 'withdrawn', note: '市民撤回' }).after)).toEqual(['GA dropped'])
  })
})
