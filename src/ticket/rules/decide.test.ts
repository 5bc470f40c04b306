import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SYSTEM_EVENTS, TICKET_EVENTS } from '../../contract/ticket-event.ts'
import type { TicketRecord } from '../../contract/ticket-record.ts'
import { DONE_STATES } from '../../contract/ticket.ts'
import { type AnyEvent, type Case, type Context, type EventName, type EventOf, openRecord, type Timer } from './case.ts'
import { decide, type Step } from './decide.ts'
import { leads, transitionOf } from './machine.ts'
import { context, given, ticket, UNITS } from '../testing/sample.ts'

type Any = fc.GeneratorValue
const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
const NAMES: readonly EventName[] = [...TICKET_EVENTS, ...SYSTEM_EVENTS]

/** Without a liking for small numbers: the first of a list is as likely as the last. */
const evenly = (max: number): fc.Arbitrary<number> => fc.noBias(fc.nat({ max }))
const one = <Value>(g: Any, ...values: readonly Value[]): Value => values[g(evenly, values.length - 1)] as Value
const text = (g: Any): string => one(g, '已说明', '已说明', '已说明', '')
const yes = (g: Any): boolean => one(g, true, false)
const often = (g: Any): boolean => one(g, true, true, true, true, false)
const unit = (g: Any): string => one(g, ...UNITS)
const from = (g: Any, at: number): number => at + g(fc.integer, { min: -DAY_MS, max: 8 * DAY_MS })
const record = (g: Any, { records }: Case): string => one(g, 'nothing', ...records.map(({ id }) => id), ...records.flatMap(({ id, state }) => (state === 'open' ? [id, id] : [])))
const some = (g: Any): string[] => g(fc.subarray<string>, UNITS)

type Makers = { [Name in EventName]: (g: Any, now: Case, at: number) => Omit<EventOf<Name>, 'event'> }

