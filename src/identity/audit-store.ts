import type { Knex } from 'knex'
import type { InTransaction } from '../platform/store.ts'

/** One row of the chain as it is stored; `details` is the very text that was hashed. */
export interface StoredAudit {
  seq: number
  at: number
  actor: string
  action: string
  target: string
  details: string
  ok: number
  previous: string
  hash: string
}

export interface AuditFilter {
  actor?: string | undefined
  action?: string | undefined
  target?: string | undefined
  from?: number | undefined
  to?: number | undefined
}

export interface AuditStore {
  /** Adds rows after the last one, alone: `chain` is given the last row and makes the new ones. */
  append: (chain: (last: StoredAudit | undefined) => StoredAudit[]) => Promise<void>
  /** Newest first, older than `before`. */
  list: (filter: AuditFilter, before: number, limit: number) => Promise<StoredAudit[]>
  /** Oldest first, after `seq`. */
  after: (seq: number, limit: number) => Promise<StoredAudit[]>
}

/** Runs a transaction, and runs it again when another server was quicker (database/transaction.ts). */
export function auditStore(db: Knex, inTransaction: InTransaction): AuditStore {
  const rows = (on: Knex = db) => on<StoredAudit>('audit_log')
  const postgres = db.client.config.client === 'pg'
  return {
    async append(chain) {
      await inTransaction(async (trx) => {
        if (postgres) await trx.raw('LOCK TABLE audit_log IN SHARE ROW EXCLUSIVE MODE')
        const last = await rows(trx).orderBy('seq', 'desc').first()
        await trx.batchInsert('audit_log', chain(last), 50)
      })
    },
    async list({ actor, action, target, from, to }, before, limit) {
      const query = rows().where('seq', '<', before).orderBy('seq', 'desc').limit(limit)
      if (actor !== undefined) void query.andWhere({ actor })
      if (action !== undefined) void query.andWhere({ action })
      if (target !== undefined) void query.andWhere({ target })
      if (from !== undefined) void query.andWhere('at', '>=', from)
      if (to !== undefined) void query.andWhere('at', '<', to)
      return await query
    },
    after: async (seq, limit) => await rows().where('seq', '>', seq).orderBy('seq').limit(limit),
  }
}
