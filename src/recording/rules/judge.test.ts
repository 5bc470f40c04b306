import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judge, lengthMsOf } from './judge.ts'

const seconds = (s: number) => s * 32_000

describe('the recording of a call', () => {
  it('is complete when it is as long as the conversation, give or take the tolerance', () => {
    expect(lengthMsOf(seconds(60))).toBe(60_000)
    expect(judge([{ bytes: seconds(60), failed: false }], 60_000, 2_000)).toEqual(['complete'])
    expect(judge([{ bytes: seconds(58), failed: false }], 60_000, 2_000)).toEqual(['complete'])
    expect(judge([{ bytes: seconds(58) - 32, failed: false }], 60_000, 2_000)).toEqual(['truncated'])
  })

  it('counts its parts together', () => {
    expect(judge([{ bytes: seconds(20), failed: false }, { bytes: seconds(40), failed: false }], 60_000, 2_000)).toEqual(['complete', 'complete'])
    expect(judge([{ bytes: null, failed: true }, { bytes: seconds(59), failed: false }], 60_000, 2_000)).toEqual(['failed', 'complete'])
    expect(judge([{ bytes: null, failed: true }, { bytes: seconds(40), failed: false }], 60_000, 2_000)).toEqual(['failed', 'truncated'])
  })

  it('is missing when there is no file or nothing in it, unless nobody talked', () => {
    expect(judge([{ bytes: null, failed: false }], 60_000, 2_000)).toEqual(['missing'])
    expect(judge([{ bytes: 0, failed: false }], 60_000, 2_000)).toEqual(['missing'])
    expect(judge([{ bytes: null, failed: false }], 400, 2_000)).toEqual(['complete'])
  })

  it('that failed but was made after all counts like any other', () => {
    expect(judge([{ bytes: seconds(60), failed: true }], 60_000, 2_000)).toEqual(['complete'])
  })

  it('never passes for complete when more than the tolerance is lost', () => {
    const part = fc.record({ bytes: fc.option(fc.nat({ max: 5_000_000 })), failed: fc.boolean() })
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), fc.nat({ max: 200_000 }), (parts, bridgedMs) => {
        const recordedMs = parts.reduce((sum, { bytes }) => sum + Math.floor((bytes ?? 0) / 32), 0)
        const states = judge(parts, bridgedMs, 2_000)
        expect(states).toHaveLength(parts.length)
        expect(states.includes('complete')).toBe(bridgedMs - recordedMs <= 2_000 && states.some((state) => state !== 'failed'))
      }),
    )
  })
})
