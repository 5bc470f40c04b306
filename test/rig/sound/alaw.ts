// ITU-T G.711 A-law, as in the recommendation's tables: 13-bit samples in eight logarithmic segments.

function expand(byte: number): number {
  const value = byte ^ 0x55
  const segment = (value & 0x70) >> 4
  const mantissa = (value & 0x0f) << 4
  const magnitude = segment === 0 ? mantissa + 8 : (mantissa + 0x108) << (segment - 1)
  return value & 0x80 ? magnitude : -magnitude
}

const EXPANDED = Int16Array.from({ length: 256 }, (_, byte) => expand(byte))

function compress(sample: number): number {
  const sign = sample >= 0 ? 0x80 : 0
  const magnitude = Math.min(sample >= 0 ? sample : -sample - 1, 32_767)
  let segment = 0
  for (let top = magnitude >> 8; top > 0; top >>= 1) segment += 1
  const mantissa = segment === 0 ? magnitude >> 4 : magnitude >> (segment + 3)
  return (sign | (segment << 4) | (mantissa & 0x0f)) ^ 0x55
}

/** Digital silence in A-law. */
export const ALAW_SILENCE = compress(0)

export const decodeAlaw = (bytes: Uint8Array): Int16Array => Int16Array.from(bytes, (byte) => EXPANDED[byte] ?? 0)
export const encodeAlaw = (samples: Int16Array): Buffer => Buffer.from(Uint8Array.from(samples, compress))
