import type { Knex } from 'knex'
import { z } from 'zod'
import { Extension } from '../contract/ids.ts'

/** The softphone of one extension: the tab that has it. Instants in Unix ms. */
export const Holding = z.object({ extension: Extension, tab: z.string(), session: z.string(), password: z.string(), expiresAt: z.int() })
export type Holding = z.infer<typeof Holding>

/** Kept, so that browsers stay signed on while the server starts anew. */
export interface SoftphoneStore {
  all: () => Promise<Holding[]>
  save: (holding: Holding) => Promise<void>
  remove: (extension: Extension) => Promise<void>
}

interface Row {
  extension: string
  tab: string
  session: string
  password_sealed: string
  expires_at: number
}

export const softphoneStore = (db: Knex, cipher: { seal: (text: string) => string; open: (sealed: string) => string }): SoftphoneStore => ({
  all: async () =>
    (await db<Row>('softphones').select()).map((row) => Holding.parse({ extension: row.extension, tab: row.tab, session: row.session, password: cipher.open(row.password_sealed), expiresAt: row.expires_at })),
  async save({ extension, tab, session, password, expiresAt }) {
    await db<Row>('softphones').insert({ extension, tab, session, password_sealed: cipher.seal(password), expires_at: expiresAt }).onConflict('extension').merge()
  },
  remove: async (extension) => void (await db<Row>('softphones').where({ extension }).delete()),
})
