import type { Knex } from 'knex'
import { z } from 'zod'
import type { CallFact } from '../../call/facts.ts'
import { CallId } from '../../contract/ids.ts'
import { ContactOutcome, type TicketContact } from '../../contract/ticket-contact.ts'
import { contactOutcome, isToCitizen } from '../rules/contact.ts'

export interface ContactStore {
  /** Calls to the citizen about the ticket, newest first. */
  ofTicket: (ticketNo: string) => Promise<TicketContact[]>
  /** How many the account has asked for since the instant. */
  askedSince: (by: string, at: number) => Promise<number>
}

const Row = z.object({
  callId: CallId, by: z.string().nullable(), unit: z.string().nullable(), reasonSealed: z.string(), at: z.coerce.number(), answeredAt: z.coerce.number().nullable(),
  endedAt: z.coerce.number().nullable(), outcome: ContactOutcome.nullable(),
})

export function contactStore(db: Knex, cipher: { open: (sealed: string) => string }): ContactStore {
  return {
    async ofTicket(ticketNo) {
      const rows = await db('ticket_contacts').where({ ticket_no: ticketNo }).orderBy([{ column: 'at', order: 'desc' }, { column: 'call_id', order: 'desc' }]).select({
        callId: 'call_id', by: 'asked_by', unit: 'unit', reasonSealed: 'reason_sealed', at: 'at', answeredAt: 'answered_at', endedAt: 'ended_at', outcome: 'outcome',
      })
      return Row.array().parse(rows).map(({ reasonSealed, ...row }) => ({ ...row, reason: cipher.open(reasonSealed), lengthMs: row.answeredAt === null || row.endedAt === null ? null : row.endedAt - row.answeredAt }))
    },
    async askedSince(by, at) {
      const [found] = await db('ticket_contacts').where({ asked_by: by }).andWhere('at', '>', at).count({ n: '*' })
      return Number(found?.n ?? 0)
    },
  }
}

/** What calls of ours about tickets leave there, whoever made them. Told twice, it says the same. */
export async function recordContacts(trx: Knex.Transaction, facts: readonly CallFact[], { cipher }: { cipher: { seal: (text: string) => string } }): Promise<void> {
  for (const fact of facts) {
    if (fact.type === 'callArrived' && fact.ticketNo !== null && isToCitizen(fact.labels)) {
      const { by = null, unit = null, reason = '' } = fact.wish ?? {}
      await trx('ticket_contacts').insert({ call_id: fact.call, ticket_no: fact.ticketNo, asked_by: by, unit, reason_sealed: cipher.seal(reason), at: fact.at }).onConflict('call_id').ignore()
    } else if ((fact.type === 'citizenReached' || fact.type === 'agentConnected') && fact.ticketNo !== null) {
      await trx('ticket_contacts').where({ call_id: fact.call }).update({ answered_at: fact.answeredAt })
    } else if (fact.type === 'callEnded' && fact.ticketNo !== null) {
      await trx('ticket_contacts').where({ call_id: fact.call }).update({ answered_at: fact.answeredAt, ended_at: fact.at, outcome: contactOutcome(fact) })
    }
  }
}
