import type { Knex } from 'knex'
import { z } from 'zod'
import { Letter, LetterKind } from '../../contract/ledger.ts'
import type { Mark } from '../../platform/cursor.ts'
import { takeNext } from '../numbers-store.ts'
import type { Cipher } from '../view.ts'

/** A letter as it is kept; its tickets apart. */
export interface LetterRow extends Omit<Letter, 'tickets' | 'number'> {
  workspace: string | null
}

export interface AboutTicket {
  ticketId: string
  recordId: string
  dueAt: number | null
}

export interface LetterFilter {
  kind?: LetterKind | undefined
  /** Any of them. */
  units?: readonly string[] | undefined
  ticketNo?: string | undefined
  workspace: string | null
}

const Row = z.object({ id: z.string(), number: z.string(), kind: LetterKind, unit: z.string(), contentSealed: z.string(), replyBy: z.int().nullable(), issuedAt: z.int(), issuedBy: z.string() })
const AboutRow = z.object({ letterId: z.string(), ticketNo: z.string(), title: z.string(), dueAt: z.int().nullable() })
const COLUMNS = { id: 'id', number: 'number', kind: 'kind', unit: 'unit', contentSealed: 'content_sealed', replyBy: 'reply_by', issuedAt: 'issued_at', issuedBy: 'issued_by' } as const
const LETTER: Readonly<Record<LetterKind, string>> = { reminder: 'R', order: 'S' }
const DIGITS = 4
const UnitCount = z.object({ unit: z.string(), count: z.coerce.number().int() })

export type LetterStore = ReturnType<typeof letterStore>

export function letterStore(db: Knex, { seal, open }: Pick<Cipher, 'seal' | 'open'>) {
  async function whole(rows: unknown): Promise<Letter[]> {
    const letters = Row.array().parse(rows)
    const found: unknown = await db('letter_tickets as l').join('tickets as t', 't.id', 'l.ticket_id').whereIn('l.letter_id', letters.map(({ id }) => id)).orderBy(['l.due_at', 't.ticket_no'])
      .select({ letterId: 'l.letter_id', ticketNo: 't.ticket_no', title: 't.title', dueAt: 'l.due_at' })
    const about = AboutRow.array().parse(found)
    return letters.map(({ contentSealed, ...one }) => Letter.parse({ ...one, content: open(contentSealed), tickets: about.filter(({ letterId }) => letterId === one.id) }))
  }

  return {
    /** In the transaction of what it says; numbered by kind and year. */
    async keep(trx: Knex.Transaction, letter: LetterRow, year: string, tickets: readonly AboutTicket[]): Promise<void> {
      const { id, kind, unit, workspace, content, replyBy, issuedAt, issuedBy } = letter
      const number = `${LETTER[kind]}${year}-${String(await takeNext(trx, `${LETTER[kind]}${year}`)).padStart(DIGITS, '0')}`
      await trx('letters').insert({ id, number, kind, unit, workspace, content_sealed: seal(content), reply_by: replyBy, issued_at: issuedAt, issued_by: issuedBy })
      await trx('letter_tickets').insert(tickets.map(({ ticketId, recordId, dueAt }) => ({ letter_id: id, ticket_id: ticketId, record_id: recordId, due_at: dueAt })))
    },
    /** Newest first. */
    async list({ kind, units, ticketNo, workspace }: LetterFilter, after: Mark | undefined, limit: number): Promise<Letter[]> {
      const query = db('letters').select(COLUMNS).where({ workspace }).orderBy([{ column: 'issued_at', order: 'desc' }, { column: 'id', order: 'desc' }]).limit(limit)
      if (kind !== undefined) void query.where({ kind })
      if (units !== undefined) void query.whereIn('unit', [...units])
      if (ticketNo !== undefined) void query.whereIn('id', db('letter_tickets').join('tickets', 'tickets.id', 'letter_tickets.ticket_id').where({ ticket_no: ticketNo }).select('letter_id'))
      if (after) void query.whereRaw('(issued_at, id) < (?, ?)', [after.at, after.id])
      return await whole(await query)
    },
    async find(id: string): Promise<(Letter & { workspace: string | null }) | undefined> {
      const row: Record<string, unknown> | undefined = await db('letters').where({ id }).first({ ...COLUMNS, workspace: 'workspace' })
      const [letter] = row ? await whole([row]) : []
      return letter && { ...letter, workspace: z.string().nullable().parse(row?.['workspace']) }
    },
    /** How many of the kind each department was sent in this time. */
    async counts({ kind, workspace, from, to }: { kind: LetterKind; workspace: string | null; from?: number | undefined; to?: number | undefined }): Promise<ReadonlyMap<string, number>> {
      const query = db('letters').where({ kind, workspace }).groupBy('unit').select('unit').count({ count: '*' })
      if (from !== undefined) void query.where('issued_at', '>=', from)
      if (to !== undefined) void query.where('issued_at', '<=', to)
      return new Map(UnitCount.array().parse(await query).map(({ unit, count }) => [unit, count]))
    },
  }
}
