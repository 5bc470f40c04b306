import { describe, expect, it } from 'vitest'
import { erlangA, erlangB, erlangC } from './erlang.ts'

describe('Erlang B', () => {
  it('agrees with the sum it stands for', () => {
    const [agents, load] = [10, 7]
    const terms: number[] = [1]
    for (let n = 1; n <= agents; n += 1) terms.push(((terms[n - 1] ?? 0) * load) / n)
    expect(erlangB(agents, load)).toBeCloseTo((terms[agents] ?? 0) / terms.reduce((a, b) => a + b, 0), 12)
  })
})

describe('Erlang C', () => {
  it('is the M/M/1 queue with one agent', () => {
    const { meanWait, answeredInTarget } = erlangC({ agents: 1, arrivalsPerMs: 0.5, meanTalkMs: 1, targetMs: 3 })
    expect(meanWait).toBeCloseTo(1, 12) // ρ/(µ−λ)
    expect(answeredInTarget).toBeCloseTo(1 - 0.5 * Math.exp(-1.5), 12)
  })

  it('agrees with the M/M/2 queue: P(wait) = 2ρ²/(1+ρ)', () => {
    const { meanWait } = erlangC({ agents: 2, arrivalsPerMs: 1.5, meanTalkMs: 1, targetMs: 1 })
    expect(meanWait).toBeCloseTo(((2 * 0.75 ** 2) / 1.75) / 0.5, 12)
  })
})

/** The same from the chain of states itself: n in the system, up at λ, down at min(n, agents)·µ + waiting·θ. */
function chain(agents: number, arrivals: number, talk: number, patience: number) {
  const weights = [1]
  for (let n = 1; n < 4_000; n += 1) {
    const down = Math.min(n, agents) / talk + Math.max(0, n - agents) / patience
    weights.push(((weights[n - 1] ?? 0) * arrivals) / down)
  }
  const total = weights.reduce((a, b) => a + b, 0)
  const waiting = weights.reduce((sum, weight, n) => sum + weight * Math.max(0, n - agents), 0) / total
  return { abandoned: waiting / patience / arrivals, meanWait: waiting / arrivals }
}

describe('Erlang A', () => {
  it.each([
    [5, 4, 1, 1],
    [20, 19, 1, 0.5],
    [20, 26, 1, 2],
    [100, 95, 1, 3],
  ])('with %i agents agrees with the chain of states at load %d', (agents, arrivals, talk, patience) => {
    const expected = chain(agents, arrivals, talk, patience)
    const found = erlangA({ agents, arrivalsPerMs: arrivals, meanTalkMs: talk, targetMs: 0.1 }, patience)
    expect(found.abandoned / expected.abandoned).toBeCloseTo(1, 3)
    expect(found.meanWait / expected.meanWait).toBeCloseTo(1, 3)
  })

  it('comes to Erlang C when patience has no end', () => {
    const centre = { agents: 20, arrivalsPerMs: 17, meanTalkMs: 1, targetMs: 0.1 }
    const found = erlangA(centre, 1e5)
    const endless = erlangC(centre)
    expect(found.answeredInTarget).toBeCloseTo(endless.answeredInTarget, 3)
    expect(found.meanWait / endless.meanWait).toBeCloseTo(1, 2)
  })

  it('answers everybody in time who does not give up, when the target is far away', () => {
    const { answeredInTarget, abandoned } = erlangA({ agents: 10, arrivalsPerMs: 12, meanTalkMs: 1, targetMs: 1_000 }, 1)
    expect(answeredInTarget).toBeCloseTo(1 - abandoned, 6)
  })
})
