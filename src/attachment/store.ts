import type { Knex } from 'knex'
import { z } from 'zod'
import { Attachment } from '../contract/attachment.ts'

const Row = Attachment.omit({ name: true }).extend({ ticketId: z.string(), nameSealed: z.string(), forDepartments: z.coerce.boolean(), removedBy: z.string().nullable() })
export type AttachmentRow = z.infer<typeof Row>

const COLUMNS = {
  id: 'id', ticketId: 'ticket_id', nameSealed: 'name_sealed', type: 'type', bytes: 'bytes', sha256: 'sha256', uploadedAt: 'uploaded_at', uploadedBy: 'uploaded_by', removedAt: 'removed_at', removedBy: 'removed_by', forDepartments: 'for_departments',
} as const satisfies Record<keyof AttachmentRow, string>

export interface AttachmentStore {
  find: (id: string) => Promise<AttachmentRow | undefined>
  /** Oldest first, with those that were removed. */
  ofTicket: (ticketId: string) => Promise<AttachmentRow[]>
  insert: (row: AttachmentRow) => Promise<void>
  share: (id: string, forDepartments: boolean) => Promise<void>
  /** False when it was removed before. */
  remove: (id: string, at: number, by: string) => Promise<boolean>
}

export const attachmentStore = (db: Knex): AttachmentStore => ({
  find: async (id) => Row.optional().parse(await db('attachments').where({ id }).first(COLUMNS)),
  ofTicket: async (ticketId) => Row.array().parse(await db('attachments').where({ ticket_id: ticketId }).orderBy(['uploaded_at', 'id']).select(COLUMNS)),
  async insert(row) {
    await db('attachments').insert(Object.fromEntries(Object.entries(COLUMNS).map(([name, column]) => [column, row[name as keyof AttachmentRow]])))
  },
  async share(id, forDepartments) {
    await db('attachments').where({ id }).update({ for_departments: forDepartments })
  },
  remove: async (id, at, by) => (await db('attachments').where({ id }).whereNull('removed_at').update({ removed_at: at, removed_by: by })) === 1,
})
