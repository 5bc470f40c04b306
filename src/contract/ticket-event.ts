import { z } from 'zod'
import { DepartmentCode } from './department.ts'
import { TicketNo } from './ticket-no.ts'

/** What may happen to a ticket, by the names of the API (domain.md §4.2). */
export const TICKET_EVENTS = [
  'directAnswer', 'submit', 'cancel', 'reject', 'merge', 'handOver',
  'dispatch', 'triage', 'triageDecide', 'signFor', 'requestReturn', 'decideReturn', 'subDispatch',
  'verify', 'addCoUnit', 'answerCoTask', 'waiveCoTask', 'whistle', 'checkIn', 'checklist', 'supplement', 'instruct',
  'requestExtension', 'decideExtension', 'requestUpgrade', 'decideUpgrade', 'decideApproval', 'submitReply', 'reviewReply',
  'callbackAttempt', 'callbackResult', 'judge', 'requestSocialReview', 'decideSocialReview', 'verdict', 'exempt', 'reopen',
  'supervise', 'answerSupervision', 'concludeSupervision', 'remind', 'sponsor', 'setGrade', 'reviewPool', 'strikeOff',
] as const
export const TicketEventName = z.enum(TICKET_EVENTS)
export type TicketEventName = z.infer<typeof TicketEventName>

/** What the system and other systems do; never asked for by a person. */
export const SYSTEM_EVENTS = ['repeat', 'autoDispatch', 'timer', 'acknowledged', 'mirrored', 'phoned', 'toPerson'] as const
export const SystemEventName = z.enum(SYSTEM_EVENTS)
export type SystemEventName = z.infer<typeof SystemEventName>

/** silent 无声, wrong_number 打错, nuisance 骚扰, withdrawn 市民撤回. */
export const CancelReason = z.enum(['silent', 'wrong_number', 'nuisance', 'withdrawn'])
export type CancelReason = z.infer<typeof CancelReason>
/** litigation 已进入诉讼仲裁, petition 信访渠道, internal 内部事务, secret 涉密, no_matter 无实质诉求, other_region 非本市. */
export const RejectReason = z.enum(['litigation', 'petition', 'internal', 'secret', 'no_matter', 'other_region'])
/** 职能单位不明确, 部门职能界限模糊, 辖区范围交叉 (G33). */
export const TriageReason = z.enum(['unclear_unit', 'overlapping_duty', 'cross_area'])
/** 非本单位职责, 非本辖区, 信息不全, 重复工单 (domain.md §6.8). */
export const ReturnReason = z.enum(['not_our_duty', 'not_our_area', 'incomplete', 'duplicate'])
/** 情况复杂, 需多部门协调, 需检测鉴定, 季节/条件限制. */
export const ExtensionReason = z.enum(['complex', 'coordination', 'inspection', 'season'])
/** 匿名, 无联系电话, 诉求人拒访, 无需回复, 网格上报, 保密件由人工, 交换模式, 无法接通. */
export const ExemptReason = z.enum(['anonymous', 'no_phone', 'refused', 'not_wanted', 'grid_patrol', 'confidential', 'exchange', 'unreachable'])
/** 电话, 书面, 联席会, 现场, 约谈, 提级 (J23, H09). */
export const SupervisionType = z.enum(['phone', 'written', 'joint_meeting', 'on_site', 'interview', 'escalated'])
export type SupervisionType = z.infer<typeof SupervisionType>
export const Solved = z.enum(['solved', 'partly', 'unsolved'])
export type Solved = z.infer<typeof Solved>
export const Satisfied = z.enum(['satisfied', 'basically', 'dissatisfied'])
export type Satisfied = z.infer<typeof Satisfied>
/** 服务态度, 业务能力, 办件方便程度, 办结效率, 办理结果 (H11). */
export const DissatisfiedReason = z.enum(['attitude', 'ability', 'convenience', 'efficiency', 'result'])
export type DissatisfiedReason = z.infer<typeof DissatisfiedReason>
export const Grade = z.enum(['A', 'B', 'C', 'D'])
export type Grade = z.infer<typeof Grade>
/** 无人接听, 占线, 拒接, 空号(停机), 现在不便, 并非本人: what a try to call back came to (domain.md §5.12). */
export const CallbackOutcome = z.enum(['no_answer', 'busy', 'rejected', 'invalid', 'not_now', 'wrong_person'])
export type CallbackOutcome = z.infer<typeof CallbackOutcome>
/** 调查研判, 协调协办, 组织办理, 妥善回复, 兜底维稳, 长效机制 (G32). */
export const ChecklistStep = z.enum(['investigate', 'coordinate', 'handle', 'reply', 'safeguard', 'prevent'])
/** How the citizen was reached. */
export const ContactManner = z.enum(['phone', 'in_person', 'message', 'letter'])

