import { describe, expect, test } from 'vitest'
import type { Clock } from '../platform/clock.ts'
import { silentLog, type Fields, type Log } from '../platform/log.ts'
import { keepRunning } from './keep-running.ts'
import type { Ending, Running } from './program.ts'

/** A clock that a test moves by hand. */
function handClock() {
  let now = 0
  const tasks: { at: number; task: () => void }[] = []
  const clock: Clock = {
    now: () => now,
    at(at, task) {
      const entry = { at, task }
      tasks.push(entry)
      return () => void (tasks.includes(entry) && tasks.splice(tasks.indexOf(entry), 1))
    },
    every: () => () => {},
  }
  return {
    clock,
    pending: () => tasks.map(({ at }) => at - now),
    pass: async (ms: number) => {
      now += ms
      for (const due of tasks.filter(({ at }) => at <= now)) {
        tasks.splice(tasks.indexOf(due), 1)
        due.task()
      }
      await settle()
    },
  }
}

const settle = () => new Promise((resolve) => setImmediate(resolve))

/** Programs that exist only here; pid 0 is never signalled. */
function programs() {
  const ends: ((ending: Ending) => void)[] = []
  const next = (): Running => ({ pid: 0, ended: new Promise((resolve) => ends.push(resolve)) })
  const die = async (code: number) => {
    ends.at(-1)?.({ code, signal: null, lastLines: ['last words'] })
    await settle()
  }
  return { next, die, count: () => ends.length }
}

function keep(log: Log = silentLog) {
  const { clock, pending, pass } = handClock()
  const { next, die, count } = programs()
  const kept = keepRunning(next(), { name: 'it', start: async () => next(), graceMs: 1_000, clock, log })
  return { kept, pending, pass, die, count }
}

describe('a program that ended by itself', () => {
  test('after a good run is started again at once', async () => {
    const { pass, die, count } = keep()
    await pass(60_000)
    await die(1)
    await pass(0)
    expect(count()).toBe(2)
  })

  test('again and again is started later and later', async () => {
    const { pending, pass, die } = keep()
    const waits: number[] = []
    for (let deaths = 0; deaths < 6; deaths += 1) {
      await die(1)
      waits.push(...pending())
      await pass(pending()[0] ?? 0)
    }
    expect(waits).toEqual([1_000, 2_000, 5_000, 10_000, 30_000, 30_000])
  })

  test('is reported with how it ended and its last words', async () => {
    const said: [string, Fields | undefined][] = []
    const { die } = keep({ ...silentLog, error: (message, fields) => said.push([message, fields]) })
    await die(3)
    expect(said).toEqual([['it ended by itself', { how: 'exit code 3', livedMs: 0, againInMs: 1_000, lastLines: ['last words'] }]])
  })
})

test('a program that cannot be started is tried again', async () => {
  const { clock, pass } = handClock()
  const { next, die, count } = programs()
  let tries = 0
  const start = async () => {
    tries += 1
    if (tries < 3) throw new Error('no')
    return next()
  }
  keepRunning(next(), { name: 'it', start, graceMs: 1_000, clock, log: silentLog })
  await die(1)
  for (let waits = 0; waits < 5; waits += 1) await pass(30_000)
  expect(tries).toBe(3)
  expect(count()).toBe(2)
})

test('a wanted restart waits for nothing and is no death', async () => {
  const { kept, pending, die, pass, count } = keep()
  kept.restart()
  await die(0)
  expect(pending()).toEqual([0])
  await pass(0)
  expect(count()).toBe(2)
})

test('once stopped it stays stopped, even while waiting to start again', async () => {
  const { kept, pending, die, count } = keep()
  await die(1)
  expect(pending()).toEqual([1_000])
  await kept.stop()
  expect(pending()).toEqual([])
  expect(count()).toBe(1)
})
