import { describe, expect, it } from 'vitest'
import type { TicketRecord } from '../../../../contract/ticket-record.ts'
import { clocksOf, partsOf, stageOf, standingOf } from './clocks.ts'
import { EVENT_FORMS } from './event-forms.ts'
import { firstValues } from './first-values.ts'
import { asksOf, nextOf } from './next.ts'
import { missingIn, payloadOf, shownFields } from './payload.ts'
import { stepsOf } from './steps.ts'

const MINUTE_MS = 60_000
const DAY_MS = 1_440 * MINUTE_MS
const reader = (department: string | null, username = 'somebody') => ({ department, username, hasBelow: true })
const ticket = { state: 'dispatched' as const, urgency: 'normal' as const, respondBy: 20 * MINUTE_MS, returnBy: DAY_MS, triageBy: null, judgeBy: null, dueAt: 5 * DAY_MS, signedAt: null, feedbackAt: null, dispatchedAt: 0, final: false }

describe('clocks of a ticket', () => {
  it('run towards signing, giving back and the deadline once it is dispatched', () => {
    expect(clocksOf(ticket, 0, null).map(({ kind, tone }) => [kind, tone])).toEqual([['respond', 'plain'], ['giveBack', 'plain'], ['due', 'plain']])
  })
  it('leave out giving back what may not be given back', () => {
    for (const held of [{ final: true }, { urgency: 'emergency' as const }]) expect(clocksOf({ ...ticket, ...held }, 0, null).map(({ kind }) => kind)).toEqual(['respond', 'due'])
  })
  it('warn before they run out, and say so afterwards', () => {
    expect(standingOf(ticket, 16 * MINUTE_MS, null)).toBe('near')
    expect(standingOf(ticket, 21 * MINUTE_MS, null)).toBe('late')
    expect(standingOf(ticket, 0, null)).toBeNull()
  })
  it('call a deadline near by the working days the server counts, not by hours', () => {
    const signed = { ...ticket, state: 'handling' as const, signedAt: 1 }
    expect([standingOf(signed, 4.9 * DAY_MS, 5 * DAY_MS - 1), standingOf(signed, 2 * DAY_MS, 5 * DAY_MS)]).toEqual([null, 'near'])
    // An emergency has no yellow card: it goes by the clock.
    expect(standingOf({ ...signed, urgency: 'emergency', dueAt: 60 * MINUTE_MS }, 51 * MINUTE_MS, null)).toBe('near')
  })
  it('keep whether it was signed for and answered in time', () => {
    const answered = { ...ticket, state: 'pending_callback' as const, signedAt: 30 * MINUTE_MS, feedbackAt: 4 * DAY_MS }
    expect(clocksOf(answered, 9 * DAY_MS, null).map(({ kind, tone }) => [kind, tone])).toEqual([['respond', 'late'], ['due', 'good']])
    expect(standingOf(answered, 9 * DAY_MS, null)).toBeNull()
  })
  it('show the deadline again when it goes back to be done once more', () => {
    expect(clocksOf({ ...ticket, state: 'handling', signedAt: 1, feedbackAt: 2 * DAY_MS, dueAt: 9 * DAY_MS }, 5 * DAY_MS, null).find(({ kind }) => kind === 'due')).toMatchObject({ doneAt: null, tone: 'plain' })
  })
  it('count days, hours and minutes', () => {
    expect(partsOf(-(DAY_MS + 61 * MINUTE_MS))).toEqual({ days: 1, hours: 1, minutes: 1, seconds: 0 })
  })
  it('know the five stages', () => {
    expect([stageOf('draft'), stageOf('in_triage'), stageOf('signed'), stageOf('reply_review'), stageOf('social_review'), stageOf('closed'), stageOf('merged')]).toEqual([1, 2, 3, 4, 5, 6, null])
  })
})

