import { describe, expect, it } from 'vitest'
import type { TicketRecord } from '../../contract/ticket-record.ts'
import type { Case, EventOf } from './case.ts'
import { done, refused } from '../testing/deciding.ts'
import { context, given } from '../testing/sample.ts'

const { now: at, days } = context()
const lead = { actor: { username: 'hb1', unit: 'HB' } }
const record = (kind: TicketRecord['kind'], more: Partial<TicketRecord> = {}): TicketRecord => ({ id: kind, kind, state: 'open', unit: 'HB', round: 0, openedAt: 0, openedBy: 'x', dueAt: null, settledAt: null, settledBy: null, data: {}, ...more })
const reply = (data: TicketRecord['data'] = {}) => record('reply', { state: 'done', data: { resolved: 'solved', lawfulBasis: '', reviewAt: null, ...data } })
const fedBack = (said: TicketRecord['data'] = {}, more: Partial<Case> = {}): Case =>
  given({ state: 'pending_callback', feedbackAt: at, replyAuthor: 'hb1', ...more, records: [reply(said), ...(more.records ?? [record('survey')])] })
const answer = (solved: Case['solved'], satisfied: Case['satisfied'], more: Partial<EventOf<'callbackResult'>> = {}): EventOf<'callbackResult'> => ({ event: 'callbackResult', solved, satisfied, reason: null, wantsPerson: false, note: '', ...more })
const states = ({ records }: Case) => Object.fromEntries(records.map(({ kind, state }) => [kind, state]))
const notMet = { resolved: 'partly', reviewAt: at + 100 }

describe('what the citizen says', () => {
  it.each([
    ['solved', 'satisfied', 'closed', 'A'], ['solved', 'basically', 'closed', 'B'], ['partly', 'satisfied', 'closed', 'B'], ['partly', 'basically', 'closed', 'B'],
    ['solved', 'dissatisfied', 'callback_review', 'D'], ['partly', 'dissatisfied', 'callback_review', 'D'], ['unsolved', 'dissatisfied', 'callback_review', 'D'],
    ['unsolved', 'satisfied', 'callback_review', 'D'], ['unsolved', 'basically', 'callback_review', 'D'],
  ] as const)('%s and %s leads to %s, grade %s (§4.5, §4.6)', (solved, satisfied, state, grade) => {
    const { after } = done(fedBack(), answer(solved, satisfied))
    expect(after).toMatchObject({ state, grade, solved, satisfied })
    expect(states(after)).toMatchObject({ survey: 'done', ...(grade === 'D' && { pool: 'open' }) })
    expect([after.closeReason, after.judgeBy]).toEqual(state === 'closed' ? ['called_back', null] : [null, days.deadline(at, 1)])
  })

  it('in half is kept until the other half is said (A-X04)', () => {
    const half = done(fedBack(), answer('solved', null)).after
    expect(half).toMatchObject({ state: 'pending_callback', solved: 'solved', satisfied: null, grade: null })
    expect(states(half)['survey']).toBe('open')
    expect(done(half, answer(null, 'satisfied')).after).toMatchObject({ state: 'closed', solved: 'solved', satisfied: 'satisfied', grade: 'A' })
  })

  it('may be that a person shall judge, without a grade from it', () => {
    expect(done(fedBack(), answer(null, null, { wantsPerson: true })).after).toMatchObject({ state: 'callback_review', grade: null })
  })

  it('about attitude or speed reaches the department as a complaint of its own (H11)', () => {
    const { after, last } = done(fedBack(), answer('solved', 'dissatisfied', { reason: 'attitude' }))
    expect([after.records.find(({ kind }) => kind === 'complaint')?.data, last.notices.map(({ kind }) => kind)]).toEqual([{ reason: 'attitude' }, ['judge', 'complaint']])
    expect(states(done(fedBack(), answer('solved', 'dissatisfied', { reason: 'result' })).after)['complaint']).toBeUndefined()
  })

  it('sends it back at once where the site says so, unless the department claims to have acted lawfully', () => {
    const limits = { autoRework: true }
    expect(done(fedBack(), answer('unsolved', 'dissatisfied'), { limits }).after).toMatchObject({ state: 'handling', round: 1, grade: 'D' })
    expect(done(fedBack({ lawfulBasis: '第十二条' }), answer('unsolved', 'dissatisfied'), { limits }).after.state).toBe('callback_review')
    expect(done(fedBack(), answer('solved', 'dissatisfied'), { limits }).after.state).toBe('callback_review')
  })

  it('accepting that it cannot be solved yet makes it C, looked at again on the day named (U28, A-U19)', () => {
    const { after } = done(fedBack(notMet), answer('partly', 'satisfied'))
    expect([after.state, after.grade, after.records.at(-1)]).toMatchObject(['closed', 'C', { kind: 'pool', state: 'open', dueAt: notMet.reviewAt }])
    const waiting = done(fedBack(notMet), answer('unsolved', 'basically')).after
    expect([waiting.state, waiting.grade]).toEqual(['callback_review', 'C'])
    expect(done(waiting, { event: 'judge', reasonable: false, explanation: '待管网改造' }).after).toMatchObject({ state: 'closed', grade: 'C' })
  })
})

