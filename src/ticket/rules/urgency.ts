import type { NoticeKind, NoticeUrgency } from '../../contract/ticket-notice.ts'
import type { Details } from './case.ts'

/** What somebody must act on today, by kind. */
const SOON: ReadonlySet<NoticeKind> = new Set<NoticeKind>([
  'respond_late', 'red_card', 'overdue', 'triage_late', 'dispatch_late', 'whistle', 'dispatched', 'supervision', 'sponsor_late', 'judge_late', 'problem', 'instruction', 'rework',
])

/** How a notice is told: an emergency (G14) and one that was not done in its half hour ring; see contract/ticket-notice.ts. */
export function urgencyOf(kind: NoticeKind, details: Details = {}): NoticeUrgency {
  if (kind === 'emergency' || kind === 'callout' || (kind === 'overdue' && details['type'] !== undefined)) return 'emergency'
  return SOON.has(kind) ? 'soon' : 'later'
}

/** Names of the instants of a notice that say until when, the nearer before the farther. */
const TERMS = ['respondBy', 'checkInBy', 'judgeBy', 'triageBy', 'replyBy', 'dueAt', 'deadline'] as const

/** Until when something is to be done about it, Unix ms. */
export function dueByOf(details: Details): number | null {
  for (const name of TERMS) {
    const term = details[name]
    if (typeof term === 'number') return term
  }
  return null
}
