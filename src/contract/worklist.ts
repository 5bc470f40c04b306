import { z } from 'zod'
import { TicketRecord } from './ticket-record.ts'
import { Ticket } from './ticket.ts'

/** What waits for somebody at a desk; whose desk which list is on, and what is in it: ticket/rules/worklists.ts. */
export const WORKLISTS = [
  'unassigned', 'triage', 'returns',
  'to_sign', 'to_verify', 'handling', 'rework', 'due_today', 'co_tasks', 'whistles', 'approvals', 'supervised', 'disputed', 'to_review',
  'to_call', 'to_judge',
  'extensions', 'upgrades', 'social_requests', 'in_social_review', 'pool', 'supervision', 'sponsored',
  'emergency', 'open', 'nearly_due', 'overdue',
] as const
export const WorklistName = z.enum(WORKLISTS)
export type WorklistName = z.infer<typeof WorklistName>

export const WorklistCount = z.object({ name: WorklistName, count: z.int(), /** Whose time has run out. */ late: z.int() }).meta({ id: 'WorklistCount' })
export type WorklistCount = z.infer<typeof WorklistCount>

/** One thing to do: about the ticket, or about what is attached to it. */
export const WorklistEntry = z
  .object({
    ticket: Ticket,
    record: TicketRecord.nullable(),
    /** Until when; null = no time is set. */
    by: z.int().nullable(),
    /** Since when it waits. */
    since: z.int(),
  })
  .meta({ id: 'WorklistEntry' })
export type WorklistEntry = z.infer<typeof WorklistEntry>
