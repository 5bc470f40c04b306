import { z } from 'zod'
import { Day } from './hotline.ts'
import { HotlineNumber } from './ids.ts'
import { Hours } from './schedule.ts'

// Calls to a list of numbers beside those about tickets (U24): opinion polls and announcements, spoken by the product itself.

/** poll 民意调查: asks; notice 政策宣传: says something, and whoever heard it presses 1. */
export const CampaignKind = z.enum(['poll', 'notice'])
export type CampaignKind = z.infer<typeof CampaignKind>

/** draft → running ⇄ paused → finished (everybody was called, or its last day is over) or stopped (by a person, for good). */
export const CampaignState = z.enum(['draft', 'running', 'paused', 'finished', 'stopped'])
export type CampaignState = z.infer<typeof CampaignState>

const Spoken = (max: number) => z.string().trim().min(1).max(max).regex(/^[^{}]*$/)

export const CampaignOption = z.object({ key: z.string().regex(/^[1-9]$/), label: Spoken(20) }).strict()
export type CampaignOption = z.infer<typeof CampaignOption>

/** "…请按1，…请按2" is said after the text by itself: it is not written into it. */
export const CampaignQuestion = z
  .object({ text: Spoken(120), options: z.array(CampaignOption).min(2).max(9) })
  .strict()
  .check(({ value, issues }) => {
    if (new Set(value.options.map(({ key }) => key)).size < value.options.length) issues.push({ code: 'custom', path: ['options'], message: 'a key stands there twice', input: value })
  })
export type CampaignQuestion = z.infer<typeof CampaignQuestion>

const Settings = z.object({
  name: z.string().trim().min(1).max(60),
  kind: CampaignKind,
  /** The line whose number the person called sees; null = the primary one. */
  dnis: HotlineNumber.nullable().default(null),
  /** Who calls and about what; of a notice all that is to be said. The choice (1 yes, 2 not now, 9 never again) is said after it. */
  intro: Spoken(280),
  questions: z.array(CampaignQuestion).max(10).default([]),
  thanks: Spoken(100).default('感谢您的参与，再见。'),
  /** First and last day, both included, where the site is. */
  from: Day,
  until: Day,
  /** Times of the day; what lies outside the hours in which people may be called at all is left out by the dialer. */
  hours: z.array(Hours).min(1).max(4).default(['09:00-12:00', '14:30-20:00']),
  /** Also on weekends and statutory holidays. */
  restDays: z.boolean().default(false),
  /** Tries that count, for one number; a busy line does not. */
  attempts: z.int().min(1).max(3).default(2),
})

const fits = z.superRefine<z.infer<typeof Settings>>((value, context) => {
  const wrong = (path: string, message: string): void => context.addIssue({ code: 'custom', path: [path], message })
  if (value.until < value.from) wrong('until', 'before the first day')
  if (value.kind === 'poll' && value.questions.length === 0) wrong('questions', 'a poll asks at least one question')
  if (value.kind === 'notice' && value.questions.length > 0) wrong('questions', 'a notice asks nothing')
  if (value.hours.some((hours) => hours.slice(0, 5) >= hours.slice(6))) wrong('hours', 'ends before it begins')
})

export const NewCampaign = Settings.strict().check(fits).meta({ id: 'NewCampaign' })
export type CampaignSettings = z.infer<typeof NewCampaign>

/** The whole of it anew. Once it was started: only name, until, hours, restDays and attempts may differ. */
export const PutCampaign = Settings.extend({ version: z.int() }).strict().check(fits).meta({ id: 'PutCampaign' })
export type PutCampaign = z.infer<typeof PutCampaign>

/**
 * One number of the list. waiting: will be called; calling: handed to the dialer; completed: every question (or "heard");
 * partial: some answers, then hung up; refused: heard and did not want to; unreached: all tries used; invalid: no such
 * number; do_not_call: is on that list, or asked for it; stopped: the campaign ended before.
 */
export const EntryState = z.enum(['waiting', 'calling', 'completed', 'partial', 'refused', 'unreached', 'invalid', 'do_not_call', 'stopped'])
export type EntryState = z.infer<typeof EntryState>

/** Why nobody is called although it is running: outside its days or hours, or everybody left is to be called later. */
export const CampaignWait = z.enum(['not_yet', 'hours', 'later']).nullable()

