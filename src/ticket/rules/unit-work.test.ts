import { describe, expect, it } from 'vitest'
import type { Case, EventOf } from './case.ts'
import { done, refused } from '../testing/deciding.ts'
import { context, given } from '../testing/sample.ts'

const { now: at, days } = context()
const lead = { actor: { username: 'hb1', unit: 'HB' } }
const police = { actor: { username: 'ga1', unit: 'GA' } }
const head = { actor: { username: 'hb9', unit: 'HB' } }
const handling = (more: Partial<Case> = {}): Case => given({ state: 'handling', signedAt: at, ...more })
const dueAt = given().dueAt ?? 0

const reply: EventOf<'submitReply'> = {
  event: 'submitReply', contacted: true, contactedAt: at - 1, contactManner: 'phone', contactedBy: '经办人', result: '已处理', publicReply: '已处理，感谢反映', resolved: 'solved', unresolvedReason: '', lawfulBasis: '', reviewAt: null,
}
const extension: EventOf<'requestExtension'> = { event: 'requestExtension', days: 5, reason: 'complex', note: '', callerInformed: true }
const task: EventOf<'addCoUnit'> = { event: 'addCoUnit', unit: 'GA', task: '现场核查', dueAt: at + 1 }

describe('a department', () => {
  it('signs for a matter in time or late, and only its own people and those above do (T13, H03)', () => {
    const respondBy = given().respondBy ?? 0
    for (const [when, inTime] of [[respondBy, true], [respondBy + 1, false]] as const) {
      const { after, last } = done(given(), { event: 'signFor' }, { ...lead, now: when })
      expect([after.state, after.signedAt, last.details]).toEqual(['signed', when, { inTime }])
    }
    expect(refused(given(), { event: 'signFor' }, police)).toBe('FORBIDDEN')
    expect(refused(given({ leadUnit: 'HB1' }), { event: 'signFor' }, lead)).toBeNull()
    expect(refused(given(), { event: 'signFor' }, { actor: { username: 'below', unit: 'HB1' } })).toBe('FORBIDDEN')
  })

  it('has asked the citizen, or says why not, before it works on the matter (T17)', () => {
    const verify = { event: 'verify', contacted: false, notContactedReason: '', substantiated: 'yes', findings: '' } as const
    expect(refused(given({ state: 'signed' }), verify, lead)).toEqual([{ path: 'notContactedReason', why: 'needed' }])
    const { after } = done(given({ state: 'signed' }), { ...verify, notContactedReason: '三次未接' }, lead)
    expect([after.state, after.records.map(({ kind, state }) => [kind, state])]).toEqual(['handling', [['verification', 'done']]])
  })

  it('goes through six steps, each once a round (G32)', () => {
    const step = (of: boolean) => ({ event: 'checklist', step: 'investigate', done: of, note: '' }) as const
    const begun = done(handling(), step(false), lead).after
    const over = done(begun, step(true), lead).after
    expect([begun, over].map(({ records }) => records.map(({ state }) => state))).toEqual([['open'], ['done']])
    expect(refused(over, step(false), lead)).toEqual([{ path: 'step', why: 'stepDone' }])
    expect(done({ ...over, round: 1 }, step(true), lead).after.records).toHaveLength(2)
  })
})

