import { z } from 'zod'
import { Attachment } from '../contract/attachment.ts'
import { TicketNo } from '../contract/ticket-no.ts'
import { ownOf, type Principal } from '../identity/port.ts'
import { type Route, route, type RouteRequest } from '../platform/route.ts'
import type { Attachments } from './attachments.ts'

const ByNo = z.object({ ticketNo: TicketNo }).strict()
const ById = z.object({ id: z.uuid() }).strict()
const Shared = z.object({ shown: z.boolean() }).strict().meta({ id: 'AttachmentShared' })
const Named = z.object({ name: z.string().trim().min(1).max(300) }).strict()

/** No upload is read beyond this, whatever the policy says. */
export const UPLOAD_MAX_BYTES = 20 * 1024 * 1024

/** Whose ticket it is, is settled with the ticket. */

export function attachmentRoutes(attachments: Attachments): Route[] {
  return [
    route({
      method: 'post',
      path: '/tickets/:ticketNo/attachments',
      action: 'ticket.read',
      summary: 'Attaches a file (jpeg, png, webp, pdf, docx, xlsx, wav, mp3, mp4, txt; judged by its content)',
      about: ownOf,
      params: ByNo,
      query: Named,
      uploadMaxBytes: UPLOAD_MAX_BYTES,
      result: Attachment,
      status: 201,
      handle: async ({ params, query, body, user }: RouteRequest<z.infer<typeof ByNo>, z.infer<typeof Named>, Buffer, Principal>) => await attachments.add(params.ticketNo, user, query.name, body),
    }),
    route({
      method: 'get',
      path: '/attachments/:id',
      action: 'ticket.read',
      summary: 'The file, to be saved; every opening is on record',
      about: ownOf,
      params: ById,
      download: true,
      handle: async ({ params, user }: RouteRequest<z.infer<typeof ById>, unknown, unknown, Principal>) => await attachments.read(params.id, user),
    }),
    route({
      method: 'put',
      path: '/attachments/:id/departments',
      action: 'ticket.read',
      summary: 'Lets departments see a file of a confidential matter, or no longer; by the centre, on record',
      about: ownOf,
      params: ById,
      body: Shared,
      result: Attachment,
      handle: async ({ params, body, user }: RouteRequest<z.infer<typeof ById>, unknown, z.infer<typeof Shared>, Principal>) => await attachments.share(params.id, user, body.shown),
    }),
    route({
      method: 'delete',
      path: '/attachments/:id',
      action: 'ticket.read',
      summary: 'Takes back a file one has attached oneself, while the matter is open; that it was there stays on record',
      about: ownOf,
      params: ById,
      status: 204,
      handle: async ({ params, user }: RouteRequest<z.infer<typeof ById>, unknown, unknown, Principal>) => await attachments.remove(params.id, user),
    }),
  ]
}
