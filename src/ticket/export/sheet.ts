import { once } from 'node:events'
import { createDeflateRaw, crc32 } from 'node:zlib'
import { columnName, csvRecord, looksLikeFormula, serialOf, sheetText } from '../rules/spreadsheet.ts'
import type { Cell } from './cells.ts'

/** Takes bytes in order; resolves when it can take more. */
export type Sink = (bytes: Buffer) => Promise<void>

export interface SheetWriter {
  /** The first is the head. */
  row: (cells: readonly Cell[]) => Promise<void>
  end: () => Promise<void>
}

/** What the wall clock of the site shows at an instant, as if it were UTC. */
export type Wall = (at: number) => number

const two = (n: number): string => String(n).padStart(2, '0')
const textOf = (wallMs: number): string => {
  const shown = new Date(wallMs)
  return `${shown.getUTCFullYear()}-${two(shown.getUTCMonth() + 1)}-${two(shown.getUTCDate())} ${two(shown.getUTCHours())}:${two(shown.getUTCMinutes())}:${two(shown.getUTCSeconds())}`
}

/** CSV in UTF-8 with the mark that lets Excel read it as such. */
export function csvWriter(sink: Sink, wall: Wall): SheetWriter {
  let begun = false
  return {
    async row(cells) {
      const record = csvRecord(cells.map((cell) => (typeof cell === 'object' && cell !== null ? textOf(wall(cell.at)) : cell)))
      await sink(Buffer.from(begun ? record : `\uFEFF${record}`))
      begun = true
    },
    end: async () => {},
  }
}

// A workbook is a zip of a few documents (ECMA-376); it is written as it comes, so that its length does not matter.
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
/** By place: plain, text, text that looks like a formula (shown as text, also after editing), day and time, head. */
const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts><fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf/><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="49" applyNumberFormat="1" quotePrefix="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>`
const [TEXT, QUOTED, TIME, HEAD] = [1, 2, 3, 4]

const partsOf = (sheet: string): readonly (readonly [name: string, content: string])[] => [
  ['[Content_Types].xml', `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`],
  ['_rels/.rels', `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`],
  ['xl/workbook.xml', `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="${sheetText(sheet)}" sheetId="1" r:id="r1"/></sheets></workbook>`],
  ['xl/_rels/workbook.xml.rels', `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`],
  ['xl/styles.xml', STYLES],
]

function cellXml(cell: Cell, at: string, head: boolean, wall: Wall): string {
  if (cell === null || cell === '') return ''
  if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`
  if (typeof cell === 'object') return `<c r="${at}" s="${TIME}"><v>${serialOf(wall(cell.at))}</v></c>`
  return `<c r="${at}" s="${head ? HEAD : looksLikeFormula(cell) ? QUOTED : TEXT}" t="inlineStr"><is><t xml:space="preserve">${sheetText(cell)}</t></is></c>`
}

/** Excel: every text is a cell of the type text, days can be sorted, the head stays in sight. */
export function xlsxWriter(sink: Sink, wall: Wall, sheet: string): SheetWriter {
  const zip = zipWriter(sink)
  let rows = 0
  return {
    async row(cells) {
      rows += 1
      if (rows === 1) {
        for (const [name, content] of partsOf(sheet)) {
          await zip.begin(name)
          await zip.write(Buffer.from(content))
        }
        await zip.begin('xl/worksheets/sheet1.xml')
        await zip.write(Buffer.from(`${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultColWidth="18" defaultRowHeight="15"/><sheetData>`))
      }
      await zip.write(Buffer.from(`<row r="${rows}">${cells.map((cell, n) => cellXml(cell, `${columnName(n)}${rows}`, rows === 1, wall)).join('')}</row>`))
    },
    async end() {
      await zip.write(Buffer.from('</sheetData></worksheet>'))
      await zip.end()
    },
  }
}

interface Entry {
  name: Buffer
  crc: number
  packed: number
  plain: number
  at: number
}

const UTF8_AND_LATER = 0x0808
const DEFLATED = 8
/** 1980-01-01: when it was written is nobody's business. */
const DATE = 0x21

/** A zip whose sizes stand behind each file (APPNOTE 6.3.10, §4.3.9): nothing has to be known beforehand. Packed on another thread. */
function zipWriter(sink: Sink) {
  const entries: Entry[] = []
  let [written, deflate, current, packing] = [0, null as ReturnType<typeof createDeflateRaw> | null, null as Entry | null, Promise.resolve()]
  const put = async (bytes: Buffer): Promise<void> => {
    written += bytes.length
    await sink(bytes)
  }
  async function finish(): Promise<void> {
    if (!deflate || !current) return
    deflate.end()
    await packing
    const sizes = Buffer.alloc(16)
    for (const [n, value] of [0x08074b50, current.crc, current.packed, current.plain].entries()) sizes.writeUInt32LE(value, 4 * n)
    await put(sizes)
    entries.push(current)
    current = null
  }
  return {
    async begin(name: string): Promise<void> {
      await finish()
      const entry: Entry = { name: Buffer.from(name), crc: 0, packed: 0, plain: 0, at: written }
      current = entry
      const head = Buffer.alloc(30)
      head.writeUInt32LE(0x04034b50, 0)
      for (const [n, value] of [20, UTF8_AND_LATER, DEFLATED, 0, DATE].entries()) head.writeUInt16LE(value, 4 + 2 * n)
      head.writeUInt16LE(entry.name.length, 26)
      await put(Buffer.concat([head, entry.name]))
      const stream = createDeflateRaw({ level: 6 })
      deflate = stream
      packing = (async () => {
        for await (const bytes of stream as AsyncIterable<Buffer>) {
          entry.packed += bytes.length
          await put(bytes)
        }
      })()
      // Told to whoever writes next.
      packing.catch(() => undefined)
    },
    async write(bytes: Buffer): Promise<void> {
      if (!deflate || !current) throw new Error('no file of the zip was begun')
      current.crc = crc32(bytes, current.crc)
      current.plain += bytes.length
      if (!deflate.write(bytes)) await Promise.race([once(deflate, 'drain'), packing])
    },
    async end(): Promise<void> {
      await finish()
      const at = written
      for (const { name, crc, packed, plain, at: begins } of entries) {
        const head = Buffer.alloc(46)
        head.writeUInt32LE(0x02014b50, 0)
        for (const [n, value] of [20, 20, UTF8_AND_LATER, DEFLATED, 0, DATE].entries()) head.writeUInt16LE(value, 4 + 2 * n)
        for (const [n, value] of [crc, packed, plain].entries()) head.writeUInt32LE(value, 16 + 4 * n)
        head.writeUInt16LE(name.length, 28)
        head.writeUInt32LE(begins, 42)
        await put(Buffer.concat([head, name]))
      }
      const tail = Buffer.alloc(22)
      tail.writeUInt32LE(0x06054b50, 0)
      tail.writeUInt16LE(entries.length, 8)
      tail.writeUInt16LE(entries.length, 10)
      tail.writeUInt32LE(written - at, 12)
      tail.writeUInt32LE(at, 16)
      await put(tail)
    },
  }
}
