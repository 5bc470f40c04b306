import type { Knex } from 'knex'
import { grams } from '../rules/segment.ts'
import { type Sealed, textsOf } from './texts-store.ts'

export interface IndexCipher {
  open: (sealed: string) => string
  index: (text: string) => string
}

/** Keeps a ticket for the search as it is now; in the transaction that changed its texts, after the change. */
export type KeepForSearch = (trx: Knex.Transaction, ticketId: string) => Promise<void>

/** A ticket's place in the index: by the time it was opened, as in the lists. */
const PER_MS = 2_048
const PLACES_TRIED = 64
const HASHES_KEPT = 100_000

/** By keyed hashes only (docs/decisions/0020-ticket-search.md). */
export function keepForSearch(cipher: IndexCipher): KeepForSearch {
  const hash = gramHash(cipher)
  return async (trx, ticketId) => {
    const row: (Sealed & { openedAt: number }) | undefined = await trx('tickets').where({ id: ticketId }).first({ id: 'id', title: 'title', writtenSealed: 'written_sealed', openedAt: 'opened_at' })
    if (!row) return
    const texts = (await textsOf(trx, [row], cipher.open)).get(ticketId) ?? []
    const words = [...new Set(texts.flatMap(grams).map(hash))].toSorted()
    await (trx.client.config.client === 'pg' ? keepOnPostgres : keepOnSqlite)(trx, { id: ticketId, openedAt: row.openedAt, words })
  }
}

interface Entry {
  id: string
  openedAt: number
  words: readonly string[]
}

/**
 * The first 32 bits of a keyed hash, in hex. So short that two grams may share one, which the search corrects; long enough
 * that they hardly ever do. Grams come again and again: the hashes of many are remembered.
 */
export function gramHash({ index }: Pick<IndexCipher, 'index'>): (gram: string) => string {
  const known = new Map<string, string>()
  return (gram) => {
    const before = known.get(gram)
    if (before !== undefined) return before
    if (known.size >= HASHES_KEPT) known.clear()
    // Told apart from hashes of telephone numbers, which may stand in a text.
    const hash = index(`gram ${gram}`).slice(0, 8)
    known.set(gram, hash)
    return hash
  }
}

/** PostgreSQL has the same 32 bits as a number. */
export const asInteger = (hash: string): number => Number.parseInt(hash, 16) | 0

async function keepOnPostgres(trx: Knex.Transaction, { id, openedAt, words }: Entry): Promise<void> {
  const grams = `{${words.map(asInteger).join(',')}}`
  if ((await trx('ticket_search').where({ ticket_id: id }).update({ grams })) === 1) return
  await place(trx, openedAt, { ticket_id: id, grams })
}

/** FTS5 has no way to forget a row but to be told its words again. */
async function keepOnSqlite(trx: Knex.Transaction, { id, openedAt, words }: Entry): Promise<void> {
  const now = words.join(' ')
  const before: { doc: number; grams: string } | undefined = await trx('ticket_search').where({ ticket_id: id }).first('doc', 'grams')
  if (before?.grams === now) return
  if (before) {
    await trx.raw(`insert into ticket_grams (ticket_grams, rowid, grams) values ('delete', ?, ?)`, [before.doc, before.grams])
    await trx('ticket_search').where({ doc: before.doc }).update({ grams: now })
  }
  const doc = before?.doc ?? (await place(trx, openedAt, { ticket_id: id, grams: now }))
  await trx.raw('insert into ticket_grams (rowid, grams) values (?, ?)', [doc, now])
}

/** The next place that is free in its millisecond. */
async function place(trx: Knex.Transaction, openedAt: number, row: { ticket_id: string; grams: string }): Promise<number> {
  const first = openedAt * PER_MS
  const last: { doc: number } | undefined = await trx('ticket_search').whereBetween('doc', [first, first + PER_MS - 1]).orderBy('doc', 'desc').first('doc')
  for (let doc = (last?.doc ?? first - 1) + 1, tries = 0; tries < PLACES_TRIED; doc += 1, tries += 1) {
    const taken: { doc: number }[] = await trx('ticket_search').insert({ ...row, doc }).onConflict('doc').ignore().returning('doc')
    if (taken.length === 1) return doc
  }
  throw new Error('no place for a ticket in the search: too many were opened in the same millisecond')
}
