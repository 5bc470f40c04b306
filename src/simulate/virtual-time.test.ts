import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { virtualTime } from './virtual-time.ts'

describe('virtual time', () => {
  it('runs everything in the order of its time, and of its arrival at equal times', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(20), { maxLength: 100 }), async (delays) => {
        const time = virtualTime(0)
        const seen: [number, number][] = []
        delays.forEach((delay, i) => time.after(delay, () => seen.push([time.now(), i])))
        await time.run()
        expect(seen).toEqual(delays.map((delay, i): [number, number] => [delay, i]).toSorted((a, b) => a[0] - b[0] || a[1] - b[1]))
      }),
    )
  })

  it('lets all promises finish before it goes on', async () => {
    const time = virtualTime(0)
    const seen: string[] = []
    time.at(1, () => {
      void (async () => {
        for (let i = 0; i < 50; i += 1) await Promise.resolve()
        seen.push(`chain at ${time.now()}`)
      })()
    })
    time.at(2, () => seen.push('next'))
    await time.run()
    expect(seen).toEqual(['chain at 1', 'next'])
  })

  it('forgets what is cancelled and repeats until told not to', async () => {
    const time = virtualTime(0)
    let ticks = 0
    const stop = time.every(10, () => void (ticks += 1))
    time.at(5, () => {
      throw new Error('cancelled tasks do not run')
    })()
    time.at(35, stop)
    await time.run()
    expect(ticks).toBe(3)
  })

  it('stops at the time asked for', async () => {
    const time = virtualTime(0)
    let late = false
    time.at(11, () => void (late = true))
    await time.run(10)
    expect([time.now(), late]).toEqual([10, false])
  })
})
