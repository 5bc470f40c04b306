import { type Explanation, type SocialReviewDetail, VoteChoice } from '../contract/social-review.ts'
import type { Principal } from '../identity/port.ts'
import { AppError } from '../platform/errors.ts'
import type { Trx } from '../platform/store.ts'
import type { Asking, TicketOfSession } from '../ticket/port.ts'
import type { ReviewerRow } from './reviewer-store.ts'
import type { ReviewsDeps } from './deps.ts'
import type { Reviews } from './reviews.ts'
import { isConflicted } from './rules/conflict.ts'
import { resultOf, type Tally, tallyOf } from './rules/voting.ts'
import type { ItemRow } from './store.ts'

type VotingDeps = Pick<ReviewsDeps, 'store' | 'reviewers' | 'tickets' | 'inTransaction' | 'cipher' | 'now' | 'quorum' | 'within'> & { reviews: Reviews }

/** An item of a session, by their ids. */
interface OfItem {
  id: string
  item: string
}

const NOT_ON_PAPER = { chair: '', heldAt: null, minutes: '' } as const

export type Voting = ReturnType<typeof createVoting>

/** Votes on the items of a session, sealed until voting is over; the verdict goes into the ticket by its own step (T28, T29). */
export function createVoting({ store, reviewers, tickets, inTransaction, cipher, now, quorum, within, reviews }: VotingDeps) {
  async function cast({ id: sessionId, item: itemId }: OfItem, reviewer: ReviewerRow, choice: VoteChoice, by: Principal): Promise<void> {
    const { item, ticket } = await reviews.itemOf(sessionId, itemId)
    if (isConflicted(reviewer, ticket, within)) throw new AppError('CONFLICT_OF_INTEREST')
    await inTransaction(async (trx) => {
      if (!(await store.hold(trx, item.id))) throw new AppError('WRONG_SESSION_STATE')
      const vote = { itemId, reviewerId: reviewer.id, choiceSealed: cipher.seal(choice), at: now(), recordedBy: by.username }
      if (!(await store.vote(trx, vote))) throw new AppError('ALREADY_VOTED')
    })
    // What was chosen is in no log.
    await reviews.told(by, 'socialReview.vote', sessionId, { item: itemId, reviewer: reviewer.id })
  }

  const choicesOf = async (itemId: string, trx?: Trx): Promise<VoteChoice[]> => (await store.votes([itemId], trx)).map(({ choiceSealed }) => VoteChoice.parse(cipher.open(choiceSealed)))
  const ends = (user: Principal, { reasonable, unreasonable, abstain }: Tally): Partial<ItemRow> => ({ votesFor: reasonable, votesAgainst: unreasonable, abstained: abstain, closedAt: now(), closedBy: user.username })

  /** From its state to another, or nothing. */
  async function settled(trx: Trx, item: ItemRow, sets: Partial<ItemRow>): Promise<void> {
    if (!(await store.settle(trx, item, sets))) throw new AppError('WRONG_SESSION_STATE')
  }

  /** The ticket went elsewhere meanwhile: there is nothing to give a verdict on. */
  async function movedOn(item: ItemRow, user: Principal): Promise<void> {
    await inTransaction(async (trx) => await settled(trx, item, { state: 'moved_on', closedAt: now(), closedBy: user.username }))
  }

  const verdict = (ticket: TicketOfSession, reasonable: boolean, { votesFor, votesAgainst }: { votesFor: number; votesAgainst: number }, explanation: string) =>
    [{ event: 'verdict', version: ticket.version, reasonable, votesFor, votesAgainst, explanation, ...NOT_ON_PAPER }] as const

  return {
    /** A reviewer's own vote. Throws SESSION_NOT_FOUND, WRONG_SESSION_STATE, CONFLICT_OF_INTEREST, ALREADY_VOTED. */
    async vote({ id, item: itemId }: OfItem, choice: VoteChoice, user: Principal): Promise<SocialReviewDetail> {
      const { mine } = await reviews.sessionOf(id, user, 'open')
      if (mine === null) throw new AppError('FORBIDDEN')
      await cast({ id, item: itemId }, mine, choice, user)
      return await reviews.detail(id, user)
    },
    /** A vote given by hand, recorded by whoever runs the session. */
    async record({ id, item: itemId }: OfItem, { reviewer, choice }: { reviewer: string; choice: VoteChoice }, user: Principal): Promise<SocialReviewDetail> {
      await reviews.sessionOf(id, user, 'open')
      const [row] = (await store.invited(id)).includes(reviewer) ? await reviewers.rows([reviewer]) : []
      if (!row) throw new AppError('REVIEWER_NOT_FOUND')
      await cast({ id, item: itemId }, row, choice, user)
      return await reviews.detail(id, user)
    },
    /** Ends voting on an item. Reasonable: the ticket goes back at once. Unreasonable: once the citizen has been told. Otherwise the next session has it. */
    async end({ id, item: itemId }: OfItem, by: Asking): Promise<SocialReviewDetail> {
      const { user } = by
      await reviews.sessionOf(id, user, 'open')
      const { item, ticket } = await reviews.itemOf(id, itemId)
      if (item.state !== 'open') throw new AppError('WRONG_SESSION_STATE')
      if (ticket.state !== 'social_review') {
        await movedOn(item, user)
        return await reviews.detail(id, user)
      }
      const choices = await choicesOf(itemId)
      const tally = tallyOf(choices)
      const result = resultOf(tally, quorum())
      const state = result === 'reasonable' ? 'decided' : result === 'unreasonable' ? 'to_explain' : 'carried_over'
      const keep = async (trx: Trx): Promise<void> => {
        await store.hold(trx, itemId)
        if ((await choicesOf(itemId, trx)).length !== choices.length) throw new AppError('VERSION_CONFLICT')
        await settled(trx, item, { ...ends(user, tally), state, result })
      }
      if (result === 'reasonable') await tickets.inTurn(ticket.ticketNo, by, verdict(ticket, true, { votesFor: tally.reasonable, votesAgainst: tally.unreasonable }, ''), keep)
      else await inTransaction(keep)
      await reviews.told(user, 'socialReview.end', id, { item: itemId, result, ...tally })
      return await reviews.detail(id, user)
    },
    /** The citizen has been told why: only now the matter is closed, out of the assessment (G20, T29). Also after the session. */
    async explain({ id, item: itemId }: OfItem, explanation: Explanation, by: Asking): Promise<SocialReviewDetail> {
      const { user } = by
      await reviews.sessionOf(id, user, 'open', 'closed')
      const { item, ticket } = await reviews.itemOf(id, itemId)
      if (item.state !== 'to_explain') throw new AppError('WRONG_SESSION_STATE')
      if (ticket.state === 'social_review') {
        const votes = { votesFor: item.votesFor ?? 0, votesAgainst: item.votesAgainst ?? 0 }
        await tickets.inTurn(ticket.ticketNo, by, verdict(ticket, false, votes, explanation.text), async (trx) => await settled(trx, item, { state: 'decided', explanationSealed: cipher.seal(JSON.stringify(explanation)) }))
      } else await movedOn(item, user)
      return await reviews.detail(id, user)
    },
  }
}
