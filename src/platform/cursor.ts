import { z } from 'zod'
import { AppError } from './errors.ts'

/** The last entry of a page of a list ordered by time and id; the next page begins behind it. */
export interface Mark {
  at: number
  /** Letters, digits, and . _ - */
  id: string
}

const Written = z.tuple([z.int(), z.string().regex(/^[\w.-]{1,200}$/)])

/** Opaque to clients: nothing may be read out of it, and what they send back is checked. */
export const toCursor = ({ at, id }: Mark): string => Buffer.from(JSON.stringify([at, id])).toString('base64url')

/** Throws AppError INVALID_REQUEST. */
export function fromCursor(cursor: string): Mark {
  try {
    const [at, id] = Written.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
    return { at, id }
  } catch (cause) {
    throw new AppError('INVALID_REQUEST', { errors: [{ path: 'query.cursor', message: 'not a cursor of this list' }] }, { cause })
  }
}

/** One page out of rows fetched one more than `limit`. */
export function pageOf<Item>(rows: readonly Item[], limit: number, markOf: (item: Item) => Mark): { items: Item[]; nextCursor: string | null } {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, nextCursor: rows.length > limit && last ? toCursor(markOf(last)) : null }
}
