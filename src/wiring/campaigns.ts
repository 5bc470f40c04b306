import { randomUUID } from 'node:crypto'
import { instantOf, wallTime } from '../calendar/rules/wall-clock.ts'
import type { WorkingCalendar } from '../calendar/port.ts'
import { createCampaigns } from '../campaign/campaigns.ts'
import { doNotCallStore } from '../campaign/do-not-call-store.ts'
import { entryStore } from '../campaign/entry-store.ts'
import { createFeeding } from '../campaign/feeding.ts'
import { campaignJobs } from '../campaign/job.ts'
import { createListing } from '../campaign/listing.ts'
import { createResultsFiles } from '../campaign/results-file.ts'
import { spoken } from '../campaign/rules/script.ts'
import type { SiteTime } from '../campaign/rules/times.ts'
import { createSparing } from '../campaign/sparing.ts'
import { campaignStore } from '../campaign/store.ts'
import type { Dialing, Timing } from '../dialer/port.ts'
import type { Registry } from '../hotline/registry.ts'
import type { Audit, Can } from '../identity/port.ts'
import type { Outbound } from '../outbound/port.ts'
import type { Clock } from '../platform/clock.ts'
import type { FieldCipher } from '../platform/field-cipher.ts'
import type { Log } from '../platform/log.ts'
import type { Db, InTransaction, Trx } from '../platform/store.ts'
import type { PromptService } from '../prompt/prompts.ts'
import type { Change } from '../ticket/case-store.ts'
import { fieldsOf } from '../ticket/view.ts'

export interface CampaignSources {
  db: Db
  inTransaction: InTransaction
  cipher: FieldCipher
  can: Can
  audit: Audit
  clock: Clock
  log: Log
  timeZone: string
  dayOf: (at: number) => string
  calendar: Pick<WorkingCalendar, 'isOpen' | 'nextChange'>
  registry: Pick<Registry, 'all'>
  outbound: Pick<Outbound, 'judge' | 'judgePerson' | 'number'>
  prompts: Pick<PromptService, 'preview'>
  dialing: Dialing
  timing: Pick<Timing, 'mayCall' | 'opensAt'>
  maxAtOnce: () => number
}

/** Calls to lists of numbers (U24), and the numbers nobody calls. */
export function joinCampaigns({ db, inTransaction, cipher, can, audit, clock, log, timeZone, dayOf, calendar, registry, outbound, prompts, dialing, timing, maxAtOnce }: CampaignSources) {
  const { now } = clock
  const site: SiteTime = { dayOf, startOf: (day) => instantOf(day, 0, timeZone), isOpen: calendar.isOpen, nextChange: calendar.nextChange }
  const [store, entries] = [campaignStore(db), entryStore(db, cipher)]
  const spared = doNotCallStore(db, cipher, randomUUID)
  const sparing = createSparing({ store: spared, entries, dialing, inTransaction, audit, now, numberOf: outbound.number })
  const hear = async (text: string): Promise<string | null> => (await prompts.preview(spoken(text)))?.file ?? null
  const speak = async (text: string): Promise<boolean> => (await hear(text)) !== null
  const primary = () => {
    const line = registry.all().find(({ mergeMode }) => mergeMode === 'primary')
    if (!line) throw new Error('no line of ours to call from')
    return line.number
  }
  const feeding = createFeeding({ store, entries, dialing, inTransaction, site, primary, speak, clock, log })
  const changed = (): void => void feeding.look()
  const campaigns = createCampaigns({ store, entries, dialing, inTransaction, can, audit, now, newId: randomUUID, site, speak, changed })
  const wall = (at: number): number => {
    const { day, minute } = wallTime(at, timeZone)
    return Date.parse(day) + minute * 60_000
  }
  /** Who refuses to be called back about a matter of their own is not called about anything else either. */
  async function alongside(trx: Trx, { row, decided, at, actor }: Change): Promise<void> {
    if (!decided.steps.some(({ event }) => event.event === 'exempt' && event.reason === 'refused')) return
    const judged = outbound.judge(fieldsOf(row, cipher.open).contactPhone || (row.aniSealed === null ? '' : cipher.open(row.aniSealed)))
    if (judged.ok) await sparing.spare(trx, { number: judged.number, source: 'survey', note: row.ticketNo, at, by: actor })
  }
  return {
    alongside, campaigns, sparing, hear, feeding,
    listing: createListing({ entries, audit, now, newId: randomUUID, judge: outbound.judgePerson }),
    files: createResultsFiles({ entries, results: async (id) => await campaigns.results(id), audit, now, wall }),
    jobs: campaignJobs({ store, entries, sparing, site, timing, running: feeding.running, maxAtOnce, settled: changed }),
  }
}
