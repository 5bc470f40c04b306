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
  /** Told what is in the tables now; perhaps twice, after a crash. */
  recorded?: (facts: readonly CallFact[]) => void
}

/** All records of a batch of facts, and how far the journal has been followed, in one transaction. */
export function factSink({ db, transaction, node, cipher, others, recorded }: Needs): FactSink {
  const recorders: readonly RecordFacts[] = [recordCalls(node, cipher), ...others]
  return {
    async record(facts, position) {
      await transaction(async (trx) => {
        for (const record of recorders) await record(trx, facts)
        await writePosition(trx, node, position)
      })
      recorded?.(facts)
    },
    position: () => readPosition(db, node),
  }
}
