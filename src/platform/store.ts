import type { Knex } from 'knex'

/** What stores are given: the database, and a transaction of it. */
export type Db = Knex
export type Trx = Knex.Transaction

/** All that `work` writes is kept, or nothing of it. */
export type InTransaction = <Result>(work: (trx: Trx) => Promise<Result>) => Promise<Result>
