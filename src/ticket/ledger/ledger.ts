import type { LedgerEntry, LedgerList, LedgerUnits, SupervisionCounts, SupervisionLevel } from '../../contract/ledger.ts'
import type { Principal } from '../../identity/port.ts'
import { fromCursor, pageOf } from '../../platform/cursor.ts'
import type { LedgerStore, Wanted } from './store.ts'
import type { LetterStore } from './letter-store.ts'
import type { Reading } from '../reading.ts'
import { countsOf } from '../rules/counted.ts'
import { dueWhen, type When } from '../rules/due.ts'
import { byUnit, doneAbout, sum } from '../rules/ledger.ts'
import type { Surroundings } from '../search/query.ts'
import { type Cipher, shown } from '../view.ts'

export interface LedgerDeps {
  store: LedgerStore
  letters: Pick<LetterStore, 'counts'>
  reading: Pick<Reading, 'sight' | 'listed'>
  surroundings: Pick<Surroundings, 'present' | 'below'>
  /** Working days from the one instant's day to the other's. */
  workingDays: (from: number, to: number) => number
  departments: () => readonly { code: string; parent: string | null }[]
  /** policy.ticket: from when on a ticket is a problem. */
  limits: () => { problemRounds: number; problemBounces: number }
  open: Cipher['open']
}

export interface LedgerQuery {
  unit?: string | undefined
  area?: string | undefined
  level?: SupervisionLevel | undefined
  problem?: boolean | undefined
}

const WHEN: Readonly<Record<Exclude<LedgerList, 'open'>, When>> = { nearly_due: 'near', overdue: 'past' }

export type Ledger = ReturnType<typeof createLedger>

/** 跟进台账 (J31): what departments have and have not fed back, as far as the reader sees it. */
export function createLedger({ store, letters, reading, surroundings, workingDays, departments, limits, open }: LedgerDeps) {
  const { below } = surroundings
  const problem = () => ({ rounds: limits().problemRounds, bounces: limits().problemBounces })
  const wantedOf = (user: Principal, { unit, area, level, problem: only }: LedgerQuery): Wanted =>
    ({ sight: reading.sight(user), units: unit === undefined ? undefined : below(unit), area, level, problem: only === true ? problem() : undefined })

  return {
    /** What is due first comes first. Throws INVALID_REQUEST (the cursor). */
    async page(user: Principal, { list, cursor, limit, ...query }: LedgerQuery & { list: LedgerList; cursor?: string | undefined; limit: number }): Promise<{ items: LedgerEntry[]; nextCursor: string | null }> {
      const at = surroundings.present()
      const rows = await store.page(wantedOf(user, query), list === 'open' ? {} : dueWhen(WHEN[list], at), cursor === undefined ? undefined : fromCursor(cursor), limit + 1)
      const { items, nextCursor } = pageOf(rows, limit, ({ id, dueAt }) => ({ at: dueAt ?? 0, id }))
      const done = await store.done(items.map(({ id }) => id))
      const { rounds, bounces } = problem()
      return {
        nextCursor,
        items: items.map((row) => ({
          ticket: reading.listed(shown(row, open), user), ...doneAbout(done.get(row.id) ?? []), problem: row.round >= rounds || row.bounceCount >= bounces,
          remaining: { ms: (row.dueAt ?? 0) - at.now, workingDays: workingDays(at.now, row.dueAt ?? 0) },
        })),
      }
    },
    /** How much each department below `unit` has (not said: the topmost), with all that lies below it. */
    async units(user: Principal, { unit, ...query }: LedgerQuery): Promise<LedgerUnits> {
      const own = await store.byUnit(wantedOf(user, { unit, ...query }), { ...surroundings.present(), problem: problem() })
      return { total: sum([...own.values()]), items: byUnit(own, unit ?? null, { all: departments(), below }) }
    },
    /** What supervision was done in this time (H10). */
    async counts(user: Principal, span: { from?: number | undefined; to?: number | undefined }): Promise<SupervisionCounts> {
      return countsOf(await store.counted(reading.sight(user), span), await letters.counts({ ...span, kind: 'reminder', workspace: user.workspace ?? null }))
    },
  }
}
