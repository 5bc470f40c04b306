import { z } from 'zod'
import { EntryState } from '../contract/campaign.ts'
import type { Mark } from '../platform/cursor.ts'
import type { FieldCipher } from '../platform/field-cipher.ts'
import { ROWS_PER_STATEMENT, slices } from '../platform/slices.ts'
import type { Db, Trx } from '../platform/store.ts'
import type { Listed } from './rules/list.ts'

const About = z.object({ name: z.string(), fields: z.record(z.string(), z.string()) })
const Row = z.object({
  id: z.string(), campaignId: z.string(), place: z.int(), numberSealed: z.string(), aboutSealed: z.string(), state: EntryState, tries: z.int(), attempts: z.int(), busy: z.int(), notNow: z.int(),
  last: z.string().nullable(), lastAt: z.int().nullable(), nextAt: z.int(),
})
const COLUMNS = {
  id: 'id', campaignId: 'campaign_id', place: 'place', numberSealed: 'number_sealed', aboutSealed: 'about_sealed', state: 'state', tries: 'tries', attempts: 'attempts', busy: 'busy', notNow: 'not_now', last: 'last',
  lastAt: 'last_at', nextAt: 'next_at',
} as const
const Waits = z.object({ campaignId: z.string(), nextAt: z.coerce.number() })
const Answer = z.object({ entryId: z.string(), question: z.int(), key: z.string() })

/** One number of a list, with what was tried. */
export type Entry = Omit<z.infer<typeof Row>, 'numberSealed' | 'aboutSealed'> & { number: string; name: string; fields: Readonly<Record<string, string>> }

/** How an entry of a list is named in the dialer's jobs; each handing over is a job of its own. */
export const subjectOf = ({ campaignId, id, tries }: Pick<Entry, 'campaignId' | 'id' | 'tries'>): string => `${campaignId}/${id}/${tries}`
export const idsOf = (subject: string): { campaignId: string; entryId: string; tries: number } => {
  const [campaignId = '', entryId = '', tries = ''] = subject.split('/')
  return { campaignId, entryId, tries: Number(tries) }
}

export type EntryStore = ReturnType<typeof entryStore>

