import { describe, expect, it } from 'vitest'
import { between, countOf, readWireLog, reoffers, sustainedRate } from './wire-log.ts'
import type { WireKind, WireLine } from './wire-log.ts'

const line = (kind: WireKind, caller: string, agent: string, at: number): WireLine => ({ kind, caller, agent, at })

describe('readWireLog', () => {
  it('reads the lines SIPp writes, microseconds included', () => {
    const text = 'invite 13900100000 - 2026-11-21\t19:47:53.867456\t1795290473.867456\noffered 13900100000 3051 2026-11-21\t19:47:53.871000\t1795290473.871000\n'
    expect(readWireLog(text)).toEqual([
      line('invite', '13900100000', '-', 1795290473867.456),
      line('offered', '13900100000', '3051', 1795290473871),
    ])
  })

  it('skips a line that was cut off', () => {
    expect(readWireLog('invite 13900100000 - 2026-11-21\t19:47')).toEqual([])
  })
})

describe('between', () => {
  it('pairs by caller, not by order', () => {
    const lines = [line('answered', 'a', '-', 10), line('answered', 'b', '-', 20), line('offered', 'b', '1', 22), line('offered', 'a', '2', 40)]
    expect(between(lines, 'answered', 'offered')).toEqual([30, 2])
  })

  it('counts only the first offer of a caller and leaves out callers never offered', () => {
    const lines = [line('answered', 'a', '-', 10), line('answered', 'b', '-', 11), line('offered', 'a', '1', 12), line('offered', 'a', '2', 99)]
    expect(between(lines, 'answered', 'offered')).toEqual([2])
  })
})

describe('reoffers', () => {
  it('measures from the hang-up to the next call of the same agent', () => {
    const lines = [
      line('offered', 'a', '1', 0), line('offered', 'b', '2', 1), line('freed', 'a', '1', 100), line('offered', 'c', '1', 109),
      line('freed', 'b', '2', 200), line('offered', 'd', '2', 700),
    ]
    expect(reoffers(lines)).toEqual({ freed: 2, latencies: [9, 500] })
  })

  it('tells an agent who was freed and never called again by the difference of the counts', () => {
    expect(reoffers([line('freed', 'a', '1', 100)])).toEqual({ freed: 1, latencies: [] })
  })
})

describe('sustainedRate', () => {
  it('is the number of intervals over the time they took', () => {
    const lines = [0, 100, 200, 300].map((at) => line('ended', String(at), '-', at))
    expect(sustainedRate(lines, 'ended')).toBe(10)
    expect(countOf(lines, 'ended')).toBe(4)
  })

  it('is zero when fewer than two calls ended', () => {
    expect(sustainedRate([line('ended', 'a', '-', 5)], 'ended')).toBe(0)
  })
})
