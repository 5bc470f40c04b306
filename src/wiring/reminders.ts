import type { WorkingCalendar } from '../calendar/port.ts'
import type { Departments } from '../department/port.ts'
import { phonesOf } from '../department/rules/phones.ts'
import type { Dialing } from '../dialer/port.ts'
import type { Registry } from '../hotline/registry.ts'
import type { Outbound } from '../outbound/port.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { Db, InTransaction } from '../platform/store.ts'
import type { Acting } from '../ticket/acting.ts'
import type { Notices } from '../ticket/notice/notices.ts'
import { reminderJobs } from '../ticket/reminder/job.ts'
import { createReminders } from '../ticket/reminder/reminders.ts'
import { reminderStore } from '../ticket/reminder/store.ts'
import type { TicketStore } from '../ticket/store.ts'

export interface ReminderSources {
  db: Db
  inTransaction: InTransaction
  dialing: Dialing
  departments: Pick<Departments, 'find'>
  calendar: Pick<WorkingCalendar, 'isOpen' | 'nextChange'>
  registry: Pick<Registry, 'all'>
  outbound: Pick<Outbound, 'judge'>
  tickets: Pick<TicketStore, 'byId'>
  /** There once they are joined. */
  ticketing: () => { acting: Pick<Acting, 'system'>; notices: Pick<Notices, 'tell'> }
  maxAtOnce: () => number
  clock: Clock
  log: Log
}

/** Nobody's telephone rings earlier or later but for an emergency. */
const DAYTIME = { workdays: ['08:30-20:30'], restDays: ['08:30-20:30'], seasons: [] }

/** Departments that are called about their tickets, and these calls as the dialer knows them. */
export function joinReminders({ db, inTransaction, dialing, departments, calendar, registry, outbound, tickets, ticketing, maxAtOnce, clock, log }: ReminderSources) {
  const store = reminderStore(db)
  const reminders = createReminders({
    store, dialing, clock, log,
    carryOut: async (ticketId, event, also) => await ticketing().acting.system(ticketId, event, also),
    async tell(ticketId, { id, details }) {
      const row = await tickets.byId(ticketId)
      if (row) await ticketing().notices.tell(row, { id: `${id}.n`, kind: 'reminder', audience: 'supervisor', unit: null, details })
    },
    phonesOf(unit) {
      const found = departments.find(unit)
      if (!found) return []
      return phonesOf(found, calendar.isOpen(found.schedule, clock.now())).flatMap(({ kind, number }) => {
        const judged = outbound.judge(number)
        return judged.ok ? [{ kind, number: judged.number }] : []
      })
    },
    primary() {
      const line = registry.all().find(({ mergeMode }) => mergeMode === 'primary')
      if (!line) throw new Error('no line of ours to call from')
      return line.number
    },
  })
  const daytime = {
    isOpen: (now: number): boolean => calendar.isOpen(DAYTIME, now),
    opensAt: (now: number): number => (calendar.isOpen(DAYTIME, now) ? now : (calendar.nextChange(DAYTIME, now) ?? now)),
  }
  return { reminders, jobs: reminderJobs({ store, reminders, inTransaction, maxAtOnce, daytime }) }
}
