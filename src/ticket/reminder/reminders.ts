import type { HotlineNumber } from '../../contract/ids.ts'
import type { Dialing } from '../../dialer/port.ts'
import type { PhoneReminderWhom } from '../../contract/reminder.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Log } from '../../platform/log.ts'
import type { Trx } from '../../platform/store.ts'
import type { Change } from '../case-store.ts'
import { DAY_MS, type Details, type SystemEvent } from '../rules/case.ts'
import { callsFor, climbs, isStillWanted, phoneFor } from '../rules/phoning.ts'
import type { PhoneReminder, ReminderStore } from './store.ts'

export interface ReminderDeps {
  store: ReminderStore
  dialing: Pick<Dialing, 'schedule' | 'drop'>
  /** Telephones of a department that may be dialled, as they are dialled. */
  phonesOf: (unit: string) => readonly { kind: string; number: string }[]
  /** The line whose number they see. */
  primary: () => HotlineNumber
  /** What the system itself does with a ticket; false when it does not fit any more. */
  carryOut: (ticketId: string, event: SystemEvent, also: (trx: Trx) => Promise<void>) => Promise<boolean>
  /** Tells the supervisor. */
  tell: (ticketId: string, notice: { id: string; unit: string; details: Details }) => Promise<void>
  clock: Clock
  log: Pick<Log, 'error'>
}

const NOTED_AT_ONCE = 50
const LOOK_EVERY_MS = 60_000

/** Somebody else was quicker with it. */
class Noted extends Error {
  override readonly name = 'Noted'
}

export type Reminders = ReturnType<typeof createReminders>

/**
 * 电话催办 (H08, H10): departments are called about yellow cards, matters nobody signs for and emergencies. What came of it is
 * put on the ticket as soon as it is safe, once.
 */
export function createReminders({ store, dialing, phonesOf, primary, carryOut, tell, clock, log }: ReminderDeps) {
  let [noting, again] = [null as Promise<void> | null, false]
  let cancel = (): void => {}

  /** Rings the first who has a telephone, from `whom` upwards; that one has none is told. */
  async function open(trx: Trx, wanted: Pick<PhoneReminder, 'ticketId' | 'unit' | 'cause'>, { base, whom, at }: { base: string; whom: PhoneReminderWhom; at: number }): Promise<boolean> {
    const phone = phoneFor(whom, phonesOf(wanted.unit))
    const one: PhoneReminder = { ...wanted, id: `${base}.${whom}`, whom, state: 'waiting', last: false, attempts: 0, openedAt: at, lastAt: null, settledAt: null }
    if (phone !== null) {
      if (await store.add(trx, one)) await dialing.schedule(trx, { kind: 'reminder', subject: one.id, number: phone.number, dnis: primary(), dueAt: at, anyHour: one.cause === 'emergency' })
      return true
    }
    const next = climbs(one)
    const reached = next !== null && (await open(trx, wanted, { base, whom: next, at }))
    if (whom === 'duty' || !reached) await store.add(trx, { ...one, state: 'no_phone', last: !(await store.saidLately(trx, one.unit, at - DAY_MS)), settledAt: at })
    return reached
  }

  /** Which have lost their ground. */
  async function dropped(trx: Trx, { row, decided: { after }, at }: Change): Promise<void> {
    if (row.state === after.state && row.leadUnit === after.leadUnit) return
    for (const one of await store.waitingOf(trx, row.id)) {
      if (isStillWanted(one, after)) continue
      await store.settle(trx, one.id, { state: 'dropped', at })
      await dialing.drop(trx, 'reminder', one.id)
    }
  }

  async function note({ id, ticketId, state, unit, whom, cause, attempts, settledAt, last }: PhoneReminder): Promise<void> {
    if (state === 'no_phone') {
      // Nothing was done about the ticket: it stays as it is. Once a day for a department is enough.
      if ((await store.noted(id, clock.now())) && last) await tell(ticketId, { id, unit, details: { outcome: state, unit, whom, cause, automatic: true } })
      return
    }
    const event: SystemEvent = { event: 'phoned', outcome: state === 'confirmed' ? 'confirmed' : 'unanswered', unit, whom, cause, tries: attempts, at: settledAt ?? clock.now(), last }
    const done = await carryOut(ticketId, event, async (trx) => {
      if (!(await store.noted(id, clock.now(), trx))) throw new Noted()
    }).catch((error: unknown) => {
      if (error instanceof Noted) return true
      throw error
    })
    // The ticket takes it no more: nobody will want to know.
    if (!done) await store.noted(id, clock.now())
  }

  async function noteAll(): Promise<void> {
    for (const one of await store.unnoted(NOTED_AT_ONCE)) await note(one)
  }

  /** Never beside itself; failures are logged and tried again. */
  function kick(): void {
    again = noting !== null
    noting ??= noteAll()
      .catch((error: unknown) => log.error('reminders by telephone could not be put on their tickets; tried again', { error }))
      .finally(() => {
        noting = null
        if (again) kick()
      })
  }

  return {
    /** In the transaction that keeps a change of a ticket. */
    async alongside(trx: Trx, change: Change): Promise<void> {
      const { row, decided, at, notices } = change
      await dropped(trx, change)
      for (const { whom, ...wanted } of callsFor(row, decided.after, notices)) await open(trx, { ...wanted, ticketId: row.id }, { base: `${row.id}.${row.version + 1}`, whom, at })
    },
    /** Nobody has confirmed: whoever comes next is called. In the transaction that settles the call. */
    async climb(trx: Trx, one: PhoneReminder, at: number): Promise<void> {
      const next = climbs(one)
      const reached = next !== null && (await open(trx, one, { base: one.id.replace(/\.\w+$/, ''), whom: next, at }))
      await store.settle(trx, one.id, { state: 'unanswered', at, last: !reached })
    },
    kick,
    start(): void {
      cancel = clock.every(LOOK_EVERY_MS, kick)
      kick()
    },
    async stop(): Promise<void> {
      cancel()
      again = false
      await noting
    },
  }
}
