import { describe, expect, it } from 'vitest'
import { closedIn, holesIn, uncovered } from './holes.ts'
import { figuresOf } from './figures.ts'
import { limitsWith, overAt, stateAt, wrongPeriod } from './special.ts'
import { calledFor, isCall } from './team.ts'
import { rosterFor } from './there.ts'
import { planAndDay, turnOn, turnsOf, type Place, type Planned } from './turns.ts'

// 2026-10-01 … 07 National Day; 10-10, a Saturday, is a make-up working day.
const HOLIDAYS = ['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07']
const place: Place = {
  timeZone: 'Asia/Shanghai',
  kindOf: (day) => (HOLIDAYS.includes(day) ? 'holiday' : day === '2026-10-10' ? 'workday' : [0, 6].includes(new Date(day).getUTCDay()) ? 'weekend' : 'workday'),
}
const at = (text: string): number => Date.parse(`${text}+08:00`)
const nights: Planned = { id: 'n', unit: 'RQ', post: 'duty', people: ['a', 'b', 'c'], rotate: 'day', days: [1, 2, 3, 4, 5, 6, 7], dayKind: 'any', hours: '18:00-08:00', from: '2026-09-28', until: null }
const limits = { emergencySignMs: null, emergencyLeaderMs: null, emergencyCloseMs: null, respondMs: null }

describe('turns of a plan', () => {
  it('go round day by day, over midnight', () => {
    expect(turnsOf([nights], { first: '2026-09-28', last: '2026-10-01' }, place).map(({ day, personId }) => [day, personId])).toEqual([['2026-09-28', 'a'], ['2026-09-29', 'b'], ['2026-09-30', 'c'], ['2026-10-01', 'a']])
    expect(turnOn(nights, '2026-09-30', place)).toMatchObject({ id: 'n.2026-09-30', startsAt: at('2026-09-30T18:00'), endsAt: at('2026-10-01T08:00') })
  })
  it('go round week by week from Monday, whatever day the plan begins', () => {
    const weekly: Planned = { ...nights, rotate: 'week', from: '2026-09-30' }
    expect(['2026-09-30', '2026-10-04', '2026-10-05', '2026-10-12', '2026-10-19'].map((day) => turnOn(weekly, day, place)?.personId)).toEqual(['a', 'a', 'b', 'c', 'a'])
    expect(turnOn(weekly, '2026-09-29', place)).toBeNull()
  })
  it('know holidays and make-up days (G03)', () => {
    const rest: Planned = { ...nights, dayKind: 'restday', hours: '08:30-08:30' }
    expect(turnsOf([rest], { first: '2026-09-30', last: '2026-10-10' }, place).map(({ day }) => day)).toEqual(['2026-10-01', '2026-10-02', '2026-10-03', '2026-10-04', '2026-10-05', '2026-10-06', '2026-10-07'])
    expect(turnOn(rest, '2026-10-01', place)).toMatchObject({ startsAt: at('2026-10-01T08:30'), endsAt: at('2026-10-02T08:30') })
  })
  it('end with the plan, and keep to its days of the week', () => {
    const weekends: Planned = { ...nights, days: [6, 7], until: '2026-10-03' }
    expect(turnsOf([weekends], { first: '2026-09-28', last: '2026-10-30' }, place).map(({ day }) => day)).toEqual(['2026-10-03'])
  })
  it('have a name that can be taken apart', () => {
    expect(planAndDay('n.2026-10-01')).toEqual({ plan: 'n', day: '2026-10-01' })
    expect(planAndDay('2026-10-01')).toBeNull()
  })
})

describe('holes of a roster', () => {
  const span = (startsAt: number, endsAt: number) => ({ startsAt, endsAt })
  it('are what no turn covers, also between two that overlap or touch', () => {
    expect(uncovered(span(0, 100), [span(20, 40), span(30, 50), span(50, 60)])).toEqual([span(0, 20), span(60, 100)])
    expect(uncovered(span(0, 100), [span(-5, 200)])).toEqual([])
    expect(uncovered(span(0, 100), [])).toEqual([span(0, 100)])
  })
  it('lie only where somebody has to be, each once', () => {
    expect(holesIn({ span: span(0, 100), needed: [span(-10, 30), span(20, 40), span(90, 200)], turns: [span(35, 95)] })).toEqual([span(0, 35), span(95, 100)])
  })
  it('outside its hours: when the department is closed', () => {
    const opening = { isOpen: (t: number) => t % 24 >= 8 && t % 24 < 18, nextChange: (t: number) => (t % 24 < 8 ? t - (t % 24) + 8 : t % 24 < 18 ? t - (t % 24) + 18 : t - (t % 24) + 32) }
    expect(closedIn(span(0, 48), opening)).toEqual([span(0, 8), span(18, 32), span(42, 48)])
    expect(closedIn(span(0, 48), { isOpen: () => true, nextChange: () => null })).toEqual([])
  })
})

