import { inflateRawSync } from 'node:zlib'
import { AppError } from '../platform/errors.ts'
import type { SheetRow } from './rules/list.ts'
import { sheetRows, sharedTexts } from './rules/sheet-xml.ts'

// The first sheet of an .xlsx (ECMA-376): a zip of XML. Only what a list of numbers needs; what is in it is text to us, and
// nothing is calculated.

const END_OF_DIRECTORY = 0x06054b50
const ENTRY = 0x02014b50
const DEFLATED = 8
/** One part of it, unpacked: more is no list of numbers. */
const PART_MAX = 32 * 1024 * 1024

const unfit = (detail: string): AppError => new AppError('UNSUPPORTED_MEDIA', { detail })
export const isZip = (bytes: Buffer): boolean => bytes.length > 4 && bytes.readUInt32LE(0) === 0x04034b50

/** Where each part begins (APPNOTE 6.3.10, §4.3.12 and §4.3.16). */
function directoryOf(bytes: Buffer): Map<string, { at: number; packed: number; method: number }> {
  let end = bytes.length - 22
  while (end >= 0 && bytes.readUInt32LE(end) !== END_OF_DIRECTORY) end -= 1
  if (end < 0) throw unfit('xlsx')
  const found = new Map<string, { at: number; packed: number; method: number }>()
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== ENTRY) throw unfit('xlsx')
    const [name, extra, comment] = [bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32)]
    found.set(bytes.toString('utf8', at + 46, at + 46 + name), { at: bytes.readUInt32LE(at + 42), packed: bytes.readUInt32LE(at + 20), method: bytes.readUInt16LE(at + 10) })
    at += 46 + name + extra + comment
  }
  return found
}

function partOf(bytes: Buffer, { at, packed, method }: { at: number; packed: number; method: number }): string {
  if (at + 30 > bytes.length) throw unfit('xlsx')
  const begins = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28)
  const body = bytes.subarray(begins, begins + packed)
  try {
    return (method === DEFLATED ? inflateRawSync(body, { maxOutputLength: PART_MAX }) : body).toString('utf8')
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE') throw new AppError('TOO_LARGE', {}, { cause })
    throw new AppError('UNSUPPORTED_MEDIA', { detail: 'xlsx' }, { cause })
  }
}

/** Rows of the first sheet. Throws UNSUPPORTED_MEDIA, TOO_LARGE. */
export function readWorkbook(bytes: Buffer): SheetRow[] {
  const parts = directoryOf(bytes)
  const sheets = [...parts.keys()].filter((name) => /^xl\/worksheets\/sheet\d+\.xml$/.test(name))
  const [first] = sheets.toSorted((a, b) => Number(/\d+/.exec(a)?.[0]) - Number(/\d+/.exec(b)?.[0]))
  const sheet = first === undefined ? undefined : parts.get(first)
  if (!sheet) throw unfit('xlsx')
  const texts = parts.get('xl/sharedStrings.xml')
  return sheetRows(partOf(bytes, sheet), texts ? sharedTexts(partOf(bytes, texts)) : [])
}
