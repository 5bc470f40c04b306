import { z } from 'zod'
import { Rank } from './call.ts'
import { Day, HotlineStatus, NewHotline } from './hotline.ts'
import { GroupId } from './ids.ts'

// What callers of a number would get, before it is saved; and how its numbers are used today.

export const PreviewHotline = z
  .object({
    line: NewHotline,
    /** Whether the number is to be added; false for a change of one that is there. */
    isNew: z.boolean().default(true),
  })
  .strict()
  .meta({ id: 'PreviewHotline' })
export type PreviewHotline = z.infer<typeof PreviewHotline>

/** One announcement a caller hears. */
export const Heard = z
  .object({
    /** Prompt to listen to: GET /prompts/{prompt}@{number}/audio with the values as query. */
    prompt: z.string(),
    values: z.record(z.string(), z.string()),
    /** As it is written, gaps filled. */
    text: z.string(),
    /** A recording is heard instead of speech. */
    recording: z.boolean(),
    times: z.int(),
  })
  .meta({ id: 'HeardPrompt' })
export type Heard = z.infer<typeof Heard>

export const StagePreview = z
  .object({
    status: HotlineStatus,
    /** First day; null = has always been so. */
    from: Day.nullable(),
    /** First day it is over; null = for good. */
    until: Day.nullable(),
    now: z.boolean(),
    heard: z.array(Heard),
    /** What becomes of the caller after it. */
    outcome: z.enum(['queue', 'hang_up', 'reject']),
    rank: Rank.nullable(),
    /** Who is asked, and after how long in the queue; empty groups of one agent only are left out. */
    asked: z.array(z.object({ afterMs: z.int(), groups: z.array(GroupId) })),
  })
  .meta({ id: 'StagePreview' })
export type StagePreview = z.infer<typeof StagePreview>

export const HotlinePreview = z
  .object({
    /** Today, where the site is. */
    day: Day,
    status: HotlineStatus,
    cancelDate: Day.nullable(),
    stages: z.array(StagePreview),
    /** What would be refused. */
    wrong: z.array(z.object({ path: z.string(), message: z.string() })),
    /** Calls of the last seven days, when ending the number takes a confirmation. */
    busyCalls: z.int().nullable(),
  })
  .meta({ id: 'HotlinePreview' })
export type HotlinePreview = z.infer<typeof HotlinePreview>

/** A national line with its usual name and owner, not in the registry yet. */
export const KnownHotlines = z
  .object({ items: z.array(z.object({ number: z.string(), nameZh: z.string(), nameEn: z.string(), owner: z.string().nullable() })), nextCursor: z.null() })
  .meta({ id: 'KnownHotlines' })
export type KnownHotlines = z.infer<typeof KnownHotlines>

export const HotlineUse = z
  .object({ day: Day, items: z.array(z.object({ number: z.string(), calls: z.int(), answered: z.int() })), nextCursor: z.null() })
  .meta({ id: 'HotlineUse' })
export type HotlineUse = z.infer<typeof HotlineUse>
