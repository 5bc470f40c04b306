import { z } from 'zod'
import { ListFilter } from './ticket-list.ts'

/** What a row of an export can hold, in the order of its columns. */
export const EXPORT_COLUMNS = [
  'ticketNo', 'externalNo', 'state', 'stage', 'channel', 'dnis', 'line', 'type', 'category', 'area', 'address', 'title', 'content', 'respondent', 'urgency', 'grade',
  'callerName', 'phone', 'agent', 'unit', 'section', 'accountableUnit', 'openedAt', 'acceptedAt', 'dispatchedAt', 'signedAt', 'dueAt', 'feedbackAt', 'closedAt', 'updatedAt', 'limitDays', 'overdue',
  'solved', 'satisfied', 'round', 'bounceCount', 'extensionCount', 'repeatCount', 'reply',
] as const
export const ExportColumn = z.enum(EXPORT_COLUMNS)
export type ExportColumn = z.infer<typeof ExportColumn>

export const AskExport = z
  .object({
    format: z.enum(['csv', 'xlsx']),
    /** Which tickets, and in which order: as GET /tickets is asked. */
    query: ListFilter,
    columns: z.array(ExportColumn).min(1).max(EXPORT_COLUMNS.length),
    /** Names and numbers in full, and what for; takes the rights to supervise and to reveal. Null: masked. */
    unmasked: z.object({ reason: z.string().trim().min(4).max(200) }).strict().nullable().default(null),
  })
  .strict()
  .meta({ id: 'AskTicketExport' })
export type AskExport = z.infer<typeof AskExport>

export const TicketExport = z
  .object({
    id: z.string(),
    format: z.enum(['csv', 'xlsx']),
    /** waiting: another one is being written first. */
    state: z.enum(['waiting', 'running', 'done', 'failed']),
    /** Written so far, without the head. */
    rows: z.int(),
    /** There were more than policy.ticket.exportRowsMax; the first so many are in it. */
    cut: z.boolean(),
    unmasked: z.boolean(),
    askedAt: z.int(),
    /** Then the file is deleted. */
    deletedAt: z.int(),
  })
  .meta({ id: 'TicketExport' })
export type TicketExport = z.infer<typeof TicketExport>
