import { z } from 'zod'
import { HotlineNumber } from './ids.ts'

/** Calls of citizens who wanted an agent, counted and put in proportion (domain.md §2.6). Shares are 0 to 1; null = nothing to divide by. */
export const CallFigures = z
  .object({
    /** answered + abandoned + overflow + lost + waiting. */
    offered: z.int(),
    answered: z.int(),
    /** Of those answered: within kpi.answerWithinMs of the arrival. */
    answeredInTime: z.int(),
    /** Hung up before an agent answered … */
    abandoned: z.int(),
    /** … of those, sooner than kpi.shortAbandonMs. */
    abandonedShort: z.int(),
    /** Sent away because too many waited, left a message, or chose to be called back. */
    overflow: z.int(),
    /** Unanswered because something failed: cut off, or taken by the fallback. */
    lost: z.int(),
    /** Neither answered nor over yet. */
    waiting: z.int(),
    /** Longest wait among those; null when nobody waits. */
    longestWaitMs: z.int().nullable(),
    serviceLevel: z.number().nullable(),
    answerRate: z.number().nullable(),
    /** Of those answered. */
    meanWaitMs: z.int().nullable(),
    /** Of those answered whose call is over. */
    meanTalkMs: z.int().nullable(),
  })
  .meta({ id: 'CallFigures' })
export type CallFigures = z.infer<typeof CallFigures>

export const LineFigures = CallFigures.extend({ dnis: HotlineNumber, nameZh: z.string(), nameEn: z.string() }).meta({ id: 'LineFigures' })
export type LineFigures = z.infer<typeof LineFigures>

/** The calls that arrived in one half hour. */
export const CourseFigures = z
  .object({ startedAt: z.int(), offered: z.int(), answered: z.int(), abandoned: z.int(), serviceLevel: z.number().nullable() })
  .meta({ id: 'CourseFigures' })
export type CourseFigures = z.infer<typeof CourseFigures>

/** Today so far, in the time zone of the site. */
export const Today = z
  .object({
    /** When it was counted. */
    at: z.int(),
    /** "2026-12-01" */
    day: z.string(),
    startedAt: z.int(),
    /** What service level means here. */
    answerWithinMs: z.int(),
    shortAbandonMs: z.int(),
    total: CallFigures,
    /** By number dialled, in order of the number. */
    lines: z.array(LineFigures),
    /** Half hours with calls, in order. */
    course: z.array(CourseFigures),
  })
  .meta({ id: 'Today' })
export type Today = z.infer<typeof Today>
