import { z } from 'zod'

/** By content; anything else is refused. */
export const AttachmentType = z.enum(['jpeg', 'png', 'webp', 'pdf', 'docx', 'xlsx', 'wav', 'mp3', 'mp4', 'txt'])
export type AttachmentType = z.infer<typeof AttachmentType>

/** A file on a ticket; its bytes are GET /attachments/{id}. */
export const Attachment = z
  .object({
    id: z.string(),
    name: z.string(),
    type: AttachmentType,
    bytes: z.int(),
    /** Of the bytes as they were uploaded. */
    sha256: z.string(),
    uploadedAt: z.int(),
    uploadedBy: z.string(),
    /** Removed by who uploaded it: only that it was there is left. */
    removedAt: z.int().nullable(),
    /** Of a confidential matter: departments may see it. */
    forDepartments: z.boolean(),
  })
  .meta({ id: 'Attachment' })
export type Attachment = z.infer<typeof Attachment>
