import type { Campaign, CampaignCounts, CampaignResults, CampaignScript, CampaignSettings, CampaignState, PutCampaign } from '../contract/campaign.ts'
import type { Dialing } from '../dialer/port.ts'
import type { Audit, Can, Principal } from '../identity/port.ts'
import { fromCursor, pageOf } from '../platform/cursor.ts'
import { AppError } from '../platform/errors.ts'
import type { InTransaction } from '../platform/store.ts'
import type { EntryStore } from './entry-store.ts'
import { EMPTY, listedIn, resultsOf } from './rules/results.ts'
import { saidIn } from './rules/script.ts'
import { isOver, opensAt, type SiteTime } from './rules/times.ts'
import type { CampaignStore, StoredCampaign } from './store.ts'

export interface CampaignDeps {
  store: CampaignStore
  entries: EntryStore
  dialing: Pick<Dialing, 'drop'>
  inTransaction: InTransaction
  can: Can
  audit: Audit
  now: () => number
  newId: () => string
  site: SiteTime
  /** Makes the words; false when nothing on this machine can say them. */
  speak: (text: string) => Promise<boolean>
  /** Whoever feeds the dialer looks now. */
  changed: () => void
}

type May = Campaign['may'][number]
const MAY: Readonly<Record<CampaignState, readonly May[]>> = { draft: ['edit', 'list', 'start', 'delete'], running: ['edit', 'list', 'pause', 'stop'], paused: ['edit', 'list', 'start', 'stop'], finished: [], stopped: [] }
/** What may still be changed once somebody was called: the answers must stay comparable. */
const LATER: ReadonlySet<string> = new Set(['name', 'until', 'hours', 'restDays', 'attempts'])

const settingsOf = ({ name, kind, dnis, intro, questions, thanks, from, until, hours, restDays, attempts }: CampaignSettings): CampaignSettings => ({ name, kind, dnis, intro, questions, thanks, from, until, hours, restDays, attempts })

export type Campaigns = ReturnType<typeof createCampaigns>

