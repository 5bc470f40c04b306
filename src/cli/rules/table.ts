/** Characters a terminal draws two columns wide: East Asian Wide and Fullwidth (Unicode Standard Annex #11). */
const WIDE = /[\u1100-\u115f\u2e80-\u303e\u3041-\u4dbf\u4e00-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u
const NO_WIDTH = /[\p{Mn}\p{Me}\p{Cf}]/u

/** Columns of a text on a terminal. */
export function displayWidth(text: string): number {
  let width = 0
  for (const character of text) width += NO_WIDTH.test(character) ? 0 : WIDE.test(character) ? 2 : 1
  return width
}

/** What would move the cursor or colour the screen is left out. */
const printable = (text: string): string => text.replaceAll(/\p{Cc}/gu, ' ')

/** Lines of a table, two spaces between columns, the last column as long as it is. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const clean = rows.map((row) => row.map(printable))
  const widths: number[] = []
  for (const row of clean) row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, displayWidth(cell))))
  return clean.map((row) => row.map((cell, i) => cell + ' '.repeat((widths[i] ?? 0) - displayWidth(cell))).join('  ').trimEnd())
}

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB']

/** "1.5 MB"; thousands, as disks are sold (IEC 80000-13 would write 1024 as KiB). */
export function sizeText(bytes: number): string {
  const power = bytes < 1000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3))
  const value = bytes / 1000 ** power
  return `${power === 0 ? String(value) : value.toFixed(1)} ${UNITS[power]}`
}