/** Everything the schema lets through, and then some. */
const MAKERS: Makers = {
  directAnswer: () => ({}), submit: () => ({}), signFor: () => ({}), autoDispatch: () => ({}),
  cancel: (g) => ({ reason: one(g, 'silent', 'withdrawn'), note: text(g) }),
  reject: () => ({ reason: 'litigation', legalPath: '法院' }),
  merge: () => ({ into: 'JC20261121000001' as never }),
  repeat: (g) => ({ from: 'JC2', count: one(g, 1, 2) }),
  handOver: () => ({ to: '110', reference: '', note: '' }),
  acknowledged: () => ({ reference: 'r' }),
  phoned: (g, _, at) => ({ outcome: one(g, 'confirmed', 'unanswered'), unit: unit(g), whom: 'duty', cause: 'yellow', tries: 1, at, last: yes(g) }),
  toPerson: (g) => ({ why: one(g, 'asked', 'failed') }),
  mirrored: (g) => ({ status: 'done', text: '', done: yes(g) }),
  timer: (g, _, at) => ({ kind: one(g, 'triage', 'red', 'yellow', 'archive', 'respond'), dueAt: at }),
  dispatch: (g) => ({ unit: unit(g), section: null, coUnits: some(g), method: '', requirements: text(g), overrideReason: text(g) }),
  triage: () => ({ reason: 'unclear_unit', note: '' }),
  triageDecide: (g) => ({ unit: unit(g), section: null, coUnits: some(g), method: '', requirements: '', final: yes(g) }),
  requestReturn: () => ({ reason: 'not_our_duty', basis: '三定', suggestedUnit: null }),
  decideReturn: (g) => ({ approved: yes(g), note: '' }),
  subDispatch: (g) => ({ unit: unit(g), section: null, note: '', overrideReason: text(g), approver: text(g) }),
  verify: (g) => ({ contacted: yes(g), notContactedReason: text(g), substantiated: 'yes', findings: '' }),
  addCoUnit: (g, _, at) => ({ unit: unit(g), task: '核查', dueAt: from(g, at) }),
  answerCoTask: (g, now) => ({ record: record(g, now), result: '已核查' }),
  waiveCoTask: (g, now) => ({ record: record(g, now), reason: '无需' }),
  whistle: (g, _, at) => ({ unit: unit(g), matter: '到场', checkInBy: from(g, at) }),
  checkIn: (g, now) => ({ record: record(g, now) }),
  checklist: (g) => ({ step: one(g, 'investigate', 'reply'), done: yes(g), note: '' }),
  supplement: () => ({ text: '补充' }),
  instruct: (g, _, at) => ({ leader: '分管领导', kind: 'meeting', text: '整治', coUnits: some(g), tasks: [], method: '', requirements: '', dueAt: yes(g) ? from(g, at) : null }),
  requestExtension: (g) => ({ days: one(g, 1, 10, 11), reason: 'complex', note: '', callerInformed: yes(g) }),
  decideExtension: (g) => ({ approved: yes(g), leader: text(g), note: '' }),
  requestUpgrade: () => ({ reason: '多部门意见不一致', wish: '' }),
  decideUpgrade: (g) => ({ approved: yes(g), leader: text(g), note: text(g) }),
  decideApproval: (g) => ({ approved: yes(g), reference: '', note: text(g) }),
  submitReply: (g, _, at) => ({
    contacted: often(g), contactedAt: often(g) ? at : null, contactManner: 'phone', contactedBy: text(g), result: '已办', publicReply: '已办', resolved: one(g, 'solved', 'partly', 'unsolved'), unresolvedReason: text(g), lawfulBasis: text(g),
    reviewAt: yes(g) ? from(g, at) : null,
  }),
  reviewReply: (g) => ({ approved: often(g), note: '' }),
  callbackAttempt: (g, _, at) => ({ outcome: one(g, 'no_answer', 'no_answer', 'busy', 'invalid', 'not_now'), againAt: yes(g) ? from(g, at) : null, note: text(g) }),
  callbackResult: (g) => ({ solved: one(g, null, 'solved', 'partly', 'unsolved'), satisfied: one(g, null, 'satisfied', 'basically', 'dissatisfied'), reason: one(g, null, 'attitude', 'result'), wantsPerson: one(g, false, false, true), note: '' }),
  judge: (g) => ({ reasonable: yes(g), explanation: text(g) }),
  requestSocialReview: () => ({ basis: '依法' }),
  decideSocialReview: (g) => ({ approved: yes(g), note: '' }),
  verdict: (g, _, at) => ({ reasonable: yes(g), votesFor: one(g, 0, 1, 2, 3), votesAgainst: one(g, 0, 1, 2), explanation: text(g), chair: '分管领导', heldAt: at, minutes: '评议记录' }),
  exempt: (g) => ({ reason: one(g, 'anonymous', 'no_phone', 'refused', 'grid_patrol', 'confidential', 'exchange', 'unreachable'), note: '' }),
  reopen: (g) => ({ reason: one(g, 'same_matter', 'new_facts'), note: '再次出现' }),
  supervise: (g, _, at) => ({ type: one(g, 'phone', 'written', 'escalated'), content: '请速办', target: 'handler', replyBy: yes(g) ? from(g, at) : null, persons: 0, participants: '' }),
  answerSupervision: (g, now) => ({ record: record(g, now), outcome: '已整改' }),
  concludeSupervision: (g, now) => ({ record: record(g, now), outcome: '已约谈', persons: one(g, 0, 3), participants: text(g), decision: text(g) }),
  remind: () => ({ manner: 'phone', note: '' }),
  sponsor: (g, _, at) => ({ leader: '分管领导', dueAt: from(g, at), note: '' }),
  setGrade: (g) => ({ grade: one(g, 'A', 'B', 'C', 'D'), reason: '核定' }),
  reviewPool: (g, now, at) => ({ record: record(g, now), reviewAt: from(g, at), note: '仍在施工' }),
  strikeOff: (g, now) => ({ record: record(g, now), result: '已解决', approver: '分管领导' }),
}

/** Mostly what the state allows, so that tickets come far; now and then anything; or a clock runs out. */
function anEvent(g: Any, now: Case, { at, timers }: { at: number; timers: readonly Timer[] }): AnyEvent {
  if (timers.length > 0 && one(g, true, false, false, false)) return { event: 'timer', ...one(g, ...timers) }
  const possible = NAMES.filter((name) => leads(now, name) && name !== 'timer' && !['cancelled', 'merged', 'transferred', 'rejected'].some((end) => transitionOf(name)?.to.includes(end as never)))
  const onward = possible.filter((name) => transitionOf(name)?.to.some((to) => to !== 'same') === true)
  const name = one(g, ...(one(g, [onward, possible], [onward, possible], [possible], [NAMES]).find((names) => names.length > 0) ?? NAMES))
  return { event: name, ...MAKERS[name](g, now, at) } as AnyEvent
}

