import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { CallFact } from './facts.ts'
import type { JournalRow, JournalStore } from './journal.ts'

/** Brings facts into the tables; `position` is remembered in the same transaction. Facts may be told twice after a crash. */
export interface FactSink {
  record: (facts: readonly CallFact[], position: number) => Promise<void>
  position: () => Promise<number>
}

interface Needs {
  sink: FactSink
  store: Pick<JournalStore, 'after'>
  clock: Clock
  log: Log
}

export interface Projector {
  /** Takes the facts of a row that is safe in the journal. */
  take: (row: JournalRow) => void
  /** Resolves when all that was taken is in the tables. */
  idle: () => Promise<void>
}

const BATCH = 500
const RETRY_MS = 1_000
/** Facts gather this long: what happens together is written together. */
const GATHER_MS = 100

/**
 * Carries facts from the journal into calls, tickets, call-backs and recordings: in order, behind the calls and
 * never in their way. The journal is the truth; after a crash the tables catch up from where they stopped.
 */
export async function createProjector({ sink, store, clock, log }: Needs): Promise<Projector> {
  await catchUp(sink, store, log)
  let waiting: JournalRow[] = []
  let working: Promise<void> | null = null

  async function work(): Promise<void> {
    while (waiting.length > 0) {
      await pause(GATHER_MS)
      const batch = waiting.slice(0, BATCH)
      const last = batch.at(-1)
      if (!last) break
      try {
        await sink.record(batch.flatMap(({ facts }) => facts), last.position)
        waiting = waiting.slice(batch.length)
      } catch (error) {
        log.error('facts of calls could not be recorded; tried again', { waiting: waiting.length, error })
        await pause(RETRY_MS)
      }
    }
    working = null
  }

  const pause = (ms: number): Promise<void> => new Promise((resolve) => void clock.at(clock.now() + ms, resolve))

  return {
    take(row) {
      if (row.facts.length === 0) return
      waiting.push(row)
      working ??= work()
    },
    idle: async () => {
      while (working) await working
    },
  }
}

async function catchUp(sink: FactSink, store: Pick<JournalStore, 'after'>, log: Log): Promise<void> {
  let position = await sink.position()
  let told = 0
  for (;;) {
    const rows = await store.after(position, BATCH)
    const last = rows.at(-1)
    if (!last) break
    const facts = rows.flatMap((row) => row.facts)
    await sink.record(facts, last.position)
    position = last.position
    told += facts.length
  }
  if (told > 0) log.info('tables caught up with the journal', { facts: told })
}
