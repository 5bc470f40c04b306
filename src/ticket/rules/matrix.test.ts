import { describe, expect, it } from 'vitest'
import { SYSTEM_EVENTS, TICKET_EVENTS } from '../../contract/ticket-event.ts'
import type { RecordKind, TicketRecord } from '../../contract/ticket-record.ts'
import { TICKET_STATES, type TicketState } from '../../contract/ticket.ts'
import { type AnyEvent, type Case, type Context, type EventName, type EventOf, TIMER_KINDS } from './case.ts'
import { decide } from './decide.ts'
import { leads } from './machine.ts'
import { context, given } from '../testing/sample.ts'

const { now: at } = context()
const SHORT = ['draft', 'pending_dispatch', 'in_triage', 'dispatched', 'signed', 'handling', 'reply_review', 'pending_callback', 'callback_review', 'social_review', 'closed', 'archived', 'rejected', 'cancelled', 'merged', 'transferred'] as const

const record = (kind: RecordKind, more: Partial<TicketRecord> = {}): TicketRecord => ({ id: kind, kind, state: 'open', unit: 'HB', round: 0, openedAt: 0, openedBy: 'x', dueAt: null, settledAt: null, settledBy: null, data: {}, ...more })
const reply = record('reply', { state: 'done', data: { resolved: 'solved', lawfulBasis: '第十二条', reviewAt: null } })
const HB = { username: 'hb1', unit: 'HB' }
const later = at + 1_000

/** domain.md §4.2, once more by itself: where each event may happen (x = may, a state each, in the order above) and where it leads. */
interface Row {
  from: string
  /** '=' stays. */
  to: TicketState | '='
  event: AnyEvent
  more?: Partial<Case>
  actor?: Context['actor']
}
type Rows = { [Name in Exclude<EventName, 'timer'>]: Row & { event: EventOf<Name> } }
const toHB = { unit: 'HB', section: null, coUnits: [], method: '', requirements: '' }

