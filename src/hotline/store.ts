import type { Knex } from 'knex'
import { z } from 'zod'
import { HotlineSettings } from '../contract/hotline.ts'
import { HotlineNumber } from '../contract/ids.ts'
import { Schedule } from '../contract/schedule.ts'
import { ROWS_PER_STATEMENT, slices } from '../platform/slices.ts'

/** What is kept of a line; status and cancel date follow from it and the day. */
export const Line = HotlineSettings.extend({ number: HotlineNumber, updatedAt: z.int() })
export type Line = z.infer<typeof Line>

export interface HotlineStore {
  all: () => Promise<Line[]>
  /** All or none; numbers that exist already are left as they are. */
  seed: (lines: readonly Line[]) => Promise<void>
  /** False when the number exists already. */
  add: (line: Line) => Promise<boolean>
  replace: (line: Line) => Promise<void>
}

const COLUMNS = {
  number: 'number',
  nameZh: 'name_zh',
  nameEn: 'name_en',
  owner: 'owner',
  mergeMode: 'merge_mode',
  processingMode: 'processing_mode',
  transitionStart: 'transition_start',
  transitionMonths: 'transition_months',
  afterTransition: 'after_transition',
  greetingZh: 'greeting_zh',
  specialistGroup: 'specialist_group',
  group: 'answering_group',
  specialistFirstMs: 'specialist_first_ms',
  ringTimeoutMs: 'ring_timeout_ms',
  workspace: 'workspace',
  exchangeUrl: 'exchange_url',
  transferTarget: 'transfer_target',
  transferInNumbers: 'transfer_in_numbers',
  elderLine: 'elder_line',
  schedule: 'schedule',
  updatedAt: 'updated_at',
} as const satisfies Record<keyof Line, string>

const row = (line: Line) =>
  Object.fromEntries((Object.keys(COLUMNS) as (keyof Line)[]).map((field) => [COLUMNS[field], isJson(field) ? asJson(line[field]) : line[field]]))

const isJson = (field: keyof Line): boolean => field === 'schedule' || field === 'transferInNumbers'

const asJson = (value: unknown): string | null => (value === null ? null : JSON.stringify(value))

const json = z.string().transform((text): unknown => JSON.parse(text))
/** A line as the database has it: hours and lists are JSON. */
const Stored = Line.extend({ schedule: json.pipe(Schedule).nullable(), transferInNumbers: json.pipe(z.array(HotlineNumber)), elderLine: z.coerce.boolean() })

export function hotlineStore(db: Knex): HotlineStore {
  return {
    all: async () => Stored.array().parse(await db('hotlines').select(COLUMNS).orderBy('number')),
    async seed(lines) {
      await db.transaction(async (trx) => {
        for (const some of slices(lines, ROWS_PER_STATEMENT)) await trx('hotlines').insert(some.map(row)).onConflict('number').ignore()
      })
    },
    async add(line) {
      const added = await db('hotlines').insert(row(line)).onConflict('number').ignore().returning('number')
      return added.length > 0
    },
    async replace(line) {
      await db('hotlines').where({ number: line.number }).update(row(line))
    },
  }
}

/** Calls that arrived since `since` (Unix ms), and how many of them were answered by somebody, for each number. */
export const callsByNumber = (db: Knex) => async (since: number): Promise<{ number: string; calls: number; answered: number }[]> => {
  const found = await db('calls').where('arrived_at', '>=', since).groupBy('dnis').orderBy('dnis').select({ number: 'dnis' }).count({ calls: '*', answered: 'answered_at' })
  return (found as Record<string, unknown>[]).map(({ number, calls, answered }) => ({ number: String(number), calls: Number(calls), answered: Number(answered) }))
}

/** Calls that arrived for a number since `since` (Unix ms); what busyCallsPerWeek is compared with. */
export const callsSince = (db: Knex) => async (number: string, since: number): Promise<number> => {
  const [found] = await db('calls').where({ dnis: number }).andWhere('arrived_at', '>=', since).count({ n: '*' })
  return Number(found?.n ?? 0)
}
