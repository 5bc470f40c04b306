import { z } from 'zod'
import { ExtensionPreview } from '../../contract/ticket-detail.ts'
import { TicketNo } from '../../contract/ticket-no.ts'
import { ownOf, type Principal } from '../../identity/port.ts'
import type { Language } from '../../platform/language.ts'
import { type Route, route, type RouteRequest } from '../../platform/route.ts'
import type { Acting } from '../acting.ts'
import type { Reading } from '../reading.ts'
import { sentenceOf } from '../refusals.ts'
import type { Case, Context } from '../rules/case.ts'
import { decide } from '../rules/decide.ts'
import { extendedTo, takesLeader } from '../rules/extending.ts'
import type { TicketRow } from '../store.ts'

const ByNo = z.object({ ticketNo: TicketNo }).strict()
const Wanted = z.object({ days: z.coerce.number().int().min(1).max(60).default(5) }).strict()

interface Needs {
  reading: Pick<Reading, 'find'>
  acting: Pick<Acting, 'caseOf'>
  contextOf: (row: TicketRow, actor: Context['actor']) => Promise<Context>
}

/** What a request for so many working days would bring, decided as the request itself would be; nothing is changed. */
function preview(now: Case, days: number, context: Context, language: Language): ExtensionPreview {
  const asked = decide(now, { event: 'requestExtension', days, reason: 'complex', note: '', callerInformed: true }, context)
  const refused = 'refusal' in asked ? asked.refusal.errors.map(({ why }) => sentenceOf(why, language)).join(' ') || asked.refusal.code : null
  return { dueAt: now.dueAt, newDueAt: now.dueAt === null ? null : extendedTo(now.dueAt, days, context), byLeader: takesLeader(now), daysMax: context.limits.extensionMaxDays, refused }
}

/** GET /tickets/{ticketNo}/extension. */
export const extensionPreviewRoute = ({ reading, acting, contextOf }: Needs): Route =>
  route({
    method: 'get',
    path: '/tickets/:ticketNo/extension',
    action: 'ticket.read',
    summary: 'Until when it would be due with so many working days more, who would decide on it, and why it cannot be asked for',
    about: ownOf,
    params: ByNo,
    query: Wanted,
    result: ExtensionPreview,
    async handle({ params, query, user, language }: RouteRequest<z.infer<typeof ByNo>, z.infer<typeof Wanted>, unknown, Principal>) {
      const row = await reading.find(params.ticketNo, user)
      return preview(await acting.caseOf(row), query.days, await contextOf(row, { username: user.username, unit: user.department }), language)
    },
  })
