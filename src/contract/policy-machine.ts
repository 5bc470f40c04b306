import { z } from 'zod'
import { ms } from './policy-shapes.ts'
import { Hours } from './schedule.ts'

// Part of the policy: calls that the machine makes (domain.md §5.12, §5.13).

/** Calls that speak by themselves (domain.md §5.12): the number called rings this long. */
export const SurveyPolicy = z
  .object({
    ringMs: z.int().min(5_000).max(60_000).default(35_000),
    /** A key is waited for this long after the question, which is heard so often at most. */
    keyMs: z.int().min(2_000).max(30_000).default(6_000),
    maxPlays: z.int().min(1).max(5).default(3),
    /** The longest message of somebody dissatisfied. */
    messageMs: z.int().min(10_000).max(300_000).default(60_000),
    /** Not called back sooner after the feedback. */
    firstAfterMs: z.int().min(0).max(86_400_000).default(600_000),
  })
  .strict()
  .prefault({})

/** Calls the machine makes: surveys, reminders, campaigns (domain.md §5.12, §5.13). */
export const DialerPolicy = z
  .object({
    /** Calls of each kind at once. */
    surveysAtOnce: z.int().min(0).max(1_000).default(10),
    remindersAtOnce: z.int().min(0).max(1_000).default(5),
    campaignsAtOnce: z.int().min(0).max(1_000).default(5),
    /** Calls the carrier carries at once, and how many of them are kept free for callers. */
    trunks: z.int().min(1).max(10_000).default(60),
    reservedTrunks: z.int().min(0).max(10_000).default(20),
    /** While a caller has waited longer for an agent, no survey and no campaign call is begun. */
    pauseWaitMs: ms(30_000),
    /** When citizens may be called, "09:00-12:00", on the site's clock; empty = as the site file says. Never before 08:30 or after 20:30. */
    hours: z.array(Hours).max(6).default([]),
    /** Whether they are called on statutory holidays too. */
    onHolidays: z.boolean().default(false),
    /** A busy number is called again after this long … */
    busyAgainMs: z.int().min(60_000).max(86_400_000).default(900_000),
    /** … so often without its counting as a try. */
    busyMax: z.int().min(0).max(20).default(3),
    /** So often another time is found for who asks for one; then a person calls. */
    notNowMax: z.int().min(0).max(20).default(2),
  })
  .strict()
  .prefault({})
