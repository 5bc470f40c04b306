import type { Script } from '../../call/script.ts'
import type { Heard, JobRules } from '../../dialer/port.ts'
import { againAt, isStillWanted, statusOf } from '../rules/phoning.ts'
import type { InTransaction } from '../../platform/store.ts'
import type { Reminders } from './reminders.ts'
import type { ReminderStore } from './store.ts'

export interface ReminderJobDeps {
  store: ReminderStore
  reminders: Pick<Reminders, 'climb' | 'kick'>
  inTransaction: InTransaction
  maxAtOnce: () => number
  /** By day, on any day; emergencies at any hour. */
  daytime: { isOpen: (now: number) => boolean; opensAt: (now: number) => number }
}

const ASK = 'remind'
const CONFIRMED = 'confirmed'
const TOGETHER = 20

/** Key 1 confirms; nobody who says nothing is taken to have heard it. */
export const scriptOf = (tickets: number, status: string): Script => ({
  start: ASK, keyMs: 6_000, maxPlays: 3, person: null, invalid: { id: 'survey_invalid', values: {} },
  steps: {
    [ASK]: { what: 'ask', prompt: { id: 'unit_reminder', values: { n: String(tickets), status } }, keys: { 1: { value: CONFIRMED, next: 'thanks' } }, silent: null },
    thanks: { what: 'say', prompt: { id: 'unit_reminder_thanks', values: {} }, next: null },
  },
})

const confirmedAt = ({ answers }: Heard): number | null => answers.find(({ step, value }) => step === ASK && value === CONFIRMED)?.at ?? null

/** Calls of departments, as the dialer wants to know them: several tickets of one are one call. */
export function reminderJobs({ store, reminders, inTransaction, maxAtOnce, daytime }: ReminderJobDeps): JobRules {
  return {
    kind: 'reminder',
    together: TOGETHER,
    yieldsToCallers: false,
    oncePerDay: false,
    maxAtOnce,
    mayCall: ({ anyHour, dueAt }, now) => now >= dueAt && (anyHour || daytime.isOpen(now)),
    opensAt: ({ anyHour, dueAt }, now) => (anyHour ? Math.max(now, dueAt) : daytime.opensAt(Math.max(now, dueAt))),
    async script(jobs, now) {
      const found = await store.withTickets(jobs.map(({ subject }) => subject))
      const isWanted = (one: (typeof found)[number]): boolean => one.state === 'waiting' && isStillWanted(one, { state: one.ticketState, leadUnit: one.leadUnit })
      const gone = found.filter((one) => !isWanted(one) && one.state === 'waiting')
      if (gone.length > 0) await inTransaction(async (trx) => {
        for (const { id } of gone) await store.settle(trx, id, { state: 'dropped', at: now })
      })
      const wanted = found.filter(isWanted)
      return wanted.length === 0 ? null : scriptOf(new Set(wanted.map(({ ticketId }) => ticketId)).size, statusOf(wanted.map(({ cause }) => cause)))
    },
    async ticketNo(jobs) {
      const tickets = new Set((await store.withTickets(jobs.map(({ subject }) => subject))).map(({ ticketNo }) => ticketNo))
      const [only] = tickets
      return tickets.size === 1 && only !== undefined ? only : null
    },
    async heard(trx, { subject }, heard) {
      const at = confirmedAt(heard)
      if (at !== null) await store.settle(trx, subject, { state: 'confirmed', at })
    },
    async settle(...[trx, { subject }, end, heard, now]) {
      await store.tried(trx, subject, now)
      const at = confirmedAt(heard)
      if (at !== null) await store.settle(trx, subject, { state: 'confirmed', at })
      const one = await store.find(subject, trx)
      if (one?.state !== 'waiting') return { state: 'done' }
      const next = end === 'invalid' ? null : againAt(one.cause, one.attempts, now)
      if (next !== null) return { state: 'scheduled', counts: true, againAt: next }
      await reminders.climb(trx, one, now)
      return { state: 'done' }
    },
    settled: reminders.kick,
  }
}
