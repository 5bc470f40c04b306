import { randomUUID } from 'node:crypto'
import { createAttachments, type TicketOfAttachment } from '../attachment/attachments.ts'
import { attachmentFiles } from '../attachment/files.ts'
import { attachmentStore } from '../attachment/store.ts'
import { DONE_STATES, type TicketNo } from '../contract/ticket.ts'
import type { Audit, Principal } from '../identity/port.ts'
import { AppError } from '../platform/errors.ts'
import type { FieldCipher } from '../platform/field-cipher.ts'
import type { Reading } from '../ticket/reading.ts'
import { fileShown, isOfDepartment } from '../ticket/rules/visibility.ts'
import type { TicketStore } from '../ticket/store.ts'

interface Sources {
  db: Parameters<typeof attachmentStore>[0]
  cipher: FieldCipher
  audit: Audit
  now: () => number
  /** Folder of the sealed files, absolute. */
  attachmentsDir: string
  limits: () => { attachmentMaxMb: number }
  store: Pick<TicketStore, 'byId'>
}

const MB = 1024 * 1024

/** Files on tickets; whoever may read a ticket may read them. `reading` is asked for late: it lists them. */
export function joinAttachments({ db, cipher, audit, now, attachmentsDir, limits, store }: Sources, reading: () => Pick<Reading, 'find' | 'mayDo'>) {
  const seen = (row: Awaited<ReturnType<Reading['find']>>, user: Principal): TicketOfAttachment => ({
    id: row.id, ticketNo: row.ticketNo, open: !DONE_STATES.includes(row.state),
    ofDepartment: isOfDepartment(user), shows: (file) => fileShown(file, user, row),
    mayAdd: reading().mayDo(row, user, 'ticket.supplement') || reading().mayDo(row, user, 'ticket.edit'),
  })
  const byNo = async (ticketNo: string, user: Principal): Promise<TicketOfAttachment> => seen(await reading().find(ticketNo as TicketNo, user), user)
  return createAttachments({
    store: attachmentStore(db), files: attachmentFiles(attachmentsDir), cipher, audit, now, newId: randomUUID, maxBytes: () => limits().attachmentMaxMb * MB, byNo,
    async byId(ticketId, user) {
      const row = await store.byId(ticketId)
      if (!row) throw new AppError('NOT_FOUND')
      return await byNo(row.ticketNo, user)
    },
  })
}