/** The lists of campaigns. */
export function entryStore(db: Db, cipher: Pick<FieldCipher, 'seal' | 'open' | 'index'>) {
  const whole = (rows: unknown): Entry[] => Row.array().parse(rows).map(({ numberSealed, aboutSealed, ...row }) => ({ ...row, number: cipher.open(numberSealed), ...About.parse(JSON.parse(cipher.open(aboutSealed))) }))
  const ended = async (trx: Trx, where: Readonly<Record<string, string>>, from: readonly EntryState[], to: EntryState): Promise<void> => void (await trx('campaign_entries').where(where).whereIn('state', [...from]).update({ state: to }))
  /** Subjects of what the dialer has. */
  const calling = async (trx: Trx, where: Readonly<Record<string, string>>): Promise<string[]> => {
    const rows: unknown = await trx('campaign_entries').where({ ...where, state: 'calling' }).select({ id: 'id', campaignId: 'campaign_id', tries: 'tries' })
    return z.object({ id: z.string(), campaignId: z.string(), tries: z.int() }).array().parse(rows).map(subjectOf)
  }

  return {
    /** Of these numbers, those that stand in the column of the table. */
    async known(table: 'campaign_entries' | 'do_not_call', numbers: readonly string[], campaignId?: string): Promise<ReadonlySet<string>> {
      const byIndex = new Map(numbers.map((number) => [cipher.index(number), number]))
      const found = new Set<string>()
      for (const some of slices([...byIndex.keys()], ROWS_PER_STATEMENT)) {
        const rows: { number_index: string }[] = await db(table).whereIn('number_index', some).modify((query) => void (campaignId !== undefined && query.where({ campaign_id: campaignId }))).select('number_index')
        for (const { number_index: index } of rows) found.add(byIndex.get(index) ?? '')
      }
      return found
    },
    /** So many of them were new; short statements, so that calls are recorded in between. */
    async add(campaignId: string, rows: readonly (Listed & { id: string })[], at: number): Promise<number> {
      let added = 0
      const [last]: unknown[] = await db('campaign_entries').where({ campaign_id: campaignId }).max({ place: 'place' })
      const above = z.object({ place: z.int().nullable() }).parse(last).place ?? 0
      for (const some of slices(rows.map((row, n) => ({ ...row, place: above + n + 1 })), ROWS_PER_STATEMENT / 10)) {
        const made: unknown[] = await db('campaign_entries').insert(some.map(({ id, place, number, name, fields }) => ({
          id, campaign_id: campaignId, place, number_sealed: cipher.seal(number), number_index: cipher.index(number), about_sealed: cipher.seal(JSON.stringify({ name, fields })),
          state: 'waiting', tries: 0, attempts: 0, busy: 0, not_now: 0, reached: false, next_at: at,
        }))).onConflict(['campaign_id', 'number_index']).ignore().returning('id')
        added += made.length
      }
      return added
    },
    clear: async (trx: Trx, campaignId: string): Promise<void> => void (await trx('campaign_entries').where({ campaign_id: campaignId }).delete()),
    /** In the order of the list. */
    async list(campaignId: string, { state, after, limit }: { state?: EntryState | undefined; after?: Mark | undefined; limit: number }): Promise<Entry[]> {
      const query = db('campaign_entries').where({ campaign_id: campaignId }).orderBy(['place', 'id']).limit(limit).select(COLUMNS)
      if (state !== undefined) void query.where({ state })
      if (after) void query.whereRaw('(place, id) > (?, ?)', [after.at, after.id])
      return whole(await query)
    },
    find: async (id: string, trx?: Trx): Promise<Entry | undefined> => whole(await (trx ?? db)('campaign_entries').where({ id }).select(COLUMNS))[0],
    /** Whose turn it is, in that order. */
    due: async (campaignId: string, now: number, limit: number): Promise<Entry[]> =>
      whole(await db('campaign_entries').where({ campaign_id: campaignId, state: 'waiting' }).andWhere('next_at', '<=', now).orderBy(['next_at', 'place']).limit(limit).select(COLUMNS)),
    /** The earliest turn of those who wait, by campaign. */
    async nextAt(ids: readonly string[]): Promise<Map<string, number>> {
      const rows: unknown = await db('campaign_entries').whereIn('campaign_id', [...ids]).where({ state: 'waiting' }).groupBy('campaign_id').select({ campaignId: 'campaign_id' }).min({ nextAt: 'next_at' })
      return new Map(Waits.array().parse(rows).map(({ campaignId, nextAt }) => [campaignId, nextAt]))
    },
    /** Hands it to the dialer; false when another server has. */
    take: async (trx: Trx, { id, tries }: Pick<Entry, 'id' | 'tries'>): Promise<boolean> => (await trx('campaign_entries').where({ id, tries, state: 'waiting' }).update({ state: 'calling', tries: tries + 1 })) === 1,
    settle: async (trx: Trx, id: string, { state, attempts, busy, notNow, last, at, nextAt }: { state: EntryState; attempts: number; busy: number; notNow: number; last: string; at: number; nextAt: number | null }): Promise<void> =>
      void (await trx('campaign_entries').where({ id }).update({ state, attempts, busy, not_now: notNow, last, last_at: at, ...(nextAt !== null && { next_at: nextAt }) })),
    /** The first key to each question counts. */
    async keepAnswers(trx: Trx, { id, campaignId }: Pick<Entry, 'id' | 'campaignId'>, answers: ReadonlyMap<number, { key: string; at: number }>): Promise<void> {
      await trx('campaign_entries').where({ id, reached: false }).update({ reached: true })
      if (answers.size === 0) return
      await trx('campaign_answers').insert([...answers].map(([question, { key, at }]) => ({ entry_id: id, campaign_id: campaignId, question, key, at }))).onConflict(['entry_id', 'question']).ignore()
    },
    /** Nobody is called any more; gives what the dialer still has. */
    async stop(trx: Trx, campaignId: string): Promise<string[]> {
      const subjects = await calling(trx, { campaign_id: campaignId })
      await ended(trx, { campaign_id: campaignId }, ['waiting', 'calling'], 'stopped')
      return subjects
    },
    /** Likewise for one number on all lists. */
    async spare(trx: Trx, number: string): Promise<string[]> {
      const where = { number_index: cipher.index(number) }
      const subjects = await calling(trx, where)
      await ended(trx, where, ['waiting', 'calling'], 'do_not_call')
      return subjects
    },
    /** Keys by entry. */
    async answersOf(entries: readonly string[]): Promise<Map<string, Map<number, string>>> {
      const found = new Map<string, Map<number, string>>()
      for (const some of slices(entries, ROWS_PER_STATEMENT)) {
        const rows: unknown = await db('campaign_answers').whereIn('entry_id', some).select({ entryId: 'entry_id', question: 'question', key: 'key' })
        for (const { entryId, question, key } of Answer.array().parse(rows)) found.set(entryId, (found.get(entryId) ?? new Map<number, string>()).set(question, key))
      }
      return found
    },
  }
}
