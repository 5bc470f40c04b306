import type { PhoneReminderCause, PhoneReminderWhom } from '../../contract/reminder.ts'
import type { Case, Notice } from './case.ts'
import { WITH_UNIT } from './machine.ts'

// Reminders by telephone (domain.md §5.13, H08): who is called about what, and when not any more.

export interface Wanted {
  unit: string
  cause: PhoneReminderCause
  whom: PhoneReminderWhom
}

type Where = Pick<Case, 'state' | 'leadUnit' | 'urgency'>

const WHOM: Readonly<Partial<Record<Notice['audience'], PhoneReminderWhom>>> = { unit: 'duty', deputy: 'deputy', head: 'head' }

/** An emergency that a department just got, a yellow card, a matter that nobody has signed for: whoever is told of it is also called. */
export function callsFor(before: Where, after: Where, notices: readonly Notice[]): Wanted[] {
  const unit = after.leadUnit
  if (unit === null) return []
  const urgent = after.urgency === 'emergency'
  const got = after.state === 'dispatched' && urgent && (before.state !== 'dispatched' || before.leadUnit !== unit)
  const told = notices.flatMap(({ kind, audience }): Wanted[] => {
    const whom = WHOM[audience]
    if (whom === undefined) return []
    if (kind === 'yellow_card') return [{ unit, cause: 'yellow', whom }]
    return kind === 'respond_late' ? [{ unit, cause: urgent ? 'emergency' : 'respond', whom }] : []
  })
  const all: Wanted[] = [...(got ? [{ unit, cause: 'emergency', whom: 'duty' } as const] : []), ...told]
  return all.filter(({ whom }, i) => all.findIndex((one) => one.whom === whom) === i)
}

/** The ground of the call is still there. */
export const isStillWanted = ({ unit, cause }: Pick<Wanted, 'unit' | 'cause'>, { state, leadUnit }: Pick<Case, 'state' | 'leadUnit'>): boolean =>
  leadUnit === unit && (cause === 'yellow' ? WITH_UNIT.includes(state) : state === 'dispatched')

/** Who is called when nobody has confirmed. What was not signed for in time climbs by its own clocks (domain.md §4.4). */
export function climbs({ cause, whom }: Pick<Wanted, 'cause' | 'whom'>): PhoneReminderWhom | null {
  if (cause === 'respond') return null
  return whom === 'duty' ? 'deputy' : whom === 'deputy' ? 'head' : null
}

/** Rings where somebody is on duty; without such a telephone in the office, then whoever handles the matters. */
const KINDS: Readonly<Record<PhoneReminderWhom, readonly string[]>> = { duty: ['duty', 'office', 'handler'], deputy: ['deputy'], head: ['head'] }
export function phoneFor<Phone extends { kind: string }>(whom: PhoneReminderWhom, phones: readonly Phone[]): Phone | null {
  for (const kind of KINDS[whom]) {
    const found = phones.find((one) => one.kind === kind)
    if (found) return found
  }
  return null
}

/** What is said of several tickets at once. */
const STATUS: Readonly<Record<PhoneReminderCause, string>> = { emergency: '为紧急事项，请立即签收处置', respond: '超过规定时间未签收', yellow: '即将到期' }
export const statusOf = (causes: readonly PhoneReminderCause[]): string => {
  const [first, ...others] = [...new Set(causes)]
  return first === undefined || others.length > 0 ? '需要尽快处理' : STATUS[first]
}

const AGAIN_MS: Readonly<Record<PhoneReminderCause, number>> = { emergency: 60_000, respond: 300_000, yellow: 1_800_000 }
const TRIES_MAX: Readonly<Record<PhoneReminderCause, number>> = { emergency: 3, respond: 3, yellow: 3 }
/** When it is tried again after so many tries; null = not any more. */
export const againAt = (cause: PhoneReminderCause, tries: number, now: number): number | null => (tries >= TRIES_MAX[cause] ? null : now + AGAIN_MS[cause])
