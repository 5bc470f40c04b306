import type { SurveyByPerson } from '../../contract/survey.ts'
import type { TicketEvent, TicketEventName } from '../../contract/ticket-event.ts'
import type { PhoneReminderCause, PhoneReminderWhom } from '../../contract/reminder.ts'
import type { NOTICE_KINDS, NoticeAudience } from '../../contract/ticket-notice.ts'
import type { RecordKind, TicketRecord } from '../../contract/ticket-record.ts'
import type { Ticket, TicketState, TicketType } from '../../contract/ticket.ts'

// What the machine of tickets decides on, and what it decides. Nothing here knows of databases, clocks or people's rights.

/** Columns of the ticket that decisions read and set. */
export type Standing = Pick<
  Ticket,
  | 'state' | 'stateSince' | 'processing' | 'workspace' | 'dnis' | 'type' | 'categoryCode' | 'areaCode' | 'urgency' | 'confidential' | 'disposition' | 'channel' | 'repeatCount'
  | 'leadUnit' | 'section' | 'accountableUnit' | 'final' | 'districtFallback' | 'round' | 'bounceCount' | 'extensionCount' | 'reopenCount'
  | 'openedAt' | 'acceptedAt' | 'dispatchedAt' | 'respondBy' | 'returnBy' | 'triageBy' | 'judgeBy' | 'signedAt' | 'dueAt' | 'limitDays' | 'feedbackAt' | 'closedAt' | 'closeReason' | 'externalNo'
  | 'grade' | 'gradeByPerson' | 'reasonable' | 'solved' | 'satisfied' | 'exempt' | 'replyAuthor'
>

/** A ticket as the machine sees it. */
export interface Case extends Standing {
  id: string
  ticketNo: string
  /** Whether the citizen has left a number to be reached at. */
  reachable: boolean
  /** Leaves neither name nor number; wants to hear what became of it. */
  anonymous: boolean
  wantsReply: boolean
  /** What speaks against a machine calling this citizen; the rest is exempting.ts. */
  notByMachine: 'elder' | 'number' | null
  /** Has every field that a matter needs to be handed in. */
  complete: boolean
  records: readonly TicketRecord[]
}

/** Times the site has set; domain.md §4.4 gives the defaults. policy.ticket */
export interface Limits {
  /** Working days by request type. */
  days: Readonly<Record<TicketType, number>>
  dispatchAlarmMs: number
  dispatchByHandMs: number
  triageDays: number
  triageEmergencyMs: number
  respondMs: number
  respondDeputyMs: number
  respondHeadMs: number
  returnDays: number
  /** So many returns, and people decide together. */
  bounceMax: number
  yellowDays: number
  /** Working days after the deadline: written, interview, escalated. */
  redDays: readonly [number, number, number]
  emergencySignMs: number
  emergencyLeaderMs: number
  emergencyCloseMs: number
  extensionMaxDays: number
  judgeDays: number
  socialReviewDays: number
  /** Working days after the feedback in which the citizen is called. */
  callbackDays: number
  /** The machine calls first, a person after it. */
  callbackAutomatic: boolean
  /** Tries of the automatic survey, and of a person after them, until a citizen counts as not to be reached. */
  callbackTries: number
  callbackTriesHuman: number
  /** Tries that lie closer together count once. */
  callbackGapMs: number
  socialReview: boolean
  /** So many reviewers have to say yes or no. */
  socialReviewQuorum: number
  /** A dissatisfied and unsolved matter goes back without a person's judgement. */
  /** Sessions may be kept on paper: a verdict is then entered by hand. */
  socialReviewOnPaper: boolean
  autoRework: boolean
  districtFallback: boolean
  reopenDays: number
  archiveDays: number
  problemRounds: number
  problemBounces: number
  repeatsMax: number
}

/** A line of the responsibility list that fits (domain.md §4.7). */
export interface Candidate {
  unit: string
  section: string | null
  coUnits: readonly string[]
  emergency: boolean
  rule: { id: string; version: number }
}

