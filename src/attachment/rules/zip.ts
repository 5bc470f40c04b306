import { numberAt, textOf } from './bytes.ts'

// Only the table of contents is read; nothing is ever unpacked (APPNOTE.TXT 4.3).

const END = 'PK\x05\x06'
const ENTRY = 'PK\x01\x02'
const LOCAL = 'PK\x03\x04'
const ENTRIES_MAX = 2_000
const UNPACKED_MAX = 200 * 1024 * 1024
/** Text packs well; a bomb packs a thousand times. */
const RATIO_MAX = 200
const ENCRYPTED = 1

interface Entry {
  name: string
  packed: number
  unpacked: number
  flags: number
  local: number
}

/** Which document an archive is; null = none, or one that is not to be trusted: a bomb, encrypted, with macros, with paths that lead out of it. */
export function officeKind(bytes: Uint8Array): 'docx' | 'xlsx' | null {
  const entries = entriesOf(bytes)
  if (entries === null || !isHarmless(entries, bytes)) return null
  const has = (name: string): boolean => entries.some((entry) => entry.name === name)
  if (!has('[Content_Types].xml')) return null
  if (has('word/document.xml')) return has('xl/workbook.xml') ? null : 'docx'
  return has('xl/workbook.xml') ? 'xlsx' : null
}

function isHarmless(entries: readonly Entry[], bytes: Uint8Array): boolean {
  const total = (of: (entry: Entry) => number): number => entries.reduce((sum, entry) => sum + of(entry), 0)
  const unpacked = total((entry) => entry.unpacked)
  if (unpacked > UNPACKED_MAX || unpacked > RATIO_MAX * Math.max(1, total((entry) => entry.packed))) return false
  if (new Set(entries.map(({ name }) => name)).size !== entries.length || entries[0]?.local !== 0) return false
  return entries.every(({ name, flags, local }) =>
    (flags & ENCRYPTED) === 0 && textOf(bytes, local, local + 4) === LOCAL && !/(^|[\\/])\.\.([\\/]|$)|^[\\/]|^[a-z]:|\\|\0/i.test(name) && !/vbaProject|activeX|\.(exe|dll|js|vbs|bat|cmd|ps1|hta|htm|html|svg)$/i.test(name))
}

/** null when it is not whole: no end, more than one disk, entries that are not where they should be. */
function entriesOf(bytes: Uint8Array): Entry[] | null {
  const tail = Math.max(0, bytes.length - 65_557)
  const end = tail + textOf(bytes, tail, bytes.length).lastIndexOf(END)
  if (end < tail || end + 22 + numberAt(bytes, end + 20, 2) !== bytes.length) return null
  const [count, size, start] = [numberAt(bytes, end + 10, 2), numberAt(bytes, end + 12, 4), numberAt(bytes, end + 16, 4)]
  if (count > ENTRIES_MAX || numberAt(bytes, end + 4, 2) !== 0 || start + size !== end) return null
  const entries: Entry[] = []
  let at = start
  for (let n = 0; n < count; n += 1) {
    if (textOf(bytes, at, at + 4) !== ENTRY) return null
    const [nameLength, extra, comment] = [numberAt(bytes, at + 28, 2), numberAt(bytes, at + 30, 2), numberAt(bytes, at + 32, 2)]
    entries.push({ name: textOf(bytes, at + 46, at + 46 + nameLength), packed: numberAt(bytes, at + 20, 4), unpacked: numberAt(bytes, at + 24, 4), flags: numberAt(bytes, at + 8, 2), local: numberAt(bytes, at + 42, 4) })
    at += 46 + nameLength + extra + comment
  }
  return at === end && count > 0 ? entries.toSorted((a, b) => a.local - b.local) : null
}
