import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import type { CalendarDay } from '../contract/calendar.ts'
import { Day } from '../contract/hotline.ts'
import { addDays, wrongDays } from './rules/working-days.ts'
import type { StoredYear } from './store.ts'

const Holiday = z
  .object({ name: z.string().min(1).max(30), from: Day, to: Day, workdays: z.array(Day).default([]) })
  .strict()
  .refine(({ from, to }) => from <= to && to < addDays(from, 31), 'ends before it begins, or lasts longer than a month')
const YearFile = z.object({ source: z.string().min(1).max(200), holidays: z.array(Holiday).min(1) }).strict()

/** The years that ship, config/calendar/2026.yaml and so on. Throws an Error that names the file and what is wrong in it. */
export function loadYears(folder: string): StoredYear[] {
  const names = readdirSync(folder).filter((name) => /^\d{4}\.yaml$/.test(name))
  return names.toSorted().map((name) => {
    const read = YearFile.safeParse(parse(readFileSync(join(folder, name), 'utf8')))
    if (!read.success) throw new Error(`Calendar ${name} is not valid: ${z.prettifyError(read.error)}`)
    const year = Number(name.slice(0, 4))
    const days = read.data.holidays.flatMap(daysOf)
    const [wrong] = wrongDays(year, days)
    if (wrong) throw new Error(`Calendar ${name} is not valid: ${wrong.path}: ${wrong.message}`)
    return { year, source: read.data.source, days: days.toSorted((a, b) => (a.day < b.day ? -1 : 1)) }
  })
}

function daysOf({ name, from, to, workdays }: z.infer<typeof Holiday>): CalendarDay[] {
  const days: CalendarDay[] = workdays.map((day) => ({ day, kind: 'workday', name: `${name}调休` }))
  for (let day = from; day <= to; day = addDays(day, 1)) days.push({ day, kind: 'holiday', name })
  return days
}
