import type { ExportColumn } from '../../contract/ticket-export.ts'
import type { Ticket, TicketFields } from '../../contract/ticket.ts'
import { stageOf } from '../rules/stage.ts'
import type { TicketWords } from '../words.ts'

/** What stands in a cell: text, a number, or an instant (Unix ms). */
export type Cell = string | number | { at: number } | null

/** Codes as people read them. */
export interface Naming {
  words: TicketWords
  type: (code: string) => string
  category: (code: string) => string
  area: (code: string) => string
  unit: (code: string) => string
  line: (number: string) => string
  /** A field of a category's template. */
  field: (id: string) => string
}

/** A ticket as its reader may see it, and what is written on it likewise. */
export interface Exported {
  ticket: Ticket
  fields: TicketFields
  now: number
}

const named = (code: string | null, name: (code: string) => string): string | null => (code === null ? null : name(code))
const instant = (at: number | null): Cell => (at === null ? null : { at })

/** The column of a ticket. */
export function cellOf(column: ExportColumn, { ticket, fields, now }: Exported, { words, type, category, area, unit, line }: Naming): Cell {
  switch (column) {
    case 'state': return words.states[ticket.state]
    case 'stage': { const stage = stageOf(ticket.state); return stage === null ? null : words.stages[stage] }
    case 'channel': return words.channels[ticket.channel]
    case 'line': return named(ticket.dnis, line)
    case 'type': return named(ticket.type, type)
    case 'category': return named(ticket.categoryCode, category)
    case 'area': return named(ticket.areaCode, area)
    case 'urgency': return words.urgencies[ticket.urgency]
    case 'grade': return ticket.grade === null ? null : words.grade(ticket.grade)
    case 'phone': return fields.contactPhone === '' ? ticket.ani : fields.contactPhone
    case 'unit': return named(ticket.leadUnit, unit)
    case 'accountableUnit': return named(ticket.accountableUnit, unit)
    case 'overdue': return ticket.dueAt === null ? null : (ticket.feedbackAt ?? ticket.closedAt ?? now) > ticket.dueAt ? words.yes : words.no
    case 'solved': return ticket.solved === null ? null : words.solved[ticket.solved]
    case 'satisfied': return ticket.satisfied === null ? null : words.satisfied[ticket.satisfied]
    case 'openedAt': case 'acceptedAt': case 'dispatchedAt': case 'signedAt': case 'dueAt': case 'feedbackAt': case 'closedAt': case 'updatedAt': return instant(ticket[column])
    case 'limitDays': case 'round': case 'bounceCount': case 'extensionCount': case 'repeatCount': return ticket[column]
    case 'ticketNo': case 'externalNo': case 'dnis': case 'agent': case 'section': return ticket[column]
    case 'address': case 'title': case 'content': case 'respondent': case 'callerName': case 'reply': return fields[column]
  }
}