describe('departments that assist', () => {
  it('are asked by the lead alone, in use, not the lead itself, and within the deadline (T18, G35, A-G09)', () => {
    expect(refused(handling(), task, police)).toBe('FORBIDDEN')
    expect(refused(handling(), { ...task, unit: 'HB' }, lead)).toEqual([{ path: 'unit', why: 'isLead' }])
    expect(refused(handling(), { ...task, unit: 'GONE', dueAt: at }, lead)).toEqual([{ path: 'unit', why: 'notInUse' }, { path: 'dueAt', why: 'past' }])
    expect(refused(handling(), { ...task, dueAt: dueAt + 1 }, lead)).toEqual([{ path: 'dueAt', why: 'afterDueAt' }])
    expect(done(handling(), { ...task, dueAt }, lead).after).toMatchObject({ leadUnit: 'HB', dueAt, records: [{ kind: 'co_task', unit: 'GA', state: 'open', dueAt }] })
  })

  it('answer to the lead, which may waive it; nothing is fed back while one is open', () => {
    const asked = done(handling(), task, lead).after
    const record = asked.records[0]?.id ?? ''
    expect(refused(asked, { event: 'answerCoTask', record, result: '已核查' }, lead)).toBe('FORBIDDEN')
    expect(refused(asked, reply, lead)).toEqual([{ path: 'event', why: 'coTasksOpen' }])
    const answered = done(asked, { event: 'answerCoTask', record, result: '已核查' }, police).after
    expect(answered.records[0]).toMatchObject({ state: 'done', settledBy: 'ga1', data: { task: '现场核查', result: '已核查' } })
    expect(refused(answered, { event: 'answerCoTask', record, result: '再次' }, police)).toEqual([{ path: 'record', why: 'notOpen' }])
    expect(refused(asked, { event: 'waiveCoTask', record, reason: '已无必要' }, police)).toBe('FORBIDDEN')
    expect(refused(done(asked, { event: 'waiveCoTask', record, reason: '已无必要' }, lead).after, reply, lead)).toBeNull()
  })

  it('that are whistled for come in time or late (H18)', () => {
    const called = done(handling(), { event: 'whistle', unit: 'GA', matter: '到场', checkInBy: at + 10 }, lead).after
    const record = called.records[0]?.id ?? ''
    for (const [when, inTime] of [[at + 10, true], [at + 11, false]] as const) expect(done(called, { event: 'checkIn', record }, { ...police, now: when }).after.records[0]).toMatchObject({ state: 'done', data: { inTime } })
    expect(refused(called, { event: 'checkIn', record }, { actor: { username: 'other', unit: 'QCQ' } })).toBe('FORBIDDEN')
  })

  it('have tasks when a leader or a meeting names them (U27, A-U13)', () => {
    const order: EventOf<'instruct'> = { event: 'instruct', leader: '分管领导', kind: 'meeting', text: '联合整治', coUnits: ['GA', 'QCQ'], tasks: [], method: '', requirements: '', dueAt: null }
    const { after, last } = done(handling(), order)
    expect(after).toMatchObject({ state: 'handling', disposition: 'coordinated', dueAt })
    expect(after.records.map(({ kind, unit, dueAt: by }) => [kind, unit, by])).toEqual([['instruction', 'HB', null], ['co_task', 'GA', dueAt], ['co_task', 'QCQ', dueAt]])
    expect(last.notices.map(({ kind, unit }) => [kind, unit])).toEqual([['instruction', 'HB'], ['co_task', 'GA'], ['co_task', 'QCQ']])
    expect(refused(handling(), { ...order, coUnits: ['HB'] })).toEqual([{ path: 'coUnits', why: 'isLead' }])
  })
})

describe('an extension', () => {
  it('is asked for before the deadline, within the limit, when the citizen knows, and never in an emergency (T19, I7)', () => {
    expect(refused(handling({ urgency: 'emergency' }), extension, lead)).toEqual([{ path: 'event', why: 'extensionEmergency' }])
    expect(refused(handling(), extension, { ...lead, now: dueAt + 1 })).toEqual([{ path: 'event', why: 'extensionLate' }])
    expect(refused(handling(), { ...extension, days: 11, callerInformed: false }, lead)).toEqual([{ path: 'days', why: 'extensionTooLong' }, { path: 'callerInformed', why: 'callerInformed' }])
    expect(refused(done(handling(), extension, lead).after, extension, lead)).toEqual([{ path: 'event', why: 'alreadyAsked' }])
  })

  it('moves the deadline from where it was, makes the ticket C and puts it into the pool (I3, G44)', () => {
    const { after } = done(done(handling(), extension, lead).after, { event: 'decideExtension', approved: true, leader: '', note: '' })
    expect(after).toMatchObject({ dueAt: days.deadline(dueAt, 5), limitDays: 10, extensionCount: 1, grade: 'C' })
    expect(after.records.map(({ kind, state }) => [kind, state])).toEqual([['extension_request', 'done'], ['pool', 'open']])
  })

  it('takes a leader the second time, and is not granted a third time', () => {
    const once = done(handling({ extensionCount: 1 }), extension, lead)
    expect(once.last.notices[0]?.audience).toBe('leader')
    expect(refused(once.after, { event: 'decideExtension', approved: true, leader: '', note: '' })).toEqual([{ path: 'leader', why: 'leader' }])
    expect(done(once.after, { event: 'decideExtension', approved: true, leader: '分管领导', note: '' }).after.extensionCount).toBe(2)
    expect(refused(handling({ extensionCount: 2 }), extension, lead)).toEqual([{ path: 'event', why: 'extensionTooOften' }])
  })

  it('that is refused changes nothing', () => {
    const { after } = done(done(handling(), extension, lead).after, { event: 'decideExtension', approved: false, leader: '', note: '' })
    expect([after.dueAt, after.grade, after.records[0]?.state]).toEqual([dueAt, null, 'refused'])
  })
})