describe('judging', () => {
  const judged = (more: Partial<Case> = {}): Case => ({ ...done(fedBack(), answer('unsolved', 'dissatisfied')).after, ...more })

  it('sends what is reasonable back to the same lead, with its time anew and more supervision each round (T25, J26, G36)', () => {
    const first = done(judged(), { event: 'judge', reasonable: true, explanation: '' }).after
    expect(first).toMatchObject({ state: 'handling', leadUnit: 'HB', round: 1, dueAt: days.deadline(at, 5), solved: null, satisfied: null, replyAuthor: null, feedbackAt: null, reasonable: 'reasonable', grade: 'D' })
    const second = done(done({ ...first, state: 'pending_callback' }, answer('unsolved', 'dissatisfied')).after, { event: 'judge', reasonable: true, explanation: '' }).after
    const third = done(done({ ...second, state: 'pending_callback' }, answer('unsolved', 'dissatisfied')).after, { event: 'judge', reasonable: true, explanation: '' })
    const ladder = third.after.records.filter(({ kind }) => kind === 'supervision').map(({ data }) => [data['type'], data['target']])
    expect(ladder).toEqual([['phone', 'handler'], ['written', 'deputy'], ['escalated', 'leader']])
    expect(third.last.notices.map(({ kind, audience }) => [kind, audience])).toEqual([['rework', 'unit'], ['supervision', 'unit'], ['problem', 'leader']])
    expect(third.after.records.filter(({ kind }) => kind === 'pool')).toHaveLength(1)
  })

  it('closes what is not with an explanation, which is needed, and it still counts (T27)', () => {
    expect(refused(judged(), { event: 'judge', reasonable: false, explanation: '' })).toEqual([{ path: 'explanation', why: 'needed' }])
    const { after } = done(judged(), { event: 'judge', reasonable: false, explanation: '政策所限，已说明' })
    expect(after).toMatchObject({ state: 'closed', closeReason: 'explained', reasonable: 'unreasonable', exempt: false, grade: 'B' })
    expect(states(after)['pool']).toBe('done')
  })

  it('ends well in the second round: A, and struck off the pool (A-J15)', () => {
    const again = done(judged(), { event: 'judge', reasonable: true, explanation: '' }).after
    const { after } = done({ ...again, state: 'pending_callback' }, answer('solved', 'satisfied'), { actor: { username: 'cb', unit: null } })
    expect([after.state, after.grade, after.records.find(({ kind }) => kind === 'pool')]).toMatchObject(['closed', 'A', { state: 'done', settledBy: 'cb', data: { result: 'callbackResult', approver: 'cb' } }])
  })
})

