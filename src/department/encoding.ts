import { AppError } from '../platform/errors.ts'

/** Text of a file as spreadsheets write it here: UTF-8, or GB18030 (GBK, GB2312). Throws UNSUPPORTED_MEDIA for anything else. */
export function textOf(bytes: Buffer): { text: string; encoding: 'utf-8' | 'gb18030' } {
  for (const encoding of ['utf-8', 'gb18030'] as const) {
    const text = decoded(bytes, encoding)
    // U+0000 is what UTF-16 and spreadsheets' own formats look like.
    if (text !== null && !text.includes('\0')) return { text, encoding }
  }
  throw new AppError('UNSUPPORTED_MEDIA', { detail: 'CSV, UTF-8 / GB18030' })
}

function decoded(bytes: Buffer, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
