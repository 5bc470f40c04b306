import { describe, expect, it } from 'vitest'
import type { TicketRecord } from '../../contract/ticket-record.ts'
import { context, given, LIMITS, ticket } from '../testing/sample.ts'
import type { Case, TimerKind } from "./case.ts"
import { decide } from './decide.ts'
import { timersOf } from './timers.ts'

const DAY_MS = 86_400_000
const record = (more: Partial<TicketRecord>): TicketRecord => ({ id: 'r1', kind: 'supervision', state: 'open', unit: 'HB', round: 0, openedAt: 0, openedBy: 'somebody', dueAt: null, settledAt: null, settledBy: null, data: {}, ...more })
const kinds = (now: Case, more: Parameters<typeof context>[0] = {}) => timersOf(now, context(more)).map(({ kind }) => kind)
const due = (now: Case, more: Parameters<typeof context>[0] = {}) => Object.fromEntries(timersOf(now, context(more)).map(({ kind, dueAt }) => [kind, dueAt]))

describe('clocks of a ticket', () => {
  it('run until somebody has it: the dispatcher is told, then the supervisor', () => {
    expect(due(ticket({ stateSince: 1_000 }))).toEqual({ dispatch_alarm: 61_000, dispatch_by_hand: 1_801_000 })
    expect(due(ticket({ state: 'in_triage', triageBy: 7 }))).toEqual({ triage: 7 })
  })

  it('run for the department from the dispatch: 20, 40 and 60 minutes to sign, and the cards of its deadline (H03, U29)', () => {
    const now = given()
    const [sent, last] = [now.dispatchedAt!, now.dueAt!]
    expect(due(now)).toEqual({
      respond: sent + 1_200_000, respond_deputy: sent + 2_400_000, respond_head: sent + 3_600_000,
      yellow: last - DAY_MS, red: last, red_written: last + 2 * DAY_MS, red_interview: last + 3 * DAY_MS, red_escalated: last + 5 * DAY_MS,
    })
    expect(kinds({ ...now, state: 'signed' })).toEqual(['yellow', 'red', 'red_written', 'red_interview', 'red_escalated'])
  })

  it('to sign for run by the hours of a department that has asked for it', () => {
    const { units } = context()
    const later = (_: string, from: number, ms: number) => from + 10 * ms
    expect(due(given(), { units: { ...units, later } })['respond_deputy']).toBe(given().respondBy! + 10 * (LIMITS.respondDeputyMs - LIMITS.respondMs))
  })

  it('of an emergency are of minutes, and tell the leader while it is not done, whoever has it (G18)', () => {
    const now = given({ urgency: 'emergency', acceptedAt: 1_000, respondBy: 300_000, dueAt: 1_800_000 })
    expect(due(now)).toMatchObject({ emergency_sign: 300_000, emergency_leader: 901_000, red: 1_800_000 })
    expect(kinds(now)).not.toContain('yellow')
    expect(kinds(now)).not.toContain('respond')
    expect(kinds({ ...now, state: 'in_triage', triageBy: 5 })).toEqual(['triage', 'emergency_leader'])
    expect(kinds({ ...now, state: 'pending_callback' })).toEqual([])
  })

  it('stand still once the department has fed back, and begin again when it is to do more', () => {
    expect(kinds(given({ state: 'pending_callback' }))).toEqual([])
    expect(due(given({ state: 'callback_review', judgeBy: 9 }))).toEqual({ judge: 9 })
    expect(due(given({ state: 'social_review', stateSince: 0 }))).toEqual({ social_review: 21 * DAY_MS - 1 })
    expect(kinds(given({ state: 'handling', round: 1, dueAt: 30 * DAY_MS - 1 }))).toContain('red')
  })

  it('give each card once for one deadline, and climb no step twice', () => {
    const now = given({ state: 'handling' })
    const order = (clock: string, deadline = now.dueAt) => record({ id: clock, data: { clock, deadline, cause: 'overdue' } })
    expect(kinds({ ...now, records: [order('yellow'), order('red')] })).toEqual(['red_written', 'red_interview', 'red_escalated'])
    expect(kinds({ ...now, records: [order('red_interview')] })).toEqual(['yellow', 'red_escalated'])
    expect(kinds({ ...now, records: [order('red', 5)] })).toContain('red')
  })

  it('run for what is attached to it, while it is open', () => {
    const records = [record({ id: 'a', kind: 'co_task', dueAt: 4 }), record({ id: 'b', kind: 'co_task', dueAt: 4 }), record({ id: 'c', kind: 'whistle', dueAt: 5, state: 'done' }), record({ id: 'd', kind: 'sponsor', dueAt: 6 }), record({ id: 'e', dueAt: 7 })]
    expect(timersOf(given({ state: 'handling', dueAt: null, records }), context())).toEqual([{ kind: 'co_task', dueAt: 4 }, { kind: 'sponsor', dueAt: 6 }, { kind: 'supervision', dueAt: 7 }])
    expect(kinds(given({ state: 'pending_callback', records }))).toEqual(['sponsor', 'supervision'])
  })

  it('end in the archive after 30 quiet days, unless the matter is still watched (T32, U28)', () => {
    const closed = given({ state: 'closed', closedAt: DAY_MS })
    expect(due(closed)).toEqual({ archive: 31 * DAY_MS })
    expect(due({ ...closed, records: [record({ kind: 'pool', data: { reviewAt: 8 } })] })).toEqual({ pool: 8 })
    expect(due({ ...closed, records: [record({ kind: 'pool', state: 'done', data: { reviewAt: 8 } })] })).toEqual({ archive: 31 * DAY_MS })
  })

  it('are none of ours where another system works on it, nor of what has ended (I9)', () => {
    expect(kinds(ticket({ processing: 'exchange' }))).toEqual([])
    for (const state of ['draft', 'archived', 'rejected', 'cancelled', 'merged', 'transferred'] as const) expect(kinds(given({ state, closedAt: 1 }))).toEqual([])
  })
})

