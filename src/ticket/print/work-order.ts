import type { TicketDetail } from '../../contract/ticket-detail.ts'
import type { Naming } from '../export/cells.ts'
import type { OrderWords } from './words.ts'

/** What is printed, as pdfmake reads it; plain data, so that it can go to another thread. */
export interface Sheet {
  foot: { text: string; page: string }
  [part: string]: unknown
}

export interface Order {
  /** As its reader may see it. */
  ticket: TicketDetail
  naming: Naming
  words: OrderWords
  /** Name of the site: above everything. */
  site: string
  /** "2026-11-22 18:03" where the site is. */
  wall: (at: number) => string
  printedBy: string
  now: number
}

type Node = string | object
const [INK, LINES, GROUND] = ['#1c2733', '#8a96a3', '#f1f4f8']
/** A page full of steps says no more than the last ones. */
const COURSE_MOST = 60

/** pdfmake breaks lines where Unicode allows it; a word longer than a line is broken wherever it has to be. */
const LONG = /[^\s\p{Script=Han}，。、；：！？]{40,}/gu
const breakable = (text: string): string => printable(text).replaceAll(LONG, (word) => Array.from(word).join('\u200b'))
// Direction marks and control characters change how the rest is read, and print as nothing.
const UNSEEN = /(?!\n|\t)[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu
const printable = (text: string): string => text.replaceAll(UNSEEN, '')

const heading = (text: string): Node => ({ text, bold: true, fontSize: 11, margin: [0, 10, 0, 4] })
const label = (text: string): Node => ({ text, color: '#44505c', fillColor: GROUND })
const grid = (rows: Node[][], widths: (string | number)[]): Node => ({ table: { widths, body: rows }, layout: { hLineColor: LINES, vLineColor: LINES }, margin: [0, 0, 0, 2] })
/** Names and what they are, two pairs in a line. */
const pairs = (all: readonly (readonly [string, string])[]): Node => {
  const cells = all.map(([name, value]): [Node, Node] => [label(name), breakable(value)])
  const rows = Array.from({ length: Math.ceil(cells.length / 2) }, (_, i) => [...(cells[2 * i] ?? ['', '']), ...(cells[2 * i + 1] ?? [label(''), ''])])
  return grid(rows, [70, '*', 70, '*'])
}

/** The work order on A4: what a department is given on paper, with what its reader may see and no more. */
export function workOrder(order: Order): Sheet {
  const { ticket, naming, words, site, wall, printedBy, now } = order
  const { ticketNo, confidential, fields } = ticket
  return {
    pageSize: 'A4', pageMargins: [40, 36, 40, 44], defaultStyle: { font: 'cjk', fontSize: 9.5, lineHeight: 1.25, color: INK },
    info: { title: ticketNo, creator: 'Yihaotong', producer: 'Yihaotong' },
    content: [
      { columns: [{ width: '*', stack: [{ text: printable(site), fontSize: 10 }, { text: words.title, fontSize: 17, bold: true, margin: [0, 2, 0, 4] }, { text: ticketNo, fontSize: 12 }, ...(confidential ? [{ text: words.confidential, bold: true, color: '#b3261e', margin: [0, 4, 0, 0] }] : [])] }, { width: 66, qr: ticketNo, fit: 62, alignment: 'right' }] },
      { text: '', margin: [0, 4, 0, 0] },
      pairs(headRows(order)),
      heading(words.matter),
      pairs([[naming.words.columns.area, named(ticket.areaCode, naming.area)], [naming.words.columns.address, fields.address], [naming.words.columns.respondent, fields.respondent], [words.citizen, citizen(order)], ...Object.entries(fields.extra).map(([name, value]): [string, string] => [naming.field(name), value])]),
      grid([[{ text: [{ text: `${breakable(ticket.title)}\n`, bold: true }, breakable(fields.content)] }]], ['*']),
      ...supplements(order),
      heading(words.handling),
      pairs([[naming.words.columns.unit, named(ticket.leadUnit, naming.unit)], [naming.words.columns.section, ticket.section ?? ''], [naming.words.columns.accountableUnit, named(ticket.accountableUnit, naming.unit)], [naming.words.columns.limitDays, ticket.limitDays === null ? '' : String(ticket.limitDays)], ...times(order)]),
      ...replies(order),
      heading(words.course),
      course(order),
      { unbreakable: true, ...(grid([words.sign.map((name) => label(name)), ['\n\n', '', '']], ['*', '*', '*']) as object), margin: [0, 12, 0, 0] },
    ],
    foot: { text: words.printedBy(printable(printedBy), wall(now)), page: words.page },
  }
}

const named = (code: string | null, name: (code: string) => string): string => (code === null ? '' : name(code))

function headRows({ ticket, naming, words, wall }: Order): [string, string][] {
  const { columns, states, channels, urgencies, grade } = naming.words
  const tags = [...(ticket.repeatCount > 0 ? [words.calls(ticket.repeatCount)] : []), ...(ticket.round > 0 ? [words.round(ticket.round)] : [])]
  return [
    [columns.state, [states[ticket.state], ...tags].join(' · ')], [columns.urgency, urgencies[ticket.urgency]], [columns.type, named(ticket.type, naming.type)], [columns.category, named(ticket.categoryCode, naming.category)],
    [columns.channel, channels[ticket.channel]], [columns.line, ticket.dnis === null ? '' : `${ticket.dnis} ${naming.line(ticket.dnis)}`], [columns.openedAt, wall(ticket.openedAt)], [columns.grade, ticket.grade === null ? '' : grade(ticket.grade)],
  ]
}

/** Masked as on the page; of a confidential matter departments print none of it. */
function citizen({ ticket: { fields, ani, confidential, masked }, naming, words }: Order): string {
  if (fields.anonymous) return words.anonymous
  if (confidential && masked && fields.callerName === '' && fields.contactPhone === '') return words.hidden
  const phone = fields.contactPhone === '' ? (ani ?? words.withheld) : fields.contactPhone
  return [fields.callerName, fields.callerSex === null ? '' : naming.words.sexes[fields.callerSex], fields.callerAge === null ? '' : words.age(fields.callerAge), phone].filter((part) => part !== '').join('  ')
}

const times = ({ ticket, naming: { words: { columns } }, wall }: Order): [string, string][] =>
  (['dispatchedAt', 'signedAt', 'dueAt', 'feedbackAt'] as const).map((name) => [columns[name], ticket[name] === null ? '' : wall(ticket[name])])

function supplements({ ticket, words, wall }: Order): Node[] {
  if (ticket.supplements.length === 0) return []
  return [heading(words.supplements), grid(ticket.supplements.map(({ at, text }) => [label(wall(at)), breakable(text)]), [90, '*'])]
}

/** What departments have answered, the last one first. */
function replies({ ticket, words, wall, naming }: Order): Node[] {
  const told = ticket.records.filter(({ kind }) => kind === 'reply').toReversed()
  const text = (value: unknown): string => (typeof value === 'string' ? value : '')
  const own = ticket.fields.reply === '' ? [] : [heading(words.reply), grid([[breakable(ticket.fields.reply)]], ['*'])]
  return [...own, ...told.flatMap(({ openedAt, unit, data }) => [
    heading(`${words.reply}  ${wall(openedAt)}  ${named(unit, naming.unit)}`),
    grid([[label(words.result), breakable(text(data['result']))], [label(words.reply), breakable(text(data['publicReply']))]], [70, '*']),
  ])]
}

function course({ ticket: { timeline }, words, naming, wall }: Order): Node {
  const left = timeline.slice(-COURSE_MOST)
  const rows = left.map(({ at, actor, event, to, note }) => [wall(at), words.events[event] ?? event, naming.words.states[to], actor === 'system' ? words.system : printable(actor), breakable(note)])
  const table = grid(rows, [86, 66, 66, 74, '*'])
  return timeline.length > left.length ? { stack: [{ text: words.more(timeline.length - left.length), fontSize: 8 }, table] } : table
}
