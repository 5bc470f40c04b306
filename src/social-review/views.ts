import { Explanation, type ReviewItem, type SocialReview, type SocialReviewDetail, type SocialReviewStatistics, VoteChoice } from '../contract/social-review.ts'
import type { Principal } from '../identity/port.ts'
import { type Mark, pageOf } from '../platform/cursor.ts'
import { AppError } from '../platform/errors.ts'
import type { TicketOfSession } from '../ticket/port.ts'
import type { ReviewerRow } from './reviewer-store.ts'
import type { ReviewsDeps } from './deps.ts'
import { isConflicted } from './rules/conflict.ts'
import type { ItemRow, SessionRow, VoteRow } from './store.ts'

/** What a view of a session is made of. */
interface Around {
  invited: readonly ReviewerRow[]
  votes: readonly VoteRow[]
  tickets: ReadonlyMap<string, TicketOfSession>
  /** null: whoever runs it, or leads. */
  mine: ReviewerRow | null
}

/** Sessions as people see them: whoever runs them all of it, a reviewer what is laid before them. */
export function createViews({ store, reviewers, tickets, cipher, quorum, within }: Pick<ReviewsDeps, 'store' | 'reviewers' | 'tickets' | 'cipher' | 'quorum' | 'within'>) {
  /** Throws SESSION_NOT_FOUND, also for a reviewer who is not invited, and WRONG_SESSION_STATE when it is not in one of the states. */
  async function sessionOf(id: string, user: Principal, ...states: SessionRow['state'][]): Promise<{ session: SessionRow; mine: ReviewerRow | null }> {
    const session = await store.find(id)
    const mine = user.role === 'reviewer' ? await reviewers.of(user) : null
    const may = session && (user.role !== 'reviewer' || (mine !== null && session.state !== 'planned' && (await store.invited(id)).includes(mine.id)))
    if (!session || !may) throw new AppError('SESSION_NOT_FOUND')
    if (states.length > 0 && !states.includes(session.state)) throw new AppError('WRONG_SESSION_STATE')
    return { session, mine }
  }

  async function shown(sessions: readonly SessionRow[]): Promise<SocialReview[]> {
    const counted = sessions.length === 0 ? [] : await store.counts({ sessions: sessions.map(({ id }) => id) })
    return await Promise.all(sessions.map(async (session) => {
      const of = counted.filter(({ sessionId }) => sessionId === session.id)
      const sum = (fits: (one: (typeof of)[number]) => boolean): number => of.filter(fits).reduce((all, { count }) => all + count, 0)
      return {
        ...session, quorum: quorum(),
        counts: { reviewers: (await store.invited(session.id)).length, items: sum(() => true), decided: sum(({ state }) => state === 'decided'), reasonable: sum(({ state, result }) => state === 'decided' && result === 'reasonable'), toExplain: sum(({ state }) => state === 'to_explain') },
      }
    }))
  }

  function itemShown(item: ItemRow, ticket: TicketOfSession, { invited, votes, mine }: Around): ReviewItem {
    const { id, position, state, result, votesFor, votesAgainst, abstained, closedAt, closedBy } = item
    const over = state !== 'open'
    const choiceOf = (vote: VoteRow): VoteChoice => VoteChoice.parse(cipher.open(vote.choiceSealed))
    const conflicted = (one: ReviewerRow): boolean => isConflicted(one, ticket, within)
    const cast = votes.filter(({ itemId }) => itemId === id)
    const ballots = invited.map((one) => {
      const vote = cast.find(({ reviewerId }) => reviewerId === one.id)
      return { reviewer: one.id, conflict: conflicted(one), votedAt: vote?.at ?? null, recordedBy: vote && vote.recordedBy !== one.username ? vote.recordedBy : null, choice: vote && over ? choiceOf(vote) : null }
    })
    const own = mine && cast.find(({ reviewerId }) => reviewerId === mine.id)
    return {
      id, position, state, ticket, reviewBy: ticket.reviewBy, entitled: ballots.filter(({ conflict }) => !conflict).length, votes: cast.length, ballots: mine ? [] : ballots,
      mine: mine && { conflict: conflicted(mine), choice: own ? choiceOf(own) : null },
      tally: votesFor === null ? null : { reasonable: votesFor, unreasonable: votesAgainst ?? 0, abstain: abstained ?? 0 }, result,
      explanation: mine || item.explanationSealed === null ? null : explanationOf(cipher.open(item.explanationSealed)), closedAt, closedBy: mine ? null : closedBy,
    }
  }

  async function detail(id: string, user: Principal): Promise<SocialReviewDetail> {
    const { session, mine } = await sessionOf(id, user)
    const rows = await store.items(id)
    const [[head], invited, votes, known] = await Promise.all([shown([session]), store.invited(id).then(reviewers.rows), store.votes(rows.map((row) => row.id)), tickets.byIds(rows.map(({ ticketId }) => ticketId))])
    if (!head) throw new AppError('SESSION_NOT_FOUND')
    const around: Around = { invited, votes, tickets: known, mine }
    return {
      ...head,
      reviewers: mine ? [] : invited.map((row) => reviewers.shown(row)),
      items: rows.flatMap((row) => {
        const ticket = known.get(row.ticketId)
        return ticket ? [itemShown(row, ticket, around)] : []
      }),
    }
  }

  return {
    sessionOf,
    detail,
    async list(asked: { after?: Mark | undefined; limit: number }, user: Principal) {
      const mine = user.role === 'reviewer' ? await reviewers.of(user) : null
      const none = user.role === 'reviewer' && mine === null
      const rows = none ? [] : await store.list({ ...asked, limit: asked.limit + 1, ...(mine && { reviewer: mine.id }) })
      const { items, nextCursor } = pageOf(mine ? rows.filter(({ state }) => state !== 'planned') : rows, asked.limit, ({ startsAt: at, id }) => ({ at, id }))
      return { items: await shown(items), nextCursor }
    },
    /** Of the sessions that were held between two instants (G20). */
    async statistics(period: { from: number; to: number }): Promise<SocialReviewStatistics> {
      const counted = await store.counts(period)
      const sum = (fits: (one: (typeof counted)[number]) => boolean): number => counted.filter(fits).reduce((all, { count }) => all + count, 0)
      const decided = sum(({ state }) => state === 'decided' || state === 'to_explain')
      const reasonable = sum(({ state, result }) => state === 'decided' && result === 'reasonable')
      return {
        sessions: new Set(counted.map(({ sessionId }) => sessionId)).size, items: sum(() => true), decided, reasonable, unreasonable: decided - reasonable,
        carriedOver: sum(({ state }) => state === 'carried_over'), reasonableShare: decided === 0 ? null : reasonable / decided,
      }
    },
  }
}

/** As it is kept: with Unix ms. */
const explanationOf = (json: string): ReviewItem['explanation'] => {
  const kept = JSON.parse(json) as { at: number }
  const { at: _, ...rest } = Explanation.parse({ ...kept, at: new Date(kept.at).toISOString() })
  return { ...rest, at: kept.at }
}
