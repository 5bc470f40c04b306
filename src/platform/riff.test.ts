import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NotWav, readWav, wavHeader, wavOf } from './riff.ts'

const good = wavOf(new Int16Array(8_000).fill(1_000))
const changed = (change: (bytes: Buffer) => void): Buffer => {
  const bytes = Buffer.from(good)
  change(bytes)
  return bytes
}

it('reads back what it wrote', () => {
  expect(readWav(good)).toEqual({ encoding: 'pcm', channels: 1, rate: 8_000, bits: 16, dataAt: 44, dataBytes: 16_000, lengthMs: 1_000 })
  expect(readWav(Buffer.concat([wavHeader(8_000, { channels: 2 }), Buffer.alloc(8_000)])).lengthMs).toBe(250)
})

it('needs only the beginning of a file when told its size', () => {
  expect(readWav(good.subarray(0, 100), good.length).lengthMs).toBe(1_000)
})

it('steps over chunks it does not know, odd sizes padded', () => {
  const note = Buffer.from('LIST\x03\x00\x00\x00abc\x00', 'latin1')
  const bytes = Buffer.concat([good.subarray(0, 12), note, good.subarray(12)])
  bytes.writeUInt32LE(bytes.length - 8, 4)
  expect(readWav(bytes)).toMatchObject({ dataAt: 56, lengthMs: 1_000 })
})

describe('refuses', () => {
  it.each([
    ['an empty file', Buffer.alloc(0)],
    ['a header without samples', good.subarray(0, 44)],
    ['a web page', Buffer.from(`<html>${'x'.repeat(100)}</html>`)],
    ['a RIFF size beyond the file', changed((b) => b.writeUInt32LE(0xffffffff, 4))],
    ['a data size beyond the file', changed((b) => b.writeUInt32LE(0xfffffff0, 40))],
    ['a huge format chunk', changed((b) => b.writeUInt32LE(15_000, 16))],
    ['a format chunk beyond the file', changed((b) => b.writeUInt32LE(0x7fffffff, 16))],
    ['no channels', changed((b) => b.writeUInt16LE(0, 22))],
    ['a rate of zero', changed((b) => b.writeUInt32LE(0, 24))],
    ['an unknown encoding', changed((b) => b.writeUInt16LE(0x55, 20))],
    ['a frame size that contradicts the rest', changed((b) => b.writeUInt16LE(7, 32))],
    ['samples before their format', Buffer.concat([good.subarray(0, 12), Buffer.from('data\x04\x00\x00\x00abcd', 'latin1'), good.subarray(12)])],
    ['no samples at all', changed((b) => b.writeUInt32LE(0, 40))],
  ])('%s', (_, bytes) => {
    expect(() => readWav(bytes)).toThrow(NotWav)
  })
})

it('never does anything but read or refuse, whatever bytes come', () => {
  const anyBytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.tuple(fc.nat(60), fc.uint8Array({ maxLength: 8 })).map(([at, patch]) => {
      const bytes = Buffer.from(good.subarray(0, 200))
      bytes.set(patch, at)
      return bytes
    }),
  )
  fc.assert(
    fc.property(anyBytes, (given) => {
      const bytes = Buffer.from(given)
      try {
        const { dataAt, dataBytes, lengthMs } = readWav(bytes)
        return dataAt + dataBytes <= bytes.length && lengthMs >= 0
      } catch (error) {
        return error instanceof NotWav
      }
    }),
    { numRuns: 2_000 },
  )
})
