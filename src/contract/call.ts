import { z } from 'zod'
import { CallId, Extension, HotlineNumber, LegId } from './ids.ts'
import { Linkage } from './linkage.ts'

/** How a call ended; exactly one per call (reliability INV-1, contract.md §5). */
export const CallOutcome = z.enum([
  'handled',
  'abandoned',
  'overflow',
  'fallback',
  'interrupted',
  'rejected',
  'cancelled_number',
  /** A call of ours that found nobody: the citizen or department did not answer, or the agent gave up. */
  'unreached',
  /** A call of ours that spoke by itself and was picked up, and came to no agent. */
  'automatic',
])
export type CallOutcome = z.infer<typeof CallOutcome>

/** In which stage of the call the caller was when it ended; tells an abandon in the queue from one while ringing. */
export const CallStage = z.enum([
  'arriving', 'announcement', 'queue', 'offer', 'connecting', 'talking', 'hold', 'rating', 'cancelled_announcement', 'fallback',
  'consulting', 'three_way', 'transferring', 'handed_over', 'callback_accepted', 'message', 'booked', 'dialling', 'rescuing',
  /** A department's phone rings, or it is told; then dialling. */
  'department',
  /** Speaks by itself and waits for keys. */
  'asking',
])
export type CallStage = z.infer<typeof CallStage>

/** Place in line: lower goes first, FIFO inside (domain.md §5.0). */
export const Rank = z.enum(['emergency', 'elder', 'return', 'normal'])
export type Rank = z.infer<typeof Rank>

/** After-call rating by one key (domain.md §5.11). */
export const Rating = z.union([z.literal(1), z.literal(2), z.literal(3)])
export type Rating = z.infer<typeof Rating>

export const CallRecord = z
  .object({
    id: CallId,
    /** outbound: placed by us, to a citizen or a department. */
    direction: z.enum(['inbound', 'outbound']),
    /** The called number in its normal form; the number actually signalled is in dnisRaw and never overwritten. */
    dnis: HotlineNumber,
    dnisRaw: z.string(),
    ani: z.string().nullable(),
    aniRaw: z.string(),
    /** Instants in Unix ms; null = did not happen. */
    arrivedAt: z.int(),
    answeredAt: z.int().nullable(),
    endedAt: z.int().nullable(),
    /** From arrival to the agent's answer or the end. */
    waitedMs: z.int().nullable(),
    talkedMs: z.int().nullable(),
    outcome: CallOutcome.nullable(),
    endedIn: CallStage.nullable(),
    agent: Extension.nullable(),
    rating: Rating.nullable(),
    /** How often one human has handed the caller to another; never more than 1 (domain.md §5.5). */
    transferCount: z.int(),
    /** One id from entry to exit, over all centres (J12); the call's own id when it began here. */
    interaction: z.string(),
    ticketId: z.string().nullable(),
    /** Labels such as "transition" (dialled during a transition) or "unknown_number". */
    labels: z.array(z.string()),
  })
  .meta({ id: 'CallRecord' })
export type CallRecord = z.infer<typeof CallRecord>

export const CallLeg = z
  .object({
    id: LegId,
    role: z.enum(['caller', 'agent', 'third', 'monitor', 'department']),
    party: z.string(),
    startedAt: z.int(),
    answeredAt: z.int().nullable(),
    endedAt: z.int().nullable(),
    /** How an offer to an agent ended: answered, no_answer, busy, declined, unreachable, withdrawn. */
    end: z.string().nullable(),
  })
  .meta({ id: 'CallLeg' })
export type CallLeg = z.infer<typeof CallLeg>

export const CallMoment = z
  .object({ at: z.int(), event: z.string(), /** State of the call after it. */ state: z.string(), facts: z.array(z.string()) })
  .meta({ id: 'CallMoment' })

export const CallRecordings = z.array(
  z.object({ id: z.string(), startedAt: z.int(), lengthMs: z.int().nullable(), bridgedMs: z.int().nullable(), state: z.string() }),
)

/** A call that goes on, as those see it who steer it. */
export const CallNow = z
  .object({
    id: CallId,
    /** waiting, connecting, talking, transferring, handed, booked, dialling, reaching, linked, calling, asking, fetching, rating, announcing, closing, ended. */
    state: z.string(),
    stage: z.string(),
    /** The caller is out of the bridge and hears music. */
    onHold: z.boolean(),
    agent: Extension.nullable(),
    transferCount: z.int(),
    third: z
      .object({
        purpose: z.enum(['consult', 'transfer', 'emergency']),
        name: z.string(),
        extension: Extension.nullable(),
        line: HotlineNumber.nullable(),
        state: z.enum(['ringing', 'private', 'joined']),
        since: z.int(),
        /** An emergency line has been heard: the agent may leave. */
        spoke: z.boolean(),
      })
      .nullable(),
    /** A supervisor on the line; agents see it only if the policy says so. */
    monitor: z.object({ by: Extension, mode: z.enum(['listen', 'whisper', 'barge']), active: z.boolean() }).nullable(),
  })
  .meta({ id: 'CallNow' })
export type CallNow = z.infer<typeof CallNow>

export const CallDetail = CallRecord.extend({
  legs: z.array(CallLeg),
  events: z.array(CallMoment),
  recordings: CallRecordings,
  /** Emergency lines and platforms in it, and orders about it. */
  linkages: z.array(Linkage),
  /** What the call is doing now; null when it has ended. */
  state: z.string().nullable(),
  now: CallNow.nullable(),
}).meta({ id: 'CallDetail' })
export type CallDetail = z.infer<typeof CallDetail>
