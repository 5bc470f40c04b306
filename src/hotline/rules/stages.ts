import type { HotlineStatus } from '../../contract/hotline.ts'
import { addDays, cancelDate, type Dates, statusOn } from './transition.ts'

/** A time in which a number is served in one way. */
export interface Stage {
  status: HotlineStatus
  /** First day; null = has always been so. */
  from: string | null
  /** First day it is over; null = for good. */
  until: string | null
  /** Whether it is now. */
  now: boolean
  /** A day of it: today, or else its first, or its last. */
  day: string
}

/** A number's times in their order, as they follow from its dates; `day` is today. */
export function stagesOf(dates: Dates, day: string): Stage[] {
  const end = cancelDate(dates)
  const { transitionStart: start } = dates
  if (start === null || end === null) return [stage(dates, { from: null, until: null }, day)]
  return [{ from: null, until: start }, { from: start, until: end }, { from: end, until: null }].map((time) => stage(dates, time, day))
}

function stage(dates: Dates, { from, until }: Pick<Stage, 'from' | 'until'>, today: string): Stage {
  const now = (from === null || from <= today) && (until === null || today < until)
  const day = now ? today : (from ?? addDays(until ?? today, -1))
  return { status: statusOn(dates, day), from, until, now, day }
}
