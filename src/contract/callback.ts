import { z } from 'zod'
import { CallId, HotlineNumber } from './ids.ts'

/** missed: somebody hung up in line, was cut off, or left a message. queue: asked for by a key while waiting (domain.md §5.10). */
export const CallbackKind = z.enum(['missed', 'queue'])
export type CallbackKind = z.infer<typeof CallbackKind>

/** dialing: a call of ours stands in line for it, or rings. */
export const CallbackState = z.enum(['open', 'claimed', 'dialing', 'closed'])
export type CallbackState = z.infer<typeof CallbackState>

/**
 * got_through = the caller called again and was answered; merged = another call-back of the same citizen took it in;
 * the rest is what came of calling back.
 */
export const CallbackEnd = z.enum(['got_through', 'reached', 'unreachable', 'not_needed', 'merged'])
export type CallbackEnd = z.infer<typeof CallbackEnd>

/**
 * What came of a try. cut_off = picked up, but the conversation did not come about or was broken; withdrawn = nobody was
 * rung at the far end, which counts as no try; not_allowed = the number may not be dialled; the rest as on the telephone.
 */
export const AttemptResult = z.enum(['reached', 'no_answer', 'busy', 'declined', 'unreachable', 'cancelled', 'cut_off', 'withdrawn', 'not_allowed'])
export type AttemptResult = z.infer<typeof AttemptResult>

/** What a caller spoke on the tape; the sound is the recording of that call. */
export const CallbackMessage = z.object({ call: CallId, at: z.int(), lengthMs: z.int() }).meta({ id: 'CallbackMessage' })
export type CallbackMessage = z.infer<typeof CallbackMessage>

/** Somebody who must be called back: one per number while unfinished, however often it was missed (A-J25). */
export const Callback = z
  .object({
    id: z.string(),
    kind: CallbackKind,
    state: CallbackState,
    /** The number dialled last. */
    dnis: HotlineNumber,
    /** Whom to call. Masked in lists, in full for the person who claims it; null = withheld. */
    ani: z.string().nullable(),
    callable: z.boolean(),
    /** Another number than the one the citizen called from. */
    elsewhere: z.boolean(),
    /** Calls that led to it. */
    missedCount: z.int(),
    firstMissedAt: z.int(),
    lastMissedAt: z.int(),
    /** The place in line that is kept; null = none. */
    placeAt: z.int().nullable(),
    attempts: z.int(),
    /** When the server calls by itself; null = a person does. */
    nextAttemptAt: z.int().nullable(),
    lastAttemptAt: z.int().nullable(),
    lastResult: AttemptResult.nullable(),
    /** The try under way. */
    call: CallId.nullable(),
    messages: z.array(CallbackMessage),
    claimedBy: z.string().nullable(),
    claimedAt: z.int().nullable(),
    closedAt: z.int().nullable(),
    closedWhy: CallbackEnd.nullable(),
  })
  .meta({ id: 'Callback' })
export type Callback = z.infer<typeof Callback>