/** How many of the list in each state. */
export const CampaignCounts = z.record(EntryState, z.int())
export type CampaignCounts = z.infer<typeof CampaignCounts>

export const Campaign = Settings.extend({
  id: z.string(),
  state: CampaignState,
  /** Numbers on its list. */
  listed: z.int(),
  counts: CampaignCounts,
  waits: CampaignWait,
  /** When the next call may begin, as far as it is known; null = now, or nothing is left. */
  opensAt: z.int().nullable(),
  createdAt: z.int(),
  createdBy: z.string(),
  startedAt: z.int().nullable(),
  endedAt: z.int().nullable(),
  version: z.int(),
  /** What the reader may do now. */
  may: z.array(z.enum(['edit', 'list', 'start', 'pause', 'stop', 'delete'])),
}).meta({ id: 'Campaign' })
export type Campaign = z.infer<typeof Campaign>

export const ByCampaignVersion = z.object({ version: z.int() }).strict().meta({ id: 'CampaignVersion' })

/** What is heard, step by step, as it is spoken; `step` for GET /campaigns/{id}/audio. */
export const CampaignScript = z.object({ items: z.array(z.object({ step: z.string(), text: z.string(), keys: z.array(CampaignOption) })) }).meta({ id: 'CampaignScript' })
export type CampaignScript = z.infer<typeof CampaignScript>

/** Why a row of a list is not taken. number: cannot be dialled (`detail` is why, see NUMBER_NOT_ALLOWED); empty: no number; twice: stands above already (`detail` the row); listed: is on the campaign's list; do_not_call. */
export const RowFault = z.enum(['empty', 'number', 'twice', 'listed', 'do_not_call'])
export type RowFault = z.infer<typeof RowFault>

export const ListReport = z
  .object({
    /** False: only looked at; nothing was kept. */
    applied: z.boolean(),
    rows: z.int(),
    /** Taken, or would be. */
    added: z.int(),
    /** Rows that are not, by reason. */
    left: z.record(RowFault, z.int()),
    /** The first 200 of them; `row` as a spreadsheet counts, `number` masked. */
    faults: z.array(z.object({ row: z.int(), fault: RowFault, number: z.string(), detail: z.string() })),
    /** Columns beside number and name that are kept. */
    columns: z.array(z.string()),
  })
  .meta({ id: 'CampaignListReport' })
export type ListReport = z.infer<typeof ListReport>

/** Numbers masked, as everywhere. */
export const CampaignEntry = z
  .object({ id: z.string(), number: z.string(), name: z.string(), state: EntryState, attempts: z.int(), lastAt: z.int().nullable(), last: z.string().nullable(), nextAt: z.int().nullable() })
  .meta({ id: 'CampaignEntry' })
export type CampaignEntry = z.infer<typeof CampaignEntry>

/** Percentages are of `base`, the people who answered this question, with one decimal. */
export const QuestionResult = z.object({
  text: z.string(),
  base: z.int(),
  options: z.array(z.object({ key: z.string(), label: z.string(), count: z.int(), percent: z.number() })),
})
export type QuestionResult = z.infer<typeof QuestionResult>

export const CampaignResults = z
  .object({
    listed: z.int(),
    /** Of whom somebody picked up and pressed a key at least once. */
    reached: z.int(),
    /** Answered at least one question, or confirmed a notice. */
    answered: z.int(),
    completed: z.int(),
    /** answered / (listed − invalid − do_not_call), in percent with one decimal. */
    responseRate: z.number(),
    questions: z.array(QuestionResult),
  })
  .meta({ id: 'CampaignResults' })
export type CampaignResults = z.infer<typeof CampaignResults>

/** survey: "do not call me again" in a call about a ticket; campaign: key 9; person: noted by hand. */
export const DoNotCallSource = z.enum(['survey', 'campaign', 'person'])
export type DoNotCallSource = z.infer<typeof DoNotCallSource>

export const DoNotCall = z
  .object({ id: z.string(), number: z.string(), source: DoNotCallSource, note: z.string(), addedAt: z.int(), addedBy: z.string() })
  .meta({ id: 'DoNotCall' })
export type DoNotCall = z.infer<typeof DoNotCall>

export const NewDoNotCall = z.object({ number: z.string().trim().min(3).max(40), note: z.string().trim().max(200).default('') }).strict().meta({ id: 'NewDoNotCall' })
export type NewDoNotCall = z.infer<typeof NewDoNotCall>
