import type { Knex } from 'knex'

/** A value set in the panel; `value` is whatever the policy's schema allows at its path. */
export interface SetValue {
  /** "queue.maxWaiting" */
  path: string
  value: unknown
  by: string
  /** Unix ms. */
  at: number
}

export interface PolicyStore {
  all: () => Promise<SetValue[]>
  /** All or nothing: these are set, and those are as the files say again. */
  change: (set: readonly SetValue[], reset: readonly string[]) => Promise<void>
}

interface Row {
  path: string
  value: string
  set_by: string
  set_at: number | string
}

export function policyStore(db: Knex): PolicyStore {
  const rows = (on: Knex = db) => on<Row>('policy_values')
  return {
    all: async () => (await rows().orderBy('path')).map(({ path, value, set_by, set_at }) => ({ path, value: JSON.parse(value) as unknown, by: set_by, at: Number(set_at) })),
    change: async (set, reset) =>
      await db.transaction(async (trx) => {
        await rows(trx).whereIn('path', [...reset]).delete()
        for (const { path, value, by, at } of set) {
          await rows(trx).insert({ path, value: JSON.stringify(value), set_by: by, set_at: at }).onConflict('path').merge()
        }
      }),
  }
}
