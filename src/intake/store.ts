import type { Knex } from 'knex'
import { z } from 'zod'
import type { TicketNo } from '../contract/ticket.ts'

const Row = z.object({ ticketId: z.string(), ticketNo: z.string(), fingerprint: z.string(), receivedAt: z.int(), accepted: z.coerce.boolean() })
const Message = z.object({ ticketNo: z.string(), receivedAt: z.int() })

/** A matter of a source, and what it was answered. */
export type Received = Omit<z.infer<typeof Row>, 'ticketNo'> & { ticketNo: TicketNo }

export interface Receiving extends Received {
  source: string
  reference: string
  submitterSealed: string | null
}

/** Undoes the transaction: it was received before. */
export class ReceivedBefore extends Error {
  override readonly name = 'ReceivedBefore'
}

export interface IntakeStore {
  find: (source: string, reference: string) => Promise<Received | undefined>
  /** Throws ReceivedBefore. */
  keep: (trx: Knex.Transaction, one: Receiving) => Promise<void>
  /** Complete matters that were received and, because the server died, not handed in. */
  unfinished: () => Promise<{ ticketId: string; source: string }[]>
  submitterOf: (ticketId: string) => Promise<string | null>
  message: (hotline: string, id: string) => Promise<z.infer<typeof Message> | undefined>
  /** Throws ReceivedBefore. */
  keepMessage: (trx: Knex.Transaction, one: { hotline: string; id: string; ticketNo: string; at: number }) => Promise<void>
}

/** What other systems have handed in and said, each once: the key is the database's to keep. */
export function intakeStore(db: Knex): IntakeStore {
  return {
    async find(source, reference) {
      const row = Row.optional().parse(await db('intake_tickets').where({ source, reference }).first({ ticketId: 'ticket_id', ticketNo: 'ticket_no', fingerprint: 'fingerprint', receivedAt: 'received_at', accepted: 'accepted' }))
      return row && { ...row, ticketNo: row.ticketNo as TicketNo }
    },
    async keep(trx, { source, reference, ticketId, ticketNo, fingerprint, submitterSealed, receivedAt, accepted }) {
      const row = { source, reference, ticket_id: ticketId, ticket_no: ticketNo, fingerprint, submitter_sealed: submitterSealed, received_at: receivedAt, accepted }
      const kept = await trx('intake_tickets').insert(row).onConflict(['source', 'reference']).ignore().returning('reference')
      if (kept.length === 0) throw new ReceivedBefore()
    },
    unfinished: async () =>
      await db('intake_tickets').join('tickets', 'tickets.id', 'intake_tickets.ticket_id').where({ 'intake_tickets.accepted': true, 'tickets.state': 'draft' }).select({ ticketId: 'ticket_id', source: 'intake_tickets.source' }),
    async submitterOf(ticketId) {
      const row: { sealed: string | null } | undefined = await db('intake_tickets').where({ ticket_id: ticketId }).first({ sealed: 'submitter_sealed' })
      return row?.sealed ?? null
    },
    message: async (hotline, id) => Message.optional().parse(await db('exchange_messages').where({ hotline, id }).first({ ticketNo: 'ticket_no', receivedAt: 'received_at' })),
    async keepMessage(trx, { hotline, id, ticketNo, at }) {
      const kept = await trx('exchange_messages').insert({ hotline, id, ticket_no: ticketNo, received_at: at }).onConflict(['hotline', 'id']).ignore().returning('id')
      if (kept.length === 0) throw new ReceivedBefore()
    },
  }
}
