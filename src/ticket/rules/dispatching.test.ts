import { describe, expect, it } from 'vitest'
import type { Case, Context, EventOf } from './case.ts'
import { context, given, LIMITS, ticket } from '../testing/sample.ts'
import { done, refused } from '../testing/deciding.ts'
import { districtFallback } from './dispatching.ts'

const candidate = (more: object = {}) => ({ unit: 'HB', section: '噪声科', coUnits: ['GA'], emergency: false, rule: { id: 'r1', version: 2 }, ...more })
const listed = (...candidates: ReturnType<typeof candidate>[]): Context['match'] => ({ decided: candidates.length === 1, candidates })

const { now: at, days } = context()
const byHand: EventOf<'dispatch'> = { event: 'dispatch', unit: 'HB', section: null, coUnits: [], method: '', requirements: '', overrideReason: '' }

describe('a matter that is handed in', () => {
  it('is with the department the list names at once, with its deadlines, and others assist (T03, T08, G34)', () => {
    const { after, steps } = done(ticket({ state: 'draft', acceptedAt: null }), { event: 'submit' }, { match: listed(candidate()) })
    expect(steps.map(({ event, decision }) => [event.event, decision.to])).toEqual([['submit', 'pending_dispatch'], ['autoDispatch', 'dispatched']])
    expect(after).toMatchObject({ leadUnit: 'HB', section: '噪声科', accountableUnit: 'HB', acceptedAt: at, dispatchedAt: at, respondBy: at + LIMITS.respondMs, returnBy: days.deadline(at, 1), dueAt: days.deadline(at, 5), limitDays: 5 })
    expect(after.records).toMatchObject([{ kind: 'co_task', unit: 'GA', state: 'open', dueAt: after.dueAt }])
    expect(steps[1]?.decision.notices.map(({ kind, unit }) => [kind, unit])).toEqual([['dispatched', 'HB'], ['co_task', 'GA']])
  })

  it('has the working days of its type (G42)', () => {
    const limitOf = (type: Case['type']) => done(ticket({ type }), { event: 'autoDispatch' }, { match: listed(candidate()) }).after.limitDays
    expect([limitOf('consultation'), limitOf('report'), limitOf('praise'), limitOf(null)]).toEqual([2, 10, 5, 5])
  })

  it('goes by the clock of the wall when the matter or the list says emergency (G18)', () => {
    for (const [now, more] of [[ticket({ urgency: 'emergency' }), {}], [ticket(), { emergency: true }]] as const) {
      const { after, last } = done(now, { event: 'autoDispatch' }, { match: listed(candidate(more)) })
      expect(after).toMatchObject({ urgency: 'emergency', respondBy: at + 300_000, dueAt: at + 1_800_000, limitDays: null })
      expect(last.notices.filter(({ kind }) => kind === 'emergency').map(({ audience }) => audience)).toEqual(['unit', 'supervisor'])
    }
  })

  it('is for people when nobody, several, or one that takes nothing any more is named (T10)', () => {
    const reasonOf = (match: Context['match']) => { const { after, last } = done(ticket(), { event: 'autoDispatch' }, { match }); return [after.state, after.triageBy, last.reason] }
    expect(reasonOf(listed())).toEqual(['in_triage', days.deadline(at, 1), 'unclear_unit'])
    expect(reasonOf(listed(candidate(), candidate({ unit: 'GA' })))).toEqual(['in_triage', days.deadline(at, 1), 'overlapping_duty'])
    expect(reasonOf(listed(candidate({ unit: 'GONE' })))).toEqual(['in_triage', days.deadline(at, 1), 'unclear_unit'])
    expect(done(ticket({ urgency: 'emergency' }), { event: 'autoDispatch' }).after.triageBy).toBe(at + LIMITS.triageEmergencyMs)
  })

  it('is sent to the other system when that works on it, and dispatched by nobody here (I9, A-U04)', () => {
    const now = ticket({ processing: 'exchange' })
    const { after, last } = done(now, { event: 'autoDispatch' }, { match: listed(candidate()) })
    expect([after.state, after.leadUnit, last.outgoing.map(({ kind }) => kind)]).toEqual(['pending_dispatch', null, ['exchange']])
    expect(refused(now, byHand)).toBe('ILLEGAL_TRANSITION')
  })

  it('waits for the dispatcher of its sub-platform, unless the list names a department of it (U09, U10)', () => {
    const now = ticket({ processing: 'sub_platform', workspace: '安监' })
    expect(done(now, { event: 'autoDispatch' }, { match: listed(candidate()) }).after.state).toBe('pending_dispatch')
    expect(done(now, { event: 'autoDispatch' }, { match: listed(candidate({ unit: 'LY' })) }).after).toMatchObject({ state: 'dispatched', leadUnit: 'LY', records: [] })
    expect(refused(now, byHand)).toEqual([{ path: 'unit', why: 'otherWorkspace' }])
  })
})

