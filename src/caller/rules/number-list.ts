export interface NumberList {
  /** In normal form, each once. */
  numbers: readonly string[]
  /** Lines without a usable number; 1 = first. */
  wrong: readonly number[]
}

/** One number per line, in the first column; what follows it is not looked at. The first line may be a heading. */
export function numbersIn(lines: readonly string[], normal: (text: string) => string | null): NumberList {
  const numbers = new Set<string>()
  const wrong: number[] = []
  lines.forEach((line, i) => {
    const cell = firstCell(line)
    if (cell === '' || (i === 0 && !/\d/.test(cell))) return
    const number = normal(cell)
    if (number === null) wrong.push(i + 1)
    else numbers.add(number)
  })
  return { numbers: [...numbers], wrong }
}

/** Lines of a CSV file (RFC 4180) or of a plain list; a byte order mark is no part of it. */
export const linesOf = (text: string): string[] => text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)

/** Spreadsheets put quotes around a cell, or an apostrophe or ="…" so that it stays text. */
const firstCell = (line: string): string => (/^[^,;\t]*/.exec(line)?.[0] ?? '').trim().replace(/^=?["']?/, '').replace(/"$/, '').trim()
