import type { WorklistCount, WorklistEntry, WorklistName } from '../../contract/worklist.ts'
import type { Can, Principal } from '../../identity/port.ts'
import { fromCursor, pageOf } from '../../platform/cursor.ts'
import { AppError } from '../../platform/errors.ts'
import type { Reading } from '../reading.ts'
import { dueWhen } from '../rules/due.ts'
import { attachedShown, isOfDepartment } from '../rules/visibility.ts'
import { WORK, worklistsOf } from '../rules/worklists.ts'
import type { Surroundings } from '../search/query.ts'
import { type Cipher, shown } from '../view.ts'
import type { Asked, WaitingRow, WorklistStore } from './store.ts'

export interface WorklistDeps {
  store: WorklistStore
  reading: Pick<Reading, 'sight' | 'listed'>
  can: Can
  surroundings: Surroundings
  open: Cipher['open']
}

export interface WorklistQuery {
  /** Also what lies with departments below the reader's own. */
  below: boolean
  cursor?: string | undefined
  limit: number
}

export type Worklists = ReturnType<typeof createWorklists>

/** What waits for somebody, desk by desk. */
export function createWorklists({ store, reading, can, surroundings, open }: WorklistDeps) {
  const namesOf = (user: Principal): WorklistName[] => worklistsOf((action) => can(user, action, user))

  function asked(user: Principal, name: WorklistName, below: boolean): Asked {
    const { department } = user
    const units = !isOfDepartment(user) || department === null ? null : below ? surroundings.below(department) : [department]
    const list = WORK[name]
    return { list, sight: reading.sight(user), units, due: list.due === undefined ? null : dueWhen(list.due, surroundings.present()) }
  }

  /** Of a confidential matter a department reads no more here than on the ticket. */
  function entryOf({ row, record, by, since }: WaitingRow, user: Principal): WorklistEntry {
    const { records } = attachedShown({ timeline: [], records: record === null ? [] : [record], supplements: [], participants: [], notes: [], linkages: [] }, user, row)
    return { ticket: reading.listed(shown(row, open), user), record: records[0] ?? null, by, since }
  }

  return {
    /** The reader's lists, each with how much is in it. */
    async counts(user: Principal, below: boolean): Promise<WorklistCount[]> {
      const { now } = surroundings.present()
      return await Promise.all(namesOf(user).map(async (name) => ({ name, ...(await store.count(asked(user, name, below), now)) })))
    },
    /** Throws FORBIDDEN for a list that is not on the reader's desk, INVALID_REQUEST (the cursor). */
    async page(user: Principal, name: WorklistName, { below, cursor, limit }: WorklistQuery): Promise<{ items: WorklistEntry[]; nextCursor: string | null }> {
      if (!namesOf(user).includes(name)) throw new AppError('FORBIDDEN')
      const found = await store.page(asked(user, name, below), cursor === undefined ? undefined : fromCursor(cursor), limit + 1)
      const { items, nextCursor } = pageOf(found, limit, ({ mark }) => mark)
      return { items: items.map((one) => entryOf(one, user)), nextCursor }
    },
  }
}