describe('a reply', () => {
  it('says who told the citizen, when and how, and why what is not solved is not (T20, J24, A-J18)', () => {
    expect(refused(handling(), { ...reply, contacted: false }, lead)).toEqual([{ path: 'contacted', why: 'contacted' }])
    expect(refused(handling(), { ...reply, contactedAt: null, contactManner: null, contactedBy: '', resolved: 'partly' }, lead)).toEqual(['contactedAt', 'contactManner', 'contactedBy', 'unresolvedReason'].map((path) => ({ path, why: 'needed' })))
    expect(refused(handling(), { ...reply, contactedAt: at + 1, reviewAt: at }, lead)).toEqual([{ path: 'contactedAt', why: 'future' }, { path: 'reviewAt', why: 'past' }])
    expect(refused(handling({ reachable: false }), { ...reply, contacted: false }, lead)).toBeNull()
    expect(done(handling(), reply, lead).after).toMatchObject({ state: 'reply_review', replyAuthor: 'hb1', records: [{ kind: 'reply', state: 'open', data: { publicReply: '已处理，感谢反映' } }] })
  })

  it('drops what was still being asked for', () => {
    expect(done(done(handling(), extension, lead).after, reply, lead).after.records.map(({ kind, state }) => [kind, state])).toEqual([['extension_request', 'dropped'], ['reply', 'open']])
  })

  it('is reviewed by somebody else of the department (T21, G41, A-G10)', () => {
    const written = done(handling(), reply, lead).after
    expect(refused(written, { event: 'reviewReply', approved: true, note: '' }, lead)).toEqual([{ path: 'event', why: 'ownReply' }])
    expect(refused(written, { event: 'reviewReply', approved: true, note: '' }, police)).toBe('FORBIDDEN')
    const back = done(written, { event: 'reviewReply', approved: false, note: '请补充' }, head).after
    expect([back.state, back.records[0]?.state, back.feedbackAt]).toEqual(['handling', 'refused', null])
  })

  it('that is approved is on time or not, and the citizen is called back once a round (T22, I10)', () => {
    const written = done(handling(), reply, lead).after
    for (const [when, onTime] of [[dueAt, true], [dueAt + 1, false]] as const) {
      const { after, last } = done(written, { event: 'reviewReply', approved: true, note: '' }, { ...head, now: when })
      expect(after).toMatchObject({ state: 'pending_callback', feedbackAt: when, records: [{ kind: 'reply', state: 'done' }, { id: 'survey:JC1:0', kind: 'survey', state: 'open' }] })
      expect(last.details).toMatchObject({ onTime })
    }
  })

  it('is asked about by a person when no machine may call', () => {
    const { after, last } = done(done(handling({ confidential: true }), { ...reply }, lead).after, { event: 'reviewReply', approved: true, note: '' }, head)
    expect([after.state, after.records.find(({ kind }) => kind === 'survey')?.data['mode'], last.notices.map(({ kind }) => kind)]).toEqual(['pending_callback', 'human', ['callback']])
  })

  it('is not asked about where the ticket itself says that nobody can or wants to be: closed for that reason, without a survey (T22, T30, I2)', () => {
    const cases = [[{ channel: 'grid_patrol', anonymous: true }, 'grid_patrol'], [{ anonymous: true }, 'anonymous'], [{ reachable: false }, 'no_phone'], [{ wantsReply: false }, 'not_wanted']] as const
    for (const [more, reason] of cases) {
      const { steps, after } = done(done(handling(more), { ...reply }, lead).after, { event: 'reviewReply', approved: true, note: '' }, head)
      expect(steps.map(({ event, decision }) => `${event.event} ${decision.to} ${decision.reason ?? ''}`)).toEqual(['reviewReply pending_callback approved', `exempt closed ${reason}`])
      expect(after).toMatchObject({ state: 'closed', closeReason: 'callback_exempt', satisfied: null, grade: 'B', exempt: false, feedbackAt: after.closedAt })
      expect(after.records.filter(({ kind }) => kind === 'survey')).toEqual([])
    }
  })

  it('that cannot be solved yet is watched over, though nobody can be asked (U28, G44)', () => {
    const unsolved = { ...reply, resolved: 'unsolved', unresolvedReason: '须待开春施工', reviewAt: at + 9_000_000 } as const
    const { after } = done(done(handling({ anonymous: true }), unsolved, lead).after, { event: 'reviewReply', approved: true, note: '' }, head)
    expect([after.grade, after.records.find(({ kind }) => kind === 'pool')?.state]).toEqual(['C', 'open'])
  })
})