describe('the emergency team', () => {
  const one = { team: 'responder', matters: [], inUse: true } as const
  const members = [
    { ...one, id: 'gas', unit: 'RQ' }, { ...one, id: 'left', unit: 'RQ', inUse: false }, { ...one, id: 'clerk', unit: 'RQ', team: null },
    { ...one, id: 'fire', unit: 'XF', matters: ['12'] }, { ...one, id: 'water', unit: 'GS', matters: ['1202'] },
    { ...one, id: 'head', unit: null, team: 'commander' as const }, { ...one, id: 'car', unit: null, team: 'support' as const }, { ...one, id: 'watch', unit: null, team: null },
  ]
  const gas = { categoryCode: '1201', leadUnit: 'RQ', coUnits: ['YJ'] }
  it('is those who work on it, those named for the matter, and who leads at the centre (G15)', () => {
    expect(calledFor(members, gas, new Set())).toEqual([{ id: 'gas', unit: 'RQ', why: 'unit' }, { id: 'fire', unit: 'XF', why: 'matter' }, { id: 'head', unit: null, why: 'centre' }])
  })
  it('has the officers of a special period too, who need not be of it (G16)', () => {
    expect(calledFor(members, gas, new Set(['watch', 'left'])).map(({ id, why }) => [id, why])).toContainEqual(['watch', 'officer'])
    expect(calledFor(members, gas, new Set(['left'])).map(({ id }) => id)).not.toContain('left')
  })
  it('is called when it becomes an emergency or somebody else gets it, and not again', () => {
    const [draft, triage, sent] = [{ urgency: 'emergency', state: 'draft', leadUnit: null }, { urgency: 'emergency', state: 'in_triage', leadUnit: null }, { urgency: 'emergency', state: 'dispatched', leadUnit: 'RQ' }] as const
    expect([isCall(draft, triage), isCall(triage, sent), isCall(sent, { ...sent, leadUnit: 'GS' }), isCall({ ...sent, urgency: 'normal' }, sent)]).toEqual([true, true, true, true])
    expect([isCall(sent, { ...sent, state: 'signed' }), isCall(draft, draft), isCall(sent, { ...sent, state: 'closed', leadUnit: null }), isCall(draft, { ...sent, urgency: 'urgent' })]).toEqual([false, false, false, false])
  })
})

describe('a special period', () => {
  const site = { respondMs: 1_200_000, emergencySignMs: 300_000, emergencyLeaderMs: 900_000, emergencyCloseMs: 1_800_000, bounceMax: 2 }
  it('shortens limits, and several of them the shortest', () => {
    expect(limitsWith(site, [{ ...limits, emergencySignMs: 180_000 }, { ...limits, emergencySignMs: 120_000, emergencyCloseMs: 1_200_000 }])).toEqual({ ...site, emergencySignMs: 120_000, emergencyCloseMs: 1_200_000 })
    expect(limitsWith(site, [{ ...limits, respondMs: 9_000_000 }])).toEqual(site)
    expect(limitsWith(site, [])).toEqual(site)
  })
  it('runs from its beginning to its end, or until somebody ends it', () => {
    const period = { startsAt: 10, endsAt: 20, endedAt: null }
    expect([9, 10, 19, 20].map((now) => stateAt(period, now))).toEqual(['planned', 'running', 'running', 'over'])
    expect([stateAt({ ...period, endedAt: 15 }, 15), overAt({ ...period, endedAt: 30 })]).toEqual(['over', 20])
  })
  it('is not declared with longer limits, nor out of order, nor backwards', () => {
    const period = { startsAt: 10, endsAt: 20, limits }
    expect(wrongPeriod(period, site)).toEqual([])
    expect(wrongPeriod({ ...period, endsAt: 10, limits: { ...limits, emergencySignMs: 301_000 } }, site).map(({ path }) => path)).toEqual(['endsAt', 'limits.emergencySignMs'])
    expect(wrongPeriod({ ...period, limits: { ...limits, emergencyCloseMs: 600_000 } }, site).map(({ path }) => path)).toEqual(['limits'])
  })
})

describe('who counts for somebody being there', () => {
  it('is whoever is on duty in the department, or at the centre for those who act on emergencies', () => {
    const told = { unit: 'RQ', workspace: null } as const
    expect([rosterFor({ ...told, audience: 'unit' }), rosterFor({ ...told, audience: 'supervisor' }), rosterFor({ ...told, audience: 'leader' }), rosterFor({ ...told, audience: 'head' }), rosterFor({ ...told, audience: 'supervisor', workspace: '安监' })]).toEqual(['RQ', null, undefined, undefined, undefined])
  })
})

describe('the figures of a special period', () => {
  const one = { unit: 'RQ', acceptedAt: 0, signedAt: 4, respondBy: 5, feedbackAt: 20, closedAt: null, dueAt: 30 }
  it('count what was signed for and done in time, and what is late by now', () => {
    const emergencies = [one, { ...one, signedAt: 6, feedbackAt: 40 }, { ...one, unit: 'GS', signedAt: null, feedbackAt: null }, { ...one, unit: null, feedbackAt: null, closedAt: 10, dueAt: null }]
    expect(figuresOf({ tickets: 9, emergencies, calls: [{ calledAt: 1, answeredAt: 4 }, { calledAt: 1, answeredAt: null }] }, 35)).toEqual({
      tickets: 9, emergencies: 4, signedInTime: 2, doneInTime: 2, late: 2, averageMs: 70 / 3, called: 2, answered: 1, averageAnswerMs: 3,
      byUnit: [{ unit: 'GS', emergencies: 1, doneInTime: 0, late: 1 }, { unit: 'RQ', emergencies: 2, doneInTime: 1, late: 1 }],
    })
  })
  it('have no average of nothing', () => {
    expect(figuresOf({ tickets: 0, emergencies: [], calls: [] }, 1)).toMatchObject({ averageMs: null, averageAnswerMs: null, byUnit: [] })
  })
})
