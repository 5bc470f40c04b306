/** What a spreadsheet would take for a formula, also in full width (CWE-1236; OWASP, "CSV Injection"). */
const FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u

/** Whether a program that opens the cell might calculate instead of showing it. */
export const looksLikeFormula = (text: string): boolean => FORMULA.test(text)

/** As text for whatever opens it: a sign before it that spreadsheets read as "this is text". */
export const neutral = (text: string): string => (looksLikeFormula(text) ? `'${text}` : text)

/** One record (RFC 4180), with its end. Every text is quoted, so that nothing in it ends the cell. */
export const csvRecord = (cells: readonly (string | number | null)[]): string =>
  `${cells.map((cell) => (typeof cell === 'number' ? String(cell) : cell === null || cell === '' ? '' : `"${neutral(cell).replaceAll('"', '""')}"`)).join(',')}\r\n`

// XML 1.0 §2.2: everything else has no place in a document.
const NOT_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu
const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
/** Excel reads no more in a cell. */
const CELL_MAX = 32_767

/** Text inside an element of a sheet. "_x0041_" is an escape in sheets (ECMA-376 part 1, §22.9.2.19) and is written as one. */
export const sheetText = (text: string): string =>
  text.slice(0, CELL_MAX).replaceAll(NOT_XML, '').replaceAll(/_x([0-9A-Fa-f]{4})_/g, '_x005F_x$1_').replaceAll(/[&<>"]/g, (sign) => SIGNS[sign] ?? '').replaceAll('\r', '_x000D_')

/** "A", "Z", "AA": the column's name, from 0. */
export const columnName = (n: number): string => (n < 26 ? '' : columnName(Math.floor(n / 26) - 1)) + String.fromCharCode(65 + (n % 26))

/** Excel's number of a day and time (ECMA-376 part 1, §18.17.4.1, from 1900-03-01 on); `wallMs` is what the wall clock shows, as if it were UTC. */
export const serialOf = (wallMs: number): number => wallMs / 86_400_000 + 25_569
