import { createServer } from 'node:net'
import { expect, it, vi } from 'vitest'
import type { Clock } from '../platform/clock.ts'
import { keptSocket } from './ari-kept-socket.ts'

it('goes on trying, never more than 5 s apart, long after others would have given up', async () => {
  const waits: number[] = []
  const fired: (() => void)[] = []
  let now = 0
  const clock: Clock = {
    now: () => now,
    at(at, task) {
      // Tries are made at once, in the test's time; the limit of a try never runs out.
      if (at - now > 5_000) return () => {}
      waits.push(at - now)
      fired.push(() => {
        now = at
        task()
      })
      return () => {}
    },
    every: () => () => {},
  }
  const closed = createServer()
  await new Promise<void>((done) => closed.listen(0, '127.0.0.1', done))
  const { port } = closed.address() as { port: number }
  await new Promise((done) => closed.close(done)) // nobody listens there now
  let failures = 0
  const kept = keptSocket({
    host: '127.0.0.1', port, user: 'u', password: 'p', app: 'hotline-n1', clock,
    random: () => 0.999_999,
    handshakeTimeoutMs: 1_000,
    readyWithinMs: 8_000,
    prepare: () => Promise.resolve(),
    onEvent: () => {},
    onGarbage: () => {},
    onUp: () => {},
    onDown: () => {},
    onFailed: () => failures++,
  })
  kept.start()
  for (let i = 0; i < 200; i++) {
    await vi.waitUntil(() => fired.length > 0, { interval: 1, timeout: 5_000 })
    fired.shift()?.()
  }
  kept.stop('stopped')
  expect(failures).toBe(200)
  expect(waits.slice(0, 7)).toEqual([100, 200, 400, 800, 1_600, 3_200, 5_000])
  expect(now).toBeGreaterThan(900_000) // a quarter of an hour; ari-client by itself ends after 43 s
  expect(Math.max(...waits)).toBe(5_000)
})
