import { z } from 'zod'
import { DoNotCallSource, type DoNotCall } from '../contract/campaign.ts'
import type { Mark } from '../platform/cursor.ts'
import type { FieldCipher } from '../platform/field-cipher.ts'
import type { Db, Trx } from '../platform/store.ts'

export interface Spared {
  number: string
  source: DoNotCallSource
  note: string
  at: number
  by: string
}

const Row = z.object({ id: z.string(), numberSealed: z.string(), source: DoNotCallSource, noteSealed: z.string(), addedAt: z.int(), addedBy: z.string() })
const COLUMNS = { id: 'id', numberSealed: 'number_sealed', source: 'source', noteSealed: 'note_sealed', addedAt: 'added_at', addedBy: 'added_by' } as const

export type DoNotCallStore = ReturnType<typeof doNotCallStore>

/** Numbers that nobody calls of their own accord any more. */
export function doNotCallStore(db: Db, { seal, open, index }: Pick<FieldCipher, 'seal' | 'open' | 'index'>, newId: () => string) {
  const whole = (rows: unknown): DoNotCall[] => Row.array().parse(rows).map(({ numberSealed, noteSealed, ...row }) => ({ ...row, number: open(numberSealed), note: open(noteSealed) }))
  return {
    /** Latest first; numbers as they are. */
    async list({ number, after, limit }: { number?: string | undefined; after?: Mark | undefined; limit: number }): Promise<DoNotCall[]> {
      const query = db('do_not_call').orderBy([{ column: 'added_at', order: 'desc' }, { column: 'id', order: 'desc' }]).limit(limit).select(COLUMNS)
      if (number !== undefined) void query.where({ number_index: index(number) })
      if (after) void query.whereRaw('(added_at, id) < (?, ?)', [after.at, after.id])
      return whole(await query)
    },
    find: async (id: string): Promise<DoNotCall | undefined> => whole(await db('do_not_call').where({ id }).select(COLUMNS))[0],
    has: async (number: string, trx?: Trx): Promise<boolean> => (await (trx ?? db)('do_not_call').where({ number_index: index(number) }).first('id')) !== undefined,
    /** One that stands there stays as it is. */
    add: async (trx: Trx, { number, source, note, at, by }: Spared): Promise<void> =>
      void (await trx('do_not_call').insert({ id: newId(), number_index: index(number), number_sealed: seal(number), source, note_sealed: seal(note), added_at: at, added_by: by }).onConflict('number_index').ignore()),
    remove: async (id: string): Promise<boolean> => (await db('do_not_call').where({ id }).delete()) === 1,
  }
}