const aTicket = (g: Any): Case => {
  const processing = one(g, 'collaborative', 'collaborative', 'collaborative', 'exchange', 'sub_platform')
  return ticket({
    state: 'draft', acceptedAt: null, processing, workspace: processing === 'sub_platform' ? '安监' : null, urgency: one(g, 'normal', 'normal', 'emergency'), type: one(g, null, 'complaint', 'consultation'), areaCode: one(g, null, '140502', '140581'),
    reachable: one(g, true, true, false), confidential: one(g, false, false, true), channel: one(g, 'phone', 'phone', 'grid_patrol'),
  })
}

function aContext(g: Any, at: number): Context {
  const candidates = g(fc.array<string>, fc.constantFrom('HB', 'HB', 'HB', 'LY', 'GONE'), { minLength: 1, maxLength: 2 }).map((code) => ({ unit: code, section: null, coUnits: ['GA'], emergency: false, rule: { id: 'r', version: 1 } }))
  return context({
    now: at, actor: { username: one(g, 'first', 'second', 'system'), unit: one(g, null, null, null, 'HB', 'HB', 'HB1', 'GA', 'LY') }, match: { decided: candidates.length === 1, candidates },
    limits: { autoRework: yes(g), socialReview: yes(g), bounceMax: one(g, 2, 4) },
  })
}

const attached = (kind: TicketRecord['kind'], more: Partial<TicketRecord> = {}): TicketRecord => ({ id: `first.${kind}`, kind, state: 'open', unit: 'HB', round: 0, openedAt: 0, openedBy: 'x', dueAt: null, settledAt: null, settledBy: null, data: {}, ...more })
const replied = (lawfulBasis: string): TicketRecord => attached('reply', { state: 'done', data: { resolved: 'partly', lawfulBasis, reviewAt: null } })
/** Some begin half way, so that the rare ends are reached too. */
const UNDER_WAY: readonly Case[] = [
  given({ records: [attached('return_request')], bounceCount: 1 }), given({ state: 'signed', signedAt: 0 }), given({ state: 'handling', signedAt: 0, records: [attached('extension_request', { data: { days: 5 } }), attached('co_task', { unit: 'GA' })] }),
  given({ state: 'pending_callback', records: [replied(''), attached('survey')] }), given({ state: 'callback_review', solved: 'solved', satisfied: 'dissatisfied', judgeBy: 0, records: [replied('第十二条')] }),
  given({ state: 'social_review', solved: 'solved', satisfied: 'dissatisfied', records: [replied('第十二条'), attached('social_review')] }),
]

const COLUMNS = Object.keys(ticket()).toSorted()
const WITH_LEAD = ['dispatched', 'signed', 'handling', 'reply_review', 'pending_callback', 'callback_review', 'social_review']
const NEW_DUE: readonly EventName[] = ['autoDispatch', 'dispatch', 'triageDecide', 'decideReturn', 'decideExtension', 'callbackResult', 'judge', 'verdict', 'reopen', 'timer']
const LASTING = ['pool', 'complaint', 'reminder', 'hand_over', 'instruction']

