import type { SheetRow } from './list.ts'

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const CELLS_MAX = 64

/** Text of an XML document; what ECMA-376 part 1 §22.9.2.19 writes as _xHHHH_ is the character. */
const plain = (text: string): string =>
  text
    .replaceAll(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|([a-z]+));/g, (whole, hex: string | undefined, dec: string | undefined, name: string | undefined) => {
      if (name !== undefined) return NAMED[name] ?? whole
      const code = hex === undefined ? Number(dec) : Number.parseInt(hex, 16)
      return code > 0x10ffff ? '' : String.fromCodePoint(code)
    })
    .replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

/** The text in its <t> elements, without how it is read aloud (<rPh>). */
const textIn = (xml: string): string => [...xml.replaceAll(/<rPh\b[\s\S]*?<\/rPh>/g, '').matchAll(/<t(?:\s[^>]*)?>([\s\S]*?)<\/t>/g)].map(([, text = '']) => plain(text)).join('')

/** xl/sharedStrings.xml. */
export const sharedTexts = (xml: string): string[] => [...xml.matchAll(/<si(?:\s[^>]*)?>([\s\S]*?)<\/si>|<si\/>/g)].map(([, inner = '']) => textIn(inner))

/** "C7" is in column 2. */
const columnOf = (place: string): number => Array.from(/^[A-Z]{1,3}/.exec(place)?.[0] ?? '').reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0) - 1

/** A number as a spreadsheet keeps it: 1.3800000001E10 is 13800000001. */
function numberIn(text: string): string {
  const value = Number(text)
  return Number.isSafeInteger(value) ? String(value) : text
}

function cellText(attributes: string, inner: string, texts: readonly string[]): string {
  const type = /\bt="(\w+)"/.exec(attributes)?.[1] ?? 'n'
  if (type === 'inlineStr') return textIn(inner)
  const value = /<v(?:\s[^>]*)?>([\s\S]*?)<\/v>/.exec(inner)?.[1] ?? ''
  if (type === 's') return texts[Number(value)] ?? ''
  return type === 'n' ? numberIn(plain(value)) : plain(value)
}

/** Rows of a sheet (xl/worksheets/sheet1.xml) that hold anything, with their numbers. */
export function sheetRows(xml: string, texts: readonly string[]): SheetRow[] {
  let line = 0
  return [...xml.matchAll(/<row\b([^>]*?)(?:\/>|>([\s\S]*?)<\/row>)/g)].flatMap(([, attributes = '', inner = '']) => {
    line = Number(/\br="(\d+)"/.exec(attributes)?.[1] ?? line + 1)
    const cells: string[] = []
    for (const [, own = '', body = ''] of inner.matchAll(/<c\b([^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/g)) {
      const place = /\br="([A-Z]+\d+)"/.exec(own)?.[1]
      const at = place === undefined ? cells.length : columnOf(place)
      if (at >= CELLS_MAX) continue
      while (cells.length < at) cells.push('')
      cells[at] = cellText(own, body, texts).trim()
    }
    return cells.some((cell) => cell !== '') ? [{ line, cells }] : []
  })
}
