import type { Knex } from 'knex'
import type { TicketFields } from '../../contract/ticket.ts'
import type { TicketRecord } from '../../contract/ticket-record.ts'
import { ROWS_PER_STATEMENT, slices } from '../../platform/slices.ts'
import { plain } from '../rules/segment.ts'

export interface Sealed {
  id: string
  title: string
  writtenSealed: string | null
}

type Open = (sealed: string) => string
type Written = Pick<TicketFields, 'content' | 'address' | 'respondent' | 'reply' | 'extra'>

/** Of a reply, what whoever reads the ticket reads. */
const REPLY = ['result', 'publicReply'] as const

/**
 * What can be searched for in these tickets, by their ids, as plain texts: title, content, address, respondent, reply, the
 * template's fields, supplements and replies of departments. Never name and number of the citizen: whoever may not see
 * them could otherwise ask for them. Of those that are `bare` neither the template's fields nor supplements.
 */
export async function textsOf<One extends Sealed>(db: Knex | Knex.Transaction, tickets: readonly One[], open: Open, bare: (ticket: One) => boolean = () => false): Promise<Map<string, string[]>> {
  const found = new Map(tickets.map((ticket) => [ticket.id, writtenIn(ticket, open, bare(ticket))]))
  const silent = new Set(tickets.filter(bare).map(({ id }) => id))
  for (const ids of slices([...found.keys()], ROWS_PER_STATEMENT)) {
    for (const { id, sealed } of await attached(db, ids.filter((one) => !silent.has(one)))) found.get(id)?.push(open(sealed))
    for (const { id, sealed } of await replies(db, ids)) {
      const data = JSON.parse(open(sealed)) as TicketRecord['data']
      found.get(id)?.push(...REPLY.map((name) => data[name]).filter((text) => typeof text === 'string'))
    }
  }
  return new Map([...found].map(([id, texts]) => [id, texts.map(plain).filter((text) => text !== '')]))
}

function writtenIn({ title, writtenSealed }: Sealed, open: Open, bare: boolean): string[] {
  if (writtenSealed === null) return [title]
  const { content, address, respondent, reply, extra } = JSON.parse(open(writtenSealed)) as Written
  return [title, content, address, respondent, reply, ...(bare ? [] : Object.values(extra))]
}

interface Piece {
  id: string
  sealed: string
}

/** What citizens said later: merged in, or told to whoever wrote it down. */
async function attached(db: Knex | Knex.Transaction, ids: readonly string[]): Promise<Piece[]> {
  const merged: Piece[] = await db('ticket_supplements').whereIn('ticket_id', [...ids]).select({ id: 'ticket_id', sealed: 'text_sealed' })
  const told: Piece[] = await db('ticket_events').whereIn('ticket_id', [...ids]).where({ event: 'supplement' }).whereNotNull('note_sealed').select({ id: 'ticket_id', sealed: 'note_sealed' })
  return [...merged, ...told]
}

const replies = async (db: Knex | Knex.Transaction, ids: readonly string[]): Promise<Piece[]> =>
  await db('ticket_records').whereIn('ticket_id', [...ids]).where({ kind: 'reply' }).select({ id: 'ticket_id', sealed: 'data_sealed' })
