import { randomUUID } from 'node:crypto'
import type { Policy } from '../contract/policy.ts'
import type { WorkingCalendar } from '../calendar/port.ts'
import { instantOf, wallTime } from '../calendar/rules/wall-clock.ts'
import type { Departments, Find } from '../department/port.ts'
import type { FormFile } from '../ticket/form.ts'
import type { Context } from '../ticket/rules/case.ts'
import { matterOf } from '../ticket/rules/choices.ts'
import type { TicketRow } from '../ticket/store.ts'
import { type Cipher, fieldsOf } from '../ticket/view.ts'

export interface ContextDeps {
  now: () => number
  /** As the site has it now. */
  limits: () => ReturnType<typeof limitsOf>
  calendar: Pick<WorkingCalendar, 'addWorkingDays' | 'workingDaysBetween' | 'isOpen' | 'nextChange'>
  timeZone: string
  departments: Departments
  /** By the responsibility list as it is in memory. */
  match: Find
  cipher: Pick<Cipher, 'open'>
  form: Pick<FormFile, 'choices'>
  /** Whether a ticket is before the reviewers of a session. */
  underReview: (ticketId: string) => Promise<boolean>
}

/** As the site has set them. */
export const limitsOf = ({ ticket, ticketDays }: Pick<Policy, 'ticket' | 'ticketDays'>) => ({ ...ticket, days: ticketDays })

const MINUTES_A_DAY = 24 * 60
/** Hours that open and close more often than this while somebody is waited for are none. */
const TURNS_MAX = 1_000

/** Sub-platform the people of a department work in; null = the centre's. */
export const workspaceOf = (departments: Pick<Departments, 'find'>) => (code: string): string | null => departments.find(code)?.workspace ?? null

/** What decisions about tickets need to know of the site. */
export function ticketContext({ now, limits, calendar, timeZone, departments, match, cipher, form, underReview }: ContextDeps) {
  const dayOf = (at: number): string => wallTime(at, timeZone).day

  const days: Context['days'] = {
    deadline: (from, n) => instantOf(calendar.addWorkingDays(dayOf(from), n), MINUTES_A_DAY, timeZone) - 1,
    before(at, n) {
      const { day } = wallTime(at, timeZone)
      return at - instantOf(day, 0, timeZone) + instantOf(calendar.addWorkingDays(day, -n), 0, timeZone)
    },
  }

  /** What is due until then has its yellow card by now: the last deadline whose n-th working day before has come (A-J27). */
  function nearBy(now: number, n: number): number {
    const { day } = wallTime(now, timeZone)
    const isWorkingDay = calendar.addWorkingDays(calendar.addWorkingDays(day, 1), -1) === day
    const last = calendar.addWorkingDays(day, n)
    return isWorkingDay ? now - instantOf(day, 0, timeZone) + instantOf(last, 0, timeZone) : instantOf(last, MINUTES_A_DAY, timeZone) - 1
  }

  function above(code: string): string[] {
    const found: string[] = []
    for (let at = departments.find(code); at && !found.includes(at.code); at = at.parent === null ? undefined : departments.find(at.parent)) found.push(at.code)
    return found.length === 0 ? [code] : found
  }

  function later(code: string, from: number, ms: number): number {
    const unit = departments.find(code)
    if (!unit || unit.respondClock === 'calendar' || unit.schedule === null) return from + ms
    let [at, left] = [from, ms]
    for (let turns = 0; turns < TURNS_MAX; turns += 1) {
      const next = calendar.nextChange(unit.schedule, at)
      const open = calendar.isOpen(unit.schedule, at)
      if (next === null || (open && left <= next - at)) break
      if (open) left -= next - at
      at = next
    }
    return at + left
  }

  /** Its own, or that of the nearest one above it that has one. */
  const districtOf = (code: string): string | null => above(code).map((one) => departments.find(one)?.area ?? null).find((area) => area !== null) ?? null

  const units: Context['units'] = {
    later,
    inUse: (code) => departments.find(code)?.inUse === true,
    within: (code, top) => above(code).includes(top),
    level: (code) => departments.find(code)?.level ?? 0,
    governmentOf: (areaCode) => departments.inUse().find(({ area }) => area !== null && areaCode?.startsWith(area) === true)?.code ?? null,
    covers(code, areaCode) {
      const district = districtOf(code)
      return district === null || areaCode === null || areaCode.startsWith(district)
    },
    workspaceOf: workspaceOf(departments),
    below: (code) => [code, ...departments.all().map((one) => one.code).filter((one) => one !== code && above(one).includes(code))],
  }

  const around = (actor: Context['actor']) => ({ now: now(), actor, limits: limits(), days, units })

  /** Whose the matter is by the list. */
  function matchOf(row: TicketRow): ReturnType<Find> {
    const { title, content, address } = fieldsOf(row, cipher.open)
    return match({ category: row.categoryCode, type: row.type, district: row.areaCode, hotline: row.dnis, text: `${title} ${content} ${address}` })
  }

  return {
    matchOf,
    /** It, and every department above it. */
    above,
    endOfDay: (at: number): number => instantOf(dayOf(at), MINUTES_A_DAY, timeZone) - 1,
    /** It, and every department below it. */
    below: units.below,
    units,
    days,
    /** What of a decision does not depend on the ticket. */
    around,
    nearBy,
    /** Working days from the one instant's day to the other's; below 0 when it lies behind. */
    workingDays: (from: number, to: number): number => calendar.workingDaysBetween(dayOf(from), dayOf(to)),
    yearOf: (at: number): string => dayOf(at).slice(0, 4),
    of: async (row: TicketRow, actor: Context['actor']): Promise<Context> => ({ ...around(actor), underReview: row.state === 'social_review' && (await underReview(row.id)), match: matchOf(row), matter: matterOf(form.choices, row.categoryCode), newId: (kind) => `${kind}.${randomUUID()}` }),
  }
}
