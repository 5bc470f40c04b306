import { z } from 'zod'
import { DepartmentCode } from './department.ts'
import { AgendaTicket, SentInstant } from './session-agenda.ts'
import { ContactManner, Satisfied, Solved } from './ticket-event.ts'
import { TicketNo } from './ticket-no.ts'
import { Username } from './user.ts'

const said = (max: number) => z.string().trim().min(1).max(max)

/** 评议员: who they are to the centre (G19). */
const reviewer = {
  name: said(30),
  /** 专业领域. */
  fields: z.array(said(20)).max(10),
  organisation: z.string().trim().max(60),
  /** Department they belong to: they do not judge it, nor what lies above or below it. */
  unit: DepartmentCode.nullable(),
  /** District they live or work in: they do not judge what happened there. GB/T 2260. */
  area: z.string().regex(/^\d{6}$/).nullable(),
  phone: z.string().regex(/^\d{5,12}$/).nullable(),
  /** Account of the role reviewer. */
  username: Username.nullable(),
  inUse: z.boolean(),
}
export const NewReviewer = z
  .object({
    ...reviewer, fields: reviewer.fields.default([]), organisation: reviewer.organisation.default(''), unit: reviewer.unit.default(null), area: reviewer.area.default(null), phone: reviewer.phone.default(null),
    username: reviewer.username.default(null), inUse: reviewer.inUse.default(true),
  })
  .strict()
  .meta({ id: 'NewReviewer' })
export type NewReviewer = z.infer<typeof NewReviewer>
export const ChangeReviewer = z.object({ ...reviewer, version: z.int() }).partial().required({ version: true }).strict().meta({ id: 'ChangeReviewer' })
export type ChangeReviewer = z.infer<typeof ChangeReviewer>

/** `phone` is masked in lists. */
export const Reviewer = z
  .object({ id: z.string(), name: z.string(), fields: z.array(z.string()), organisation: z.string(), unit: z.string().nullable(), area: z.string().nullable(), phone: z.string().nullable(), username: z.string().nullable(), inUse: z.boolean(), version: z.int() })
  .meta({ id: 'SocialReviewer' })
export type Reviewer = z.infer<typeof Reviewer>

/** 合理, 不合理, 弃权. */
export const VoteChoice = z.enum(['reasonable', 'unreasonable', 'abstain'])
export type VoteChoice = z.infer<typeof VoteChoice>

export const VoteResult = z.enum(['reasonable', 'unreasonable', 'tie', 'no_quorum'])
export type VoteResult = z.infer<typeof VoteResult>

/** How the citizen was told of it; on record before the matter is closed (G20, T29). */
export const Explanation = z.object({ at: SentInstant, manner: ContactManner, by: said(30), text: said(1_000) }).strict().meta({ id: 'SocialReviewExplanation' })
export type Explanation = z.infer<typeof Explanation>

export const SocialReviewState = z.enum(['planned', 'open', 'closed'])
export type SocialReviewState = z.infer<typeof SocialReviewState>

export const NewSocialReview = z.object({ startsAt: SentInstant, place: said(60), reviewers: z.array(z.string().min(1).max(40)).max(21).default([]) }).strict().meta({ id: 'NewSocialReview' })
export type NewSocialReview = z.infer<typeof NewSocialReview>
export const ChangeSocialReview = NewSocialReview.partial().extend({ reviewers: NewSocialReview.shape.reviewers.unwrap().optional(), version: z.int() }).strict().meta({ id: 'ChangeSocialReview' })
export type ChangeSocialReview = z.infer<typeof ChangeSocialReview>

/** open: reviewers vote. to_explain: voted unreasonable, the citizen is still to be told. moved_on: the ticket had left the review. */
export const ReviewItemState = z.enum(['open', 'to_explain', 'decided', 'carried_over', 'moved_on'])

export const ReviewItem = z
  .object({
    id: z.string(),
    position: z.int(),
    state: ReviewItemState,
    ticket: AgendaTicket,
    /** By when the review is to be over. */
    reviewBy: z.int().nullable(),
    /** How many of the invited may vote on it. */
    entitled: z.int(),
    votes: z.int(),
    /** For whoever runs the session: who may not vote, who has; what, only once voting is over. */
    ballots: z.array(z.object({ reviewer: z.string(), conflict: z.boolean(), votedAt: z.int().nullable(), /** null = their own hand. */ recordedBy: z.string().nullable(), choice: VoteChoice.nullable() })),
    /** For a reviewer: their own. */
    mine: z.object({ conflict: z.boolean(), choice: VoteChoice.nullable() }).nullable(),
    /** null until voting is over. */
    tally: z.object({ reasonable: z.int(), unreasonable: z.int(), abstain: z.int() }).nullable(),
    result: VoteResult.nullable(),
    explanation: Explanation.extend({ at: z.int() }).nullable(),
    closedAt: z.int().nullable(),
    closedBy: z.string().nullable(),
  })
  .meta({ id: 'SocialReviewItem' })
export type ReviewItem = z.infer<typeof ReviewItem>

export const SocialReview = z
  .object({
    id: z.string(),
    state: SocialReviewState,
    startsAt: z.int(),
    place: z.string(),
    /** So many have to say reasonable or not. */
    quorum: z.int(),
    openedAt: z.int().nullable(),
    closedAt: z.int().nullable(),
    version: z.int(),
    counts: z.object({ reviewers: z.int(), items: z.int(), decided: z.int(), reasonable: z.int(), toExplain: z.int() }),
  })
  .meta({ id: 'SocialReview' })
export type SocialReview = z.infer<typeof SocialReview>

export const SocialReviewDetail = SocialReview.extend({ reviewers: z.array(Reviewer.pick({ id: true, name: true, fields: true, organisation: true })), items: z.array(ReviewItem) }).meta({ id: 'SocialReviewDetail' })
export type SocialReviewDetail = z.infer<typeof SocialReviewDetail>

/** What is laid before reviewers and social supervisors: nothing in it says who the citizen is. */
export const ReviewPapers = z
  .object({
    ticket: AgendaTicket,
    /** null = a matter whose citizen must not be known: what they said stays with the centre. */
    content: z.string().nullable(),
    said: z.object({ solved: Solved.nullable(), satisfied: Satisfied.nullable(), reason: z.string().nullable(), note: z.string() }),
    /** 依法办理依据, and why the department asked for the review. */
    lawfulBasis: z.string(),
    request: z.string(),
    /** What was found, what was done, what the citizen was told. */
    findings: z.string(),
    result: z.string(),
    publicReply: z.string(),
    /** Names of the files on it. */
    files: z.array(z.string()),
  })
  .meta({ id: 'ReviewPapers' })
export type ReviewPapers = z.infer<typeof ReviewPapers>

export const SocialReviewStatistics = z
  .object({ sessions: z.int(), items: z.int(), decided: z.int(), reasonable: z.int(), unreasonable: z.int(), carriedOver: z.int(), /** Of what was decided; null = nothing. */ reasonableShare: z.number().nullable() })
  .meta({ id: 'SocialReviewStatistics' })
export type SocialReviewStatistics = z.infer<typeof SocialReviewStatistics>

/** What a social supervisor noted about a ticket they were shown. */
export const NewRemark = z.object({ text: said(500) }).strict().meta({ id: 'NewTicketRemark' })
export const TicketRemark = z.object({ id: z.string(), ticketNo: TicketNo, title: z.string(), at: z.int(), username: z.string(), text: z.string() }).meta({ id: 'TicketRemark' })
export type TicketRemark = z.infer<typeof TicketRemark>
