import type { Script } from '../call/script.ts'
import type { Job, JobRules, Timing } from '../dialer/port.ts'
import type { Trx } from '../platform/store.ts'
import { idsOf, type Entry, type EntryStore } from './entry-store.ts'
import { answersIn, outcomeOf, wantsNoCalls } from './rules/outcome.ts'
import { OPEN, spoken, stepsOf } from './rules/script.ts'
import { mayCall, opensAt, type SiteTime } from './rules/times.ts'
import type { Sparing } from './sparing.ts'
import type { CampaignStore, StoredCampaign } from './store.ts'

export interface CampaignJobDeps {
  store: Pick<CampaignStore, 'find'>
  entries: Pick<EntryStore, 'find' | 'settle' | 'keepAnswers'>
  sparing: Pick<Sparing, 'spare' | 'has'>
  site: SiteTime
  /** When citizens may be called at all. */
  timing: Pick<Timing, 'mayCall' | 'opensAt'>
  /** Those that are running, as last looked at. */
  running: () => ReadonlyMap<string, StoredCampaign>
  maxAtOnce: () => number
  /** A try is over: the next may be handed over. */
  settled: () => void
}

const INVALID = '按键无效，请重新选择。'
const KEY_MS = 6_000
const PLAYS_MAX = 2
/** A paused one is looked at again. */
const AGAIN_MS = 60_000

export function scriptOf(campaign: Pick<StoredCampaign, 'kind' | 'intro' | 'questions' | 'thanks'>): Script {
  const steps = Object.entries(stepsOf(campaign)).map(([step, { what, prompt, keys, next }]) =>
    [step, what === 'ask' ? { what, prompt, keys, silent: null } : { what, prompt, next }] as const)
  return { start: OPEN, steps: Object.fromEntries(steps), invalid: spoken(INVALID), keyMs: KEY_MS, maxPlays: PLAYS_MAX, person: null }
}

/** Calls of campaigns, as the dialer wants to know them. What is tried again is a new job: when, the campaign decides. */
export function campaignJobs({ store, entries, sparing, site, timing, running, maxAtOnce, settled }: CampaignJobDeps): JobRules {
  const whose = async ({ subject }: Pick<Job, 'subject'>, trx?: Trx): Promise<{ entry: Entry; campaign: StoredCampaign } | null> => {
    const { campaignId, entryId, tries } = idsOf(subject)
    const [entry, campaign] = [await entries.find(entryId, trx), await store.find(campaignId, trx)]
    return entry?.tries === tries && campaign ? { entry, campaign } : null
  }
  const timesOf = ({ subject }: Pick<Job, 'subject'>): StoredCampaign | undefined => running().get(idsOf(subject).campaignId)

  return {
    kind: 'campaign',
    together: 1,
    yieldsToCallers: true,
    oncePerDay: true,
    maxAtOnce,
    async script([job]) {
      const found = job === undefined ? null : await whose(job)
      if (found === null || found.entry.state !== 'calling' || !['running', 'paused'].includes(found.campaign.state)) return null
      return (await sparing.has(found.entry.number)) ? null : scriptOf(found.campaign)
    },
    mayCall(job, now) {
      const times = timesOf(job)
      return times !== undefined && mayCall(times, now, site) && timing.mayCall(job, now)
    },
    opensAt(job, now) {
      const times = timesOf(job)
      const own = times === undefined ? null : opensAt(times, now, site)
      return own === null ? now + AGAIN_MS : Math.max(own, timing.opensAt(job, now))
    },
    async heard(trx, job, { answers }) {
      const found = answers.length === 0 ? null : await whose(job, trx)
      if (found === null) return
      await entries.keepAnswers(trx, found.entry, answersIn(answers))
    },
    async settle(...[trx, job, end, { answers, call }, now]) {
      const found = await whose(job, trx)
      if (found === null) return { state: 'done' }
      const { entry, campaign } = found
      if (answers.length > 0) await entries.keepAnswers(trx, entry, answersIn(answers))
      const outcome = outcomeOf({ kind: campaign.kind, questions: campaign.questions.length, attemptsMax: campaign.attempts }, entry, { end, answers, now })
      const over = outcome.state === 'waiting' && !['running', 'paused'].includes(campaign.state)
      await entries.settle(trx, entry.id, { ...outcome, state: over ? 'stopped' : outcome.state, last: end, at: now, nextAt: outcome.againAt })
      if (wantsNoCalls(answers)) await sparing.spare(trx, { number: entry.number, source: 'campaign', note: call, at: now, by: 'system' })
      return { state: 'done' }
    },
    settled,
  }
}
