import { describe, expect, it } from 'vitest'
import { compare } from './against-theory.ts'
import { soakOf } from './flags.ts'
import { flat } from './rules/day-profile.ts'
import { weekdayScenario } from './scenario.ts'
import { simulate } from './simulate.ts'
import { figuresOf, total } from './tally.ts'

const quiet = (seed: number, calls: number) => ({ ...weekdayScenario(seed, flat, [85]), callsPerDay: 24_000, hours: 4, maxCalls: calls })

describe('a simulated morning', () => {
  it('serves everybody and breaks nothing', async () => {
    const { tally, watch, calls } = await simulate(quiet(1, 1_000))
    const { answerRate, serviceLevel } = figuresOf(total(tally.hours))
    expect(watch.violations).toEqual([])
    expect(Object.values(tally.outcomes).reduce((sum, count) => sum + count, 0)).toBe(calls)
    expect(answerRate).toBeGreaterThan(0.9)
    expect(serviceLevel).toBeGreaterThan(0.85)
  })

  it('is the same for the same seed and another for another', async () => {
    const outcomes = async (seed: number) => (await simulate(quiet(seed, 300))).tally.outcomes
    expect(await outcomes(5)).toEqual(await outcomes(5))
    expect(await outcomes(5)).not.toEqual(await outcomes(6))
  })
})

describe('the simulated queue', () => {
  it('makes every caller wait exactly as the textbook says', async () => {
    const small = { agents: 3, utilisation: 0.9, meanTalkMs: 20_000, meanPatienceMs: null }
    const { unlikeTextbook, brokenInvariants } = await compare(small, 2_000, 1)
    expect({ unlikeTextbook, brokenInvariants }).toEqual({ unlikeTextbook: 0, brokenInvariants: 0 })
  })

  it('loses exactly the callers the textbook loses', async () => {
    const impatient = { agents: 5, utilisation: 1.2, meanTalkMs: 20_000, meanPatienceMs: 10_000 }
    const { unlikeTextbook, brokenInvariants } = await compare(impatient, 2_000, 1)
    expect({ unlikeTextbook, brokenInvariants }).toEqual({ unlikeTextbook: 0, brokenInvariants: 0 })
  })
})

describe('when everything goes wrong', () => {
  it('no invariant is broken, and every call ends once', async () => {
    const seed = 20_270_301
    const { watch, tally, calls, unseen, serverKilled, linkLost } = await simulate(soakOf(seed, 3_000))
    expect(watch.violations, `seed ${seed}`).toEqual([])
    expect(serverKilled + linkLost).toBeGreaterThan(5)
    const ended = Object.values(tally.outcomes).reduce((sum, count) => sum + count, 0)
    // A caller who hangs up before the server heard of the call leaves no record in the simulated journal.
    expect(calls - unseen - ended).toBeGreaterThanOrEqual(0)
    expect(calls - unseen - ended).toBeLessThan(calls * 0.01)
  }, 60_000)
})