const text = (max: number) => z.string().trim().max(max)
const said = (max: number) => z.string().trim().min(1).max(max)
const Instant = z.iso.datetime({ offset: true }).transform((given) => Date.parse(given))
const Section = said(30).nullable().default(null)
const coUnits = z.array(DepartmentCode).max(10).default([])
const record = z.string().regex(/^[\w.:-]{1,80}$/)

const shapes = {
  submit: {},
  directAnswer: {},
  cancel: { reason: CancelReason, note: text(500).default('') },
  /** `legalPath`: where the citizen was told to go instead. */
  reject: { reason: RejectReason, legalPath: said(500) },
  merge: { into: TicketNo },
  /** Handed over by voice, or to a system that has confirmed it: an emergency line, a sub-centre. */
  handOver: { to: said(60), reference: text(80).default(''), note: text(500).default('') },
  /** `overrideReason`: why a department outside the matter's district. */
  dispatch: { unit: DepartmentCode, section: Section, coUnits, method: text(200).default(''), requirements: text(500).default(''), overrideReason: text(200).default('') },
  triage: { reason: TriageReason, note: text(500).default('') },
  /** `final`: joint determination; the department may not return it. */
  triageDecide: { unit: DepartmentCode, section: Section, coUnits, method: text(200).default(''), requirements: text(500).default(''), final: z.boolean().default(false) },
  signFor: {},
  requestReturn: { reason: ReturnReason, basis: said(500), suggestedUnit: DepartmentCode.nullable().default(null) },
  decideReturn: { approved: z.boolean(), note: text(500).default('') },
  /** `overrideReason` and `approver`: why, and who agreed, that a duty of a functional department goes to the grass roots. */
  subDispatch: { unit: DepartmentCode, section: Section, note: text(500).default(''), overrideReason: text(200).default(''), approver: text(30).default('') },
  /** `notContactedReason` when the citizen was not reached. */
  verify: { contacted: z.boolean(), notContactedReason: text(200).default(''), substantiated: z.enum(['yes', 'partly', 'no']), findings: text(2_000).default('') },
  addCoUnit: { unit: DepartmentCode, task: said(500), dueAt: Instant },
  answerCoTask: { record, result: said(1_000) },
  waiveCoTask: { record, reason: said(300) },
  whistle: { unit: DepartmentCode, matter: said(500), checkInBy: Instant },
  checkIn: { record },
  checklist: { step: ChecklistStep, done: z.boolean(), note: text(500).default('') },
  supplement: { text: said(2_000) },
  /** What a leader has ordered, or a meeting has decided (U27); every department named gets a task. */
  instruct: {
    leader: said(30), kind: z.enum(['instruction', 'on_site', 'meeting']), text: said(1_000), coUnits, dueAt: Instant.nullable().default(null),
    /** What each of them is to do; whoever is not named here has `text` as its task. 办件方式, 工作要求 (G37). */
    tasks: z.array(z.object({ unit: DepartmentCode, task: said(500) }).strict()).max(10).default([]), method: text(200).default(''), requirements: text(500).default(''),
  },
  requestExtension: { days: z.int().min(1).max(60), reason: ExtensionReason, note: text(500).default(''), callerInformed: z.boolean() },
  /** `leader` approves a second one. */
  decideExtension: { approved: z.boolean(), leader: text(30).default(''), note: text(500).default('') },
  /** 提请调度 (G40): why the department cannot get it done by itself, and what it asks for. */
  requestUpgrade: { reason: said(1_000), wish: text(500).default('') },
  /** `leader` takes it in hand, or a session does. */
  decideUpgrade: { approved: z.boolean(), leader: text(30).default(''), note: text(500).default('') },
  /** The back office: `reference` is its own number of what was approved; a refusal says why. */
  decideApproval: { approved: z.boolean(), reference: text(80).default(''), note: text(500).default('') },
  submitReply: {
    contacted: z.boolean(), contactedAt: Instant.nullable().default(null), contactManner: ContactManner.nullable().default(null), contactedBy: text(30).default(''),
    /** What was done, for the hotline; and what is told to the citizen. */
    result: said(2_000), publicReply: said(2_000),
    resolved: Solved, unresolvedReason: text(500).default(''),
    /** Handled lawfully and explained, though the citizen may not agree (G19): on what basis. */
    lawfulBasis: text(500).default(''),
    /** Conditions not met (U28): when it is looked at again. */
    reviewAt: Instant.nullable().default(null),
  },
  reviewReply: { approved: z.boolean(), note: text(500).default('') },
  /** A person tried to call back and the citizen did not answer the questions. `againAt`: when to try again, as the citizen wishes. */
  callbackAttempt: { outcome: CallbackOutcome, againAt: Instant.nullable().default(null), note: text(500).default('') },
  /** What the citizen said when called back by a person or by the survey; null = no answer to that question. */
  callbackResult: { solved: Solved.nullable(), satisfied: Satisfied.nullable(), reason: DissatisfiedReason.nullable().default(null), wantsPerson: z.boolean().default(false), note: text(1_000).default('') },
  judge: { reasonable: z.boolean(), explanation: text(1_000).default('') },
  requestSocialReview: { basis: said(1_000) },
  decideSocialReview: { approved: z.boolean(), note: text(500).default('') },
  /** Of a session on record it comes by itself. Where sessions are kept on paper (policy.ticket.socialReviewOnPaper): who chaired, when, and the minutes. */
  verdict: {
    reasonable: z.boolean(), votesFor: z.int().min(0).max(99), votesAgainst: z.int().min(0).max(99), explanation: text(1_000).default(''),
    chair: text(30).default(''), heldAt: Instant.nullable().default(null), minutes: text(2_000).default(''),
  },
  exempt: { reason: ExemptReason, note: text(500).default('') },
  reopen: { reason: z.enum(['same_matter', 'new_facts']), note: said(500) },
  supervise: { type: SupervisionType, content: said(1_000), target: z.enum(['handler', 'deputy', 'head', 'leader']).default('handler'), replyBy: Instant.nullable().default(null), persons: z.int().min(0).max(99).default(0), participants: text(300).default('') },
  answerSupervision: { record, outcome: said(1_000) },
  /** What came of it, by the centre: who was talked to, who came to the place or the meeting, and what was decided there (H10, J29). */
  concludeSupervision: { record, outcome: said(1_000), persons: z.int().min(0).max(99).default(0), participants: text(300).default(''), decision: text(1_000).default('') },
  remind: { manner: z.enum(['phone', 'message', 'written']), note: text(500).default('') },
  sponsor: { leader: said(30), dueAt: Instant, note: text(500).default('') },
  setGrade: { grade: Grade, reason: said(300) },
  /** 盘点: looked at, and kept in the pool until it is looked at again. */
  reviewPool: { record, reviewAt: Instant, note: said(500) },
  strikeOff: { record, result: said(1_000), approver: said(30) },
} satisfies Record<TicketEventName, z.ZodRawShape>