/** Everything a decision needs besides the ticket. */
export interface Context {
  now: number
  /** Who asks; unit = their department. `session`: decided by a session on record, not by whoever runs it. */
  actor: { username: string; unit: string | null; session?: boolean }
  /** Reviewers have it before them, in a session on record. */
  underReview: boolean
  limits: Limits
  days: {
    /** Last millisecond of the n-th working day after the instant's (domain.md §2.9). */
    deadline: (from: number, n: number) => number
    /** The same time of day on the n-th working day before. */
    before: (at: number, n: number) => number
  }
  units: {
    /** A department that takes matters today. */
    inUse: (code: string) => boolean
    /** Whether it is `above`, or lies below it. */
    within: (code: string, above: string) => boolean
    /** It, and all that lie below it. */
    below: (code: string) => readonly string[]
    /** 1 the centre … 4 a community. */
    level: (code: string) => number
    /** The government of the district an area lies in. */
    governmentOf: (areaCode: string | null) => string | null
    /** So many ms later on the clock the department signs by: day and night, or in its hours (domain.md §4.4). Emergencies never wait for hours. */
    later: (code: string, from: number, ms: number) => number
    /** Whether a matter of this place lies in its district; true for the departments of the whole city. */
    covers: (code: string, areaCode: string | null) => boolean
    /** Sub-platform its people work in; null = the centre's. */
    workspaceOf: (code: string) => string | null
  }
  /** Who should have it, by the responsibility list; `decided`: the first one and nobody else. */
  match: { decided: boolean; candidates: readonly Candidate[] }
  /** What its category says of the matter. */
  matter: { functional: boolean; approval: { unit: string | null } | null }
  /** Ids of what is made; the same for the same question. */
  newId: (kind: string) => string
}

/** A clock of the ticket ran out; `dueAt` tells which of the same kind. */
export const TIMER_KINDS = [
  'dispatch_alarm', 'dispatch_by_hand', 'triage', 'respond', 'respond_deputy', 'respond_head', 'yellow', 'red', 'red_written', 'red_interview', 'red_escalated',
  'emergency_sign', 'emergency_leader', 'judge', 'social_review', 'co_task', 'whistle', 'sponsor', 'supervision', 'pool', 'archive',
] as const
export type TimerKind = (typeof TIMER_KINDS)[number]
export interface Timer {
  kind: TimerKind
  dueAt: number
}

/** Who acts where no person does: clocks, other systems, the survey. */
export const SYSTEM = { username: 'system', unit: null }

export type SystemEvent =
  /** A later matter about the same thing was merged into this one; `count` with all that had been merged into it. */
  | { event: 'repeat'; from: string; count: number }
  | { event: 'autoDispatch' }
  | ({ event: 'timer' } & Timer)
  /** The other system has it. */
  | { event: 'acknowledged'; reference: string }
  /** What the other system says became of it (T35). */
  | { event: 'mirrored'; status: string; text: string; done: boolean }
  /** The department was called by the machine (H08). `at`: when it was confirmed, or given up. `last`: nobody else is called. */
  | { event: 'phoned'; outcome: 'confirmed' | 'unanswered'; unit: string; whom: PhoneReminderWhom; cause: PhoneReminderCause; tries: number; at: number; last: boolean }
  /** The machine does not call this citizen any more. */
  | { event: 'toPerson'; why: SurveyByPerson }
type Asked = { [Name in TicketEventName]: Omit<Extract<TicketEvent, { event: Name }>, 'version'> }[TicketEventName]
export type AnyEvent = Asked | SystemEvent
export type EventName = AnyEvent['event']
export type EventOf<Name extends EventName> = Extract<AnyEvent, { event: Name }>

export type Details = TicketRecord['data']

/** Somebody to be told. */
export interface Notice {
  kind: (typeof NOTICE_KINDS)[number]
  audience: NoticeAudience
  unit: string | null
  details?: Details
}

