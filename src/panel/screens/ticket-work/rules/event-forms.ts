import type { RecordKind } from '../../../../contract/ticket-record.ts'
import type { TicketEventName } from '../../../../contract/ticket.ts'

/** Lists of codes to choose from; their words stand in step-words. */
export const LISTS = {
  cancel: ['withdrawn', 'silent', 'wrong_number', 'nuisance'],
  reject: ['litigation', 'petition', 'internal', 'secret', 'no_matter', 'other_region'],
  triage: ['unclear_unit', 'overlapping_duty', 'cross_area'],
  giveBack: ['not_our_duty', 'not_our_area', 'incomplete', 'duplicate'],
  extension: ['complex', 'coordination', 'inspection', 'season'],
  exempt: ['anonymous', 'no_phone', 'refused', 'not_wanted', 'grid_patrol', 'confidential', 'exchange', 'unreachable'],
  supervision: ['phone', 'written', 'joint_meeting', 'on_site', 'interview', 'escalated'],
  level: ['handler', 'deputy', 'head', 'leader'],
  solved: ['solved', 'partly', 'unsolved'],
  satisfied: ['satisfied', 'basically', 'dissatisfied'],
  dissatisfied: ['attitude', 'ability', 'convenience', 'efficiency', 'result'],
  attempt: ['no_answer', 'busy', 'rejected', 'invalid', 'not_now', 'wrong_person'],
  substantiated: ['yes', 'partly', 'no'],
  grade: ['A', 'B', 'C', 'D'],
  checklist: ['investigate', 'coordinate', 'handle', 'reply', 'safeguard', 'prevent'],
  contact: ['phone', 'in_person', 'message', 'letter'],
  instruction: ['instruction', 'on_site', 'meeting'],
  reminder: ['phone', 'message', 'written'],
  reopen: ['same_matter', 'new_facts'],
} as const satisfies Readonly<Record<string, readonly string[]>>
export type ListName = keyof typeof LISTS

interface Common {
  /** As the API names it. */
  name: string
  required?: true
  /** That nothing was answered is said, as null. */
  orNull?: true
  /** Shown while another field of the form has this value, or one of these. */
  when?: readonly [field: string, is: string | boolean | readonly string[]]
}
type Input =
  | { as: 'text' | 'area'; max: number }
  | { as: 'choice'; of: ListName }
  /** Which of the attached records that are still open. */
  | { as: 'record'; kind: RecordKind }
  | { as: 'unit' | 'units' | 'instant' | 'ticket' }
  /** No answer is no answer: nothing is chosen beforehand. */
  | { as: 'yesNo' }
  | { as: 'number'; min: number; max: number }
export type StepField = Common & Input

export interface StepForm {
  fields: readonly StepField[]
  /** Makes sense only while such a record is open. */
  about?: RecordKind
  /** Makes no sense while such a record is open. */
  unless?: RecordKind
  /** Ends the matter. */
  ends?: true
}

const note = { name: 'note', as: 'area', max: 500 } as const
const unit = { name: 'unit', as: 'unit', required: true } as const
const section = { name: 'section', as: 'text', max: 30 } as const
const coUnits = { name: 'coUnits', as: 'units' } as const
const method = { name: 'method', as: 'text', max: 200 } as const
const requirements = { name: 'requirements', as: 'area', max: 500 } as const
const approved = { name: 'approved', as: 'yesNo', required: true } as const
const NOT_SOLVED = ['partly', 'unsolved'] as const
const record = (kind: RecordKind) => ({ name: 'record', as: 'record', kind, required: true }) as const