describe('dispatching by hand', () => {
  it('takes a department in use, whose district it is or a reason, and others that are not the lead (T09)', () => {
    expect(refused(ticket(), { ...byHand, unit: 'GONE' })).toEqual([{ path: 'unit', why: 'notInUse' }])
    expect(refused(ticket(), { ...byHand, coUnits: ['HB', 'XX'] })).toEqual([{ path: 'coUnits', why: 'isLead' }, { path: 'coUnits', why: 'notInUse' }])
    const elsewhere = ticket({ areaCode: '140581' })
    expect(refused(elsewhere, { ...byHand, unit: 'QCQ' })).toEqual([{ path: 'overrideReason', why: 'outsideDistrict' }])
    const { after, last } = done(elsewhere, { ...byHand, unit: 'QCQ', overrideReason: '跨界水体', requirements: '联合检测' })
    expect([after.leadUnit, last.note, after.records.map(({ kind, data }) => [kind, data['requirements']])]).toEqual(['QCQ', '跨界水体', [['instruction', '联合检测']]])
  })

  it('by those who decide together may be final, and is never returned then (T11, A-Z12)', () => {
    const { after } = done(ticket({ state: 'in_triage', bounceCount: 1, triageBy: at }), { event: 'triageDecide', unit: 'HB', section: null, coUnits: ['GA'], method: '', requirements: '', final: true })
    expect(after).toMatchObject({ state: 'dispatched', final: true, triageBy: null })
    expect(refused(after, { event: 'requestReturn', reason: 'not_our_duty', basis: '三定方案', suggestedUnit: null })).toEqual([{ path: 'event', why: 'returnFinal' }])
  })

  it('falls to the government of the district when nobody decides, where there is one (T12, A-Z13)', () => {
    const waiting = ticket({ state: 'in_triage', triageBy: at })
    expect(districtFallback(waiting, context())).toMatchObject({ decision: { to: 'dispatched', sets: { leadUnit: 'QCQ', districtFallback: true, triageBy: null } } })
    for (const [now, limits] of [[{ ...waiting, areaCode: null }, {}], [waiting, { districtFallback: false }]] as const) {
      expect(districtFallback(now, context({ limits }))).toMatchObject({ decision: { to: 'in_triage', notices: [{ kind: 'triage_late' }] } })
    }
  })
})

const asked = { event: 'requestReturn', reason: 'not_our_duty', basis: '三定方案第三条', suggestedUnit: 'GA' } as const
const unit = { actor: { username: 'hb1', unit: 'HB' } }

