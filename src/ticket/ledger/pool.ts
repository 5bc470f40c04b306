import type { NewPoolFinding, PoolCounts, PoolEntry, PoolGrade, PoolReview, PoolReviewDetail } from '../../contract/pool.ts'
import type { TicketEvent } from '../../contract/ticket.ts'
import type { Principal } from '../../identity/port.ts'
import { fromCursor, pageOf } from '../../platform/cursor.ts'
import { AppError } from '../../platform/errors.ts'
import type { Language } from '../../platform/language.ts'
import type { Acting } from '../acting.ts'
import type { PoolRow, PoolStore } from './pool-store.ts'
import type { Reading } from '../reading.ts'
import { incomplete } from '../refusals.ts'
import { attachedShown } from '../rules/visibility.ts'
import type { Surroundings } from '../search/query.ts'
import { type Cipher, shown } from '../view.ts'

export interface PoolDeps {
  store: PoolStore
  acting: Pick<Acting, 'together'>
  reading: Pick<Reading, 'sight' | 'listed'>
  surroundings: Pick<Surroundings, 'now' | 'below'>
  newId: () => string
  open: Cipher['open']
}

export interface PoolQuery {
  unit?: string | undefined
  grade?: PoolGrade | undefined
  state: 'open' | 'done'
  due?: boolean | undefined
  cursor?: string | undefined
  limit: number
}

const REVIEWS_MOST = 60

const stepOf = ({ outcome, version, record, note, approver, nextAt }: NewPoolFinding): TicketEvent =>
  outcome === 'struck_off' ? { event: 'strikeOff', version, record, result: note, approver } : { event: 'reviewPool', version, record, reviewAt: nextAt ?? 0, note }

export type Pool = ReturnType<typeof createPool>

/** 工单监测池 (G43, G44): what is in it, and the weekly review as an act on record. */
export function createPool({ store, acting, reading, surroundings, newId, open }: PoolDeps) {
  const unitsOf = (unit: string | undefined): readonly string[] | undefined => (unit === undefined ? undefined : surroundings.below(unit))
  const workspaceOf = ({ workspace = null }: Principal): string | null => workspace

  function entryOf({ row, record: kept }: PoolRow, reviews: number, user: Principal): PoolEntry {
    const { records: [record = kept] } = attachedShown({ timeline: [], records: [kept], supplements: [], participants: [], notes: [], linkages: [] }, user, row)
    const { grade, cause, since } = kept.data
    return { ticket: reading.listed(shown(row, open), user), record, grade: grade === 'C' ? 'C' : 'D', cause: typeof cause === 'string' ? cause : '', since: typeof since === 'number' ? since : kept.openedAt, reviews }
  }

  async function detail(review: PoolReview | undefined): Promise<PoolReviewDetail> {
    if (!review) throw new AppError('NOT_FOUND')
    return { ...review, findings: await store.findings(review.id) }
  }

  return {
    /** Throws INVALID_REQUEST (the cursor). */
    async page(user: Principal, { unit, grade, state, due, cursor, limit }: PoolQuery): Promise<{ items: PoolEntry[]; nextCursor: string | null }> {
      const rows = await store.page({ sight: reading.sight(user), units: unitsOf(unit), grade, state, dueBy: due === true ? surroundings.now() : undefined }, cursor === undefined ? undefined : fromCursor(cursor), limit + 1)
      const { items, nextCursor } = pageOf(rows, limit, ({ at, record }) => ({ at, id: record.id }))
      const kept = await store.kept(items.map(({ row }) => row.id))
      return { items: items.map((one) => entryOf(one, kept.get(one.row.id) ?? 0, user)), nextCursor }
    },
    counts: async (user: Principal, { unit }: { unit?: string | undefined }): Promise<PoolCounts> => await store.counts({ sight: reading.sight(user), units: unitsOf(unit) }, surroundings.now()),
    /** The latest ones, newest first. */
    reviews: async (user: Principal): Promise<PoolReview[]> => await store.reviews(workspaceOf(user), REVIEWS_MOST),
    /** Throws NOT_FOUND. */
    review: async (id: string, user: Principal): Promise<PoolReviewDetail> => await detail(await store.review(workspaceOf(user), id)),
    /** Begins one, unless one is under way: then it is that one. */
    async begin(user: Principal): Promise<PoolReviewDetail> {
      const underWay = await store.underWay(workspaceOf(user))
      if (underWay) return await detail(underWay)
      const { C, D } = await store.counts({ sight: reading.sight(user) }, surroundings.now())
      const id = newId()
      await store.begin({ id, workspace: workspaceOf(user), openedAt: surroundings.now(), openedBy: user.username, entries: C + D })
      return await detail(await store.review(workspaceOf(user), id))
    },
    /** One entry looked at: on the ticket and in the review, or in neither. Throws as the step does, and VERSION_CONFLICT when the review is closed or has it. */
    async find(id: string, finding: NewPoolFinding, user: Principal, language: Language): Promise<PoolReviewDetail> {
      const { ticketNo, record, outcome, note, approver, nextAt } = finding
      if (!(await store.review(workspaceOf(user), id))) throw new AppError('NOT_FOUND')
      if (outcome === 'struck_off' && approver === '') throw incomplete([{ path: 'approver', why: 'needed' }], language)
      if (outcome === 'kept' && nextAt === null) throw incomplete([{ path: 'nextAt', why: 'needed' }], language)
      await acting.together([{ ticketNo, event: stepOf(finding) }], user, language, async (trx, [change]) => {
        if (!change) return
        const kept = await store.find(trx, { reviewId: id, ticketId: change.row.id, recordId: record, outcome, note, approver, nextAt: outcome === 'kept' ? nextAt : null, at: change.at, actor: user.username })
        if (!kept) throw new AppError('VERSION_CONFLICT')
      })
      return await detail(await store.review(workspaceOf(user), id))
    },
    /** Throws NOT_FOUND. Closing it again changes nothing. */
    async close(id: string, user: Principal): Promise<PoolReviewDetail> {
      if (!(await store.review(workspaceOf(user), id))) throw new AppError('NOT_FOUND')
      await store.close(id, surroundings.now(), user.username)
      return await detail(await store.review(workspaceOf(user), id))
    },
  }
}
