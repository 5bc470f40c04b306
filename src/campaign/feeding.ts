import type { HotlineNumber } from '../contract/ids.ts'
import type { Dialing } from '../dialer/port.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { InTransaction } from '../platform/store.ts'
import { type EntryStore, subjectOf } from './entry-store.ts'
import { saidIn } from './rules/script.ts'
import { isOver, mayCall, type SiteTime } from './rules/times.ts'
import type { CampaignStore, StoredCampaign } from './store.ts'

export interface FeedingDeps {
  store: CampaignStore
  entries: EntryStore
  dialing: Pick<Dialing, 'schedule' | 'drop'>
  inTransaction: InTransaction
  site: SiteTime
  /** The line a campaign calls from when it names none. */
  primary: () => HotlineNumber
  speak: (text: string) => Promise<boolean>
  clock: Clock
  log: Log
}

/** So many of one campaign are in the dialer's hands at once: a pause or a stop takes effect with the next call. */
const AHEAD = 20
const LOOK_EVERY_MS = 5_000

export type Feeding = ReturnType<typeof createFeeding>

/** Hands the numbers of running campaigns to the dialer, a few at a time, and ends campaigns that are done. */
export function createFeeding({ store, entries, dialing, inTransaction, site, primary, speak, clock, log }: FeedingDeps) {
  let running: ReadonlyMap<string, StoredCampaign> = new Map()
  let [looking, again, unwell] = [null as Promise<void> | null, false, false]
  let cancel = (): void => {}

  async function ends(one: StoredCampaign): Promise<void> {
    await inTransaction(async (trx) => {
      if (!(await store.moves(trx, one, { state: 'finished', endedAt: clock.now() }))) return
      for (const subject of await entries.stop(trx, one.id)) await dialing.drop(trx, 'campaign', subject)
    })
    log.info('a campaign is finished', { campaign: one.id })
  }

  async function feed(one: StoredCampaign): Promise<void> {
    const now = clock.now()
    const counts = (await store.counts([one.id])).get(one.id)
    if (!counts) return
    if (isOver(one, now, site) || counts.waiting + counts.calling === 0) return await ends(one)
    if (!mayCall(one, now, site)) return
    for (const entry of await entries.due(one.id, now, Math.max(0, AHEAD - counts.calling))) {
      await inTransaction(async (trx) => {
        if (!(await entries.take(trx, entry))) return
        const subject = subjectOf({ ...entry, tries: entry.tries + 1 })
        await dialing.schedule(trx, { kind: 'campaign', subject, number: entry.number, dnis: one.dnis ?? primary(), dueAt: now, anyHour: false })
      })
    }
  }

  /** Before the first call, and after a start of the server: what is said is there when somebody answers. */
  async function prepare(before: ReadonlyMap<string, StoredCampaign>): Promise<void> {
    for (const one of running.values()) if (!before.has(one.id)) for (const { text } of saidIn(one)) await speak(text)
  }

  async function look(): Promise<void> {
    const before = running
    running = new Map((await store.inState('running')).map((one) => [one.id, one]))
    await prepare(before)
    for (const one of running.values()) await feed(one)
  }

  /** Never beside itself; failures are logged once and tried again. */
  async function lookNow(): Promise<void> {
    again = looking !== null
    looking ??= look()
      .then(
        () => {
          unwell = false
        },
        (error: unknown) => {
          if (!unwell) log.error('campaigns could not be looked after; tried again', { error })
          unwell = true
        },
      )
      .finally(() => {
        looking = null
        if (again) void lookNow()
      })
    await looking
  }

  return {
    running: (): ReadonlyMap<string, StoredCampaign> => running,
    look: lookNow,
    start(): void {
      cancel = clock.every(LOOK_EVERY_MS, () => void lookNow())
      void lookNow()
    },
    async stop(): Promise<void> {
      cancel()
      again = false
      await looking
    },
  }
}
