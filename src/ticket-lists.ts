import type { Can } from './identity/port.ts'
import type { FieldCipher } from './platform/field-cipher.ts'
import type { Acting } from './ticket/acting.ts'
import { createBulk } from './ticket/bulk.ts'
import type { Reading } from './ticket/reading.ts'
import { savedFilterStore } from './ticket/saved-filter-store.ts'
import { createSavedFilters } from './ticket/saved-filters.ts'
import type { Surroundings } from './ticket/search-query.ts'
import type { Search } from './ticket/search.ts'
import { randomUUID } from 'node:crypto'

interface Sources {
  db: Parameters<typeof savedFilterStore>[0]
  cipher: FieldCipher
  can: Can
  now: () => number
}

interface Joined {
  acting: Acting
  reading: Reading
  search: Search
  surroundings: Surroundings
}

/** What people do with many tickets at once. */
export function joinTicketLists({ db, cipher, can, now }: Sources, { acting, reading, search, surroundings }: Joined) {
  return {
    filters: createSavedFilters({ store: savedFilterStore(db), search, reading, surroundings, cipher, can, now, newId: randomUUID }),
    bulk: createBulk({ acting, reading }),
  }
}
