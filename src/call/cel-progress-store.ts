import type { Knex } from 'knex'
import type { CelProgress } from './witness.ts'

export const celProgress = (db: Knex): CelProgress => ({
  async read(file) {
    const row: { byte_offset: number } | undefined = await db('cel_progress').where({ file }).first()
    return row?.byte_offset ?? 0
  },
  async write(file, offset) {
    await db('cel_progress').insert({ file, byte_offset: offset }).onConflict('file').merge()
  },
})
