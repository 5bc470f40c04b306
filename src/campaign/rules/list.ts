import type { ListReport, RowFault } from '../../contract/campaign.ts'

export interface SheetRow {
  /** As a spreadsheet counts them, from 1. */
  line: number
  cells: readonly string[]
}

/** Somebody to be called. */
export interface Listed {
  row: number
  number: string
  name: string
  /** What else stood in the row, by the head of its column. */
  fields: Readonly<Record<string, string>>
}

export interface Fault {
  row: number
  fault: RowFault
  number: string
  detail: string
}

export interface ReadList {
  rows: number
  entries: Listed[]
  faults: Fault[]
  columns: string[]
}

const NUMBER = /^(电话|号码|手机|联系电话|电话号码|手机号|手机号码|phone|number|mobile|tel)$/i
const NAME = /^(姓名|名称|称呼|联系人|name)$/i
const COLUMNS_MAX = 10
const CELL_MAX = 100

type Judge = (typed: string) => { ok: true; number: string } | { ok: false; why: string }

/** The first row that says which column holds the number; without one, the first column does and the second is the name. */
function headOf([first]: readonly SheetRow[]): { cells: readonly string[]; number: number; name: number } | null {
  const cells = first?.cells.map((cell) => cell.trim()) ?? []
  const number = cells.findIndex((cell) => NUMBER.test(cell))
  return number < 0 ? null : { cells, number, name: cells.findIndex((cell) => NAME.test(cell)) }
}

/** Spreadsheets show long numbers as 1.38E+10 or put ".0" behind them; only the latter can be mended. */
const plain = (cell: string): string => cell.trim().replace(/^(\d+)\.0+$/, '$1')

/** Who is to be called by a list; each number once, by the number as it is dialled. */
export function readList(sheet: readonly SheetRow[], judge: Judge): ReadList {
  const head = headOf(sheet)
  const rows = head ? sheet.slice(1) : sheet
  const [number, name] = head ? [head.number, head.name] : [0, 1]
  const kept = (head?.cells ?? []).flatMap((title, at) => (at === number || at === name || title === '' ? [] : [{ title: title.slice(0, 30), at }])).slice(0, COLUMNS_MAX)
  const entries = new Map<string, Listed>()
  const faults: Fault[] = []
  for (const { line, cells } of rows) {
    const typed = plain(cells[number] ?? '')
    const refused = (fault: RowFault, detail: string): void => void faults.push({ row: line, fault, number: typed, detail })
    if (typed === '') refused('empty', '')
    else {
      const judged = judge(typed)
      const above = judged.ok ? entries.get(judged.number) : undefined
      if (!judged.ok) refused('number', judged.why)
      else if (above) refused('twice', String(above.row))
      else entries.set(judged.number, { row: line, number: judged.number, name: (cells[name] ?? '').trim().slice(0, 60), fields: Object.fromEntries(kept.flatMap(({ title, at }) => (cells[at] ? [[title, cells[at].trim().slice(0, CELL_MAX)]] : []))) })
    }
  }
  return { rows: rows.length, entries: [...entries.values()], faults, columns: kept.map(({ title }) => title) }
}

const FAULTS_SHOWN = 200

/** What the person reads who has sent the list; numbers masked. */
export function reportOf({ rows, entries, faults, columns }: ReadList, applied: boolean, mask: (number: string) => string): ListReport {
  const left: Record<RowFault, number> = { empty: 0, number: 0, twice: 0, listed: 0, do_not_call: 0 }
  for (const { fault } of faults) left[fault] += 1
  const shown = faults.toSorted((a, b) => a.row - b.row).slice(0, FAULTS_SHOWN)
  return { applied, rows, added: entries.length, left, faults: shown.map((one) => ({ ...one, number: mask(one.number.slice(0, 40)) })), columns }
}