/** 外呼任务 (U24): made, started, paused and stopped by the supervisor; all of it on record. */
export function createCampaigns({ store, entries, dialing, inTransaction, can, audit, now, newId, site, speak, changed }: CampaignDeps) {
  const note = async (action: string, id: string, by: string, details: object = {}): Promise<void> => await audit.write({ at: now(), actor: by, action: `campaign.${action}`, target: `campaign:${id}`, details: { ...details }, ok: true })

  async function find(id: string): Promise<StoredCampaign> {
    const found = await store.find(id)
    if (!found) throw new AppError('NOT_FOUND')
    return found
  }
  /** As it is now; `next`: the earliest turn of those who wait. */
  function viewOf(one: StoredCampaign, counts: CampaignCounts, next: number | null, user: Principal): Campaign {
    const at = now()
    const left = one.state === 'running' && counts.waiting > 0
    const opens = left ? opensAt(one, Math.max(at, next ?? at), site) : null
    const waits = opens === null || opens <= at ? null : site.dayOf(at) < one.from ? 'not_yet' : opensAt(one, at, site) === at ? 'later' : 'hours'
    return { ...one, listed: listedIn(counts), counts, waits, opensAt: waits === null ? null : opens, may: can(user, 'campaign.run') ? [...MAY[one.state]] : [] }
  }
  async function views(all: readonly StoredCampaign[], user: Principal): Promise<Campaign[]> {
    if (all.length === 0) return []
    const ids = all.map(({ id }) => id)
    const [counts, next] = [await store.counts(ids), await entries.nextAt(ids)]
    return all.map((one) => viewOf(one, counts.get(one.id) ?? EMPTY, next.get(one.id) ?? null, user))
  }
  async function view(id: string, user: Principal): Promise<Campaign> {
    const [found] = await views([await find(id)], user)
    if (!found) throw new AppError('NOT_FOUND')
    return found
  }
  /** Throws CAMPAIGN_STATE, VERSION_CONFLICT. */
  async function asked(id: string, version: number, may: May): Promise<StoredCampaign> {
    const found = await find(id)
    if (!MAY[found.state].includes(may)) throw new AppError('CAMPAIGN_STATE', { state: found.state })
    if (found.version !== version) throw new AppError('VERSION_CONFLICT')
    return found
  }
  const conflict = (): never => {
    throw new AppError('VERSION_CONFLICT')
  }

  return {
    find,
    view,
    async list(user: Principal, { state, cursor, limit }: { state?: CampaignState | undefined; cursor?: string | undefined; limit: number }): Promise<{ items: Campaign[]; nextCursor: string | null }> {
      const { items, nextCursor } = pageOf(await store.list({ state, after: cursor === undefined ? undefined : fromCursor(cursor), limit: limit + 1 }), limit, ({ createdAt, id }) => ({ at: createdAt, id }))
      return { items: await views(items, user), nextCursor }
    },
    async create(settings: CampaignSettings, user: Principal): Promise<Campaign> {
      const id = newId()
      await note('create', id, user.username, { name: settings.name, kind: settings.kind })
      await store.add({ ...settings, id, createdAt: now(), createdBy: user.username })
      return await view(id, user)
    },
    /** Throws NOT_FOUND, CAMPAIGN_STATE, VERSION_CONFLICT, CAMPAIGN_BEGUN with the fields that stay. */
    async change(id: string, { version, ...settings }: PutCampaign, user: Principal): Promise<Campaign> {
      const before = await asked(id, version, 'edit')
      const [was, is] = [settingsOf(before), settingsOf(settings)]
      const fields = (Object.keys(is) as (keyof CampaignSettings)[]).filter((name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]))
      const fixed = before.state === 'draft' ? [] : fields.filter((name) => !LATER.has(name))
      if (fixed.length > 0) throw new AppError('CAMPAIGN_BEGUN', { errors: fixed.map((name) => ({ path: `body.${name}`, message: 'stays as it was' })) })
      await note('change', id, user.username, { fields })
      if (!(await store.change(id, version, is))) conflict()
      changed()
      return await view(id, user)
    },
    /** Throws NOT_FOUND, CAMPAIGN_STATE, VERSION_CONFLICT. */
    async remove(id: string, version: number, user: Principal): Promise<void> {
      await asked(id, version, 'delete')
      await note('delete', id, user.username)
      if (!(await inTransaction(async (trx) => await store.remove(trx, id, version)))) conflict()
    },
    /** Everybody off the list, before the start. Throws as remove. */
    async clear(id: string, version: number, user: Principal): Promise<void> {
      const found = await asked(id, version, 'list')
      if (found.state !== 'draft') throw new AppError('CAMPAIGN_STATE', { state: found.state })
      await note('list.clear', id, user.username)
      await inTransaction(async (trx) => await entries.clear(trx, id))
    },
    /** Whether the list may be added to. Throws CAMPAIGN_STATE. */
    async listed(id: string): Promise<StoredCampaign> {
      const found = await find(id)
      if (!MAY[found.state].includes('list')) throw new AppError('CAMPAIGN_STATE', { state: found.state })
      return found
    },
    /** For the first time or after a pause. Throws as remove, and CAMPAIGN_EMPTY, CAMPAIGN_OVER, NO_SPEECH. */
    async start(id: string, version: number, user: Principal): Promise<Campaign> {
      const found = await asked(id, version, 'start')
      if ((await store.counts([id])).get(id)?.waiting === 0) throw new AppError('CAMPAIGN_EMPTY')
      if (isOver(found, now(), site)) throw new AppError('CAMPAIGN_OVER', { until: found.until })
      const spoken = await Promise.all(saidIn(found).map(async ({ text }) => await speak(text)))
      if (spoken.includes(false)) throw new AppError('NO_SPEECH')
      await note('start', id, user.username, { again: found.state === 'paused' })
      if (!(await inTransaction(async (trx) => await store.moves(trx, found, { state: 'running', startedAt: found.startedAt ?? now() })))) conflict()
      changed()
      return await view(id, user)
    },
    /** Nobody new is called; a call under way goes on. Throws as remove. */
    async pause(id: string, version: number, user: Principal): Promise<Campaign> {
      const found = await asked(id, version, 'pause')
      await note('pause', id, user.username)
      if (!(await inTransaction(async (trx) => await store.moves(trx, found, { state: 'paused' })))) conflict()
      changed()
      return await view(id, user)
    },
    /** For good; a call under way goes on, and what is answered in it counts. Throws as remove. */
    async stop(id: string, version: number, user: Principal): Promise<Campaign> {
      const found = await asked(id, version, 'stop')
      await note('stop', id, user.username)
      const done = await inTransaction(async (trx) => {
        if (!(await store.moves(trx, found, { state: 'stopped', endedAt: now() }))) return false
        for (const subject of await entries.stop(trx, id)) await dialing.drop(trx, 'campaign', subject)
        return true
      })
      if (!done) conflict()
      changed()
      return await view(id, user)
    },
    script: async (id: string): Promise<CampaignScript> => ({ items: saidIn(await find(id)) }),
    /** What is said at a step. Throws NOT_FOUND. */
    async textOf(id: string, step: string): Promise<string> {
      const said = saidIn(await find(id)).find((one) => one.step === step)
      if (!said) throw new AppError('NOT_FOUND')
      return said.text
    },
    async results(id: string): Promise<CampaignResults> {
      const found = await find(id)
      return resultsOf(found, { counts: (await store.counts([id])).get(id) ?? EMPTY, answers: await store.answers(id), reached: await store.reached(id) })
    },
  }
}
