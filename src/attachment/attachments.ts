import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { Attachment } from '../contract/attachment.ts'
import type { Audit, Principal } from '../identity/port.ts'
import { AppError } from '../platform/errors.ts'
import type { Download } from '../platform/route.ts'
import type { AttachmentFiles } from './files.ts'
import { kindOf } from './rules/kind.ts'
import { contentTypeOf, nameOf } from './rules/name.ts'
import type { AttachmentRow, AttachmentStore } from './store.ts'

/** What must be known of the ticket; each throws NOT_FOUND for who may not see it. */
export interface TicketOfAttachment {
  id: string
  ticketNo: string
  /** The matter is not settled, and the person may add to it. */
  mayAdd: boolean
  open: boolean
  /** The person is of a department. */
  ofDepartment: boolean
  /** Whether the person may know of the file. */
  shows: (file: Pick<Attachment, 'forDepartments'>) => boolean
}

export interface AttachmentDeps {
  store: AttachmentStore
  files: AttachmentFiles
  cipher: { seal: (text: string) => string; open: (sealed: string) => string; sealBytes: (bytes: Buffer) => Buffer; openBytes: (sealed: Buffer) => Buffer }
  audit: Audit
  now: () => number
  newId: () => string
  maxBytes: () => number
  byNo: (ticketNo: string, user: Principal) => Promise<TicketOfAttachment>
  byId: (ticketId: string, user: Principal) => Promise<TicketOfAttachment>
}

const PER_TICKET = 50

export type Attachments = ReturnType<typeof createAttachments>

/** Files on tickets: judged by what they are, sealed at rest, every opening on record. */
export function createAttachments(deps: AttachmentDeps) {
  const { store, files, cipher, audit, now } = deps
  const shown = ({ nameSealed, ticketId: _t, removedBy: _r, ...row }: AttachmentRow): Attachment => ({ ...row, name: row.removedAt === null ? cipher.open(nameSealed) : '' })

  const note = async (action: string, user: Principal, { ticketNo }: TicketOfAttachment, { id, type, bytes }: Pick<AttachmentRow, 'id' | 'type' | 'bytes'>): Promise<void> =>
    await audit.write({ at: now(), actor: user.username, action: `attachment.${action}`, target: `ticket:${ticketNo}`, details: { attachment: id, type, bytes }, ok: true })

  async function there(id: string, user: Principal): Promise<{ row: AttachmentRow; ticket: TicketOfAttachment }> {
    const row = await store.find(id)
    if (!row || row.removedAt !== null) throw new AppError('NOT_FOUND')
    const ticket = await deps.byId(row.ticketId, user)
    if (!ticket.shows(row)) throw new AppError('NOT_FOUND')
    return { row, ticket }
  }

  return {
    ofTicket: async (ticketId: string): Promise<Attachment[]> => (await store.ofTicket(ticketId)).map(shown),

    /** Throws NOT_FOUND, FORBIDDEN, ILLEGAL_TRANSITION (settled), TOO_LARGE, UNSUPPORTED_MEDIA. */
    async add(ticketNo: string, user: Principal, name: string, content: Buffer): Promise<Attachment> {
      const ticket = await deps.byNo(ticketNo, user)
      if (!ticket.open) throw new AppError('ILLEGAL_TRANSITION', { allowed: [] })
      if (!ticket.mayAdd) throw new AppError('FORBIDDEN')
      if (content.length > deps.maxBytes() || (await store.ofTicket(ticket.id)).length >= PER_TICKET) throw new AppError('TOO_LARGE')
      const type = kindOf(content)
      if (type === null) throw new AppError('UNSUPPORTED_MEDIA')
      const row: AttachmentRow = {
        id: deps.newId(), ticketId: ticket.id, nameSealed: cipher.seal(nameOf(name, type)), type, bytes: content.length, sha256: sha256Of(content),
        uploadedAt: now(), uploadedBy: user.username, removedAt: null, removedBy: null, forDepartments: ticket.ofDepartment,
      }
      await note('add', user, ticket, row)
      // The file first: a row never speaks of what is not there.
      await files.write(row.id, cipher.sealBytes(content))
      await store.insert(row)
      return shown(row)
    },

    /** On record before the first byte is sent. Throws NOT_FOUND. */
    async read(id: string, user: Principal): Promise<Download> {
      const { row, ticket } = await there(id, user)
      await note('open', user, ticket, row)
      const sealed = await files.read(id)
      if (sealed === null) throw new AppError('NOT_FOUND')
      const content = cipher.openBytes(sealed)
      if (sha256Of(content) !== row.sha256) throw new Error(`the file of attachment ${id} is not the one that was uploaded`)
      return {
        contentType: contentTypeOf(row.type), size: content.length, fileName: cipher.open(row.nameSealed), saved: true,
        read: (start, end) => Readable.from([content.subarray(start, end + 1)]),
      }
    },

    /** The centre lets departments see a file of a confidential matter, or no longer. Throws NOT_FOUND, FORBIDDEN. */
    async share(id: string, user: Principal, forDepartments: boolean): Promise<Attachment> {
      const { row, ticket } = await there(id, user)
      if (ticket.ofDepartment || !ticket.mayAdd) throw new AppError('FORBIDDEN')
      await note(forDepartments ? 'share' : 'unshare', user, ticket, row)
      await store.share(id, forDepartments)
      return shown({ ...row, forDepartments })
    },

    /** By who uploaded it, while the matter is open. Throws NOT_FOUND, FORBIDDEN, ILLEGAL_TRANSITION. */
    async remove(id: string, user: Principal): Promise<void> {
      const { row, ticket } = await there(id, user)
      if (row.uploadedBy !== user.username) throw new AppError('FORBIDDEN')
      if (!ticket.open) throw new AppError('ILLEGAL_TRANSITION', { allowed: [] })
      await note('remove', user, ticket, row)
      if (await store.remove(id, now(), user.username)) await files.remove(id)
    },
  }
}

const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')
