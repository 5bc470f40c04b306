import { z } from 'zod'

// One value of the policy as the panel shows it. Which values there are, follows from contract/policy.ts.

/** How a value is typed in: durations are milliseconds; a list is of numbers or of short texts; hours are "22:00-07:00". */
export const PolicyKind = z.enum(['duration', 'count', 'factor', 'switch', 'text', 'hours', 'group', 'durations', 'counts', 'texts'])
export type PolicyKind = z.infer<typeof PolicyKind>

/** From when on a change holds: the next call to arrive, everything at once, the daily work of the next night, or a restart. */
export const PolicyEffect = z.enum(['next_call', 'at_once', 'next_day', 'restart'])
export type PolicyEffect = z.infer<typeof PolicyEffect>

const Words = z.object({ zh: z.string(), en: z.string() })

export const PolicyValue = z
  .object({
    /** "queue.maxWaiting" */
    path: z.string(),
    section: z.string(),
    value: z.unknown(),
    /** What the files say; what it is again after a reset. */
    default: z.unknown(),
    kind: PolicyKind,
    unit: Words.nullable(),
    /** Of the number, or of each in the list. */
    min: z.number().nullable(),
    max: z.number().nullable(),
    /** null is a value too: never, nobody. */
    nullable: z.boolean(),
    name: Words,
    description: Words,
    effect: PolicyEffect,
    /** Why it cannot be changed while everything runs; null when it can. */
    readOnly: Words.nullable(),
    /** Set in the panel: by whom and when. */
    setBy: z.string().nullable(),
    setAt: z.int().nullable(),
  })
  .meta({ id: 'PolicyValue' })
export type PolicyValue = z.infer<typeof PolicyValue>

export const PolicySection = z.object({ id: z.string(), name: Words }).meta({ id: 'PolicySection' })
export type PolicySection = z.infer<typeof PolicySection>

export const PolicyValues = z.object({ sections: z.array(PolicySection), items: z.array(PolicyValue), nextCursor: z.null() }).meta({ id: 'PolicyValues' })
export type PolicyValues = z.infer<typeof PolicyValues>

export const ChangePolicy = z
  .object({
    /** Path → value, such as {"queue.maxWaiting": 500}. */
    values: z.record(z.string().max(80), z.unknown()).default({}),
    /** Paths that shall be as the files say again. */
    reset: z.array(z.string().max(80)).max(200).default([]),
  })
  .strict()
  .meta({ id: 'ChangePolicy' })
export type ChangePolicy = z.infer<typeof ChangePolicy>
