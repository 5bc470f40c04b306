import { type ChangeSocialReview, Explanation, type NewSocialReview, type ReviewItem, type SocialReview, type SocialReviewDetail, type SocialReviewStatistics, VoteChoice } from '../contract/social-review.ts'
import type { TicketNo } from '../contract/ticket-no.ts'
import type { Audit, Principal } from '../identity/port.ts'
import { type Mark, pageOf } from '../platform/cursor.ts'
import { AppError } from '../platform/errors.ts'
import type { InTransaction, Trx } from '../platform/store.ts'
import type { SessionTickets, TicketOfSession } from '../ticket/port.ts'
import type { ReviewerRow } from './reviewer-store.ts'
import type { Reviewers } from './reviewers.ts'
import { isConflicted } from './rules/conflict.ts'
import { mayBeInvited } from './rules/voting.ts'
import type { ItemRow, SessionRow, SocialReviewStore, VoteRow } from './store.ts'

export interface ReviewsDeps {
  store: SocialReviewStore
  reviewers: Reviewers
  tickets: Pick<SessionTickets, 'find' | 'byIds' | 'inTurn'>
  inTransaction: InTransaction
  cipher: { seal: (text: string) => string; open: (sealed: string) => string }
  audit: Audit
  now: () => number
  newId: () => string
  /** As the site has it now. */
  quorum: () => number
  /** Whether a department is another, or lies below it. */
  within: (code: string, above: string) => boolean
}

export type Reviews = ReturnType<typeof createReviews>

/** What a view of a session is made of. */
interface Around {
  invited: readonly ReviewerRow[]
  votes: readonly VoteRow[]
  tickets: ReadonlyMap<string, TicketOfSession>
  /** null: whoever runs it, or leads. */
  mine: ReviewerRow | null
}