//                     D P T d s h r c j v  closed archived rejected cancelled merged transferred
const OPEN = /*     */ '.xxxxxxxxx......'
const ROWS: Rows = {
  directAnswer: { from: 'x...............', to: 'closed', event: { event: 'directAnswer' } },
  submit: { from: 'x...............', to: 'in_triage', event: { event: 'submit' } },
  cancel: { from: 'xxxxxxxxxx......', to: 'cancelled', event: { event: 'cancel', reason: 'withdrawn', note: '市民撤回' } },
  reject: { from: 'x...............', to: 'rejected', event: { event: 'reject', reason: 'litigation', legalPath: '请向法院' } },
  merge: { from: 'x...............', to: 'merged', event: { event: 'merge', into: 'JC20261121000001' as never } },
  repeat: { from: 'xxxxxxxxxx......', to: '=', event: { event: 'repeat', from: 'JC2', count: 1 } },
  handOver: { from: 'xxxx............', to: 'transferred', event: { event: 'handOver', to: '110', reference: '', note: '' } },
  acknowledged: { from: '.x..............', to: 'transferred', event: { event: 'acknowledged', reference: 'r' } },
  autoDispatch: { from: '.x..............', to: 'in_triage', event: { event: 'autoDispatch' } },
  dispatch: { from: '.x..............', to: 'dispatched', event: { event: 'dispatch', ...toHB, overrideReason: '' } },
  triage: { from: '.x..............', to: 'in_triage', event: { event: 'triage', reason: 'unclear_unit', note: '' } },
  triageDecide: { from: '..x.............', to: 'dispatched', event: { event: 'triageDecide', ...toHB, final: true } },
  signFor: { from: '...x............', to: 'signed', event: { event: 'signFor' }, actor: HB },
  requestReturn: { from: '...xx...........', to: '=', event: { event: 'requestReturn', reason: 'not_our_duty', basis: '三定', suggestedUnit: null }, actor: HB },
  decideReturn: { from: '...xx...........', to: 'pending_dispatch', event: { event: 'decideReturn', approved: true, note: '' }, more: { records: [record('return_request')] } },
  subDispatch: { from: '...xxx..........', to: 'dispatched', event: { event: 'subDispatch', unit: 'HB1', section: null, note: '', overrideReason: '', approver: '' }, actor: HB },
  verify: { from: '....x...........', to: 'handling', event: { event: 'verify', contacted: true, notContactedReason: '', substantiated: 'yes', findings: '' }, actor: HB },
  addCoUnit: { from: '.....x..........', to: '=', event: { event: 'addCoUnit', unit: 'GA', task: '核查', dueAt: later }, actor: HB },
  answerCoTask: { from: '...xxxx.........', to: '=', event: { event: 'answerCoTask', record: 'co_task', result: '已核查' }, more: { records: [record('co_task', { unit: 'GA' })] }, actor: { username: 'ga', unit: 'GA' } },
  waiveCoTask: { from: '...xxxx.........', to: '=', event: { event: 'waiveCoTask', record: 'co_task', reason: '无需' }, more: { records: [record('co_task', { unit: 'GA' })] }, actor: HB },
  whistle: { from: '.....x..........', to: '=', event: { event: 'whistle', unit: 'GA', matter: '到场', checkInBy: later }, actor: HB },
  checkIn: { from: '...xxxx.........', to: '=', event: { event: 'checkIn', record: 'whistle' }, more: { records: [record('whistle', { unit: 'GA' })] }, actor: { username: 'ga', unit: 'GA' } },
  checklist: { from: '.....x..........', to: '=', event: { event: 'checklist', step: 'handle', done: true, note: '' }, actor: HB },
  supplement: { from: OPEN, to: '=', event: { event: 'supplement', text: '补充' } },
  instruct: { from: OPEN, to: '=', event: { event: 'instruct', leader: '分管领导', kind: 'meeting', text: '联合整治', coUnits: ['GA'], tasks: [], method: '', requirements: '', dueAt: later } },
  requestExtension: { from: '....xx..........', to: '=', event: { event: 'requestExtension', days: 5, reason: 'complex', note: '', callerInformed: true }, actor: HB },
  decideExtension: { from: '....xx..........', to: '=', event: { event: 'decideExtension', approved: true, leader: '', note: '' }, more: { records: [record('extension_request', { data: { days: 5 } })] } },
  requestUpgrade: { from: '....xx..........', to: '=', event: { event: 'requestUpgrade', reason: '多部门意见不一致', wish: '' }, actor: HB },
  decideUpgrade: { from: '...xxxx.........', to: '=', event: { event: 'decideUpgrade', approved: true, leader: '分管领导', note: '' }, more: { records: [record('upgrade_request')] } },
  decideApproval: { from: '...xxx..........', to: '=', event: { event: 'decideApproval', approved: true, reference: '', note: '' }, more: { records: [record('approval')] }, actor: HB },
  submitReply: {
    from: '.....x..........', to: 'reply_review', actor: HB,
    event: { event: 'submitReply', contacted: true, contactedAt: at, contactManner: 'phone', contactedBy: '经办人', result: '已办', publicReply: '已办', resolved: 'solved', unresolvedReason: '', lawfulBasis: '', reviewAt: null },
  },
  reviewReply: { from: '......x.........', to: 'pending_callback', event: { event: 'reviewReply', approved: true, note: '' }, more: { replyAuthor: 'hb2', records: [record('reply')] }, actor: HB },
  callbackAttempt: { from: '.......x........', to: '=', event: { event: 'callbackAttempt', outcome: 'no_answer', againAt: null, note: '' } },
  callbackResult: { from: '.......x........', to: 'closed', event: { event: 'callbackResult', solved: 'solved', satisfied: 'satisfied', reason: null, wantsPerson: false, note: '' } },
  judge: { from: '........x.......', to: 'handling', event: { event: 'judge', reasonable: true, explanation: '' } },
  requestSocialReview: { from: '........x.......', to: '=', event: { event: 'requestSocialReview', basis: '依法' }, more: { satisfied: 'dissatisfied', records: [reply] }, actor: HB },
  decideSocialReview: { from: '........x.......', to: 'social_review', event: { event: 'decideSocialReview', approved: true, note: '' }, more: { records: [record('social_review')] } },
  verdict: { from: '.........x......', to: 'closed', event: { event: 'verdict', reasonable: false, votesFor: 1, votesAgainst: 2, explanation: '已说明', chair: '分管领导', heldAt: at, minutes: '评议记录' } },
  exempt: { from: '.......x........', to: 'closed', event: { event: 'exempt', reason: 'refused', note: '' } },
  reopen: { from: '..........x.....', to: 'handling', event: { event: 'reopen', reason: 'new_facts', note: '新情况' } },
  supervise: { from: OPEN, to: '=', event: { event: 'supervise', type: 'written', content: '请速办', target: 'handler', replyBy: later, persons: 0, participants: '' } },
  answerSupervision: { from: OPEN, to: '=', event: { event: 'answerSupervision', record: 'supervision', outcome: '已整改' }, more: { records: [record('supervision')] }, actor: HB },
  concludeSupervision: { from: OPEN, to: '=', event: { event: 'concludeSupervision', record: 'supervision', outcome: '已约谈', persons: 1, participants: '', decision: '' }, more: { records: [record('supervision', { data: { type: 'interview' } })] } },
  remind: { from: OPEN, to: '=', event: { event: 'remind', manner: 'phone', note: '' } },
  phoned: { from: '.xxxxxxxxxx.....', to: '=', event: { event: 'phoned', outcome: 'confirmed', unit: 'HB', whom: 'duty', cause: 'respond', tries: 1, at: 0, last: false } },
  sponsor: { from: OPEN, to: '=', event: { event: 'sponsor', leader: '分管领导', dueAt: later, note: '' } },
  setGrade: { from: '.xxxxxxxxxx.....', to: '=', event: { event: 'setGrade', grade: 'D', reason: '影响恶劣' } },
  reviewPool: { from: '.xxxxxxxxxx.....', to: '=', event: { event: 'reviewPool', record: 'pool', reviewAt: later, note: '仍在施工' }, more: { grade: 'D', records: [record('pool')] } },
  strikeOff: { from: '.xxxxxxxxxx.....', to: '=', event: { event: 'strikeOff', record: 'pool', result: '已解决', approver: '分管领导' }, more: { grade: 'D', records: [record('pool')] } },
  toPerson: { from: '.......x........', to: '=', event: { event: 'toPerson', why: 'asked' }, more: { records: [record('survey', { data: { mode: 'auto' } })] } },
  mirrored: { from: '...............x', to: 'closed', event: { event: 'mirrored', status: 'done', text: '已办结', done: true } },
}

