import { createHash } from 'node:crypto'
import type { AuditRow } from '../contract/user.ts'
import type { AuditFilter, AuditStore, StoredAudit } from './audit-store.ts'
import type { Audit, AuditEntry } from './port.ts'

/** Whether the chain is whole; `seq` is the first row that does not fit. */
export type Verdict = { ok: true; rows: number; head: string } | { ok: false; rows: number; seq: number; why: 'changed' | 'missing' }

export interface AuditLog extends Audit {
  /** Newest first; `cursor` is the last seq seen. */
  list: (filter: AuditFilter, cursor: number | null, limit: number) => Promise<AuditRow[]>
  /** Reads the whole chain. A cut tail shows only against a head noted elsewhere: write heads to the log. */
  verify: () => Promise<Verdict>
}

const FIRST = '0'.repeat(64)
const PAGE = 1_000

/** Rows wait for each other and are written many at a time: a storm of logins costs a few transactions. */
export function createAudit(store: AuditStore): AuditLog {
  let waiting: { entry: AuditEntry; done: () => void; failed: (error: unknown) => void }[] = []
  let writing = false
  const drain = async (): Promise<void> => {
    writing = true
    while (waiting.length > 0) {
      const batch = waiting.slice(0, 200)
      waiting = waiting.slice(batch.length)
      try {
        await store.append((last) => linked(last, batch.map(({ entry }) => entry)))
        for (const { done } of batch) done()
      } catch (error) {
        for (const { failed } of batch) failed(error)
      }
    }
    writing = false
  }
  return {
    write: async (entry) =>
      await new Promise<void>((done, failed) => {
        waiting.push({ entry, done, failed })
        if (!writing) void drain()
      }),
    list: async (filter, cursor, limit) => (await store.list(filter, cursor ?? Number.MAX_SAFE_INTEGER, limit)).map(asRow),
    verify: async () => await verifyChain(store),
  }
}

function linked(last: StoredAudit | undefined, entries: readonly AuditEntry[]): StoredAudit[] {
  let [seq, previous] = [last?.seq ?? 0, last?.hash ?? FIRST]
  return entries.map(({ at, actor, action, target, details, ok }) => {
    seq += 1
    const row = { seq, at, actor: actor.slice(0, 64), action: action.slice(0, 60), target: target.slice(0, 200), details: JSON.stringify(details), ok: ok ? 1 : 0, previous }
    previous = hashOf(row)
    return { ...row, hash: previous }
  })
}

const hashOf = ({ previous, seq, at, actor, action, target, details, ok }: Omit<StoredAudit, 'hash'>): string =>
  createHash('sha256').update(JSON.stringify([previous, seq, at, actor, action, target, details, ok])).digest('hex')

async function verifyChain(store: AuditStore): Promise<Verdict> {
  let [rows, head] = [0, FIRST]
  for (;;) {
    const page = await store.after(rows, PAGE)
    for (const row of page) {
      if (row.seq !== rows + 1) return { ok: false, rows, seq: rows + 1, why: 'missing' }
      if (row.previous !== head || row.hash !== hashOf(row)) return { ok: false, rows, seq: row.seq, why: 'changed' }
      ;[rows, head] = [row.seq, row.hash]
    }
    if (page.length < PAGE) return { ok: true, rows, head }
  }
}

const asRow = ({ seq, at, actor, action, target, details, ok, hash }: StoredAudit): AuditRow => ({
  seq, at, actor, action, target, details: JSON.parse(details) as Record<string, unknown>, ok: ok === 1, hash,
})