describe('steps of a ticket', () => {
  it('begin with what somebody waits for, then what leads on', () => {
    const now = { state: 'dispatched' as const, replyAuthor: null, allowedEvents: ['cancel', 'decideReturn', 'supervise', 'signFor'] as const, records: [{ kind: 'return_request' as const, state: 'open' as const, unit: 'HB' }] }
    expect(stepsOf(now, reader(null))).toEqual({ first: ['decideReturn', 'signFor'], more: ['cancel', 'supervise'], own: false })
  })
  it('put a task first for the department it was given to', () => {
    const now = { state: 'dispatched' as const, replyAuthor: null, allowedEvents: ['signFor', 'answerCoTask', 'cancel'] as const, records: [{ kind: 'co_task' as const, state: 'open' as const, unit: 'GA' }] }
    expect(stepsOf(now, reader('GA')).first).toEqual(['answerCoTask', 'signFor', 'cancel'])
    expect(stepsOf(now, reader('HB'))).toMatchObject({ first: ['signFor'], more: ['answerCoTask', 'cancel'] })
  })
  it('leave out what has no matter', () => {
    const now = { state: 'handling' as const, replyAuthor: null, allowedEvents: ['answerCoTask', 'waiveCoTask', 'submitReply', 'supplement'] as const, records: [{ kind: 'co_task' as const, state: 'done' as const, unit: 'GA' }] }
    expect(stepsOf(now, reader('GA'))).toMatchObject({ first: ['submitReply', 'supplement'], more: [] })
  })
  it('leave a reply to somebody else than its author, and say so', () => {
    const now = { state: 'reply_review' as const, replyAuthor: 'head-HB', allowedEvents: ['reviewReply', 'supplement'] as const, records: [] }
    expect(stepsOf(now, reader('HB', 'head-HB'))).toEqual({ first: ['supplement'], more: [], own: true })
    expect(stepsOf(now, reader('HB', 'deputy-HB'))).toMatchObject({ first: ['reviewReply', 'supplement'], own: false })
  })
  it('pass nothing down where there is nobody below', () => {
    const now = { state: 'signed' as const, replyAuthor: null, allowedEvents: ['verify', 'subDispatch', 'supplement'] as const, records: [] }
    expect(stepsOf(now, { ...reader('HB'), hasBelow: false })).toMatchObject({ first: ['verify', 'supplement'], more: [] })
  })
})

describe('what is sent', () => {
  const local = (text: string): string => `${text}:00+08:00`
  it('asks for what another answer makes necessary', () => {
    expect(missingIn(EVENT_FORMS.verify, { contacted: false, substantiated: 'yes' })).toEqual(['notContactedReason'])
    expect(missingIn(EVENT_FORMS.verify, { contacted: true, substantiated: 'yes' })).toEqual([])
    expect(shownFields(EVENT_FORMS.verify, { contacted: true }).map(({ name }) => name)).not.toContain('notContactedReason')
  })
  it('asks why, and when it is looked at again, only of what is not solved', () => {
    const asked = (resolved: string) => shownFields(EVENT_FORMS.submitReply, { resolved }).map(({ name }) => name).filter((name) => name === 'unresolvedReason' || name === 'reviewAt')
    expect([asked('solved'), asked('partly')]).toEqual([[], ['unresolvedReason', 'reviewAt']])
    expect(missingIn(EVENT_FORMS.submitReply, { resolved: 'unsolved' })).toContain('unresolvedReason')
  })
  it('takes no for an answer, and spaces for none', () => {
    expect(missingIn(EVENT_FORMS.decideReturn, { approved: false })).toEqual([])
    expect(missingIn(EVENT_FORMS.supplement, { text: '  ' })).toEqual(['text'])
  })
  it('leaves out what is not said and what is not asked for any more', () => {
    expect(payloadOf(EVENT_FORMS.verify, { contacted: true, notContactedReason: 'typed before', substantiated: 'no', findings: ' ' }, local)).toEqual({ contacted: true, substantiated: 'no' })
  })
  it('gives instants their zone, and says what the citizen did not answer', () => {
    expect(payloadOf(EVENT_FORMS.sponsor, { leader: ' 市长 ', dueAt: '2026-12-01T09:30' }, local)).toEqual({ leader: '市长', dueAt: '2026-12-01T09:30:00+08:00' })
    expect(payloadOf(EVENT_FORMS.callbackResult, { solved: 'solved' }, local)).toEqual({ solved: 'solved', satisfied: null })
  })
})