describe('social review', () => {
  const dissatisfied = (lawfulBasis = '第十二条'): Case => done(fedBack({ lawfulBasis }), answer('solved', 'dissatisfied')).after
  const request = { event: 'requestSocialReview', basis: '程序合法，已解释' } as const
  const before = (): Case => done(done(dissatisfied(), request, lead).after, { event: 'decideSocialReview', approved: true, note: '' }).after
  const verdict = (votesFor: number, votesAgainst: number, reasonable = votesFor > votesAgainst): EventOf<'verdict'> => ({ event: 'verdict', reasonable, votesFor, votesAgainst, explanation: '已说明', chair: '分管领导', heldAt: at, minutes: '评议记录' })

  it('is for what was dissatisfying and lawful, where there is one, and asked for once (T26, G19, A-G15)', () => {
    expect(refused(dissatisfied(), request, { ...lead, limits: { socialReview: false } })).toEqual([{ path: 'event', why: 'socialReviewOff' }])
    expect(refused(dissatisfied(''), request, lead)).toEqual([{ path: 'event', why: 'noLawfulBasis' }])
    expect(refused(done(fedBack({ lawfulBasis: 'x' }), answer('unsolved', 'satisfied')).after, request, lead)).toEqual([{ path: 'event', why: 'notDissatisfied' }])
    expect(refused(dissatisfied(), request, { actor: { username: 'ga', unit: 'GA' } })).toBe('FORBIDDEN')
    const asked = done(dissatisfied(), request, lead).after
    expect(refused(asked, request, lead)).toEqual([{ path: 'event', why: 'alreadyAsked' }])
    expect(refused(asked, { event: 'judge', reasonable: true, explanation: '' })).toEqual([{ path: 'event', why: 'alreadyAsked' }])
    const no = done(asked, { event: 'decideSocialReview', approved: false, note: '' }).after
    expect([no.state, states(no)['social_review']]).toEqual(['callback_review', 'refused'])
  })

  it('waits for its session', () => {
    expect(before()).toMatchObject({ state: 'social_review', judgeBy: null })
    expect(before().records.filter(({ kind }) => kind === 'social_review').map(({ state, dueAt }) => [state, dueAt])).toEqual([['done', null], ['open', days.deadline(at, 20)]])
  })

  it('has a verdict when enough have voted, as the majority said', () => {
    expect([verdict(1, 1), verdict(2, 0), verdict(2, 2)].map((one) => refused(before(), one))).toEqual(['quorum', 'quorum', 'tie'].map((why) => [{ path: 'votesFor', why }]))
    expect(refused(before(), verdict(2, 1), { limits: { socialReviewQuorum: 5 } })).toEqual([{ path: 'votesFor', why: 'quorum' }])
    expect(refused(before(), verdict(3, 1))).toBeNull()
    expect(refused(before(), verdict(1, 2, true))).toEqual([{ path: 'reasonable', why: 'majority' }])
    expect(refused(before(), { ...verdict(1, 2), explanation: '' })).toEqual([{ path: 'explanation', why: 'needed' }])
  })

  it('has it from a session on record alone, or on paper with chair, date and minutes where the site keeps them so', () => {
    const here = { actor: { username: 'supervisor', unit: null } }
    expect(refused(before(), verdict(2, 1), { ...here, limits: { socialReviewOnPaper: false } })).toEqual([{ path: 'event', why: 'noSession' }])
    expect(refused(before(), verdict(2, 1), { ...here, underReview: true })).toEqual([{ path: 'event', why: 'sessionDecides' }])
    expect(refused(before(), { ...verdict(2, 1), chair: '', heldAt: null, minutes: '' }, here)).toEqual(['chair', 'heldAt', 'minutes'].map((path) => ({ path, why: 'needed' })))
    expect(refused(before(), { ...verdict(2, 1), heldAt: at + 1 }, here)).toEqual([{ path: 'heldAt', why: 'future' }])
    expect(done(before(), verdict(2, 1), here).after.records.find(({ kind, data }) => kind === 'social_review' && 'votesFor' in data)?.data).toMatchObject({ votesFor: 2, votesAgainst: 1, chair: '分管领导', minutes: '评议记录' })
    const voted = done(before(), { ...verdict(1, 2), chair: '', heldAt: null, minutes: '' }, { actor: { ...here.actor, session: true }, underReview: true, limits: { socialReviewOnPaper: false } })
    expect(voted.after.state).toBe('closed')
  })

  it('sends back what is reasonable, two steps further up (T28)', () => {
    const { after } = done(before(), verdict(2, 1))
    expect([after.state, after.round, after.grade, after.exempt, after.records.findLast(({ kind }) => kind === 'supervision')?.data['type']]).toEqual(['handling', 1, 'D', false, 'written'])
  })

  it('closes what is not, out of the assessment (T29, I5, A-G13)', () => {
    expect(done(before(), verdict(1, 2)).after).toMatchObject({ state: 'closed', closeReason: 'social_review', exempt: true, grade: 'B' })
  })
})

