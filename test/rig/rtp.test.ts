import { expect, it } from 'vitest'
import { timeline } from './rtp.ts'

const packet = (sequence: number, timestamp: number): Buffer => {
  const data = Buffer.alloc(12 + 160, 0x55)
  data.writeUInt16BE(sequence, 2)
  data.writeUInt32BE(timestamp, 4)
  data.writeUInt32BE(7, 8)
  return data
}

/** Packets numbered without a hole, one each so many ms, the odd ones late. */
function heardAt(everyMs: number, count: number, lateMs = 0): number {
  const line = timeline()
  for (let n = 0; n < count; n += 1) line.add(packet(n, n * 160), n * everyMs + (n % 2 === 1 ? lateMs : 0))
  return line.end() / 8
}

it('keeps the time of the packets when only their arrival is uneven', () => {
  expect(heardAt(20, 500)).toBe(10_000)
  expect(heardAt(20, 500, 150)).toBe(10_000)
})

it('does not fall behind the clock when fewer frames come than there is time', () => {
  const [took, shown] = [22 * 500, heardAt(22, 500)]
  expect(took - shown).toBeLessThan(250)
  expect(shown).toBeLessThanOrEqual(took)
})
