import type { RecordKind } from '../../contract/ticket-record.ts'
import type { TicketEventName } from '../../contract/ticket-event.ts'
import { type Case, type Context, type EventName, openRecord, type Refusal } from './case.ts'
import { extensionHeld } from './extending.ts'
import { isConcerned, worksFor } from './own.ts'
import { returnHeld } from './returning.ts'
import { socialReviewHeld, verdictHeld } from './social-review.ts'
import { mayBeConcluded } from './supervising.ts'
import { isWalkedThrough } from './unit-work.ts'

// What stands against a step whatever is written on it: what the ticket is like, what is or is not attached to it, who
// asks. A step that is held is refused, and is not among those that may be taken.

export type Around = Pick<Context, 'now' | 'actor' | 'limits' | 'units'>
type Held = (now: Case, around: Around) => string | null

const NOT_THEIRS = 'notTheirs'
const isOpen = (now: Case, kind: RecordKind, whose: (unit: string | null) => boolean = () => true): boolean => now.records.some((one) => one.kind === kind && one.state === 'open' && whose(one.unit))
const decides = (kind: RecordKind): Held => (now) => (isOpen(now, kind) ? null : 'nothingAsked')
const ofAll = (kind: RecordKind): Held => (now) => (isOpen(now, kind) ? null : 'record')
/** One that is theirs to answer. */
const ofOwn = (kind: RecordKind, none: string, isOwn: (around: Around, unit: string | null) => boolean): Held => (now, around) =>
  isOpen(now, kind) ? (isOpen(now, kind, (unit) => isOwn(around, unit)) ? null : NOT_THEIRS) : none
const asksOnce = (kind: RecordKind, held: Held = () => null): Held => (now, around) => (openRecord(now, kind) ? 'alreadyAsked' : held(now, around))

const HELD: Readonly<Partial<Record<EventName, Held>>> = {
  cancel: ({ state, closedAt }) => (state === 'transferred' && closedAt !== null ? 'handedOver' : null),
  requestReturn: asksOnce('return_request', returnHeld), decideReturn: decides('return_request'),
  subDispatch: ({ leadUnit }, { units }) => (leadUnit !== null && units.below(leadUnit).some((unit) => unit !== leadUnit && units.inUse(unit)) ? null : 'noneBelow'),
  answerCoTask: ofOwn('co_task', 'notOpen', worksFor), waiveCoTask: (now) => (isOpen(now, 'co_task') ? null : 'notOpen'), checkIn: ofOwn('whistle', 'notOpen', worksFor),
  checklist: (now) => (isWalkedThrough(now) ? 'stepDone' : null),
  requestExtension: asksOnce('extension_request', extensionHeld), decideExtension: decides('extension_request'),
  requestUpgrade: asksOnce('upgrade_request'), decideUpgrade: decides('upgrade_request'),
  decideApproval: ofOwn('approval', 'nothingAsked', worksFor),
  submitReply: (now) => (isOpen(now, 'co_task') ? 'coTasksOpen' : isOpen(now, 'approval') ? 'approvalOpen' : null),
  /** Nobody reviews an answer of their own (G41). */
  reviewReply: ({ replyAuthor }, { actor }) => (actor.username === replyAuthor ? 'ownReply' : null),
  judge: asksOnce('social_review'), requestSocialReview: socialReviewHeld, decideSocialReview: decides('social_review'), verdict: verdictHeld,
  /** Without a department it is dispatched anew, which takes all that a matter needs. */
  reopen: ({ leadUnit, complete }) => (leadUnit === null && !complete ? 'noUnit' : null),
  answerSupervision: ofOwn('supervision', 'record', isConcerned),
  concludeSupervision: ({ records }) => (records.some(mayBeConcluded) ? null : 'record'),
  reviewPool: ofAll('pool'), strikeOff: ofAll('pool'),
}

/** There is nothing to take the step about; not worth a word. */
const NOTHING_THERE: ReadonlySet<string> = new Set([NOT_THEIRS, 'handedOver', 'nothingAsked', 'notOpen', 'record', 'noneBelow', 'stepDone'])
const ABOUT_A_RECORD: ReadonlySet<string> = new Set(['notOpen', 'record'])

/** What stands against the step, by a key of the sentences; null = nothing. */
export const heldBy = (event: EventName, now: Case, around: Around): string | null => HELD[event]?.(now, around) ?? null

export const refusalOf = (why: string): Refusal =>
  why === NOT_THEIRS ? { code: 'FORBIDDEN', errors: [] } : { code: 'TICKET_INCOMPLETE', errors: [{ path: ABOUT_A_RECORD.has(why) ? 'record' : 'event', why }] }

/** Those that may be taken, and what stands against others that somebody would look for. */
export function sorted(events: readonly TicketEventName[], now: Case, around: Around): { allowed: TicketEventName[]; held: { event: TicketEventName; why: string }[] } {
  const all = events.map((event) => ({ event, why: heldBy(event, now, around) }))
  return {
    allowed: all.flatMap(({ event, why }) => (why === null ? [event] : [])),
    held: all.flatMap(({ event, why }) => (why === null || NOTHING_THERE.has(why) ? [] : [{ event, why }])),
  }
}
