import type { ChangeSocialReview, NewSocialReview, SocialReviewDetail } from '../contract/social-review.ts'
import type { TicketNo } from '../contract/ticket-no.ts'
import type { Principal } from '../identity/port.ts'
import { AppError } from '../platform/errors.ts'
import type { Trx } from '../platform/store.ts'
import type { TicketOfSession } from '../ticket/port.ts'
import { mayBeInvited } from './rules/voting.ts'
import type { ItemRow, SessionRow } from './store.ts'
import { createViews } from './views.ts'
import type { ReviewsDeps } from './deps.ts'

export type Reviews = ReturnType<typeof createReviews>

/** Sessions of social review: who is invited, what is on the agenda (G19). Voting stands in voting.ts. */
export function createReviews(deps: ReviewsDeps) {
  const { store, reviewers, tickets, inTransaction, audit, now, newId, quorum } = deps
  const views = createViews(deps)
  const { sessionOf, detail } = views
  const told = async (user: Principal, action: string, id: string, details: Record<string, unknown> = {}): Promise<void> => await audit.write({ at: now(), actor: user.username, action, target: `social-review:${id}`, details, ok: true })

  async function itemOf(sessionId: string, id: string): Promise<{ item: ItemRow; ticket: TicketOfSession }> {
    const item = await store.item(id)
    const ticket = item && (await tickets.byIds([item.ticketId])).get(item.ticketId)
    if (item?.sessionId !== sessionId || !ticket) throw new AppError('SESSION_NOT_FOUND')
    return { item, ticket }
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
    ...views,
    itemOf,
    told,
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
  }
}
