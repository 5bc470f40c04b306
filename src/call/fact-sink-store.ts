import type { Knex } from 'knex'
import { readPosition, recordCalls, writePosition } from './calls-store.ts'
import type { CallFact } from './facts.ts'
import type { FactSink } from './projector.ts'

export type RecordFacts = (trx: Knex.Transaction, facts: readonly CallFact[]) => Promise<void>

interface Needs {
  db: Knex
  transaction: <Result>(work: (trx: Knex.Transaction) => Promise<Result>) => Promise<Result>
  node: string
  cipher: Parameters<typeof recordCalls>[1]
  /** Other parts that keep records of calls: tickets, call-backs, recordings. */
  others: readonly RecordFacts[]
}

/** All records of a batch of facts, and how far the journal has been followed, in one transaction. */
export function factSink({ db, transaction, node, cipher, others }: Needs): FactSink {
  const recorders: readonly RecordFacts[] = [recordCalls(node, cipher), ...others]
  return {
    record: (facts, position) =>
      transaction(async (trx) => {
        for (const record of recorders) await record(trx, facts)
        await writePosition(trx, node, position)
      }),
    position: () => readPosition(db, node),
  }
}