describe('a clock that has run out', () => {
  const run = (now: Case, kind: TimerKind, more: Parameters<typeof context>[0] = {}) => {
    const timer = timersOf(now, context(more)).find((one) => one.kind === kind)
    const outcome = decide(now, { event: 'timer', kind, dueAt: timer?.dueAt ?? 0 }, context({ now: timer?.dueAt ?? 0, ...more }))
    if ('refusal' in outcome) return outcome.refusal.code
    return { after: outcome.after, timers: outcome.timers.map((one) => one.kind), told: outcome.steps.flatMap(({ decision }) => decision.notices.map((one) => `${one.kind} ${one.audience} ${one.unit ?? ''}`.trim())) }
  }

  it('tells whoever should have signed, then those above them', () => {
    expect(run(given(), 'respond')).toMatchObject({ told: ['respond_late unit HB'] })
    expect(run(given(), 'respond_deputy')).toMatchObject({ told: ['respond_late deputy HB'] })
    expect(run(given(), 'respond_head')).toMatchObject({ told: ['respond_late head HB', 'respond_late supervisor HB'] })
  })

  it('gives the yellow card once, as a reminder that counts (A-U12)', () => {
    const done = run(given({ state: 'handling' }), 'yellow')
    expect(done).toMatchObject({ told: ['yellow_card unit HB'], timers: ['red', 'red_written', 'red_interview', 'red_escalated'], after: { state: 'handling', dueAt: given().dueAt, records: [{ kind: 'reminder', state: 'done', data: { manner: 'yellow_card' } }] } })
  })

  it('makes out an order when it is overdue, and climbs from the handler to the leader (U29)', () => {
    let now = given({ state: 'handling' })
    const steps = (['red', 'red_written', 'red_interview', 'red_escalated'] as const).map((kind) => {
      const done = run(now, kind)
      if (typeof done === 'string') throw new Error(done)
      now = done.after
      return [done.told, now.records.filter(({ state }) => state === 'open').map(({ data }) => `${String(data['type'])} ${String(data['target'])}`)]
    })
    expect(steps).toEqual([
      [['red_card unit HB', 'red_card supervisor HB'], ['written handler']],
      [['supervision deputy HB', 'supervision supervisor HB'], ['written deputy']],
      [['supervision head HB', 'supervision supervisor HB'], ['interview head']],
      [['supervision leader HB', 'supervision supervisor HB'], ['escalated leader']],
    ])
    expect(now).toMatchObject({ state: 'handling', dueAt: given().dueAt })
  })

  it('calls an emergency that is not done after 30 minutes overdue, up to the leader (A-G07)', () => {
    expect(run(given({ urgency: 'emergency', dueAt: 1_800_000 }), 'red')).toMatchObject({ told: ['overdue unit HB', 'overdue head HB', 'overdue leader HB', 'overdue supervisor HB'] })
  })

  it('gives what nobody was found for to the district, or tells that there is none (T12)', () => {
    expect(run(ticket({ state: 'in_triage', triageBy: 5 }), 'triage')).toMatchObject({ after: { state: 'dispatched', leadUnit: 'QCQ', districtFallback: true } })
    expect(run(ticket({ state: 'in_triage', triageBy: 5, areaCode: null }), 'triage')).toMatchObject({ after: { state: 'in_triage' }, told: ['triage_late supervisor'] })
  })

  it('leaves the deadline of the ticket alone when a sponsor is late (A-G18)', () => {
    const now = given({ state: 'handling', records: [record({ kind: 'sponsor', dueAt: 99 })] })
    expect(run(now, 'sponsor')).toMatchObject({ told: ['sponsor_late supervisor HB', 'sponsor_late leader HB'], after: { dueAt: now.dueAt } })
  })

  it('tells of a late task both who owes it and who has the matter (A-H09)', () => {
    expect(run(given({ state: 'handling', records: [record({ kind: 'whistle', unit: 'GA', dueAt: 99 })] }), 'whistle')).toMatchObject({ told: ['overdue unit GA', 'overdue unit HB'] })
  })

  it('does nothing to a ticket that has gone on', () => {
    expect(run(given({ state: 'signed' }), 'respond')).toBe('ILLEGAL_TRANSITION')
    expect(run(given({ state: 'closed', closedAt: 1, records: [record({ kind: 'pool' })] }), 'archive')).toBe('ILLEGAL_TRANSITION')
    expect(run(given({ state: 'closed', closedAt: 1 }), 'archive')).toMatchObject({ after: { state: 'archived' }, timers: [] })
  })
})
