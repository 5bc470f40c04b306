import type { NotifyPreferences } from '../../contract/notify.ts'
import { type Hours, minutesOf } from '../../contract/schedule.ts'
import type { NoticeKind, NoticeUrgency } from '../../contract/ticket-notice.ts'

const MINUTE_MS = 60_000
const DAY_MINUTES = 24 * 60

/** How long the quiet hours still last at this minute of the site's day; 0 = they are not now. "22:00-07:00" goes over midnight. */
export function quietForMs(hours: Hours | null, minute: number): number {
  if (hours === null) return 0
  const { from, to } = minutesOf(hours)
  const length = (to - from + DAY_MINUTES) % DAY_MINUTES || DAY_MINUTES
  const passed = (minute - from + DAY_MINUTES) % DAY_MINUTES
  return passed < length ? (length - passed) * MINUTE_MS : 0
}

/** Whether somebody wants this one told by more than the list. Emergencies are told to everybody. */
export const isWanted = ({ muted }: Pick<NotifyPreferences, 'muted'>, { kind, urgency }: { kind: NoticeKind; urgency: NoticeUrgency }): boolean => urgency === 'emergency' || !muted.includes(kind)

/** Whether somebody gets a mail for it. */
export function isMailed(wishes: Pick<NotifyPreferences, 'muted' | 'mailWhen'>, notice: { kind: NoticeKind; urgency: NoticeUrgency }): boolean {
  if (wishes.mailWhen === 'off' || !isWanted(wishes, notice)) return false
  return wishes.mailWhen === 'all' || notice.urgency !== 'later'
}

/** How long a mail waits for others to go with it, from now on; an emergency never does. */
export function mailWaitsMs(urgency: NoticeUrgency, { soonMs, laterMs, quietMs }: { soonMs: number; laterMs: number; quietMs: number }): number {
  if (urgency === 'emergency') return 0
  return Math.max(urgency === 'soon' ? soonMs : laterMs, quietMs)
}
