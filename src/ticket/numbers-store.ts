import type { Knex } from 'knex'
import type { TicketNo } from '../contract/ticket.ts'
import { runStatement } from '../database/statements.ts'
import { ticketNo } from './rules/ticket-no.ts'

/** Takes the next numbers under the key, and tells the last of them; in the transaction of what is numbered, so that none is given twice or lost. */
export async function takeNext(trx: Knex.Transaction, key: string, count = 1): Promise<number> {
  const [row] = await runStatement<{ last: number }>(
    trx,
    'insert into ticket_sequences (day, last) values (?, ?) on conflict (day) do update set last = ticket_sequences.last + excluded.last returning last',
    [key, count],
  )
  if (!row) throw new Error('the database gave no number')
  return row.last
}

/** Takes the next numbers of the day; in the transaction of the tickets, so that none is given twice or lost. */
export async function takeNumbers(trx: Knex.Transaction, { prefix, day }: { prefix: string; day: string }, count: number): Promise<TicketNo[]> {
  const last = await takeNext(trx, day, count)
  return Array.from({ length: count }, (_, i) => ticketNo(prefix, day, last - count + 1 + i))
}