describe('without an answer', () => {
  it('it is closed for a reason that is true of it, with no satisfaction (T30, A-J19)', () => {
    const exempt = (reason: EventOf<'exempt'>['reason']) => ({ event: 'exempt', reason, note: '' }) as const
    expect(refused(fedBack(), exempt('unreachable'))).toEqual([{ path: 'reason', why: 'notTried' }])
    const { after } = done(fedBack({}, { satisfied: 'basically', records: [record('survey', { data: { inVain: true } })] }), exempt('unreachable'))
    expect(after).toMatchObject({ state: 'closed', closeReason: 'unreachable', satisfied: null, grade: 'B', exempt: false })
    expect(states(after)['survey']).toBe('dropped')
    expect(done(fedBack(), exempt('refused')).after.closeReason).toBe('callback_exempt')
    for (const reason of ['no_phone', 'grid_patrol', 'confidential', 'exchange'] as const) expect(refused(fedBack(), exempt(reason))).toEqual([{ path: 'reason', why: 'notThatOne' }])
    expect(refused(fedBack({}, { reachable: false }), exempt('no_phone'))).toBeNull()
  })
})

describe('opening again', () => {
  const closed = (more: Partial<Case> = {}): Case => ({ ...done(fedBack(), answer('solved', 'satisfied')).after, ...more })
  const reopen = (reason: 'same_matter' | 'new_facts') => ({ event: 'reopen', reason, note: '问题再次出现' }) as const

  it('takes the same matter within the time, or new facts (T31)', () => {
    const late = at + 30 * 86_400_000 + 1
    expect(refused(closed(), reopen('same_matter'), { now: late })).toEqual([{ path: 'reason', why: 'reopenLate' }])
    expect(refused(closed(), reopen('same_matter'), { now: late - 1 })).toBeNull()
    expect(refused(closed(), reopen('new_facts'), { now: late })).toBeNull()
  })

  it('of a matter answered at once, or whose department is no more, sends it to whom the list names; an incomplete one is taken in anew', () => {
    const rule = { unit: 'HB', section: null, coUnits: [], emergency: false, rule: { id: 'r1', version: 1 } }
    for (const more of [{ leadUnit: null, accountableUnit: null, dueAt: null, closeReason: 'direct_answer' }, { leadUnit: 'GONE', accountableUnit: 'GONE', final: true }]) {
      const { steps, after } = done(closed(more), reopen('same_matter'), { match: { decided: true, candidates: [rule] } })
      expect(steps.map(({ event, decision }) => `${event.event} ${decision.to}`)).toEqual(['reopen pending_dispatch', 'autoDispatch dispatched'])
      expect(after).toMatchObject({ leadUnit: 'HB', accountableUnit: 'HB', final: false, round: 1, reopenCount: 1, closedAt: null, closeReason: null, disposition: 'dispatch', dueAt: days.deadline(at, 5) })
    }
    expect(refused(closed({ leadUnit: null, complete: false }), reopen('new_facts'))).toEqual([{ path: 'event', why: 'noUnit' }])
  })

  it('is a round of its own, called back about anew', () => {
    const { after } = done(closed(), reopen('same_matter'))
    expect(after).toMatchObject({ state: 'handling', leadUnit: 'HB', reopenCount: 1, round: 1, closedAt: null, closeReason: null, feedbackAt: null, solved: null, grade: null, dueAt: days.deadline(at, 5) })
  })
})
