import { z } from 'zod'
import { RecordKind } from './ticket-record.ts'
import { NOTICE_AUDIENCES, NOTICE_KINDS } from './ticket-notice.ts'
import { Ticket } from './ticket.ts'

/** What a step would bring, if it were taken now; nothing has happened. Instants move with the clock until it is sent. */
export const TicketForesight = Ticket.pick({
  ticketNo: true, version: true, state: true, urgency: true, leadUnit: true, section: true, accountableUnit: true, round: true, final: true, grade: true, exempt: true, closeReason: true,
  respondBy: true, returnBy: true, triageBy: true, judgeBy: true, dueAt: true, limitDays: true,
})
  .extend({
    /** Until when the citizen is called back, or called again; null = not at all. */
    callBy: z.int().nullable(),
    /** Who is told, each once. */
    told: z.array(z.object({ kind: z.enum(NOTICE_KINDS), audience: z.enum(NOTICE_AUDIENCES), unit: z.string().nullable() })),
    /** What is attached to it: tasks of other departments, supervision. `type`: of supervision. */
    added: z.array(z.object({ kind: RecordKind, unit: z.string().nullable(), dueAt: z.int().nullable(), type: z.string().nullable() })),
  })
  .meta({ id: 'TicketForesight' })
export type TicketForesight = z.infer<typeof TicketForesight>
