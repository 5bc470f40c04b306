import fc from 'fast-check'
import type { Knex } from 'knex'
import { describe, expect, it } from 'vitest'
import { instantOf } from '../../src/calendar/rules/wall-clock.ts'
import { siteDay } from '../../src/platform/site-day.ts'
import { createToday } from '../../src/report/today.ts'
import { todayStore } from '../../src/report/today-store.ts'
import { databases } from './support/databases.ts'

const ZONE = 'Asia/Shanghai'
const noon = Date.parse('2026-11-21T12:00:00+08:00')
const midnight = Date.parse('2026-11-21T00:00:00+08:00')
const policy = { answerWithinMs: 15_000, shortAbandonMs: 5_000, leaveOutShort: false }

interface Call {
  dnis: string
  arrivedAt: number
  waitedMs: number
  /** null = goes on. */
  outcome: string | null
  answered: boolean
  talkedMs: number
  direction: string
}

const aCall = (changes: Partial<Call> = {}): Call => ({ dnis: '12345', arrivedAt: noon - 600_000, waitedMs: 8_000, outcome: 'handled', answered: true, talkedMs: 60_000, direction: 'inbound', ...changes })

const write = async (db: Knex, calls: readonly Call[]): Promise<void> => {
  await db('calls').delete()
  for (const [n, { dnis, arrivedAt, waitedMs, outcome, answered, talkedMs, direction }] of calls.entries()) {
    await db('calls').insert({
      id: `c${n}`, node: 'n1', caller_leg: `l${n}`, dnis, dnis_raw: dnis, arrived_at: arrivedAt, answered_at: answered ? arrivedAt + waitedMs : null, ended_at: outcome === null ? null : arrivedAt + waitedMs + talkedMs,
      waited_ms: answered || outcome !== null ? waitedMs : null, talked_ms: outcome === null ? null : answered ? talkedMs : 0, outcome, direction,
    })
  }
}

function todayAt(db: Knex, now: () => number) {
  return createToday({ store: todayStore(db), policy, dayOf: siteDay(ZONE), startOf: (day) => instantOf(day, 0, ZONE), lineOf: (number) => (number === '12345' ? { nameZh: '政务服务便民热线', nameEn: '' } : null), now })
}

describe.each(databases)('the figures of today on $on', ({ open }) => {
  it('count what became of each call, in total and for each number', async () => {
    const db = await open()
    const lost = { answered: false, talkedMs: 0 }
    await write(db, [
      aCall(), aCall({ waitedMs: 15_000 }), aCall({ waitedMs: 15_001, talkedMs: 120_000 }), aCall({ outcome: null }),
      aCall({ ...lost, outcome: 'abandoned', waitedMs: 4_999 }), aCall({ ...lost, outcome: 'abandoned', waitedMs: 5_000 }),
      aCall({ ...lost, outcome: 'overflow', dnis: '12319' }), aCall({ ...lost, outcome: 'fallback', dnis: '12319' }), aCall({ ...lost, outcome: 'interrupted', dnis: '12319' }),
      aCall({ ...lost, outcome: null, dnis: '12319', arrivedAt: noon - 40_000 }),
      aCall({ ...lost, outcome: 'rejected' }), aCall({ ...lost, outcome: 'cancelled_number', dnis: '12358' }), aCall({ direction: 'outbound' }),
    ])
    const { total, lines, day } = await todayAt(db, () => noon)()
    expect(day).toBe('2026-11-21')
    expect(total).toEqual({
      offered: 10, answered: 4, answeredInTime: 3, abandoned: 2, abandonedShort: 1, overflow: 1, lost: 2, waiting: 1, longestWaitMs: 40_000,
      answerRate: 4 / 9, serviceLevel: 3 / 9, meanWaitMs: Math.round((8_000 + 15_000 + 15_001 + 8_000) / 4), meanTalkMs: 80_000,
    })
    expect(lines.map(({ dnis, nameZh, offered, answerRate }) => ({ dnis, nameZh, offered, answerRate }))).toEqual([
      { dnis: '12319', nameZh: '', offered: 4, answerRate: 0 },
      { dnis: '12345', nameZh: '政务服务便民热线', offered: 6, answerRate: 4 / 6 },
    ])
  })

  it('begin at midnight where the site is; who waits from before is waiting all the same', async () => {
    const db = await open()
    await write(db, [aCall({ arrivedAt: midnight - 1 }), aCall({ arrivedAt: midnight }), aCall({ arrivedAt: midnight - 60_000, answered: false, outcome: null })])
    const { total, startedAt, course } = await todayAt(db, () => midnight + 60_000)()
    expect([total.offered, total.longestWaitMs, startedAt]).toEqual([1, 120_000, midnight])
    expect(course).toEqual([{ startedAt: midnight, offered: 1, answered: 1, abandoned: 0, serviceLevel: 1 }])
  })

  it('are nothing on a day without calls, and not 0 %', async () => {
    const { total, lines, course } = await todayAt(await open(), () => noon)()
    expect([total.offered, total.answerRate, total.serviceLevel, total.meanTalkMs, total.longestWaitMs, lines, course]).toEqual([0, null, null, null, null, [], []])
  })

  it('are counted once for many who look at the same time, and anew afterwards', async () => {
    const db = await open()
    await write(db, [aCall()])
    let now = noon
    const today = todayAt(db, () => now)
    const [one, other] = await Promise.all([today(), today()])
    expect(one).toBe(other)
    await write(db, [aCall(), aCall()])
    now += 2_000
    expect((await today()).total.offered).toBe(2)
  })

  it('agree with each other, whatever happened: the numbers and the half hours come to the total', async () => {
    const db = await open()
    const call = fc.record({
      dnis: fc.constantFrom('12345', '12319', '12333'), arrivedAt: fc.integer({ min: midnight, max: noon }), waitedMs: fc.nat(40_000),
      outcome: fc.constantFrom('handled', 'abandoned', 'overflow', 'fallback', 'interrupted', 'rejected', null), answered: fc.boolean(), talkedMs: fc.nat(90_000), direction: fc.constant('inbound'),
    }).map((one) => ({ ...one, answered: one.outcome === 'handled' || (one.outcome === null && one.answered) }))
    await fc.assert(fc.asyncProperty(fc.array(call, { maxLength: 25 }), async (calls) => {
      await write(db, calls)
      const { total, lines, course } = await todayAt(db, () => noon)()
      for (const name of ['offered', 'answered', 'abandoned'] as const) {
        expect(lines.reduce((sum, one) => sum + one[name], 0)).toBe(total[name])
        expect(course.reduce((sum, one) => sum + one[name], 0)).toBe(total[name])
      }
      expect(total.offered).toBe(calls.filter(({ outcome }) => outcome !== 'rejected').length)
    }), { numRuns: 25 })
  }, 60_000)
})