/** Sessions of social review: who is invited, what is on the agenda (G19). Voting stands in voting.ts. */
export function createReviews(deps: ReviewsDeps) {
  const { store, reviewers, tickets, inTransaction, cipher, audit, now, newId, quorum, within } = deps
  const told = async (user: Principal, action: string, id: string, details: Record<string, unknown> = {}): Promise<void> => await audit.write({ at: now(), actor: user.username, action, target: `social-review:${id}`, details, ok: true })

  /** Throws SESSION_NOT_FOUND, also for a reviewer who is not invited, and WRONG_SESSION_STATE when it is not in one of the states. */
  async function sessionOf(id: string, user: Principal, ...states: SessionRow['state'][]): Promise<{ session: SessionRow; mine: ReviewerRow | null }> {
    const session = await store.find(id)
    const mine = user.role === 'reviewer' ? await reviewers.of(user) : null
    const may = session && (user.role !== 'reviewer' || (mine !== null && session.state !== 'planned' && (await store.invited(id)).includes(mine.id)))
    if (!session || !may) throw new AppError('SESSION_NOT_FOUND')
    if (states.length > 0 && !states.includes(session.state)) throw new AppError('WRONG_SESSION_STATE')
    return { session, mine }
  }

  async function itemOf(sessionId: string, id: string): Promise<{ item: ItemRow; ticket: TicketOfSession }> {
    const item = await store.item(id)
    const ticket = item && (await tickets.byIds([item.ticketId])).get(item.ticketId)
    if (item?.sessionId !== sessionId || !ticket) throw new AppError('SESSION_NOT_FOUND')
    return { item, ticket }
  }

  async function shown(sessions: readonly SessionRow[]): Promise<SocialReview[]> {
    const counted = sessions.length === 0 ? [] : await store.counts({ sessions: sessions.map(({ id }) => id) })
    return await Promise.all(sessions.map(async ({ createdAt: _a, createdBy: _b, ...session }) => {
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
      return { reviewer: one.id, conflict: conflicted(one), votedAt: vote?.at ?? null, recordedBy: vote?.recordedBy ?? null, choice: vote && over ? choiceOf(vote) : null }
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

  /** Throws REVIEWER_NOT_FOUND, REVIEWERS_ODD. */
  async function invitable(ids: readonly string[]): Promise<void> {
    const found = await reviewers.rows(ids)
    if (found.length !== new Set(ids).size || found.some(({ inUse }) => !inUse)) throw new AppError('REVIEWER_NOT_FOUND')
    if (!mayBeInvited(found.length, quorum())) throw new AppError('REVIEWERS_ODD')
  }

  /** The session at its next version, and what `also` keeps with it. Throws VERSION_CONFLICT. */
  async function step(session: SessionRow, version: number, sets: Partial<SessionRow>, also?: (trx: Trx) => Promise<void>): Promise<void> {
    const done = session.version === version && (await inTransaction(async (trx) => {
      if (!(await store.change(trx, session, sets))) return false
      await also?.(trx)
      return true
    }))
    if (!done) throw new AppError('VERSION_CONFLICT')
  }

  return {
    sessionOf,
    itemOf,
    detail,
    told,
    async list(asked: { after?: Mark | undefined; limit: number }, user: Principal) {
      const mine = user.role === 'reviewer' ? await reviewers.of(user) : null
      const none = user.role === 'reviewer' && mine === null
      const rows = none ? [] : await store.list({ ...asked, limit: asked.limit + 1, ...(mine && { reviewer: mine.id }) })
      const { items, nextCursor } = pageOf(mine ? rows.filter(({ state }) => state !== 'planned') : rows, asked.limit, ({ startsAt: at, id }) => ({ at, id }))
      return { items: await shown(items), nextCursor }
    },
    async plan({ reviewers: asked, ...settings }: NewSocialReview, user: Principal): Promise<SocialReviewDetail> {
      if (asked.length > 0) await invitable(asked)
      const id = newId()
      await inTransaction(async (trx) => {
        await store.insert(trx, { id, ...settings, state: 'planned', createdAt: now(), createdBy: user.username, openedAt: null, closedAt: null, version: 1 })
        await store.invite(trx, id, asked)
      })
      await told(user, 'socialReview.plan', id)
      return await detail(id, user)
    },
    async change(id: string, { version, reviewers: asked, ...sets }: ChangeSocialReview, user: Principal): Promise<SocialReviewDetail> {
      const { session } = await sessionOf(id, user, 'planned')
      if (asked !== undefined) await invitable(asked)
      await step(session, version, sets as Partial<SessionRow>, async (trx) => asked && (await store.invite(trx, id, asked)))
      return await detail(id, user)
    },
    /** Throws NOT_FOR_SESSION for what does not wait for a review, ALREADY_ON_AGENDA when it is being reviewed. */
    async put(id: string, ticketNo: TicketNo, user: Principal): Promise<SocialReviewDetail> {
      await sessionOf(id, user, 'planned', 'open')
      const ticket = await tickets.find(ticketNo, user)
      if (ticket.state !== 'social_review') throw new AppError('NOT_FOR_SESSION')
      if ((await store.pending(ticket.id)) || !(await store.add({ id: newId(), sessionId: id, ticketId: ticket.id }))) throw new AppError('ALREADY_ON_AGENDA')
      return await detail(id, user)
    },
    /** Before it begins. */
    async remove(id: string, itemId: string, user: Principal): Promise<SocialReviewDetail> {
      await sessionOf(id, user, 'planned')
      await itemOf(id, itemId)
      await store.remove(itemId)
      return await detail(id, user)
    },
    /** Reviewers see the agenda from now on. Throws AGENDA_EMPTY, REVIEWERS_ODD. */
    async open(id: string, version: number, user: Principal): Promise<SocialReviewDetail> {
      const { session } = await sessionOf(id, user, 'planned')
      await invitable(await store.invited(id))
      if ((await store.items(id)).length === 0) throw new AppError('AGENDA_EMPTY')
      await step(session, version, { state: 'open', openedAt: now() })
      await told(user, 'socialReview.open', id)
      return await detail(id, user)
    },
    /** What was not voted to an end is carried over. */
    async close(id: string, version: number, user: Principal): Promise<SocialReviewDetail> {
      const { session } = await sessionOf(id, user, 'open')
      const at = now()
      await step(session, version, { state: 'closed', closedAt: at }, async (trx) => await store.carryOver(trx, id, { at, username: user.username }))
      await told(user, 'socialReview.close', id)
      return await detail(id, user)
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
