import type { InTransaction } from '../../platform/store.ts'
import type { KeepForSearch } from './index-store.ts'
import type { SearchStore } from './store.ts'

export interface CatchUpDeps {
  search: Pick<SearchStore, 'left'>
  forSearch: KeepForSearch
  inTransaction: InTransaction
}

const AT_ONCE = 50

/**
 * Keeps the tickets for the search that were written before there was one, some at a time so that calls are not held up.
 * Returns how many. Safe to run on several servers: each ticket ends up as it is now.
 */
export async function catchUp({ search, forSearch, inTransaction }: CatchUpDeps, stopped: () => boolean = () => false): Promise<number> {
  for (let kept = 0; ; ) {
    const ids = stopped() ? [] : await search.left(AT_ONCE)
    if (ids.length === 0) return kept
    await inTransaction(async (trx) => {
      for (const id of ids) await forSearch(trx, id)
    })
    kept += ids.length
  }
}
