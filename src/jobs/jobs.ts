import cron, { type ScheduledTask } from 'node-cron'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { SiteDay } from '../platform/site-day.ts'
import type { JobStore } from './store.ts'

const HOUR_MS = 3_600_000
/** A run without an end for so long belongs to a process that is gone. */
const LOST_MS = HOUR_MS
const KEEP_RUNS_MS = 90 * 24 * HOUR_MS

export interface Job {
  name: string
  /** Five fields of cron, in the site's time zone. */
  cron: string
  /** day: once a calendar day of the site, made up for at the start if it was missed; tick: once per time of the cron. */
  once: 'day' | 'tick'
  /** `day` is today where the site is. */
  run: (day: string) => Promise<void>
}

export interface JobsDeps {
  store: JobStore
  clock: Clock
  timeZone: string
  dayOf: SiteDay
  log: Log
}

export interface Jobs {
  /** Makes up for what was missed today, then keeps to the clock. */
  start: () => Promise<void>
  stop: () => Promise<void>
  /** Runs the job for its slot at `at` unless somebody has; true when it ran here. Never rejects. */
  run: (job: Job, at: number) => Promise<boolean>
}

/** Work by the calendar, each run done once however many processes there are: the row of the run is the lock. */
export function createJobs(jobs: readonly Job[], { store, clock, timeZone, dayOf, log }: JobsDeps): Jobs {
  let tasks: ScheduledTask[] = []

  async function run(job: Job, at: number): Promise<boolean> {
    const one = { job: job.name, slot: job.once === 'day' ? dayOf(at) : new Date(at).toISOString().slice(0, 16) }
    try {
      if (!(await store.claim(one, clock.now(), clock.now() - LOST_MS))) return false
      const error = await job.run(dayOf(at)).then(() => null, asError)
      if (error !== null) log.error('a job failed', { ...one, error })
      else log.info('a job is done', one)
      await store.end(one, clock.now(), error === null ? null : error.message.slice(0, 500))
      return error === null
    } catch (error) {
      log.error('a job could not be put on record', { ...one, error })
      return false
    }
  }

  const running = new Set<Promise<boolean>>()
  async function begin(job: Job, at: number): Promise<void> {
    const work = run(job, at)
    running.add(work)
    await work
    running.delete(work)
  }

  function keepTo(job: Job): ScheduledTask {
    const options = { timezone: timeZone, name: job.name, noOverlap: true, logger: cronLog(log) }
    const task = cron.schedule(job.cron, async ({ date }) => await begin(job, date.getTime()), options)
    // The process slept or was busy at that minute: late is better than not.
    task.on('execution:missed', async ({ date }) => await begin(job, date.getTime()))
    return task
  }

  return {
    run,
    async start() {
      await store.forget(clock.now() - KEEP_RUNS_MS)
      tasks = jobs.map(keepTo)
      for (const job of jobs.filter(({ once }) => once === 'day')) await begin(job, clock.now())
    },
    async stop() {
      await Promise.all(tasks.splice(0).map(async (task) => await task.destroy()))
      await Promise.all(running)
    },
  }
}

const asError = (reason: unknown): Error => (reason instanceof Error ? reason : new Error('not an Error', { cause: reason }))

/** What node-cron has to say goes where everything goes. */
const cronLog = (log: Log) => ({
  info: (message: string) => log.debug('cron', { message }),
  debug: (message: string | Error) => log.debug('cron', { message: String(message) }),
  warn: (message: string) => log.warn('cron', { message }),
  error: (message: string | Error) => log.error('cron', { message: String(message) }),
})
