import { z } from 'zod'

/** "08:30-12:00", from the first minute to before the last, on the clock of the site. "22:00-06:00" ends the next morning; "00:00-24:00" is the whole day. */
export const Hours = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$|^([01]\d|2[0-3]):[0-5]\d-24:00$/)
export type Hours = z.infer<typeof Hours>

/** A day of any year, "05-01". */
const DayOfYear = z.string().regex(/^(0[13578]|1[02])-(0[1-9]|[12]\d|3[01])$|^(0[469]|11)-(0[1-9]|[12]\d|30)$|^02-(0[1-9]|1\d|2[0-9])$/)

const Spans = z.array(Hours).max(12).check(({ value, issues }) => {
  if (overlap(value)) issues.push({ code: 'custom', message: 'the hours overlap', input: value })
})

/** What holds on working days, make-up working days among them, and on days off: weekends and statutory holidays. */
const Week = z.object({ workdays: Spans, restDays: Spans.default([]) })

const Season = Week.extend({ from: DayOfYear, /** The last day of the season, itself included; before `from` it is in the next year. */ to: DayOfYear }).strict()

/** Opening hours of a group or a line (domain.md §0.14, §5.9). Where a season begins and ends, its hours take the place of the ordinary ones. */
export const Schedule = Week.extend({ seasons: z.array(Season).max(4).default([]) })
  .strict()
  .check(({ value, issues }) => {
    const { seasons } = value
    if (seasons.some((one, i) => seasons.some((other, j) => i < j && meet(one, other)))) issues.push({ code: 'custom', path: ['seasons'], message: 'the seasons overlap', input: value })
  })
  .meta({ id: 'Schedule' })
export type Schedule = z.infer<typeof Schedule>
export type Season = Schedule['seasons'][number]

/** Minutes of the day at which the hours begin and end; an end that is not after the beginning is on the next day. */
export function minutesOf(hours: Hours): { from: number; to: number } {
  const [from = '', to = ''] = hours.split('-')
  return { from: minute(from), to: minute(to) }
}

/** Whether the day of the year lies in the season. */
export const inSeason = ({ from, to }: { from: string; to: string }, day: string): boolean => (from <= to ? from <= day && day <= to : from <= day || day <= to)

const minute = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

function overlap(all: readonly Hours[]): boolean {
  const spans = all.filter((hours) => Hours.safeParse(hours).success).map(minutesOf).toSorted((a, b) => a.from - b.from)
  const ends = spans.map(({ from, to }) => (to > from ? to : to + 1440))
  return spans.some(({ from }, i) => i > 0 && from < (ends[i - 1] ?? 0)) || (spans.length > 0 && Math.max(...ends) > (spans[0]?.from ?? 0) + 1440)
}

const meet = (a: { from: string; to: string }, b: { from: string; to: string }): boolean => inSeason(a, b.from) || inSeason(b, a.from)
