import { z } from 'zod'

/** What is attached to a ticket while it stays where it is (domain.md §4.1). */
export const RECORD_KINDS = [
  'return_request', 'extension_request', 'upgrade_request', 'approval', 'co_task', 'whistle', 'verification', 'checklist', 'instruction', 'reply', 'survey', 'social_review',
  'supervision', 'reminder', 'sponsor', 'pool', 'complaint', 'hand_over',
] as const
export const RecordKind = z.enum(RECORD_KINDS)
export type RecordKind = z.infer<typeof RecordKind>

/** open until it is done, refused, or dropped because the ticket went elsewhere. */
export const RecordState = z.enum(['open', 'done', 'refused', 'dropped'])
export type RecordState = z.infer<typeof RecordState>

/** `data` by kind: the fields of the event that made it, and those of the one that settled it. */
export const TicketRecord = z.object({
  id: z.string(),
  kind: RecordKind,
  state: RecordState,
  /** Department it is about or for. */
  unit: z.string().nullable(),
  /** Count of the ticket's returns for more work when it was made. */
  round: z.int(),
  openedAt: z.int(),
  openedBy: z.string(),
  dueAt: z.int().nullable(),
  settledAt: z.int().nullable(),
  settledBy: z.string().nullable(),
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])),
})
export type TicketRecord = z.infer<typeof TicketRecord>
