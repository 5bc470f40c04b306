import type { CallId } from '../contract/ids.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { CallFact } from './facts.ts'
import type { CallCommand, CallEvent, CallState } from './rules/state.ts'

/** One decision: what happened, what the call is now, what is to be done, what others are told. */
export interface Decision {
  event: CallEvent | { type: 'arrived' }
  state: CallState
  commands: readonly CallCommand[]
  facts: readonly CallFact[]
}

export interface JournalRow extends Decision {
  call: CallId
  /** 1, 2, 3 … within the call. */
  seq: number
  /** Unix ms. */
  at: number
  /** 1, 2, 3 … within the node; known before the write. */
  position: number
}

/** Where rows are kept. `insert` may be repeated: a row that is there already is left as it is. */
export interface JournalStore {
  insert: (rows: readonly JournalRow[]) => Promise<void>
  /** Rows after the position, in order, at most `limit`. */
  after: (position: number, limit: number) => Promise<JournalRow[]>
  /** The last row of every call that has not ended. */
  openCalls: () => Promise<JournalRow[]>
  ofCall: (call: CallId) => Promise<JournalRow[]>
  lastPosition: () => Promise<number>
}

/** A file that takes the rows while the database does not. */
export interface Spool {
  append: (rows: readonly JournalRow[]) => Promise<void>
  read: () => Promise<JournalRow[]>
  clear: () => Promise<void>
}

interface Needs {
  store: JournalStore
  spool: Spool
  clock: Clock
  log: Log
  /** A write that takes longer goes to the spool instead: callers do not wait for a database. */
  patienceMs?: number
  onWritten?: (tookMs: number, rows: number) => void
}

export interface Journal {
  /** Resolves when the row will survive a crash, in the order of the calls. Never rejects. */
  append: (row: Omit<JournalRow, 'position'>, whenSafe: (row: JournalRow) => void) => void
  /** Whether rows reach the database. */
  healthy: () => boolean
  /** Resolves when everything appended so far is safe. */
  flushed: () => Promise<void>
}

const RETRY_MS = 1_000
const BATCH = 200

/**
 * The write-ahead journal of all calls: nothing is done before the decision to do it is on disk. Rows are written
 * in groups: while one write is under way the next rows gather, so an idle server writes at once and a busy one
 * shares each commit. When the database refuses or stalls, rows go to the spool and are put back in order later.
 */
export async function openJournal({ store, spool, clock, log, patienceMs = 300, onWritten }: Needs): Promise<Journal> {
  let position = await recoverSpool(store, spool, log)
  let gathering: { row: JournalRow; whenSafe: (row: JournalRow) => void }[] = []
  let writing: Promise<void> | null = null
  let spooled: JournalRow[] = []

  async function write(rows: readonly JournalRow[]): Promise<void> {
    if (spooled.length === 0 && (await reachesStore(rows))) return
    spooled.push(...rows)
    await spool.append(rows).catch((error: unknown) => log.error('neither database nor spool takes the journal', { rows: rows.length, error }))
  }

  async function reachesStore(rows: readonly JournalRow[]): Promise<boolean> {
    const startedAt = clock.now()
    const insert = store.insert(rows)
    const late = new Promise<'late'>((resolve) => {
      const cancel = clock.at(startedAt + patienceMs, () => resolve('late'))
      void insert.then(cancel, cancel)
    })
    const end = await Promise.race([insert.then(() => 'written' as const), late]).catch((error: unknown) => error)
    if (end === 'written') {
      onWritten?.(clock.now() - startedAt, rows.length)
      return true
    }
    log.error('the database does not take the journal; it goes to the spool file', { error: end })
    void insert.catch(() => {}).then(putBack)
    return false
  }

  /** Tries until the database has everything the spool holds. */
  async function putBack(): Promise<void> {
    while (spooled.length > 0) {
      const batch = spooled.slice(0, BATCH)
      try {
        await store.insert(batch)
        spooled = spooled.slice(batch.length)
      } catch (error) {
        log.warn('the database still does not take the journal', { waiting: spooled.length, error })
        await new Promise<void>((resolve) => clock.at(clock.now() + RETRY_MS, resolve))
      }
    }
    await spool.clear()
    log.warn('the journal is back in the database')
  }

  async function drain(): Promise<void> {
    while (gathering.length > 0) {
      const batch = gathering.slice(0, BATCH)
      gathering = gathering.slice(batch.length)
      await write(batch.map(({ row }) => row))
      for (const { row, whenSafe } of batch) whenSafe(row)
    }
    writing = null
  }

  return {
    append(given, whenSafe) {
      const row = { ...given, position: ++position }
      gathering.push({ row, whenSafe })
      writing ??= drain()
    },
    healthy: () => spooled.length === 0,
    flushed: async () => {
      while (writing) await writing
    },
  }
}

/** What an earlier run could not bring into the database is brought there before anything else. */
async function recoverSpool(store: JournalStore, spool: Spool, log: Log): Promise<number> {
  const left = await spool.read()
  for (let from = 0; from < left.length; from += BATCH) await store.insert(left.slice(from, from + BATCH))
  if (left.length > 0) {
    await spool.clear()
    log.warn('journal rows of an earlier run were taken from the spool', { rows: left.length })
  }
  return store.lastPosition()
}
