/** Rows of cells with the line each begins on; the first line is 1. Rows without any text are left out. */
export interface CsvRow {
  line: number
  cells: readonly string[]
}

/**
 * Comma-separated values (RFC 4180) as spreadsheets write them: quotes, doubled quotes and line breaks in cells, any
 * line ending, a byte order mark. null when a quoted cell is never closed.
 */
export function readCsv(text: string): CsvRow[] | null {
  const rows: CsvRow[] = []
  let [cells, line, begun] = [[] as string[], 1, 1]
  const endRow = (): void => {
    if (cells.some((cell) => cell !== '')) rows.push({ line: begun, cells })
    cells = []
    begun = line
  }
  const source = text.replace(/^\uFEFF/, '')
  for (let at = 0; at <= source.length; ) {
    const quoted = source[at] === '"'
    const end = quoted ? closingQuote(source, at + 1) : endOfPlain(source, at)
    if (end === null) return null
    const cell = quoted ? source.slice(at + 1, end).replaceAll('""', '"') : source.slice(at, end)
    line += cell.split('\n').length - 1
    // What follows a closing quote up to the comma belongs to nobody, and is kept.
    const after = quoted ? endOfPlain(source, end + 1) : end
    cells.push(asText(cell + (quoted ? source.slice(end + 1, after) : '')))
    if (source[after] === ',') {
      at = after + 1
      continue
    }
    line += 1
    endRow()
    at = after + (source.startsWith('\r\n', after) ? 2 : 1)
  }
  return rows
}

/** A spreadsheet takes a cell that begins like this for a formula (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r]/

/** One line of a file for spreadsheets: what looks like a formula gets an apostrophe, and is text. */
export const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`

function csvCell(text: string): string {
  const safe = FORMULA.test(text) || /^'+[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The apostrophe that csvLine or a spreadsheet put before a formula is taken away again. */
const asText = (cell: string): string => (/^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell).trim()

function endOfPlain(text: string, from: number): number {
  for (let at = from; at < text.length; at++) if (text[at] === ',' || text[at] === '\n' || text[at] === '\r') return at
  return text.length
}

/** Where the quoted cell ends; null when it does not. */
function closingQuote(text: string, from: number): number | null {
  for (let at = from; at < text.length; at++) {
    if (text[at] !== '"') continue
    if (text[at + 1] !== '"') return at
    at++
  }
  return null
}
