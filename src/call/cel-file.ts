import { open, type FileHandle } from 'node:fs/promises'
import type { LegId } from '../contract/ids.ts'
import { celRows, isOpen, parseCel, type CelText } from './rules/cel.ts'

const CHUNK_BYTES = 1 << 20
/** Rows of one moment may be written in another order. */
const SLACK_MS = 5_000

/** The rows of the next part of the file, and how many bytes they take; no bytes: nothing new is complete. */
export async function celChunk(handle: FileHandle, offset: number, size: number): Promise<{ rows: CelText[]; bytes: number }> {
  const buffer = Buffer.alloc(Math.min(CHUNK_BYTES, size - offset))
  const { bytesRead } = await handle.read(buffer, 0, buffer.length, offset)
  const bytes = buffer.subarray(0, bytesRead).lastIndexOf(0x0a) + 1
  const rows = celRows(buffer.subarray(0, bytes).toString('utf8'))
  const last = rows.at(-1)
  // The last row may go on in what is not read yet; alone it is taken as it is, or nothing would ever move on.
  if (!last || rows.length === 1 || !isOpen(last.text)) return { rows, bytes }
  return { rows: rows.slice(0, -1), bytes: last.at }
}

/** The story of one leg. */
export interface LegSeen {
  startedAt: number
  answeredAt: number | null
  endedAt: number | null
}

/** What Asterisk's event log says of these legs since then; those it does not name never came to be. */
export async function legsInCel(file: string, legs: ReadonlySet<LegId>, since: number): Promise<Map<LegId, LegSeen>> {
  const seen = new Map<LegId, LegSeen>()
  const handle = await open(file, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null // Asterisk writes it with the first call
    throw error
  })
  if (!handle) return seen
  try {
    const { size } = await handle.stat()
    for (let offset = await startOf(handle, size, since - SLACK_MS); offset < size; ) {
      const { rows, bytes } = await celChunk(handle, offset, size)
      for (const { text } of rows) note(seen, legs, text)
      if (bytes === 0) break
      offset += bytes
    }
  } finally {
    await handle.close()
  }
  return seen
}

/** Where to begin so that nothing since then is missed. */
async function startOf(handle: FileHandle, size: number, since: number): Promise<number> {
  for (let offset = size; offset > 0; ) {
    offset = Math.max(0, offset - CHUNK_BYTES)
    const { rows } = await celChunk(handle, offset, size)
    // The first one may be the rest of a row.
    const first = rows.slice(1).map(({ text }) => parseCel(text)).find((row) => row !== undefined)
    if (first && first.at < since) return offset
  }
  return 0
}

function note(seen: Map<LegId, LegSeen>, legs: ReadonlySet<LegId>, text: string): void {
  const row = parseCel(text)
  if (!row || !legs.has(row.channel as LegId)) return
  const leg = row.channel as LegId
  const known = seen.get(leg) ?? { startedAt: row.at, answeredAt: null, endedAt: null }
  seen.set(leg, { ...known, answeredAt: row.event === 'ANSWER' ? (known.answeredAt ?? row.at) : known.answeredAt, endedAt: row.event === 'CHAN_END' ? row.at : known.endedAt })
}