function holds({ event, before, after, decision }: Step, { actor, units }: Context): void {
  const name = event.event
  // I1.
  if (WITH_LEAD.includes(after.state)) expect([after.leadUnit, after.accountableUnit]).not.toContain(null)
  if (['pending_dispatch', 'in_triage'].includes(after.state)) expect(after.leadUnit).toBeNull()
  // I2.
  if (after.state === 'closed' && before.state !== 'closed' && after.closeReason !== 'direct_answer' && after.closeReason !== 'mirrored') {
    expect(after.records.some(({ kind, state }) => kind === 'reply' && state === 'done')).toBe(true)
    if (after.closeReason === 'called_back') expect([after.solved, after.satisfied]).not.toContain(null)
    else expect(['explained', 'social_review', 'unreachable', 'callback_exempt']).toContain(after.closeReason)
  }
  // What another system took over is done with when that system says so (T35).
  if (after.state !== 'transferred') expect(after.closeReason !== null && after.closedAt !== null).toBe(DONE_STATES.includes(after.state))
  // I3.
  if (after.dueAt !== before.dueAt) expect(NEW_DUE).toContain(name)
  // I4: one entry a change, along the machine.
  expect(transitionOf(name)?.from).toContain(before.state)
  expect(transitionOf(name)?.to).toContain(decision.to === before.state && transitionOf(name)?.to.includes('same') ? 'same' : decision.to)
  // I5.
  if (after.exempt && !before.exempt) expect([name, after.state]).toEqual(['verdict', 'closed'])
  // I6.
  const pool = after.records.filter(({ kind }) => kind === 'pool')
  expect(pool.filter(({ state }) => state === 'open').length).toBeLessThanOrEqual(1)
  const isPooled = after.grade === 'C' || after.grade === 'D'
  if (openRecord(after, 'pool')) expect(isPooled).toBe(true)
  else if (isPooled) expect(pool.at(-1)?.state).toBe('done')
  // I7.
  if (before.urgency === 'emergency') expect(['requestReturn', 'requestExtension']).not.toContain(name)
  // I8.
  const action = transitionOf(name)?.action
  if (actor.unit !== null && (action === 'ticket.handle' || action === 'ticket.review') && name !== 'answerSupervision') expect(units.within(before.leadUnit ?? '', actor.unit) || before.accountableUnit === actor.unit).toBe(true)
  // I9.
  expect(leads(before, name)).toBe(true)
  // I10.
  const surveys = after.records.filter(({ kind }) => kind === 'survey').map(({ round }) => round)
  expect(new Set(surveys).size).toBe(surveys.length)
  // Nothing else: no column that is not one, no record twice, nothing left open that nobody can settle any more.
  expect(Object.keys(after).toSorted()).toEqual(COLUMNS)
  expect(Object.values(decision.sets)).not.toContain(undefined)
  expect(new Set(after.records.map(({ id }) => id)).size).toBe(after.records.length)
  if (DONE_STATES.includes(after.state)) expect(after.records.filter(({ kind, state }) => state === 'open' && !LASTING.includes(kind)).map(({ kind }) => kind)).toEqual([])
}

describe('tickets in any order of events', () => {
  it('keep the invariants of domain.md §4.3, and are changed by nothing that is refused', () => {
    const reached = new Map<string, number>()
    fc.assert(fc.property(fc.gen(), (g) => {
      let now = one(g, aTicket(g), aTicket(g), ...UNDER_WAY)
      let [at, made] = [10 * DAY_MS, 0]
      let timers: readonly Timer[] = []
      for (let left = g(fc.integer, { min: 10, max: 60 }); left > 0; left -= 1) {
        at += g(fc.integer, { min: 0, max: 300 }) * MINUTE_MS
        const asked = { ...aContext(g, at), newId: (kind: string) => `${kind}.${(made += 1)}` }
        const [event, before] = [anEvent(g, now, { at, timers }), JSON.stringify(now)]
        const outcome = decide(now, event, asked)
        expect(JSON.stringify(now)).toBe(before)
        if ('refusal' in outcome) {
          // A clock that has lost its ground is refused like what the machine does not have.
          if (event.event !== 'timer') expect(outcome.refusal.code === 'ILLEGAL_TRANSITION').toBe(!leads(now, event.event))
          continue
        }
        outcome.steps.forEach((step, n) => {
          expect(step.before).toBe(n === 0 ? now : outcome.steps[n - 1]?.after)
          holds(step, asked)
          reached.set(`${step.event.event}>${step.after.state}`, (reached.get(`${step.event.event}>${step.after.state}`) ?? 0) + 1)
        })
        ;({ after: now, timers } = outcome)
      }
    }), { numRuns: 400, seed: 20_261_122 })
    // The walk is worth something only when it came everywhere.
    expect([...reached.keys()]).toEqual(expect.arrayContaining(['reviewReply>pending_callback', 'callbackResult>closed', 'callbackResult>callback_review', 'judge>handling', 'judge>closed', 'decideReturn>in_triage', 'decideExtension>handling', 'verdict>closed', 'reopen>handling', 'timer>archived']))
  }, 120_000)
})
