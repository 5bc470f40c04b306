import type { Job } from './jobs.ts'

const DAY_MS = 86_400_000

export interface Chores {
  /** What has changed by date, and notice of what will; see hotline/daily.ts. */
  hotlineDay: (day: string) => Promise<void>
  /** Deletes journal entries of calls that ended before the instant. */
  pruneJournal: (before: number) => Promise<void>
  cleanSessions: () => Promise<void>
  /** Deletes alarms that were seen before the instant. */
  pruneAlarms: (before: number) => Promise<void>
  /** Deletes mails and events that were settled long ago. */
  pruneNotify: () => Promise<void>
  /** Alarm when the calendar of the year to come is missing; see calendar/calendar.ts. */
  lookAhead: (day: string) => void
  now: () => number
  /** policy.journal.keepDays */
  journalKeepDays: () => number
  /** policy.alarm.keepDays */
  alarmKeepDays: () => number
}

/** The jobs every installation has. */
export const standingJobs = ({ hotlineDay, pruneJournal, pruneAlarms, pruneNotify, cleanSessions, lookAhead, now, journalKeepDays, alarmKeepDays }: Chores): Job[] => [
  { name: 'hotline-day', cron: '1 0 * * *', once: 'day', run: hotlineDay },
  { name: 'calendar-ahead', cron: '0 9 * * *', once: 'day', run: async (day) => lookAhead(day) },
  { name: 'journal-prune', cron: '20 3 * * *', once: 'day', run: async () => await pruneJournal(now() - journalKeepDays() * DAY_MS) },
  { name: 'alarm-prune', cron: '25 3 * * *', once: 'day', run: async () => await pruneAlarms(now() - alarmKeepDays() * DAY_MS) },
  { name: 'notify-prune', cron: '30 3 * * *', once: 'day', run: async () => await pruneNotify() },
  { name: 'session-cleanup', cron: '*/30 * * * *', once: 'tick', run: async () => await cleanSessions() },
]
