import { z } from 'zod'
import type { Callout, DutyPerson, DutyTurn, SpecialPeriod } from '../contract/roster.ts'
import { maskNumber } from '../platform/field-cipher.ts'
import type { Turn } from './book.ts'
import type { CalloutRow } from './callout-store.ts'
import type { KeptPerson } from './people-store.ts'
import { stateAt } from './rules/special.ts'
import type { KeptPeriod } from './special-store.ts'

// What is kept, as people see it.

export const personShown = ({ phone, email, ...rest }: KeptPerson): DutyPerson => ({ ...rest, phone: phone === null ? null : maskNumber(phone), hasEmail: email !== null })

const named = ({ id, name, position }: KeptPerson) => ({ id, name, position })

export const turnShown = ({ person, change, ...turn }: Turn, open: (sealed: string) => string, seenAt: number | null = null): DutyTurn => ({
  ...turn, person: person && named(person), changed: change && { reason: open(change.reasonSealed), at: change.at, by: change.by }, seenAt,
})

/** Of what is written on a ticket, what whoever is to come has to know. */
const Place = z.object({ address: z.string().default('') })

export function calloutShown(row: CalloutRow, person: KeptPerson | undefined, open: (sealed: string) => string): Callout {
  const { ticketId: _id, personId, noteSealed, confidential, writtenSealed, title, ...rest } = row
  return {
    ...rest, title: confidential ? '' : title, place: confidential || writtenSealed === null ? '' : Place.parse(JSON.parse(open(writtenSealed))).address, note: noteSealed === null ? '' : open(noteSealed),
    person: { id: personId, name: person?.name ?? '', position: person?.position ?? '', team: person?.team ?? null },
  }
}

export const periodShown = (period: KeptPeriod, now: number): SpecialPeriod => ({ ...period, state: stateAt(period, now) })
