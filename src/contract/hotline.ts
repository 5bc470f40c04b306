import { z } from 'zod'
import { GroupId, HotlineNumber } from './ids.ts'
import { Schedule } from './schedule.ts'

/** How a call to the number is answered (domain.md §2.1, J01–J11). */
export const MergeMode = z.enum(['primary', 'whole_merge', 'dual_number', 'sub_center', 'direct_cancel', 'emergency'])
export type MergeMode = z.infer<typeof MergeMode>

/** Who works the ticket (U04, U07, U09). Independent of how the call is answered. */
export const ProcessingMode = z.enum(['collaborative', 'exchange', 'sub_platform'])
export type ProcessingMode = z.infer<typeof ProcessingMode>

/** What happens from 00:00 on the cancel date (domain.md §5.2). */
export const AfterTransition = z.enum(['announce_hangup', 'announce_forward', 'reject'])
export type AfterTransition = z.infer<typeof AfterTransition>

/** A calendar day in the site's time zone, "2026-12-01". */
export const Day = z.iso.date()

/** What a number is today; derived from mode and dates, never stored. */
export const HotlineStatus = z.enum(['active', 'scheduled', 'transition', 'cancelled'])
export type HotlineStatus = z.infer<typeof HotlineStatus>

export const HotlineSettings = z.object({
  nameZh: z.string().min(1).max(60),
  nameEn: z.string().max(120).default(''),
  /** Code of the department that owns the line. */
  owner: z.string().max(20).nullable().default(null),
  mergeMode: MergeMode,
  processingMode: ProcessingMode.default('collaborative'),
  /** First day of the spoken transition; whole_merge only. */
  transitionStart: Day.nullable().default(null),
  transitionMonths: z.int().min(1).max(24).default(3),
  afterTransition: AfterTransition.default('announce_hangup'),
  /** Spoken to the agent's screen when the call is answered (J17). */
  greetingZh: z.string().max(200).nullable().default(null),
  specialistGroup: GroupId.nullable().default(null),
  /** Group that serves the line when no specialist does. */
  group: GroupId.default('general' as GroupId),
  specialistFirstMs: z.int().min(0).max(600_000).nullable().default(null),
  /** Ring time of one offer; null takes the policy's. */
  ringTimeoutMs: z.int().min(3_000).max(30_000).nullable().default(null),
  workspace: z.string().max(60).nullable().default(null),
  exchangeUrl: z.url().nullable().default(null),
  /** Where the line's own seats are reached: sub-centres and emergency peers, digits at the trunk: "sip:12366@". */
  transferTarget: z.string().max(120).nullable().default(null),
  /**
   * Numbers of ours at which the line's own people hand a caller over to us, in normal form: such a call has been
   * transferred once already (domain.md §5.5).
   */
  transferInNumbers: z.array(HotlineNumber).max(10).default([]),
  /** Whoever dials it is served as an elderly caller (Z07). */
  elderLine: z.boolean().default(false),
  /** When the line's own seats answer: a sub-centre's own hours. null is always. */
  schedule: Schedule.nullable().default(null),
})
export type HotlineSettings = z.infer<typeof HotlineSettings>

export const Hotline = HotlineSettings.extend({
  number: HotlineNumber,
  /** First day the number no longer connects: transitionStart + transitionMonths, month end clamped (A-J04). */
  cancelDate: Day.nullable(),
  status: HotlineStatus,
  updatedAt: z.int(),
}).meta({ id: 'Hotline' })
export type Hotline = z.infer<typeof Hotline>

export const NewHotline = HotlineSettings.extend({ number: HotlineNumber }).strict().meta({ id: 'NewHotline' })
export type NewHotline = z.infer<typeof NewHotline>