const event = <Name extends TicketEventName>(name: Name) => z.object({ event: z.literal(name), version: z.int(), ...shapes[name] }).strict()

/** One step of a ticket, and the version it was decided on. */
export const TicketEvent = z
  .discriminatedUnion('event', [
    event('directAnswer'), event('submit'), event('cancel'), event('reject'), event('merge'), event('handOver'),
    event('dispatch'), event('triage'), event('triageDecide'), event('signFor'), event('requestReturn'), event('decideReturn'), event('subDispatch'),
    event('verify'), event('addCoUnit'), event('answerCoTask'), event('waiveCoTask'), event('whistle'), event('checkIn'), event('checklist'), event('supplement'), event('instruct'),
    event('requestExtension'), event('decideExtension'), event('requestUpgrade'), event('decideUpgrade'), event('decideApproval'), event('submitReply'), event('reviewReply'),
    event('callbackAttempt'), event('callbackResult'), event('judge'), event('requestSocialReview'), event('decideSocialReview'), event('verdict'), event('exempt'), event('reopen'),
    event('supervise'), event('answerSupervision'), event('concludeSupervision'), event('remind'), event('sponsor'), event('setGrade'), event('reviewPool'), event('strikeOff'),
  ])
  .meta({ id: 'TicketEvent' })
export type TicketEvent = z.infer<typeof TicketEvent>
