import type { Knex } from 'knex'
import { z } from 'zod'

const Row = z.object({ id: z.string(), owner: z.string(), workspace: z.string().nullable(), shared: z.coerce.boolean(), nameSealed: z.string(), querySealed: z.string(), createdAt: z.int(), updatedAt: z.int() })
export type SavedFilterRow = z.infer<typeof Row>

const COLUMNS = { id: 'id', owner: 'owner', workspace: 'workspace', shared: 'shared', nameSealed: 'name_sealed', querySealed: 'query_sealed', createdAt: 'created_at', updatedAt: 'updated_at' } as const

export interface SavedFilterStore {
  /** Those of the account, and those shared where it works; oldest first. */
  seenBy: (owner: string, workspace: string | null) => Promise<SavedFilterRow[]>
  own: (owner: string) => Promise<number>
  insert: (row: SavedFilterRow) => Promise<void>
  /** False: there is none of this account. */
  update: (row: Pick<SavedFilterRow, 'id' | 'owner' | 'shared' | 'nameSealed' | 'querySealed' | 'updatedAt'>) => Promise<boolean>
  remove: (id: string, owner: string) => Promise<boolean>
}

export function savedFilterStore(db: Knex): SavedFilterStore {
  const filters = () => db('ticket_filters')
  return {
    seenBy: async (owner, workspace) => Row.array().parse(await filters().select(COLUMNS)
      .where({ owner })
      .orWhere((shared) => void shared.where({ shared: true }).andWhere((its) => void (workspace === null ? its.whereNull('workspace') : its.where({ workspace }))))
      .orderBy(['created_at', 'id'])),
    async own(owner) {
      const found: { count?: number | string } | undefined = await filters().where({ owner }).count({ count: '*' }).first()
      return Number(found?.count ?? 0)
    },
    insert: async ({ nameSealed, querySealed, createdAt, updatedAt, ...row }) => void (await filters().insert({ ...row, name_sealed: nameSealed, query_sealed: querySealed, created_at: createdAt, updated_at: updatedAt })),
    update: async ({ id, owner, shared, nameSealed, querySealed, updatedAt }) => (await filters().where({ id, owner }).update({ shared, name_sealed: nameSealed, query_sealed: querySealed, updated_at: updatedAt })) === 1,
    remove: async (id, owner) => (await filters().where({ id, owner }).del()) === 1,
  }
}
