import { z } from 'zod'
import { HotlineNumber } from './ids.ts'

export const CallbackState = z.enum(['open', 'claimed', 'closed'])
export type CallbackState = z.infer<typeof CallbackState>

/** got_through = the caller called again and was answered; the rest is what the person calling back found. */
export const CallbackEnd = z.enum(['got_through', 'reached', 'unreachable', 'not_needed'])
export type CallbackEnd = z.infer<typeof CallbackEnd>

/** Somebody who must be called back: one per number while unfinished, however often it was missed (A-J25). */
export const Callback = z
  .object({
    id: z.string(),
    kind: z.enum(['missed']),
    state: CallbackState,
    /** The number dialled last. */
    dnis: HotlineNumber,
    /** Masked in lists, in full for the person who claims it; null = withheld. */
    ani: z.string().nullable(),
    callable: z.boolean(),
    missedCount: z.int(),
    firstMissedAt: z.int(),
    lastMissedAt: z.int(),
    claimedBy: z.string().nullable(),
    claimedAt: z.int().nullable(),
    closedAt: z.int().nullable(),
    closedWhy: CallbackEnd.nullable(),
  })
  .meta({ id: 'Callback' })
export type Callback = z.infer<typeof Callback>
