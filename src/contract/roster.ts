import { z } from 'zod'
import { DepartmentCode } from './department.ts'
import { Day } from './hotline.ts'
import { Hours } from './schedule.ts'
import { SentInstant } from './session-agenda.ts'
import { TicketNo } from './ticket-no.ts'

const said = (max: number) => z.string().trim().min(1).max(max)
const text = (max: number) => z.string().trim().max(max)
const PersonId = z.string().min(1).max(40)
/** As the site itself dials it. */
const Phone = z.string().regex(/^(?!00)\d{3,12}$/)

/** 总指挥, 联络员, 处置人员, 保障人员. */
export const TeamRole = z.enum(['commander', 'liaison', 'responder', 'support'])
export type TeamRole = z.infer<typeof TeamRole>

const person = {
  /** Department they belong to; null = the centre. */
  unit: DepartmentCode.nullable(),
  name: said(30),
  /** 职务 */
  position: text(30),
  /** Account with which they sign in, if they have one. */
  username: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{1,63}$/).nullable(),
  /** What they are in the emergency team; null = not in it (G15). */
  team: TeamRole.nullable(),
  /** Categories, or groups of them, for which they are called whichever department leads: "12", "1201". */
  matters: z.array(z.string().regex(/^\d{2}(\d{2})?$/)).max(30),
}

export const NewDutyPerson = z
  .object({ ...person, unit: person.unit.default(null), position: person.position.default(''), username: person.username.default(null), team: person.team.default(null), matters: person.matters.default([]), phone: Phone.nullable().default(null), email: z.email().max(200).nullable().default(null) })
  .strict()
  .meta({ id: 'NewDutyPerson' })
export type NewDutyPerson = z.infer<typeof NewDutyPerson>

/** Phone and mail stay as they are where they are not given; the department stays for good. */
export const PutDutyPerson = z
  .object({ ...person, phone: Phone.nullable().optional(), email: z.email().max(200).nullable().optional(), inUse: z.boolean(), version: z.int() })
  .omit({ unit: true })
  .strict()
  .meta({ id: 'PutDutyPerson' })
export type PutDutyPerson = z.infer<typeof PutDutyPerson>

/** Somebody who is on duty at times, or in the emergency team. */
export const DutyPerson = z
  .object({ ...person, id: z.string(), /** Masked. */ phone: z.string().nullable(), hasEmail: z.boolean(), inUse: z.boolean(), version: z.int() })
  .meta({ id: 'DutyPerson' })
export type DutyPerson = z.infer<typeof DutyPerson>

/** Where somebody is reached; asking for it is on record. */
export const DutyReach = z.object({ phone: z.string().nullable(), email: z.string().nullable() }).meta({ id: 'DutyReach' })
export type DutyReach = z.infer<typeof DutyReach>

/** 带班领导, 值班员. */
export const DutyPost = z.enum(['leader', 'duty'])
export type DutyPost = z.infer<typeof DutyPost>

/** When somebody has to be on duty: day and night, or whenever the department is closed. */
export const DutyCover = z.enum(['always', 'outside_hours'])
export type DutyCover = z.infer<typeof DutyCover>

const plan = {
  unit: DepartmentCode.nullable(),
  post: DutyPost,
  /** In turn, in this order. */
  people: z.array(PersonId).min(1).max(60),
  /** The next one comes each day or each week; weeks begin on Monday. */
  rotate: z.enum(['day', 'week']),
  /** 1 Monday … 7 Sunday. */
  days: z.array(z.int().min(1).max(7)).min(1).max(7),
  /** By the working-day calendar, make-up days and holidays included (G03). */
  dayKind: z.enum(['any', 'workday', 'restday']),
  /** An end that is not after the beginning is on the next day: "18:00-08:00". */
  hours: Hours,
  from: Day,
  /** The last day on which a turn begins; null = until further notice. */
  until: Day.nullable(),
}
export const NewDutyPlan = z.object({ ...plan, unit: plan.unit.default(null), post: DutyPost.default('duty'), rotate: plan.rotate.default('day'), days: plan.days.default([1, 2, 3, 4, 5, 6, 7]), dayKind: plan.dayKind.default('any'), until: plan.until.default(null) }).strict().meta({ id: 'NewDutyPlan' })
export type NewDutyPlan = z.infer<typeof NewDutyPlan>
export const DutyPlan = z.object({ ...plan, id: z.string(), version: z.int() }).meta({ id: 'DutyPlan' })
export type DutyPlan = z.infer<typeof DutyPlan>