/** Something for another system. */
export interface Outgoing {
  kind: 'exchange' | 'withdrawal' | 'status'
  target: string
}

export interface NewRecord {
  id?: string
  kind: RecordKind
  unit?: string | null
  dueAt?: number | null
  /** Nothing more is to be done about it. */
  settled?: boolean
  data?: Details
}

export interface Settled {
  id: string
  state: 'done' | 'refused' | 'dropped'
  data?: Details
}

/** A record that stays open, with something new on it. */
export interface Amended {
  id: string
  dueAt?: number | null
  data?: Details
}

/** One entry of the time line, with all that it brings. */
export interface Decision {
  to: TicketState
  sets: Partial<Omit<Standing, 'state' | 'stateSince'>>
  /** For the time line: a code, what was written, and codes and instants. */
  reason: string | null
  note: string
  details: Details
  add: readonly NewRecord[]
  settle: readonly Settled[]
  amend: readonly Amended[]
  notices: readonly Notice[]
  outgoing: readonly Outgoing[]
  /** Follows at once, in the same transaction, and is the system's. */
  next: SystemEvent | EventOf<'exempt'> | null
}

/** Codes of platform/errors.ts that a decision may be refused with. */
export type RefusalCode = 'ILLEGAL_TRANSITION' | 'TICKET_INCOMPLETE' | 'FORBIDDEN'

export interface Refusal {
  code: RefusalCode
  /** By field of the event; `why` is a key of the sentences in words.ts. */
  errors: readonly { path: string; why: string }[]
}

export type Outcome = { decision: Decision } | { refusal: Refusal }
export type Handler<Name extends EventName> = (now: Case, event: EventOf<Name>, context: Context) => Outcome
export type Handlers = { [Name in EventName]: Handler<Name> }

const NOTHING: Decision = { to: 'draft', sets: {}, reason: null, note: '', details: {}, add: [], settle: [], amend: [], notices: [], outgoing: [], next: null }

/** The ticket moves. */
export const moves = (to: TicketState, what: Partial<Omit<Decision, 'to'>> = {}): Outcome => ({ decision: { ...NOTHING, ...what, to } })

/** Something happens to it where it is. */
export const stays = ({ state }: Pick<Case, 'state'>, what: Partial<Omit<Decision, 'to'>> = {}): Outcome => moves(state, what)

/** 422 with the fields, unless said otherwise. */
export const refuse = (errors: Refusal['errors'], code: RefusalCode = 'TICKET_INCOMPLETE'): Outcome => ({ refusal: { code, errors } })

/** Fields of an event that must be filled in and are not. */
export const needed = (fields: Readonly<Record<string, unknown>>): Refusal['errors'] => Object.entries(fields).flatMap(([path, value]) => (value === null || value === '' ? [{ path, why: 'needed' }] : []))

/** There is no request to decide on. */
export const NOTHING_ASKED = refuse([{ path: 'event', why: 'nothingAsked' }])

/** Instants are Unix milliseconds; days of the calendar are Context.days. */
export const DAY_MS = 86_400_000

export const openRecord = ({ records }: Case, kind: RecordKind): TicketRecord | undefined => records.findLast((one) => one.kind === kind && one.state === 'open')

/** The very one somebody speaks of, while it is open. */
export const openById = ({ records }: Pick<Case, 'records'>, id: string, kind: RecordKind): TicketRecord | undefined => records.find((one) => one.id === id && one.kind === kind && one.state === 'open')

/** Open records of these kinds, all settled the same way; without more, they have lost their ground. */
export const settling = ({ records }: Pick<Case, 'records'>, kinds: readonly RecordKind[], { where = () => true, ...how }: Omit<Settled, 'id'> & { where?: (record: TicketRecord) => boolean } = { state: 'dropped' }): Settled[] =>
  records.filter((record) => record.state === 'open' && kinds.includes(record.kind) && where(record)).map(({ id }) => ({ id, ...how }))