describe('returning a matter', () => {
  it('is refused for an emergency, after its time, too often, twice at once, and to others (T14, I7, A-G24)', () => {
    const why = (more: Partial<Case>, when = at) => refused(given(more), asked, { ...unit, now: when })
    expect(why({ urgency: 'emergency' })).toEqual([{ path: 'event', why: 'returnEmergency' }])
    expect(why({}, (given().returnBy ?? 0) + 1)).toEqual([{ path: 'event', why: 'returnLate' }])
    expect(why({}, given().returnBy ?? 0)).toBeNull()
    expect(why({ bounceCount: 2 })).toEqual([{ path: 'event', why: 'returnTooOften' }])
    expect(refused(done(given(), asked, unit).after, asked, unit)).toEqual([{ path: 'event', why: 'alreadyAsked' }])
    expect(refused(given(), asked, { actor: { username: 'ga1', unit: 'GA' } })).toBe('FORBIDDEN')
  })

  it('changes nothing until somebody decides, and nothing when they refuse (T15)', () => {
    const { after } = done(given(), asked, unit)
    expect({ ...after, records: [] }).toEqual(given())
    const no = done(after, { event: 'decideReturn', approved: false, note: '' }).after
    expect([no.state, no.leadUnit, no.bounceCount, no.records[0]?.state]).toEqual(['dispatched', 'HB', 0, 'refused'])
    expect(refused(no, { event: 'decideReturn', approved: true, note: '' })).toEqual([{ path: 'event', why: 'nothingAsked' }])
  })

  it('takes it from the department with its deadline and tasks; the second time people decide together', () => {
    const task = { kind: 'co_task' as const, id: 'c', state: 'open' as const, unit: 'GA', round: 0, openedAt: 0, openedBy: 'x', dueAt: 1, settledAt: null, settledBy: null, data: {} }
    const { after, last } = done(done(given({ records: [task] }), asked, unit).after, { event: 'decideReturn', approved: true, note: '' })
    expect(after).toMatchObject({ state: 'pending_dispatch', bounceCount: 1, leadUnit: null, accountableUnit: null, dueAt: null, respondBy: null })
    expect([after.records.map(({ state }) => state), last.details]).toEqual([['dropped', 'done'], { unit: 'HB', suggestedUnit: 'GA', bounceCount: 1 }])
    expect(done(after, { event: 'autoDispatch' }, { match: listed(candidate()) }).after.state).toBe('pending_dispatch')
    const twice = done(done(given({ bounceCount: 1 }), asked, unit).after, { event: 'decideReturn', approved: true, note: '' }).after
    expect(twice).toMatchObject({ state: 'in_triage', bounceCount: 2, leadUnit: null, triageBy: days.deadline(at, 1) })
  })

  it('so often makes it a problem that is escalated', () => {
    const { after, last } = done(done(given({ bounceCount: 2 }), asked, { ...unit, limits: { bounceMax: 5 } }).after, { event: 'decideReturn', approved: true, note: '' }, { limits: { bounceMax: 5 } })
    expect([after.records.map(({ kind, data }) => [kind, data['type']]).at(-1), last.notices.map(({ kind }) => kind)]).toEqual([['supervision', 'escalated'], ['returned', 'problem']])
  })
})

describe('passing a matter down', () => {
  const down = (to: string) => ({ event: 'subDispatch', unit: to, section: null, note: '', overrideReason: '', approver: '' }) as const

  it('keeps deadline and accountability, and begins the time to sign anew (T16, Z16, I3)', () => {
    const later = at + 3_600_000
    expect(done(given({ state: 'handling', signedAt: at }), down('HB2'), { ...unit, now: later }).after).toMatchObject({ state: 'dispatched', leadUnit: 'HB2', accountableUnit: 'HB', dueAt: given().dueAt, respondBy: later + LIMITS.respondMs, signedAt: null })
  })

  it('takes a duty of a functional department to a community only with a reason and somebody who agreed, and the centre hears of it (国办函〔2025〕66号)', () => {
    const functional = { ...unit, matter: { functional: true, approval: null } }
    expect(refused(given(), down('HB1'), functional)).toBeNull()
    expect(refused(given(), down('HB2'), functional)).toEqual([{ path: 'overrideReason', why: 'grassRoots' }, { path: 'approver', why: 'needed' }])
    expect(refused(given(), { ...down('HB2'), overrideReason: '须入户核对' }, functional)).toEqual([{ path: 'approver', why: 'needed' }])
    const { last } = done(given(), { ...down('HB2'), overrideReason: '须入户核对', approver: '分管领导' }, functional)
    expect([last.note, last.details, last.notices.map(({ kind, audience }) => `${kind} ${audience}`)]).toEqual(['须入户核对', { unit: 'HB2', section: null, above: 'HB', pushedDown: true, approver: '分管领导' }, ['dispatched unit', 'pushed_down supervisor']])
    expect(refused(given(), down('HB2'), unit)).toBeNull()
  })

  it('goes to a department below, and by those who have it', () => {
    for (const to of ['HB', 'GA', 'HC']) expect(refused(given(), down(to), unit)).toEqual([{ path: 'unit', why: 'notBelow' }])
    expect(refused(given(), down('HB1'), { actor: { username: 'ga', unit: 'GA' } })).toBe('FORBIDDEN')
    // Who has it below cannot give it back up this way; who is accountable can still pass it elsewhere below.
    const below = done(given(), down('HB1'), unit).after
    expect(refused(below, down('HB'), { actor: { username: 'hb1', unit: 'HB1' } })).toEqual([{ path: 'unit', why: 'notBelow' }])
  })
})
