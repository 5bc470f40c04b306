import { z } from 'zod'
import { ReviewItemState, SocialReviewState, VoteResult } from '../contract/social-review.ts'
import { columnsOf } from '../platform/columns.ts'
import type { Mark } from '../platform/cursor.ts'
import type { Db, Trx } from '../platform/store.ts'

const Session = z.object({ id: z.string(), state: SocialReviewState, startsAt: z.int(), place: z.string(), createdAt: z.int(), createdBy: z.string(), openedAt: z.int().nullable(), closedAt: z.int().nullable(), version: z.int() })
export type SessionRow = z.infer<typeof Session>
const SESSION = { id: 'id', state: 'state', startsAt: 'starts_at', place: 'place', createdAt: 'created_at', createdBy: 'created_by', openedAt: 'opened_at', closedAt: 'closed_at', version: 'version' } as const

const Item = z.object({
  id: z.string(), sessionId: z.string(), ticketId: z.string(), position: z.int(), state: ReviewItemState, result: VoteResult.nullable(), votesFor: z.int().nullable(), votesAgainst: z.int().nullable(), abstained: z.int().nullable(),
  closedAt: z.int().nullable(), closedBy: z.string().nullable(), explanationSealed: z.string().nullable(),
})
export type ItemRow = z.infer<typeof Item>
const ITEM = {
  id: 'id', sessionId: 'session_id', ticketId: 'ticket_id', position: 'position', state: 'state', result: 'result', votesFor: 'votes_for', votesAgainst: 'votes_against', abstained: 'abstained', closedAt: 'closed_at',
  closedBy: 'closed_by', explanationSealed: 'explanation_sealed',
} as const

const Vote = z.object({ itemId: z.string(), reviewerId: z.string(), choiceSealed: z.string(), at: z.int(), recordedBy: z.string() })
export type VoteRow = z.infer<typeof Vote>
const VOTE = { itemId: 'item_id', reviewerId: 'reviewer_id', choiceSealed: 'choice_sealed', at: 'at', recordedBy: 'recorded_by' } as const
const Counted = z.object({ sessionId: z.string(), state: ReviewItemState, result: VoteResult.nullable(), count: z.coerce.number() })

export type SocialReviewStore = ReturnType<typeof socialReviewStore>

/** Sessions of social review, who is invited, what is voted on, and the votes. */
export function socialReviewStore(db: Db) {
  const items = (where: object) => db('social_review_items').where(where).select(ITEM)
  return {
    /** Latest first; of one reviewer only those they are invited to. */
    async list({ after, reviewer, limit }: { after?: Mark | undefined; reviewer?: string | undefined; limit: number }): Promise<SessionRow[]> {
      const query = db('social_reviews').select(SESSION).orderBy([{ column: 'starts_at', order: 'desc' }, { column: 'id', order: 'desc' }]).limit(limit)
      if (reviewer !== undefined) void query.whereIn('id', db('social_review_reviewers').where({ reviewer_id: reviewer }).select('session_id'))
      if (after) void query.whereRaw('(starts_at, id) < (?, ?)', [after.at, after.id])
      return Session.array().parse(await query)
    },
    find: async (id: string): Promise<SessionRow | undefined> => Session.optional().parse(await db('social_reviews').where({ id }).first(SESSION)),
    async insert(trx: Trx, session: SessionRow): Promise<void> {
      await trx('social_reviews').insert(columnsOf(SESSION, session))
    },
    /** False when somebody was quicker. */
    change: async (trx: Trx, { id, version }: Pick<SessionRow, 'id' | 'version'>, sets: Partial<SessionRow>): Promise<boolean> =>
      (await trx('social_reviews').where({ id, version }).update({ ...columnsOf(SESSION, sets), version: version + 1 })) === 1,
    invited: async (sessionId: string): Promise<string[]> => await db('social_review_reviewers').where({ session_id: sessionId }).orderBy('reviewer_id').pluck('reviewer_id'),
    async invite(trx: Trx, sessionId: string, reviewers: readonly string[]): Promise<void> {
      await trx('social_review_reviewers').where({ session_id: sessionId }).del()
      if (reviewers.length > 0) await trx('social_review_reviewers').insert([...new Set(reviewers)].map((one) => ({ session_id: sessionId, reviewer_id: one })))
    },
    items: async (sessionId: string): Promise<ItemRow[]> => Item.array().parse(await items({ session_id: sessionId }).orderBy(['position', 'id'])),
    item: async (id: string): Promise<ItemRow | undefined> => Item.optional().parse(await items({ id }).first()),
    /** Where the ticket is being reviewed. */
    pending: async (ticketId: string): Promise<ItemRow | undefined> => Item.optional().parse(await items({ ticket_id: ticketId }).whereIn('state', ['open', 'to_explain']).first()),
    /** At the end of the agenda; false when it stands there already. */
    async add(item: Pick<ItemRow, 'id' | 'sessionId' | 'ticketId'>): Promise<boolean> {
      const last: { position: number } | undefined = await db('social_review_items').where({ session_id: item.sessionId }).orderBy('position', 'desc').first('position')
      const row = { ...columnsOf(ITEM, item), state: 'open', position: (last?.position ?? 0) + 1 }
      const made: unknown[] = await db('social_review_items').insert(row).onConflict(['session_id', 'ticket_id']).ignore().returning('id')
      return made.length > 0
    },
    remove: async (id: string): Promise<void> => void (await db('social_review_items').where({ id, state: 'open' }).del()),
    /** Keeps others from voting or ending it until the transaction is over; false when voting is over. */
    hold: async (trx: Trx, id: string): Promise<boolean> => (await trx('social_review_items').where({ id, state: 'open' }).increment('touched', 1)) === 1,
    /** From one state to the next; false when it was not there. */
    settle: async (trx: Trx, { id, state }: Pick<ItemRow, 'id' | 'state'>, sets: Partial<ItemRow>): Promise<boolean> => (await trx('social_review_items').where({ id, state }).update(columnsOf(ITEM, sets))) === 1,
    carryOver: async (trx: Trx, sessionId: string, by: { at: number; username: string }): Promise<void> =>
      void (await trx('social_review_items').where({ session_id: sessionId, state: 'open' }).update({ state: 'carried_over', closed_at: by.at, closed_by: by.username })),
    votes: async (itemIds: readonly string[], trx: Trx | Db = db): Promise<VoteRow[]> => Vote.array().parse(await trx('social_review_votes').whereIn('item_id', [...itemIds]).orderBy('at').select(VOTE)),
    /** False when that reviewer has voted. */
    async vote(trx: Trx, vote: VoteRow): Promise<boolean> {
      const made: unknown[] = await trx('social_review_votes').insert(columnsOf(VOTE, vote)).onConflict(['item_id', 'reviewer_id']).ignore().returning('item_id')
      return made.length > 0
    },
    /** By session; without any: of all that were held in the time. */
    async counts(of: { sessions: readonly string[] } | { from: number; to: number }): Promise<z.infer<typeof Counted>[]> {
      const query = db('social_review_items as i').groupBy('i.session_id', 'i.state', 'i.result').select({ sessionId: 'i.session_id', state: 'i.state', result: 'i.result' }).count({ count: '*' })
      if ('sessions' in of) void query.whereIn('i.session_id', [...of.sessions])
      else void query.join('social_reviews as s', 's.id', 'i.session_id').where('s.starts_at', '>=', of.from).where('s.starts_at', '<', of.to).whereNot('s.state', 'planned')
      return Counted.array().parse(await query)
    },
  }
}