/** What every step of a ticket asks whoever takes it (contract/ticket-event.ts). One without fields asks to be confirmed. */
export const EVENT_FORMS: Readonly<Record<TicketEventName, StepForm>> = {
  submit: { fields: [] },
  directAnswer: { fields: [], ends: true },
  cancel: { fields: [{ name: 'reason', as: 'choice', of: 'cancel', required: true }, note], ends: true },
  reject: { fields: [{ name: 'reason', as: 'choice', of: 'reject', required: true }, { name: 'legalPath', as: 'area', max: 500, required: true }], ends: true },
  merge: { fields: [{ name: 'into', as: 'ticket', required: true }], ends: true },
  handOver: { fields: [{ name: 'to', as: 'text', max: 60, required: true }, { name: 'reference', as: 'text', max: 80 }, note], ends: true },
  dispatch: { fields: [unit, section, coUnits, method, requirements, { name: 'overrideReason', as: 'text', max: 200 }] },
  triage: { fields: [{ name: 'reason', as: 'choice', of: 'triage', required: true }, note] },
  triageDecide: { fields: [unit, section, coUnits, method, requirements, { name: 'final', as: 'yesNo', required: true }] },
  signFor: { fields: [] },
  requestReturn: { fields: [{ name: 'reason', as: 'choice', of: 'giveBack', required: true }, { name: 'basis', as: 'area', max: 500, required: true }, { name: 'suggestedUnit', as: 'unit' }], unless: 'return_request' },
  decideReturn: { fields: [approved, note], about: 'return_request' },
  subDispatch: { fields: [unit, section, note, { name: 'overrideReason', as: 'text', max: 200 }, { name: 'approver', as: 'text', max: 30 }] },
  verify: { fields: [
    { name: 'contacted', as: 'yesNo', required: true }, { name: 'notContactedReason', as: 'text', max: 200, when: ['contacted', false], required: true },
    { name: 'substantiated', as: 'choice', of: 'substantiated', required: true }, { name: 'findings', as: 'area', max: 2_000 },
  ] },
  addCoUnit: { fields: [unit, { name: 'task', as: 'area', max: 500, required: true }, { name: 'dueAt', as: 'instant', required: true }] },
  answerCoTask: { fields: [record('co_task'), { name: 'result', as: 'area', max: 1_000, required: true }], about: 'co_task' },
  waiveCoTask: { fields: [record('co_task'), { name: 'reason', as: 'area', max: 300, required: true }], about: 'co_task' },
  whistle: { fields: [unit, { name: 'matter', as: 'area', max: 500, required: true }, { name: 'checkInBy', as: 'instant', required: true }] },
  checkIn: { fields: [record('whistle')], about: 'whistle' },
  checklist: { fields: [{ name: 'step', as: 'choice', of: 'checklist', required: true }, { name: 'done', as: 'yesNo', required: true }, note] },
  supplement: { fields: [{ name: 'text', as: 'area', max: 2_000, required: true }] },
  instruct: { fields: [
    { name: 'leader', as: 'text', max: 30, required: true }, { name: 'kind', as: 'choice', of: 'instruction', required: true }, { name: 'text', as: 'area', max: 1_000, required: true },
    coUnits, method, requirements, { name: 'dueAt', as: 'instant' },
  ] },
  requestExtension: { fields: [{ name: 'days', as: 'number', min: 1, max: 60, required: true }, { name: 'reason', as: 'choice', of: 'extension', required: true }, note, { name: 'callerInformed', as: 'yesNo', required: true }], unless: 'extension_request' },
  decideExtension: { fields: [approved, { name: 'leader', as: 'text', max: 30 }, note], about: 'extension_request' },
  requestUpgrade: { fields: [{ name: 'reason', as: 'area', max: 1_000, required: true }, { name: 'wish', as: 'area', max: 500 }], unless: 'upgrade_request' },
  decideUpgrade: { fields: [approved, { name: 'leader', as: 'text', max: 30, when: ['approved', true], required: true }, note], about: 'upgrade_request' },
  decideApproval: { fields: [approved, { name: 'reference', as: 'text', max: 80 }, note], about: 'approval' },
  submitReply: { fields: [
    { name: 'contacted', as: 'yesNo', required: true }, { name: 'contactedAt', as: 'instant', when: ['contacted', true], required: true },
    { name: 'contactManner', as: 'choice', of: 'contact', when: ['contacted', true], required: true }, { name: 'contactedBy', as: 'text', max: 30, when: ['contacted', true], required: true },
    { name: 'result', as: 'area', max: 2_000, required: true }, { name: 'publicReply', as: 'area', max: 2_000, required: true },
    { name: 'resolved', as: 'choice', of: 'solved', required: true }, { name: 'unresolvedReason', as: 'area', max: 500, when: ['resolved', NOT_SOLVED], required: true }, { name: 'reviewAt', as: 'instant', when: ['resolved', NOT_SOLVED] }, { name: 'lawfulBasis', as: 'area', max: 500 },
  ] },
  reviewReply: { fields: [approved, note] },
  callbackAttempt: { fields: [{ name: 'outcome', as: 'choice', of: 'attempt', required: true }, { name: 'againAt', as: 'instant' }, note] },
  callbackResult: { fields: [
    { name: 'solved', as: 'choice', of: 'solved', orNull: true }, { name: 'satisfied', as: 'choice', of: 'satisfied', orNull: true }, { name: 'reason', as: 'choice', of: 'dissatisfied', when: ['satisfied', 'dissatisfied'] },
    { name: 'wantsPerson', as: 'yesNo' }, { name: 'note', as: 'area', max: 1_000 },
  ] },
  judge: { fields: [{ name: 'reasonable', as: 'yesNo', required: true }, { name: 'explanation', as: 'area', max: 1_000 }] },
  requestSocialReview: { fields: [{ name: 'basis', as: 'area', max: 1_000, required: true }], unless: 'social_review' },
  decideSocialReview: { fields: [approved, note], about: 'social_review' },
  verdict: { fields: [
    { name: 'chair', as: 'text', max: 30, required: true }, { name: 'heldAt', as: 'instant', required: true }, { name: 'minutes', as: 'area', max: 2_000, required: true },
    { name: 'votesFor', as: 'number', min: 0, max: 99, required: true }, { name: 'votesAgainst', as: 'number', min: 0, max: 99, required: true }, { name: 'reasonable', as: 'yesNo', required: true },
    { name: 'explanation', as: 'area', max: 1_000 },
  ] },
  exempt: { fields: [{ name: 'reason', as: 'choice', of: 'exempt', required: true }, note], ends: true },
  reopen: { fields: [{ name: 'reason', as: 'choice', of: 'reopen', required: true }, { ...note, required: true }] },
  supervise: { fields: [
    { name: 'type', as: 'choice', of: 'supervision', required: true }, { name: 'content', as: 'area', max: 1_000, required: true }, { name: 'target', as: 'choice', of: 'level' },
    { name: 'replyBy', as: 'instant' }, { name: 'persons', as: 'number', min: 0, max: 99 }, { name: 'participants', as: 'text', max: 300 },
  ] },
  answerSupervision: { fields: [record('supervision'), { name: 'outcome', as: 'area', max: 1_000, required: true }], about: 'supervision' },
  concludeSupervision: { fields: [
    record('supervision'), { name: 'outcome', as: 'area', max: 1_000, required: true }, { name: 'persons', as: 'number', min: 0, max: 99 },
    { name: 'participants', as: 'text', max: 300 }, { name: 'decision', as: 'area', max: 1_000 },
  ], about: 'supervision' },
  remind: { fields: [{ name: 'manner', as: 'choice', of: 'reminder', required: true }, note] },
  sponsor: { fields: [{ name: 'leader', as: 'text', max: 30, required: true }, { name: 'dueAt', as: 'instant', required: true }, note] },
  setGrade: { fields: [{ name: 'grade', as: 'choice', of: 'grade', required: true }, { name: 'reason', as: 'area', max: 300, required: true }] },
  reviewPool: { fields: [record('pool'), { name: 'reviewAt', as: 'instant', required: true }, { name: 'note', as: 'area', max: 500, required: true }], about: 'pool' },
  strikeOff: { fields: [record('pool'), { name: 'result', as: 'area', max: 1_000, required: true }, { name: 'approver', as: 'text', max: 30, required: true }], about: 'pool' },
}

/** Which step makes a record of this kind: its fields are what the record says. */
export const MADE_BY: Readonly<Record<RecordKind, TicketEventName>> = {
  return_request: 'requestReturn', extension_request: 'requestExtension', upgrade_request: 'requestUpgrade', approval: 'decideApproval', co_task: 'addCoUnit', whistle: 'whistle', verification: 'verify', checklist: 'checklist', instruction: 'instruct',
  reply: 'submitReply', survey: 'callbackResult', social_review: 'requestSocialReview', supervision: 'supervise', reminder: 'remind', sponsor: 'sponsor', pool: 'strikeOff', complaint: 'callbackResult', hand_over: 'handOver',
}
