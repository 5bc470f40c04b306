import type { Knex } from 'knex'
import type { CallId } from '../contract/ids.ts'
import { insertRows } from '../database/statements.ts'
import type { Decision, JournalRow, JournalStore } from './journal.ts'

/** Seals what is personal: the whole entry, since events, states and facts all carry the caller's number. */
export interface Seal {
  seal: (text: string) => string
  open: (sealed: string) => string
}

interface Row {
  node: string
  position: number
  call_id: string
  seq: number
  at: number
  entry: string
}

interface Journaled {
  /** With SQLite a file of its own: a database has one writer, and a call must not wait for a report or a ticket. */
  db: Knex
  node: string
  cipher: Seal
  /** Calls whose record says that they have not ended. */
  openIds: () => Promise<readonly string[]>
}

/** The journal table of one node. */
export function journalStore({ db, node, cipher, openIds }: Journaled): JournalStore {
  const table = () => db<Row>('call_journal').where('node', node)
  const fromRow = ({ position, call_id, seq, at, entry }: Row): JournalRow => ({
    ...(JSON.parse(cipher.open(entry)) as Decision),
    position,
    call: call_id as CallId,
    seq,
    at,
  })

  return {
    insert: (rows) =>
      insertRows(
        db,
        'call_journal',
        rows.map(({ position, call, seq, at, event, state, commands, facts }) => ({
          node, position, call_id: call, seq, at, kind: state.at, entry: cipher.seal(JSON.stringify({ event, state, commands, facts })),
        })),
        'on conflict do nothing',
      ),
    after: async (position, limit) => (await table().where('position', '>', position).orderBy('position').limit(limit)).map(fromRow),
    async openCalls() {
      const ids = await openIds()
      if (ids.length === 0) return []
      const last = db('call_journal').select('call_id').max('seq as seq').where({ node }).whereIn('call_id', [...ids]).groupBy('call_id')
      const rows: Row[] = await db('call_journal as j').join(last.as('l'), (on) => on.on('j.call_id', 'l.call_id').andOn('j.seq', 'l.seq')).select('j.*')
      return rows.map(fromRow)
    },
    ofCall: async (call) => (await db<Row>('call_journal').where({ call_id: call }).orderBy('seq')).map(fromRow),
    async lastPosition() {
      const [row] = await table().max('position as last')
      return Number((row as { last: number | null } | undefined)?.last ?? 0)
    },
  }
}

/** Deletes journal rows older than `before` (Unix ms), except those of calls that go on; returns how many. */
export const pruneJournal = (db: Knex, before: number, openIds: readonly string[]): Promise<number> =>
  db('call_journal').where('at', '<', before).whereNotIn('call_id', [...openIds]).delete()