const withUnit = (state: TicketState): Partial<Case> => (['draft', 'pending_dispatch', 'in_triage'].includes(state) ? { leadUnit: null, accountableUnit: null, dueAt: null } : {})
const closed = { closedAt: at, closeReason: 'called_back' }

describe('every state and every event', () => {
  it('is in the matrix', () => {
    expect(Object.keys(ROWS).toSorted()).toEqual([...TICKET_EVENTS, ...SYSTEM_EVENTS].filter((name) => name !== 'timer').toSorted())
    expect(SHORT).toEqual(TICKET_STATES)
    for (const { from } of Object.values(ROWS)) expect(from).toHaveLength(TICKET_STATES.length)
  })

  it.each(Object.values(ROWS))('$event.event happens where it may, leads where it does, and nowhere else', ({ from, to, event, more, actor }: Row) => {
    for (const [n, state] of TICKET_STATES.entries()) {
      const now = given({ state, ...withUnit(state), ...(state === 'closed' ? closed : {}), ...more })
      const outcome = decide(now, event, context(actor ? { actor } : {}))
      if (from[n] !== 'x') expect(outcome, `${event.event} in ${state}`).toEqual({ refusal: { code: 'ILLEGAL_TRANSITION', errors: [] } })
      else expect('refusal' in outcome ? outcome.refusal : outcome.after.state, `${event.event} in ${state}`).toBe(to === '=' ? state : to)
    }
  })

  it('is moved by a clock from triage to the district and from closed to the archive alone (T12, T32)', () => {
    const ways = new Set<string>()
    for (const state of TICKET_STATES) {
      for (const kind of TIMER_KINDS) {
        const now = given({ state, ...withUnit(state), ...(state === 'closed' ? { closedAt: 0, closeReason: 'called_back' } : {}), triageBy: at, judgeBy: at, dueAt: state === 'in_triage' ? null : at })
        const outcome = decide(now, { event: 'timer', kind, dueAt: at }, context())
        if ('refusal' in outcome) expect(outcome.refusal.code).toBe('ILLEGAL_TRANSITION')
        else if (outcome.after.state !== state) ways.add(`${kind}: ${state} > ${outcome.after.state}`)
        else expect(leads(now, 'timer')).toBe(true)
      }
    }
    expect([...ways]).toEqual(['triage: in_triage > dispatched', 'archive: closed > archived'])
  })
})
