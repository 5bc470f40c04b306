import { z } from 'zod'
import { Day } from './hotline.ts'
import { Schedule } from './schedule.ts'
import { GroupId } from './ids.ts'

/** What a day is: make-up working days count as working days, the weekend inside a holiday as holiday. */
export const DayKind = z.enum(['workday', 'weekend', 'holiday'])
export type DayKind = z.infer<typeof DayKind>

/** A day that is not what its weekday says, or is part of a holiday (国务院办公厅 notice on holidays of the year). */
export const CalendarDay = z.object({ day: Day, kind: z.enum(['holiday', 'workday']), name: z.string().min(1).max(30) }).strict()
export type CalendarDay = z.infer<typeof CalendarDay>

export const Year = z.int().min(2000).max(2100)

/** `loaded` false: nobody has entered the year, and it counts as Monday to Friday. */
export const CalendarYear = z
  .object({ year: Year, loaded: z.boolean(), /** Where the days are from. */ source: z.string(), days: z.array(CalendarDay), updatedAt: z.int().nullable() })
  .meta({ id: 'CalendarYear' })
export type CalendarYear = z.infer<typeof CalendarYear>

/** A whole year; it takes the place of what was there. */
export const PutCalendarYear = z.object({ source: z.string().max(200).default(''), days: z.array(CalendarDay).min(1).max(120) }).strict().meta({ id: 'PutCalendarYear' })
export type PutCalendarYear = z.infer<typeof PutCalendarYear>

/** A skill group with its hours; null is always open. */
export const GroupView = z
  .object({
    id: GroupId,
    nameZh: z.string(),
    nameEn: z.string(),
    schedule: Schedule.nullable(),
    open: z.boolean(),
    /** When it next closes or opens; null when it does not within a year. Unix ms. */
    nextChangeAt: z.int().nullable(),
    /** When the hours were last changed here; null while they are those of the site profile. Unix ms. */
    updatedAt: z.int().nullable(),
  })
  .meta({ id: 'Group' })
export type GroupView = z.infer<typeof GroupView>

export const ChangeGroup = z.object({ schedule: Schedule.nullable() }).strict().meta({ id: 'ChangeGroup' })
export type ChangeGroup = z.infer<typeof ChangeGroup>
