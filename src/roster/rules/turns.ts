import type { DutyPlan } from '../../contract/roster.ts'
import { minutesOf } from '../../contract/schedule.ts'
import { instantOf } from '../../calendar/rules/wall-clock.ts'
import { addDays, type KindOf } from '../../calendar/rules/working-days.ts'

/** Where the plans hold. */
export interface Place {
  /** IANA name, "Asia/Shanghai". */
  timeZone: string
  kindOf: KindOf
}

/** What of a plan says when a turn is, and whose. */
export type Planned = Pick<DutyPlan, 'id' | 'unit' | 'post' | 'people' | 'rotate' | 'days' | 'dayKind' | 'hours' | 'from' | 'until'>

/** A turn by the plan alone. */
export interface PlannedTurn extends Pick<Planned, 'unit' | 'post'> {
  /** "<plan>.<day>" */
  id: string
  plan: string
  /** On which it begins. */
  day: string
  startsAt: number
  endsAt: number
  /** Whose it is by the plan. */
  personId: string
}

export const turnId = (plan: string, day: string): string => `${plan}.${day}`

/** "<plan>.<day>" taken apart; null when it is no such thing. */
export function planAndDay(id: string): { plan: string; day: string } | null {
  const [, plan, day] = /^(.+)\.(\d{4}-\d\d-\d\d)$/.exec(id) ?? []
  return plan === undefined || day === undefined ? null : { plan, day }
}

/** 1 Monday … 7 Sunday. */
const weekday = (day: string): number => new Date(day).getUTCDay() || 7

export const DAY_MS = 86_400_000
const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS)

/** The Monday of its week. */
const mondayOf = (day: string): string => addDays(day, 1 - weekday(day))

/** Whose turn it is: who is first has the first day, or the week of the first day, whatever days are left out. */
function personOn({ people, rotate, from }: Planned, day: string): string {
  const nth = rotate === 'day' ? daysBetween(from, day) : daysBetween(mondayOf(from), mondayOf(day)) / 7
  return people[nth % people.length] ?? ''
}

/** The turn of the plan that begins on the day, if one does (G03: by the working-day calendar, holidays included). */
export function turnOn(plan: Planned, day: string, { timeZone, kindOf }: Place): PlannedTurn | null {
  const { from, until, days, dayKind } = plan
  if (day < from || (until !== null && day > until) || !days.includes(weekday(day))) return null
  if (dayKind !== 'any' && (kindOf(day) === 'workday') !== (dayKind === 'workday')) return null
  const minutes = minutesOf(plan.hours)
  const endDay = minutes.to > minutes.from ? day : addDays(day, 1)
  return {
    id: turnId(plan.id, day), plan: plan.id, day, unit: plan.unit, post: plan.post, personId: personOn(plan, day),
    startsAt: instantOf(day, minutes.from, timeZone), endsAt: instantOf(endDay, minutes.to, timeZone),
  }
}

/** All turns that begin on these days, first and last included, in the order of the clock. */
export function turnsOf(plans: readonly Planned[], { first, last }: { first: string; last: string }, place: Place): PlannedTurn[] {
  const found: PlannedTurn[] = []
  for (let day = first; day <= last; day = addDays(day, 1)) {
    for (const plan of plans) {
      const turn = turnOn(plan, day, place)
      if (turn) found.push(turn)
    }
  }
  return found.toSorted((a, b) => a.startsAt - b.startsAt || (a.post === b.post ? 0 : a.post === 'leader' ? -1 : 1))
}
