import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnName, csvRecord, looksLikeFormula, neutral, serialOf, sheetText } from './spreadsheet.ts'

/** A reader of CSV as strict as RFC 4180. */
function read(record: string): string[] {
  const cells: string[] = []
  let [at, cell] = [0, '']
  for (;;) {
    if (record[at] === '"') {
      for (at += 1; record[at] !== '"' || record[at + 1] === '"'; at += 1) {
        if (record[at] === '"') at += 1
        cell += record[at]
      }
      at += 1
    } else for (; at < record.length && record[at] !== ',' && record[at] !== '\r'; at += 1) cell += record[at]
    cells.push(cell)
    cell = ''
    if (record[at] !== ',') return cells
    at += 1
  }
}

describe('a spreadsheet', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', '＋1', '－1', '＠x', ' =1', '\u00a0=1', '\u200b=1', '\ufeff=1', '=cmd|"/c calc"!A1', '\ttab'])('does not calculate %j', (text) => {
    expect(neutral(text)).toBe(`'${text}`)
  })

  it.each(['', '噪声=扰民', '3-5 号楼', 'a@b', '—— 无', "'quoted", '2026-11-22'])('leaves %j as it is', (text) => {
    expect(neutral(text)).toBe(text)
  })

  it('gives back from a record what was written, whatever it is', () => {
    fc.assert(fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 20 }), { minLength: 1, maxLength: 8 }), (cells) => {
      const record = csvRecord(cells)
      expect(record.endsWith('\r\n')).toBe(true)
      const got = read(record)
      expect(got).toEqual(cells.map(neutral))
      for (const [i, cell] of got.entries()) expect(looksLikeFormula(cells[i] ?? '')).toBe(cell.startsWith("'") && cell !== cells[i])
    }))
  })

  it('keeps a document whole, whatever the text', () => {
    expect(sheetText('a\u0000<b>&"\ud800\u0008c')).toBe('a&lt;b&gt;&amp;&quot;c')
    expect(sheetText('_x0041_ \r\n')).toBe('_x005F_x0041_ _x000D_\n')
    expect(sheetText('长'.repeat(40_000))).toHaveLength(32_767)
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !/(?!\n|\t)\p{Cc}|[<>]/u.test(sheetText(text).replaceAll('_x000D_', ''))))
  })

  it('names columns, and days as Excel counts them', () => {
    expect([0, 25, 26, 51, 52, 701, 702].map(columnName)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA'])
    expect(serialOf(Date.UTC(2026, 10, 22, 12))).toBe(46_348.5)
  })
})