const OnTurn = z.object({ id: z.string(), name: z.string(), position: z.string() })

/** Somebody's turn. */
export const DutyTurn = z
  .object({
    /** Of its plan, and the day on which it begins. */
    id: z.string(),
    plan: z.string(),
    day: Day,
    unit: DepartmentCode.nullable(),
    post: DutyPost,
    startsAt: z.int(),
    endsAt: z.int(),
    /** null: whoever had it cannot, and nobody has taken it. */
    person: OnTurn.nullable(),
    /** It is somebody else's by the plan. */
    changed: z.object({ reason: z.string(), at: z.int(), by: z.string() }).nullable(),
    /** When they said that they know of it. */
    seenAt: z.int().nullable(),
  })
  .meta({ id: 'DutyTurn' })
export type DutyTurn = z.infer<typeof DutyTurn>

/** Nobody is on duty although somebody has to be. */
export const DutyHole = z.object({ unit: DepartmentCode.nullable(), startsAt: z.int(), endsAt: z.int() }).meta({ id: 'DutyHole' })
export type DutyHole = z.infer<typeof DutyHole>

export const DutyRoster = z.object({ unit: DepartmentCode.nullable(), cover: DutyCover.nullable(), plans: z.array(DutyPlan), turns: z.array(DutyTurn), holes: z.array(DutyHole) }).meta({ id: 'DutyRoster' })
export type DutyRoster = z.infer<typeof DutyRoster>

/** Somebody else takes the turn; null = nobody has it any more. */
export const TakeTurn = z.object({ person: PersonId.nullable(), reason: said(200) }).strict().meta({ id: 'TakeTurn' })
export const SwapTurns = z.object({ with: z.string().min(1).max(60), reason: said(200) }).strict().meta({ id: 'SwapTurns' })

export const CalloutAnswer = z.enum(['coming', 'arrived', 'cannot'])
export type CalloutAnswer = z.infer<typeof CalloutAnswer>

/** Somebody of the team who was called for an emergency. */
export const Callout = z
  .object({
    id: z.string(),
    ticketNo: TicketNo,
    /** Nothing personal; empty for a confidential matter. */
    title: z.string(),
    /** Where to go; empty for a confidential matter. */
    place: z.string(),
    categoryCode: z.string().nullable(),
    unit: DepartmentCode.nullable(),
    person: z.object({ id: z.string(), name: z.string(), position: z.string(), team: TeamRole.nullable() }),
    /** Of a department that works on it, for the matter, of the centre, officer of a special period, or called by somebody. */
    why: z.enum(['unit', 'matter', 'centre', 'officer', 'person']),
    calledAt: z.int(),
    answer: CalloutAnswer.nullable(),
    answeredAt: z.int().nullable(),
    arrivedAt: z.int().nullable(),
    answeredBy: z.string().nullable(),
    note: z.string(),
  })
  .meta({ id: 'Callout' })
export type Callout = z.infer<typeof Callout>
export const CallPeople = z.object({ people: z.array(PersonId).min(1).max(60) }).strict().meta({ id: 'CallPeople' })
export const AnswerCallout = z.object({ answer: CalloutAnswer, note: text(200).default('') }).strict().meta({ id: 'AnswerCallout' })
export type AnswerCallout = z.infer<typeof AnswerCallout>

