import type { Knex } from 'knex'
import { insertRows } from '../../../src/database/statements.ts'
import type { FieldCipher } from '../../../src/platform/field-cipher.ts'
import { grams, plain } from '../../../src/ticket/rules/segment.ts'
import { asInteger, gramHash } from '../../../src/ticket/search/index-store.ts'
import { keptOf } from '../../../src/ticket/view.ts'
import { type Drawn, drawn, drawTicket } from './mix.ts'

const DAY_MS = 86_400_000
const AT_ONCE = 500
/** So many are written one by one; the others repeat them at other times, which the database does by itself. */
const COPIES = 20
const DONE = new Set(['closed', 'archived', 'cancelled', 'merged'])

/** Fills a database with so many tickets of one year, as the server would have left them; searchable, with histories and replies. */
export async function fillTickets(db: Knex, cipher: FieldCipher, { tickets, until }: { tickets: number; until: number }): Promise<void> {
  const [draw, hash, postgres] = [drawn(12345), gramHash(cipher), db.client.config.client === 'pg']
  // Built once at the end: entry by entry takes several times as long.
  if (postgres) await db.raw('DROP INDEX ticket_search_grams')
  const written = Math.ceil(tickets / COPIES)
  const everyMs = Math.floor((365 * DAY_MS) / written)
  for (let first = 0; first < written; first += AT_ONCE) {
    const rows = Array.from({ length: Math.min(AT_ONCE, written - first) }, (_, i) => {
      const nth = first + i
      return { ...drawTicket(draw, nth + 1), openedAt: until - (written - nth) * everyMs, nth }
    })
    await db.transaction(async (trx) => {
      await insertRows(trx, 'tickets', rows.map((row) => ticketRow(row, cipher)))
      await insertRows(trx, 'ticket_events', rows.flatMap(eventRows))
      await insertRows(trx, 'ticket_records', rows.filter(({ state }) => DONE.has(state)).map((row) => replyRow(row, cipher)))
      await insertRows(trx, 'ticket_search', rows.map((row) => ({ doc: row.openedAt * 2_048, ticket_id: idOf(row), grams: gramsOf(row, hash, postgres) })))
    })
  }
  for (let copy = 1; copy < COPIES; copy += 1) await repeat(db, copy, Math.floor((copy * everyMs) / COPIES))
  if (postgres) await db.raw('CREATE INDEX ticket_search_grams ON ticket_search USING gin (grams)')
  // PostgreSQL looks at its tables by itself; SQLite never does.
  await db.raw(postgres ? 'ANALYZE' : `insert into ticket_grams (ticket_grams) values ('rebuild')`)
}

/** What was written once more, so much later; a number or id then begins with the count. */
async function repeat(db: Knex, copy: number, laterMs: number): Promise<void> {
  const changed: Record<string, Record<string, string>> = {
    tickets: { id: `'${copy}-' || id`, ticket_no: `'JC${2000 + copy}' || substr(ticket_no, 7)`, opened_at: `opened_at + ${laterMs}`, due_at: `due_at + ${laterMs}` },
    ticket_events: { ticket_id: `'${copy}-' || ticket_id` },
    ticket_records: { id: `'${copy}-' || id`, ticket_id: `'${copy}-' || ticket_id` },
    ticket_search: { doc: `doc + ${laterMs * 2_048}`, ticket_id: `'${copy}-' || ticket_id` },
  }
  await db.transaction(async (trx) => {
    for (const [table, other] of Object.entries(changed)) {
      const columns = Object.keys(await trx(table).columnInfo())
      const key = table === 'tickets' || table === 'ticket_records' ? 'id' : 'ticket_id'
      await trx.raw(`insert into ${table} (${columns.map((name) => `"${name}"`).join(', ')}) select ${columns.map((name) => other[name] ?? `"${name}"`).join(', ')} from ${table} where ${key} like '${table === 'ticket_records' ? 'reply.b' : 'b'}%'`)
    }
  })
}

type Row = Drawn & { openedAt: number; nth: number }

const idOf = ({ nth }: Row): string => `b${nth}`
const RESULT = '已到现场核实并处理完毕'
const PUBLIC = '您反映的问题已办结，感谢您的监督'

function ticketRow(row: Row, cipher: FieldCipher) {
  const { fields, state, unit, openedAt, nth, phone } = row
  const done = DONE.has(state)
  const { confidential, ...kept } = keptOf(fields, cipher)
  const truth = (value: boolean) => value as unknown as number // both drivers take it
  return {
    ...kept, confidential: truth(confidential), id: idOf(row), ticket_no: `JC2025${String(nth).padStart(10, '0')}`, channel: nth % 7 === 0 ? 'wechat' : 'phone', dnis: nth % 3 === 0 ? '12319' : '12345', call_id: null,
    ani_sealed: cipher.seal(phone), ani_index: cipher.index(phone), agent: String(1001 + (nth % 100)), agent_since: openedAt, opened_by: null, state, state_since: openedAt + 60_000, opened_at: openedAt,
    accepted_at: openedAt + 60_000, closed_at: done ? openedAt + 3 * DAY_MS : null, feedback_at: done ? openedAt + 2 * DAY_MS : null, lead_unit: state === 'pending_dispatch' || state === 'in_triage' ? null : unit,
    due_at: state === 'pending_dispatch' || state === 'in_triage' ? null : openedAt + 5 * DAY_MS, grade: done ? (nth % 10 === 0 ? 'C' : 'A') : null, updated_at: openedAt, version: 5,
  }
}

const eventRows = (row: Row) => ['submit', 'dispatch', 'signFor', 'verify'].map((event, seq) => ({
  ticket_id: idOf(row), seq: seq + 1, at: row.openedAt + seq * 60_000, actor: 'agent1001', event, from_state: 'draft', to_state: row.state, details: '{}',
}))

const replyRow = (row: Row, cipher: FieldCipher) => ({
  id: `reply.${idOf(row)}`, ticket_id: idOf(row), kind: 'reply', state: 'done', unit: row.unit, round: 0, opened_at: row.openedAt + DAY_MS, opened_by: 'unit', due_at: null, settled_at: row.openedAt + DAY_MS, settled_by: 'unit',
  data_sealed: cipher.seal(JSON.stringify({ result: RESULT, publicReply: PUBLIC })),
})

function gramsOf({ fields, state }: Row, hash: (gram: string) => string, postgres: boolean): string {
  const { title, content, address, respondent, reply } = fields
  const texts = [title, content, address, respondent, reply, ...(DONE.has(state) ? [RESULT, PUBLIC] : [])]
  const hashes = [...new Set(texts.flatMap((text) => grams(plain(text))).map(hash))].toSorted()
  return postgres ? `{${hashes.map(asInteger).join(',')}}` : hashes.join(' ')
}
