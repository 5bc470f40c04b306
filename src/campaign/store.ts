import { z } from 'zod'
import { CampaignState, type CampaignCounts, type CampaignSettings, EntryState, NewCampaign } from '../contract/campaign.ts'
import type { Mark } from '../platform/cursor.ts'
import type { Db, Trx } from '../platform/store.ts'
import { EMPTY, type Count } from './rules/results.ts'

/** A campaign as it is kept. */
export interface StoredCampaign extends CampaignSettings {
  id: string
  state: CampaignState
  createdAt: number
  createdBy: string
  startedAt: number | null
  endedAt: number | null
  version: number
}

const Settings = z.string().transform((json): unknown => JSON.parse(json)).pipe(NewCampaign)
const Row = z.object({ id: z.string(), state: CampaignState, settings: Settings, createdAt: z.int(), createdBy: z.string(), startedAt: z.int().nullable(), endedAt: z.int().nullable(), version: z.int() })
const COLUMNS = { id: 'id', state: 'state', settings: 'settings', createdAt: 'created_at', createdBy: 'created_by', startedAt: 'started_at', endedAt: 'ended_at', version: 'version' } as const
const Counted = z.object({ campaignId: z.string(), state: EntryState, count: z.coerce.number() })
const Answered = z.object({ question: z.int(), key: z.string(), count: z.coerce.number() })
const one = (rows: unknown): StoredCampaign[] => Row.array().parse(rows).map(({ settings, ...row }) => ({ ...settings, ...row }))

export type CampaignStore = ReturnType<typeof campaignStore>

export function campaignStore(db: Db) {
  return {
    /** Latest first. */
    async list({ state, after, limit }: { state?: CampaignState | undefined; after?: Mark | undefined; limit: number }): Promise<StoredCampaign[]> {
      const query = db('campaigns').orderBy([{ column: 'created_at', order: 'desc' }, { column: 'id', order: 'desc' }]).limit(limit).select(COLUMNS)
      if (state !== undefined) void query.where({ state })
      if (after) void query.whereRaw('(created_at, id) < (?, ?)', [after.at, after.id])
      return one(await query)
    },
    inState: async (...states: readonly CampaignState[]): Promise<StoredCampaign[]> => one(await db('campaigns').whereIn('state', [...states]).orderBy(['started_at', 'id']).select(COLUMNS)),
    find: async (id: string, trx?: Trx): Promise<StoredCampaign | undefined> => one(await (trx ?? db)('campaigns').where({ id }).select(COLUMNS))[0],
    async add({ id, createdAt, createdBy, ...settings }: CampaignSettings & { id: string; createdAt: number; createdBy: string }): Promise<void> {
      await db('campaigns').insert({ id, state: 'draft', name: settings.name, settings: JSON.stringify(settings), created_at: createdAt, created_by: createdBy, version: 1 })
    },
    /** False when somebody was quicker. */
    change: async (id: string, version: number, settings: CampaignSettings): Promise<boolean> =>
      (await db('campaigns').where({ id, version }).update({ name: settings.name, settings: JSON.stringify(settings), version: version + 1 })) === 1,
    /** False when it is in another state by now, or was changed. */
    async moves(trx: Trx, { id, state, version }: Pick<StoredCampaign, 'id' | 'state' | 'version'>, to: { state: CampaignState; startedAt?: number; endedAt?: number }): Promise<boolean> {
      const sets = { state: to.state, version: version + 1, ...(to.startedAt !== undefined && { started_at: to.startedAt }), ...(to.endedAt !== undefined && { ended_at: to.endedAt }) }
      return (await trx('campaigns').where({ id, state, version }).update(sets)) === 1
    },
    /** With its list; only what was never started. */
    async remove(trx: Trx, id: string, version: number): Promise<boolean> {
      if ((await trx('campaigns').where({ id, version, state: 'draft' }).delete()) !== 1) return false
      await trx('campaign_entries').where({ campaign_id: id }).delete()
      return true
    },
    async counts(ids: readonly string[]): Promise<Map<string, CampaignCounts>> {
      const rows: unknown = await db('campaign_entries').whereIn('campaign_id', [...ids]).groupBy('campaign_id', 'state').select({ campaignId: 'campaign_id', state: 'state' }).count({ count: '*' })
      const found = new Map(ids.map((id) => [id, { ...EMPTY }]))
      for (const { campaignId, state, count } of Counted.array().parse(rows)) {
        const counts = found.get(campaignId)
        if (counts) counts[state] = count
      }
      return found
    },
    async answers(id: string): Promise<Count[]> {
      const rows: unknown = await db('campaign_answers').where({ campaign_id: id }).groupBy('question', 'key').select('question', 'key').count({ count: '*' })
      return Answered.array().parse(rows)
    },
    async reached(id: string): Promise<number> {
      const [row]: unknown[] = await db('campaign_entries').where({ campaign_id: id, reached: true }).count({ count: '*' })
      return z.object({ count: z.coerce.number() }).parse(row).count
    },
  }
}
