import { z } from 'zod'
import { days, ms } from './policy-shapes.ts'

/** Clocks of tickets (domain.md §4.4); days are working days. Part of the policy: policy.ts. */
export const TicketPolicy = z
  .object({
    /** Nobody has it yet: the dispatcher is told, then the supervisor. */
    dispatchAlarmMs: ms(60_000),
    dispatchByHandMs: ms(1_800_000),
    triageDays: days(1),
    triageEmergencyMs: ms(300_000),
    /** A department signs for a matter within this time (H03); then its deputy and its head are told. */
    respondMs: ms(1_200_000),
    respondDeputyMs: ms(2_400_000),
    respondHeadMs: ms(3_600_000),
    returnDays: days(1),
    bounceMax: z.int().min(1).max(10).default(2),
    yellowDays: days(1),
    /** After the deadline: in writing, in a talk, to the leader. */
    redDays: z.tuple([z.int(), z.int(), z.int()]).default([2, 3, 5]),
    emergencySignMs: ms(300_000),
    emergencyLeaderMs: ms(900_000),
    emergencyCloseMs: ms(1_800_000),
    extensionMaxDays: days(10),
    callbackDays: days(1),
    /** Citizens are called back by the machine, and by a person after it. */
    callbackAutomatic: z.boolean().default(true),
    callbackTries: z.int().min(0).max(20).default(3),
    callbackTriesHuman: z.int().min(1).max(20).default(1),
    callbackGapMs: ms(7_200_000),
    judgeDays: days(1),
    /** Complaints about service are answered within these. */
    complaintDays: days(5),
    socialReviewDays: days(20),
    /** Dissatisfied matters that were handled lawfully may go before reviewers (G19). */
    socialReview: z.boolean().default(false),
    /** So many reviewers have to say reasonable or not; who abstains is not counted. */
    socialReviewQuorum: z.int().min(3).max(21).default(3),
    /** Sessions are kept on paper: a verdict may be entered by hand, with chair, date and minutes. */
    socialReviewOnPaper: z.boolean().default(false),
    autoRework: z.boolean().default(false),
    districtFallback: z.boolean().default(true),
    reopenDays: days(30),
    archiveDays: days(30),
    problemRounds: z.int().min(1).max(20).default(3),
    problemBounces: z.int().min(1).max(20).default(3),
    repeatsMax: z.int().min(1).max(50).default(3),
    /** Of one file on a ticket. */
    attachmentMaxMb: z.int().min(1).max(20).default(10),
    /** Of one export; more takes several. */
    exportRowsMax: z.int().min(100).max(1_000_000).default(50_000),
  })
  .strict()
  .prefault({})
