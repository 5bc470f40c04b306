import type { Ticket, TicketFields, TimelineEntry } from '../contract/ticket.ts'
import { maskNumber } from '../platform/field-cipher.ts'
import type { Kept } from './change-store.ts'
import { BLANK } from './rules/blank.ts'
import { comparable, type Identity } from './rules/repeat.ts'
import type { EntryRow, Like, TicketRow } from './store.ts'

export interface Cipher {
  seal: (text: string) => string
  open: (sealed: string) => string
  index: (text: string) => string
}

/** As it stands in lists. */
export function shown({ aniSealed, writtenSealed: _w, aniIndex: _a, contactIndex: _c, placeIndex: _p, subjectIndex: _s, openedBy: _o, source: _f, ...row }: TicketRow, open: Cipher['open']): Ticket {
  return { ...row, ani: aniSealed === null ? null : maskNumber(open(aniSealed)) }
}

type Column = 'title' | 'type' | 'categoryCode' | 'areaCode' | 'urgency' | 'confidential' | 'suggestedUnit'

export function fieldsOf({ title, type, categoryCode, areaCode, urgency, confidential, suggestedUnit, writtenSealed }: TicketRow, open: Cipher['open']): TicketFields {
  const written = writtenSealed === null ? {} : (JSON.parse(open(writtenSealed)) as Omit<TicketFields, Column>)
  return { ...BLANK, ...written, title, type, categoryCode, areaCode, urgency, confidential, suggestedUnit }
}

/** The way back. What is or may be personal is sealed in one piece. */
export function keptOf(fields: TicketFields, { seal, index }: Cipher): Kept {
  const { title, type, categoryCode, areaCode, urgency, confidential, suggestedUnit, ...written } = fields
  const hash = (text: string | null): string | null => (text === null || text === '' ? null : index(text))
  return {
    title, type, category_code: categoryCode, area_code: areaCode, urgency, confidential, suggested_unit: suggestedUnit, written_sealed: seal(JSON.stringify(written)),
    contact_index: hash(written.contactPhone), place_index: hash(comparable(written.address)), subject_index: hash(comparable(written.respondent)),
  }
}

export const identityOf = ({ aniIndex, contactIndex, categoryCode, areaCode, placeIndex, subjectIndex }: TicketRow): Identity => ({
  numbers: [aniIndex, contactIndex].filter((number) => number !== null), categoryCode, areaCode, place: placeIndex, subject: subjectIndex,
})

export const likeOf = (row: TicketRow): Like => ({ id: row.id, workspace: row.workspace, ...identityOf(row) })

/** The opening, then what was noted. */
export function timelineOf(row: TicketRow, events: readonly EntryRow[], open: Cipher['open']): TimelineEntry[] {
  const opening: TimelineEntry = { seq: 0, at: row.openedAt, actor: row.openedBy ?? 'system', event: 'open', from: null, to: 'draft', reason: null, note: '', ticketNo: null, details: {}, inStateMs: null }
  let since = row.openedAt
  const told = events.map(({ noteSealed, details, ...entry }): TimelineEntry => {
    const inStateMs = entry.to === entry.from ? null : entry.at - since
    if (inStateMs !== null) since = entry.at
    return { ...entry, note: noteSealed === null ? '' : open(noteSealed), details: details === null ? {} : (JSON.parse(details) as TimelineEntry['details']), inStateMs }
  })
  return [opening, ...told]
}

/**
 * Where the citizen is called: at the number they gave, else at the one they called from. null = neither; who wants to stay
 * unknown is not called back by way of the line they called on.
 */
export function citizenNumber(row: TicketRow, open: Cipher['open']): string | null {
  const { anonymous, contactPhone } = fieldsOf(row, open)
  return anonymous ? null : contactPhone || (row.aniSealed === null ? null : open(row.aniSealed))
}
