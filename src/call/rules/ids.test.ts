import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LegId } from '../../contract/ids.ts'
import { agentLegId, bridgeId, callIdOf, callOfBridge, callOfLeg, isOwnLeg } from './ids.ts'

const channel = fc.tuple(fc.integer({ min: 1_000_000_000, max: 9_999_999_999 }), fc.nat(2_000_000_000)).map(([epoch, serial]) => `yht-n1-${epoch}.${serial}`)

describe('a call id', () => {
  it('is the same every time the channel is found, and of one length', () => {
    fc.assert(
      fc.property(channel, (id) => {
        expect(callIdOf(id)).toBe(callIdOf(id))
        expect(callIdOf(id)).toMatch(/^c[0-9a-z]{20}$/)
      }),
    )
  })

  it('differs between channels, and between hosts', () => {
    fc.assert(fc.property(channel, channel, (a, b) => a === b || callIdOf(a) !== callIdOf(b)))
    expect(callIdOf('yht-n1-1795226400.7')).not.toBe(callIdOf('yht-n2-1795226400.7'))
  })

  it('sorts by the time of the channel', () => {
    expect(callIdOf('yht-n1-1795226400.9') < callIdOf('yht-n1-1795226401.1')).toBe(true)
  })

  it('is made for any channel name, even one that is not ours', () => {
    fc.assert(fc.property(fc.string(), (name) => /^c[0-9a-z]{20}$/.test(callIdOf(name))))
  })
})

describe('the legs of a call', () => {
  it('say which call they belong to', () => {
    const call = callIdOf('yht-n1-1795226400.7')
    expect(callOfLeg(agentLegId(call, 3))).toBe(call)
    expect(callOfLeg('yht-n1-1795226400.7' as LegId)).toBe(call)
    expect(callOfBridge(bridgeId(call))).toBe(call)
    expect(isOwnLeg(agentLegId(call, 1))).toBe(true)
    expect(isOwnLeg('yht-n1-1795226400.7')).toBe(false)
  })

  it('are never the beginning of one another', () => {
    fc.assert(
      fc.property(channel, channel, fc.integer({ min: 1, max: 1_295 }), fc.integer({ min: 1, max: 1_295 }), (a, b, m, n) => {
        const [one, two] = [agentLegId(callIdOf(a), m), agentLegId(callIdOf(b), n)]
        return one === two || (!one.startsWith(two) && !two.startsWith(one))
      }),
    )
  })
})
