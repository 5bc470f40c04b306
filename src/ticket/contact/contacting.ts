import type { CallId, HotlineNumber } from '../../contract/ids.ts'
import type { CallCitizen, ContactPhone, ContactStage, TicketContact, TicketContacts } from '../../contract/ticket-contact.ts'
import type { TicketNo } from '../../contract/ticket.ts'
import type { TicketRecord } from '../../contract/ticket-record.ts'
import type { Audit, Principal } from '../../identity/port.ts'
import { AppError } from '../../platform/errors.ts'
import type { ContactStore } from './store.ts'
import type { Found, Reading } from '../reading.ts'
import { contactRefusal, contactsShown } from '../rules/contact.ts'
import { citizenNumber, type Cipher } from '../view.ts'

/** Who is to be called, about what, and by whose wish. */
export interface CitizenWanted {
  number: string
  dnis: HotlineNumber | null
  ticketNo: TicketNo
  /** Somebody in danger has asked for help: also at night. */
  urgent: boolean
  reason: string
}

/** A call under way. */
export interface ContactNow {
  call: CallId
  ticketNo: string | null
  by: string | null
  unit: string | null
  reason: string
  at: number
  answeredAt: number | null
  stage: ContactStage
}

export interface ContactingDeps {
  reading: Pick<Reading, 'find' | 'mayDo' | 'denied'>
  records: (ticketId: string) => Promise<TicketRecord[]>
  store: ContactStore
  cipher: Pick<Cipher, 'open'>
  audit: Audit
  now: () => number
  /** Phones that may be rung for this person now, the usual one first. */
  phones: (user: Principal) => readonly ContactPhone[]
  /** Rings that phone, then the citizen. Throws what the walls and the seat say. */
  place: (phone: ContactPhone, wanted: CitizenWanted, user: Principal) => CallId
  /** What the walls refuse in this work is put on record. */
  onRecord: <Result>(asked: { by: string; target: string }, work: () => Result | Promise<Result>) => Promise<Result>
  /** Calls of ours about tickets that go on. */
  underWay: () => readonly ContactNow[]
  limits: () => { atOnce: number; perHour: number }
}

const HOUR_MS = 3_600_000

export type Contacting = ReturnType<typeof createContacting>

/** Calls to the citizen that those make who work on a ticket; neither side learns the other's number. */
export function createContacting(deps: ContactingDeps) {
  const { reading, store, cipher, audit, now } = deps

  function numberOf(row: Found): string {
    const number = citizenNumber(row, cipher.open)
    if (number === null) throw new AppError('CITIZEN_LEFT_NO_NUMBER')
    return number
  }

  async function refused(row: Found, user: Principal): Promise<'ILLEGAL_TRANSITION' | 'FORBIDDEN' | null> {
    return reading.mayDo(row, user, 'ticket.call') ? contactRefusal(row, user, await deps.records(row.id)) : 'FORBIDDEN'
  }

  /** Nothing waits between this and the ringing: of two who ask at once the second is refused. */
  function refuseSecond(ticketNo: TicketNo, user: Principal): void {
    const going = deps.underWay()
    if (going.some((one) => one.ticketNo === ticketNo)) throw new AppError('CITIZEN_BEING_CALLED')
    if (going.filter(({ by }) => by === user.username).length >= deps.limits().atOnce) throw new AppError('OUTBOUND_LIMIT', { limit: 'calls_of_agent' })
  }

  async function contacts(row: Found, user: Principal): Promise<TicketContacts['items']> {
    const going = deps.underWay().filter(({ ticketNo }) => ticketNo === row.ticketNo)
    const kept = await store.ofTicket(row.ticketNo)
    // The record follows the call by a moment.
    const fresh = going.filter(({ call }) => !kept.some(({ callId }) => callId === call))
    const all: TicketContact[] = [...fresh.map(({ call, by, unit, reason, at, answeredAt }) => ({ callId: call, by, unit, reason, at, answeredAt, endedAt: null, lengthMs: null, outcome: null })), ...kept]
    const staged = all.map((one) => ({ ...one, stage: (one.outcome === null && going.find(({ call }) => call === one.callId)?.stage) || null }))
    return contactsShown(staged, user, row)
  }

  return {
    /** Throws NOT_FOUND. */
    async list(ticketNo: TicketNo, user: Principal): Promise<TicketContacts> {
      const row = await reading.find(ticketNo, user)
      const [items, refusal] = [await contacts(row, user), await refused(row, user)]
      const phones = refusal === null ? [...deps.phones(user)] : []
      const why = refusal ?? whyNot(() => numberOf(row)) ?? (phones.length === 0 ? 'NO_PHONE_REGISTERED' : null) ?? (items.some(({ outcome, stage }) => outcome === null && stage !== null) ? 'CITIZEN_BEING_CALLED' : null)
      return { allowed: why === null, refusal: why, phones, items }
    },
    /**
     * Rings the phone of whoever asks, then the citizen. Throws NOT_FOUND, FORBIDDEN, ILLEGAL_TRANSITION,
     * CITIZEN_LEFT_NO_NUMBER, NO_PHONE_REGISTERED, CITIZEN_BEING_CALLED, TARGET_BUSY, and what the walls say.
     */
    async call(ticketNo: TicketNo, user: Principal, { reason, phone }: CallCitizen): Promise<void> {
      const row = await reading.find(ticketNo, user)
      const refusal = await refused(row, user)
      if (refusal === 'FORBIDDEN') await reading.denied(user, 'ticket.call', ticketNo)
      if (refusal !== null) throw new AppError(refusal, refusal === 'ILLEGAL_TRANSITION' ? { allowed: [] } : {})
      const number = numberOf(row)
      const phones = deps.phones(user)
      const chosen = phone === undefined ? phones[0] : phones.find(({ id }) => id === phone)
      if (!chosen) throw new AppError('NO_PHONE_REGISTERED')
      await deps.onRecord({ by: user.username, target: number }, async () => {
        if ((await store.askedSince(user.username, now() - HOUR_MS)) >= deps.limits().perHour) throw new AppError('OUTBOUND_LIMIT', { limit: 'per_hour_of_agent' })
        refuseSecond(ticketNo, user)
        // On record before it rings; what is refused after all is put on record too.
        await audit.write({ at: now(), actor: user.username, action: 'ticket.call', target: `ticket:${ticketNo}`, details: { reason, unit: user.department, phone: chosen.kind }, ok: true })
        refuseSecond(ticketNo, user)
        deps.place(chosen, { number, dnis: row.dnis, ticketNo, urgent: row.urgency === 'emergency', reason }, user)
      })
    },
  }
}

function whyNot(work: () => unknown): string | null {
  try {
    work()
    return null
  } catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  }
}
