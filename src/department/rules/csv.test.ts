import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvLine, readCsv } from './csv.ts'

describe('a list as a spreadsheet writes it', () => {
  it('is read with quotes, line breaks in cells, and the line each row begins on', () => {
    expect(readCsv('\uFEFFa,b\r\n"1,2","say ""yes""\nor no"\r\n\r\n,\nc')).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['1,2', 'say "yes"\nor no'] },
      { line: 6, cells: ['c'] },
    ])
  })

  it('is refused when a quoted cell is never closed', () => {
    expect(readCsv('a,"b\nc')).toBeNull()
  })

  it.each(['=1+1', '+86', '-1', '@SUM(A1)', '\t=1', "'=1", "''@x"])('holds %j as text, and reads it back', (cell) => {
    const line = csvLine([cell])
    expect(line.replace(/^"/, '')).toMatch(/^'/)
    expect(readCsv(line)).toEqual([{ line: 1, cells: [cell.trim()] }])
  })

  it('reads back whatever it has written', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '城', ',', '"', '\n', '\r\n', "'", '=', '-', ' '), maxLength: 8 }).map((text) => text.trim())
    fc.assert(fc.property(fc.array(fc.tuple(fc.constant('x'), cell, cell), { minLength: 1, maxLength: 5 }), (rows) => {
      expect(readCsv(rows.map(csvLine).join(''))?.map(({ cells }) => cells)).toEqual(rows)
    }))
  })
})
