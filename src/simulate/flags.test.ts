import { describe, expect, it } from 'vitest'
import { readFlags } from './flags.ts'

describe('the options of the simulator', () => {
  it('have the defaults of a weekday with 34,000 calls and 300 agents', () => {
    const { what, scenario } = readFlags([], 7)
    expect(what).toBe('day')
    expect(scenario).toMatchObject({ callsPerDay: 34_000, hours: 24, seed: 7, targetMs: 15_000 })
    expect(Math.max(...scenario.agents)).toBe(300)
  })

  it('are in seconds where a person reads a clock', () => {
    const { scenario } = readFlags(['--talk', '200', '--patience', 'endless', '--wrap-up', '0', '--roster', 'flat'], 1)
    expect(scenario).toMatchObject({ meanTalkMs: 200_000, meanPatienceMs: Infinity, meanWrapUpMs: 0, agents: [300] })
  })

  it('take the shares of the day from the operator', () => {
    const { scenario } = readFlags(['--profile', Array.from({ length: 24 }, (_, hour) => (hour === 9 ? 3 : 1)).join(',')], 1)
    expect(scenario.profile[9]).toBeCloseTo(3 / 26, 12)
  })

  it.each([
    [['--calls', 'many'], /--calls must be a number/],
    [['--no-answer', '2'], /--no-answer must be a number from 0 to 1/],
    [['--profile', '1,2,3'], /24 comma-separated numbers/],
    [['--roster', 'sometimes'], /--roster must be follow or flat/],
    [['--quickly'], /Unknown option/],
  ])('say what is wrong with %j', (args, sentence) => {
    expect(() => readFlags(args, 1)).toThrow(sentence)
  })
})
