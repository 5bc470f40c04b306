import { readFile } from 'node:fs/promises'

/** One line of Asterisk's own event log; columns of config/asterisk/cel_custom.conf.template. */
export interface CelEvent {
  event: string
  /** Unix ms, with fractions. */
  at: number
  uniqueid: string
  linkedid: string
  channel: string
  caller: string
  exten: string
  context: string
  application: string
  data: string
  peer: string
  extra: Readonly<Record<string, unknown>>
  userEvent: string
}

/** Fields of one RFC 4180 line with every field quoted. */
const fieldsOf = (line: string): string[] => [...line.matchAll(/"((?:[^"]|"")*)"/g)].map(([, field = '']) => field.replaceAll('""', '"'))

function extraOf(text: string): Readonly<Record<string, unknown>> {
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>)
}

/** A row goes on over the next line while a quote is open: numbers from outside may hold line breaks. */
function rowsOf(text: string): string[] {
  const rows: string[] = []
  let begun = ''
  for (const line of text.split('\n')) {
    const row = begun === '' ? line : `${begun}\n${line}`
    const open = (row.split('"').length - 1) % 2 === 1
    if (!open && row !== '') rows.push(row)
    begun = open ? row : ''
  }
  return rows
}

export function parseCel(text: string): CelEvent[] {
  return rowsOf(text).map((line): CelEvent => {
    const [event = '', at = '', uniqueid = '', linkedid = '', channel = '', caller = '', exten = '', context = '', application = '', data = '', peer = '', extra = '', userEvent = ''] = fieldsOf(line)
    return { event, at: Number(at) * 1_000, uniqueid, linkedid, channel, caller, exten, context, application, data, peer, extra: extraOf(extra), userEvent }
  })
}

/** Everything Asterisk has noted so far; nothing before its first call. */
export async function readCel(file: string): Promise<CelEvent[]> {
  return parseCel(await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? '' : Promise.reject(error))))
}

/** Channels of callers: those that came in from the carrier, and citizens' phones in the browser, which call as it does. */
export const callersIn = (events: readonly CelEvent[]): CelEvent[] =>
  events.filter(({ event, channel, context }) => event === 'CHAN_START' && channel.startsWith('PJSIP/') && context === 'from-trunk')
