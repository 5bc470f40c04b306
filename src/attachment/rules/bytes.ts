const CHUNK = 32_768

/** One character for each byte. */
export function textOf(bytes: Uint8Array, from: number, to: number): string {
  let text = ''
  const [start, end] = [Math.max(0, from), Math.min(to, bytes.length)]
  for (let at = start; at < end; at += CHUNK) text += String.fromCharCode(...bytes.subarray(at, Math.min(at + CHUNK, end)))
  return text
}

/** A number of two or four bytes, the lowest first; 0 beyond the end. */
export const numberAt = (bytes: Uint8Array, at: number, size: 2 | 4): number =>
  Array.from({ length: size }, (_, i) => (bytes[at + i] ?? 0) * 256 ** i).reduce((sum, part) => sum + part, 0)
