// Asterisk's own event log (CEL) is the independent witness of every call: written by Asterisk while calls run, so
// it knows the calls that came while we were away and the ends that were never told to us. Columns are described
// in config/asterisk/cel_custom.conf.template.

export interface CelRow {
  event: string
  /** Unix ms. */
  at: number
  channel: string
  name: string
  caller: string
  exten: string
  context: string
  app: string
}

/** The story of one channel that came from the trunk. */
export interface Story {
  channel: string
  startedAt: number
  answeredAt: number | null
  endedAt: number | null
  dialled: string
  caller: string
  /** Was in the fallback of the dialplan at some time. */
  fellBack: boolean
  /** Offset of its first row in the file. */
  offset: number
}

const TRUNK = 'from-trunk'
const FALLBACK = 'fallback'
const DID: ReadonlySet<string> = new Set(['ANSWER', 'APP_START'])

/** How every row begins. Quotes inside a field are doubled, so no field can hold a line that begins like this. */
const ROW = /^"[A-Z_]+","\d/

export interface CelText {
  text: string
  /** Bytes from the beginning of the part that was given. */
  at: number
}

/**
 * The rows of a part of the file that ends with a line: a number from outside may hold line breaks, so a row may go
 * on over several lines. A row that was cut off (full disk) ends where the next one begins.
 */
export function celRows(part: string): CelText[] {
  const rows: CelText[] = []
  let at = 0
  for (const line of part.split('\n')) {
    const last = rows.at(-1)
    if (last && !ROW.test(line) && isOpen(last.text)) last.text += `\n${line}`
    else if (line !== '') rows.push({ text: line, at })
    at += Buffer.byteLength(line) + 1
  }
  return rows
}

/** A quote is open: the row goes on. */
export const isOpen = (row: string): boolean => (row.split('"').length - 1) % 2 === 1

/** One row of the file, quotes doubled (RFC 4180). Undefined for a line that is not a whole row. */
export function parseCel(line: string): CelRow | undefined {
  const fields = [...line.matchAll(/"((?:[^"]|"")*)"(?:,|$)/gs)].map(([, field = '']) => field.replaceAll('""', '"'))
  const [event, time, channel, , name, caller, exten, context, app] = fields
  const at = Math.round(Number(time) * 1000)
  if (!event || !channel || name === undefined || caller === undefined || exten === undefined || context === undefined || app === undefined || !(at > 0)) return undefined
  return { event, at, channel, name, caller, exten, context, app }
}

/** Adds a row to the stories; returns the story when the channel has ended. Changes `stories`, which belongs to the reader. */
export function addToStory(stories: Map<string, Story>, row: CelRow, offset: number): Story | undefined {
  if (row.event === 'CHAN_START' && row.context === TRUNK) {
    stories.set(row.channel, { channel: row.channel, startedAt: row.at, answeredAt: null, endedAt: null, dialled: row.exten, caller: row.caller, fellBack: false, offset })
    return undefined
  }
  const story = stories.get(row.channel)
  if (!story) return undefined
  // A channel that hangs up runs through the dialplan's remaining steps by name only: what counts is what it did there.
  if (row.context === FALLBACK && DID.has(row.event)) story.fellBack = true
  if (row.event === 'ANSWER') story.answeredAt ??= row.at
  if (row.event !== 'CHAN_END') return undefined
  story.endedAt = row.at
  stories.delete(row.channel)
  return story
}
