import { describe, expect, it } from 'vitest'
import type { FreeFigures } from './cells/free.ts'
import { spread } from './figures.ts'
import type { Results } from './results.ts'
import { judge } from './targets.ts'
import type { VariantName } from './variant.ts'

const empty: Results = { startedAt: '', asterisk: '', node: '', cpus: 2, idle: [], free: [], waiting: [], rate: [], music: [], broken: [] }

const freed = (variant: VariantName, latency: number, count = 16): FreeFigures => ({
  variant, title: variant, agents: 100, waiting: 500, freed: 16, offer: spread(Array.from({ length: count }, () => latency)), asteriskPercent: 1, nodePercent: null,
})

const met = (results: Results, target: RegExp): boolean | null | undefined => judge(results).find((v) => target.test(v.target))?.met

describe('judge', () => {
  it('says nothing about what was not measured', () => {
    expect(judge(empty).map((v) => v.met)).toEqual(judge(empty).map(() => null))
  })

  it('compares with app_queue of the same run', () => {
    expect(met({ ...empty, free: [freed('queue100', 500), freed('product', 10)] }, /30 x/)).toBe(true)
    expect(met({ ...empty, free: [freed('queue100', 200), freed('product', 10)] }, /30 x/)).toBe(false)
    expect(met({ ...empty, free: [freed('product', 10)] }, /30 x/)).toBeNull()
  })

  it('misses a latency target when a freed agent was never called again', () => {
    expect(met({ ...empty, free: [freed('product', 10)] }, /p50 <= 15/)).toBe(true)
    expect(met({ ...empty, free: [freed('product', 10, 15)] }, /p50 <= 15/)).toBe(false)
  })
})
