import { COUNT_MOST, type KeepFilter, ListFilter, type SavedFilter } from '../../contract/ticket-list.ts'
import type { Can, Principal } from '../../identity/port.ts'
import { AppError } from '../../platform/errors.ts'
import type { Reading } from '../reading.ts'
import { isOfDepartment } from '../rules/visibility.ts'
import type { SavedFilterRow, SavedFilterStore } from './saved-filter-store.ts'
import type { Search } from '../search/search.ts'
import { ListQuery, listingOf, type Surroundings } from '../search/query.ts'
import type { Cipher } from '../view.ts'

export interface SavedFilterDeps {
  store: SavedFilterStore
  search: Pick<Search, 'count'>
  reading: Pick<Reading, 'sight'>
  surroundings: Surroundings
  cipher: Pick<Cipher, 'seal' | 'open'>
  can: Can
  now: () => number
  newId: () => string
}

/** Of one account. */
const OWN_MOST = 30

export type SavedFilters = ReturnType<typeof createSavedFilters>

/** Filters of the list of tickets that somebody keeps; those of a supervisor may be for everybody who works there. */
export function createSavedFilters({ store, search, reading, surroundings, cipher, can, now, newId }: SavedFilterDeps) {
  async function shown(row: SavedFilterRow, user: Principal): Promise<SavedFilter> {
    const query = ListFilter.parse(JSON.parse(cipher.open(row.querySealed)))
    return { id: row.id, name: cipher.open(row.nameSealed), query, shared: row.shared, owner: row.owner, own: row.owner === user.username, count: await counted(query, user) }
  }

  /** As its reader would find it; null for words, and for what the reader may not ask. */
  async function counted(query: ListFilter, user: Principal): Promise<number | null> {
    const asked = ListQuery.safeParse(query)
    if (!asked.success || (asked.data.phone !== undefined && isOfDepartment(user))) return null
    const { filter, text, number } = listingOf(asked.data, surroundings)
    const mine = asked.data.mine === 'true' ? { agent: user.extension ?? '' } : {}
    return await search.count({ filter: { ...filter, ...mine, sight: reading.sight(user) }, text, number }, COUNT_MOST)
  }

  function checked({ query, shared }: KeepFilter, user: Principal): void {
    const asked = ListQuery.safeParse(query)
    if (!asked.success) throw new AppError('INVALID_REQUEST', { errors: asked.error.issues.map(({ path, message }) => ({ path: ['body.query', ...path].join('.'), message })) })
    // Others would read the number in the filter.
    if (shared && query.phone !== undefined) throw new AppError('INVALID_REQUEST', { errors: [{ path: 'body.query.phone', message: 'not in a shared filter' }] })
    if (shared && !can(user, 'ticket.supervise', { workspace: user.workspace ?? null })) throw new AppError('FORBIDDEN')
  }
  const sealed = ({ name, query, shared }: KeepFilter) => ({ shared, nameSealed: cipher.seal(name), querySealed: cipher.seal(JSON.stringify(query)), updatedAt: now() })

  return {
    /** Own ones and shared ones, each with how many tickets it finds for the reader. */
    list: async (user: Principal): Promise<SavedFilter[]> => await Promise.all((await store.seenBy(user.username, user.workspace ?? null)).map(async (row) => await shown(row, user))),
    /** Throws INVALID_REQUEST, FORBIDDEN (shared takes ticket.supervise), TOO_LARGE beyond thirty. */
    async keep(given: KeepFilter, user: Principal): Promise<SavedFilter> {
      checked(given, user)
      if ((await store.own(user.username)) >= OWN_MOST) throw new AppError('TOO_LARGE')
      const row: SavedFilterRow = { id: newId(), owner: user.username, workspace: user.workspace ?? null, createdAt: now(), ...sealed(given) }
      await store.insert(row)
      return await shown(row, user)
    },
    /** Throws NOT_FOUND, also for somebody else's. */
    async change(id: string, given: KeepFilter, user: Principal): Promise<SavedFilter> {
      checked(given, user)
      if (!(await store.update({ id, owner: user.username, ...sealed(given) }))) throw new AppError('NOT_FOUND')
      const found = (await store.seenBy(user.username, user.workspace ?? null)).find((one) => one.id === id)
      if (!found) throw new AppError('NOT_FOUND')
      return await shown(found, user)
    },
    /** Throws NOT_FOUND, also for somebody else's. */
    async remove(id: string, user: Principal): Promise<void> {
      if (!(await store.remove(id, user.username))) throw new AppError('NOT_FOUND')
    },
  }
}
