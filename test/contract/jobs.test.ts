import type { Knex } from 'knex'
import { getTasks } from 'node-cron'
import { describe, expect, it } from 'vitest'
import { createJobs, type Job } from '../../src/jobs/jobs.ts'
import { standingJobs } from '../../src/jobs/standing.ts'
import { jobStore } from '../../src/jobs/store.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { silentLog } from '../../src/platform/log.ts'
import { siteDay } from '../../src/platform/site-day.ts'
import { databases } from './support/databases.ts'

const morning = Date.parse('2026-12-01T00:01:00+08:00')
const HOUR_MS = 3_600_000

/** One server process with its own clock, on a shared database. */
function server(db: Knex, jobs: readonly Job[], at = { now: morning }) {
  const clock = { ...systemClock, now: () => at.now }
  return createJobs(jobs, { store: jobStore(db), clock, timeZone: 'Asia/Shanghai', dayOf: siteDay('Asia/Shanghai'), log: silentLog })
}

function noted(once: Job['once'] = 'day'): { job: Job; days: string[] } {
  const days: string[] = []
  return { days, job: { name: 'noted', cron: '1 0 * * *', once, run: async (day) => void days.push(day) } }
}

describe.each(databases)('a job on $on', ({ open }) => {
  it('is done once a day by one of many servers', async () => {
    const db = await open()
    const { job, days } = noted()
    const ran = await Promise.all(Array.from({ length: 5 }, async (_, i) => await server(db, [job]).run(job, morning + i)))
    expect(ran.filter(Boolean)).toHaveLength(1)
    expect(await server(db, [job]).run(job, morning + 23 * HOUR_MS)).toBe(false)
    expect(await server(db, [job]).run(job, morning + 24 * HOUR_MS)).toBe(true)
    expect(days).toEqual(['2026-12-01', '2026-12-02'])
  })

  it('is made up for at the start when it was missed that day, and not repeated', async () => {
    const db = await open()
    const { job, days } = noted()
    for (const now of [morning + 9 * HOUR_MS, morning + 10 * HOUR_MS]) {
      const jobs = server(db, [job], { now })
      await jobs.start()
      await jobs.stop()
    }
    expect(days).toEqual(['2026-12-01'])
  })

  it('that failed is tried again, and its error is kept until then', async () => {
    const db = await open()
    let broken = true
    const job: Job = {
      name: 'fragile', cron: '1 0 * * *', once: 'day',
      run: async () => {
        if (broken) throw new Error('disk full')
      },
    }
    expect(await server(db, [job]).run(job, morning)).toBe(false)
    expect(await db('job_runs').select('job', 'slot', 'error')).toEqual([{ job: 'fragile', slot: '2026-12-01', error: 'disk full' }])
    broken = false
    expect(await server(db, [job]).run(job, morning)).toBe(true)
    expect(await db('job_runs').select('error')).toEqual([{ error: null }])
  })

  it('whose server died in the middle is taken over after an hour, not before', async () => {
    const db = await open()
    const { job, days } = noted()
    await db('job_runs').insert({ job: 'noted', slot: '2026-12-01', started_at: morning })
    expect(await server(db, [job], { now: morning + HOUR_MS }).run(job, morning)).toBe(false)
    expect(await server(db, [job], { now: morning + HOUR_MS + 1 }).run(job, morning)).toBe(true)
    expect(days).toEqual(['2026-12-01'])
  })

  it('of every half hour has a run for each', async () => {
    const db = await open()
    const { job, days } = noted('tick')
    for (const at of [morning, morning + 1, morning + HOUR_MS / 2]) await server(db, [job]).run(job, at)
    expect(days).toHaveLength(2)
  })

  it('keeps to the clock of the site', async () => {
    const { job } = noted()
    const jobs = server(await open(), [job])
    await jobs.start()
    const scheduled = () => [...getTasks().values()].filter(({ name }) => name === 'noted')
    expect(scheduled().map((task) => task.getNextRun()?.toISOString().slice(11, 16))).toEqual(['16:01']) // UTC: 00:01 in Shanghai
    await jobs.stop()
    expect(scheduled()).toEqual([])
  })
})

it('the journal and the alarms are kept as many days as the policy says', async () => {
  const pruned: Record<string, number> = {}
  const jobs = standingJobs({ hotlineDay: async () => {}, pruneJournal: async (before) => void (pruned['journal'] = before), pruneAlarms: async (before) => void (pruned['alarms'] = before), cleanSessions: async () => {}, pruneNotify: async () => void (pruned['notify'] = 0), lookAhead: () => {}, now: () => morning, journalKeepDays: () => 30, alarmKeepDays: () => 90 })
  await jobs.find(({ name }) => name === 'journal-prune')?.run('2026-12-01')
  await jobs.find(({ name }) => name === 'alarm-prune')?.run('2026-12-01')
  expect(pruned).toEqual({ journal: morning - 30 * 24 * HOUR_MS, alarms: morning - 90 * 24 * HOUR_MS })
})
