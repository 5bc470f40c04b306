import type { Knex } from 'knex'

/** Somebody else was quicker; the same transaction may succeed when run again (SQLite BUSY, PostgreSQL 40001 and 40P01). */
const AGAIN = new Set(['SQLITE_BUSY', '40001', '40P01'])

/**
 * Runs `work` in one transaction: all of it happens or nothing. `work` may run up to `tries` times,
 * so it must not act outside the database.
 */
export async function transaction<Result>(db: Knex, work: (trx: Knex.Transaction) => Promise<Result>, tries = 3): Promise<Result> {
  for (let left = tries; ; left -= 1) {
    try {
      return await db.transaction(work)
    } catch (error) {
      if (left <= 1 || !mayRunAgain(error)) throw error
    }
  }
}

const mayRunAgain = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && AGAIN.has(error.code)