/** 法定节假日, 恶劣天气, 重大活动, 重要考试, 其他 (G16). */
export const SpecialKind = z.enum(['holiday', 'weather', 'event', 'exam', 'other'])
export type SpecialKind = z.infer<typeof SpecialKind>

const limit = z.int().min(60_000).max(86_400_000).nullable().default(null)
/** What holds meanwhile in place of the site's; null = as ever. Never longer. */
export const SpecialLimits = z.object({ /** Signing for any matter. */ respondMs: limit, /** Emergencies: signed for, told to the leader, done. */ emergencySignMs: limit, emergencyLeaderMs: limit, emergencyCloseMs: limit }).strict()
export type SpecialLimits = z.infer<typeof SpecialLimits>

const special = {
  kind: SpecialKind,
  name: said(40),
  reason: text(500),
  startsAt: SentInstant,
  endsAt: SentInstant,
  limits: SpecialLimits,
  /** Departments that keep duty day and night meanwhile; so does the centre. */
  units: z.array(DepartmentCode).max(200),
  /** 专员: called for every emergency. */
  officers: z.array(PersonId).max(60),
}
export const NewSpecialPeriod = z.object({ ...special, reason: special.reason.default(''), limits: SpecialLimits.prefault({}), units: special.units.default([]), officers: special.officers.default([]) }).strict().meta({ id: 'NewSpecialPeriod' })
export type NewSpecialPeriod = z.infer<typeof NewSpecialPeriod>
/** Not its beginning once it has begun. */
export const ChangeSpecialPeriod = z.object({ ...special, version: z.int() }).partial().required({ version: true }).strict().meta({ id: 'ChangeSpecialPeriod' })
export type ChangeSpecialPeriod = z.infer<typeof ChangeSpecialPeriod>

export const SpecialPeriod = z
  .object({
    ...special, id: z.string(), startsAt: z.int(), endsAt: z.int(), state: z.enum(['planned', 'running', 'over']), declaredAt: z.int(), declaredBy: z.string(), endedAt: z.int().nullable(), endedBy: z.string().nullable(), version: z.int(),
  })
  .meta({ id: 'SpecialPeriod' })
export type SpecialPeriod = z.infer<typeof SpecialPeriod>

/** What came in while it lasted, and what became of it, as of now. */
export const SpecialFigures = z
  .object({
    tickets: z.int(),
    emergencies: z.int(),
    /** Of the emergencies: signed for in time; done in time; not done, and late by now or done late; on average from handing in to done. */
    signedInTime: z.int(),
    doneInTime: z.int(),
    late: z.int(),
    averageMs: z.number().nullable(),
    called: z.int(),
    answered: z.int(),
    averageAnswerMs: z.number().nullable(),
    byUnit: z.array(z.object({ unit: DepartmentCode, emergencies: z.int(), doneInTime: z.int(), late: z.int() })),
  })
  .meta({ id: 'SpecialFigures' })
export type SpecialFigures = z.infer<typeof SpecialFigures>
export const SpecialPeriodDetail = SpecialPeriod.extend({ officerNames: z.array(z.string()), figures: SpecialFigures }).meta({ id: 'SpecialPeriodDetail' })
export type SpecialPeriodDetail = z.infer<typeof SpecialPeriodDetail>

/** What every desk shows of duty now. */
export const DutyNow = z
  .object({
    /** The one that runs, the strictest first when there are several, then the next to come within a day. */
    special: z.array(SpecialPeriod.pick({ id: true, kind: true, name: true, startsAt: true, endsAt: true, limits: true, state: true })),
    /** At the centre, and in the reader's department. */
    onDuty: z.array(DutyTurn),
    /** The reader's own: now and in the coming days. */
    mine: z.array(DutyTurn),
    /** Of the reader or their department, not answered or not there yet. */
    callouts: z.array(Callout),
    /** Of those whose roster the reader keeps. */
    holes: z.array(DutyHole),
  })
  .meta({ id: 'DutyNow' })
export type DutyNow = z.infer<typeof DutyNow>