describe('what comes next', () => {
  const now: Parameters<typeof nextOf>[0] = { state: 'handling', processing: 'collaborative', leadUnit: 'HB', respondBy: null, triageBy: null, judgeBy: null, dueAt: 9, round: 0, replyAuthor: null, records: [] }
  it('names who has to do it, and by when', () => {
    expect(nextOf({ ...now, state: 'dispatched', respondBy: 5 })).toEqual({ key: 'sign', who: 'unit', unit: 'HB', by: 5 })
    expect(nextOf({ ...now, state: 'dispatched', records: [{ kind: 'return_request', state: 'open' }] })).toMatchObject({ key: 'returnAsked', who: 'dispatcher' })
    expect(nextOf({ ...now, state: 'reply_review' })).toMatchObject({ who: 'reviewer', by: 9 })
    expect(nextOf({ ...now, state: 'closed' })).toMatchObject({ key: 'closed', who: null })
  })
  it('names what others ask of one’s own department', () => {
    const record = (kind: TicketRecord['kind'], unit: string, state: TicketRecord['state'] = 'open') => ({ kind, unit, state })
    const records = [record('co_task', 'GA'), record('co_task', 'HB'), record('whistle', 'GA'), record('supervision', 'GA', 'done'), record('extension_request', 'GA')]
    expect(asksOf(records, 'GA').map(({ kind }) => kind)).toEqual(['whistle', 'co_task'])
    expect(asksOf(records, null)).toEqual([])
  })
  it('tells a reply that was sent back from a matter that is done once more', () => {
    expect([now, { ...now, round: 1 }, { ...now, round: 1, replyAuthor: 'unit-HB' }].map((one) => nextOf(one).key)).toEqual(['handle', 'again', 'mend'])
  })
})

describe('what a form begins with', () => {
  const reply = (state: TicketRecord['state']): TicketRecord => ({ id: 'r', kind: 'reply', state, unit: 'HB', round: 0, openedAt: 0, openedBy: 'x', dueAt: null, settledAt: null, settledBy: null, data: { result: '已处理', contacted: true, contactedAt: 60_000, reviewAt: null, note: 'x' } })
  const local = (at: number): string => `local ${at}`
  const now: Parameters<typeof firstValues>[0] = { records: [], round: 0, contacts: [], stateSince: 100, dueAt: 300 }
  it('is the reply that was sent back, in this round', () => {
    expect(firstValues({ ...now, records: [reply('refused')] }, 'submitReply', local)).toEqual({ result: '已处理', contacted: true, contactedAt: 'local 60000' })
    expect(firstValues({ ...now, records: [reply('refused')], round: 1 }, 'submitReply', local)).toEqual({})
    expect(firstValues({ ...now, records: [reply('done')] }, 'submitReply', local)).toEqual({})
  })
  it('is the call in which the citizen was told, if there was one since', () => {
    const call = (answeredAt: number | null): (typeof now.contacts)[number] => ({ callId: null, by: 'unit-HB', unit: 'HB', reason: '告知结果', at: answeredAt ?? 0, answeredAt, endedAt: 900, lengthMs: answeredAt === null ? null : 5, outcome: answeredAt === null ? 'no_answer' : 'answered' })
    expect(firstValues({ ...now, contacts: [call(200), call(150), call(null)] }, 'submitReply', local)).toEqual({ contacted: true, contactedAt: 'local 200', contactManner: 'phone' })
    expect(firstValues({ ...now, contacts: [call(200)] }, 'verify', local)).toEqual({ contacted: true })
    expect(firstValues({ ...now, contacts: [call(99), call(null)] }, 'submitReply', local)).toEqual({})
    expect(firstValues({ ...now, contacts: [call(200)] }, 'supplement', local)).toEqual({})
  })
  it('is the deadline of the ticket, for what others are asked to do', () => {
    expect(firstValues(now, 'addCoUnit', local)).toEqual({ dueAt: 'local 300' })
    expect(firstValues({ ...now, dueAt: null }, 'addCoUnit', local)).toEqual({})
  })
  it('is the one record it can be about', () => {
    const task = { ...reply('open'), id: 't', kind: 'co_task' as const }
    expect(firstValues({ ...now, records: [task] }, 'answerCoTask', local)).toEqual({ record: 't' })
    expect(firstValues({ ...now, records: [task, { ...task, id: 'u' }] }, 'answerCoTask', local)).toEqual({})
  })
})
