import { describe, expect, it } from 'vitest'
import { displayWidth, sizeText, table } from './table.ts'

describe('a table on a terminal', () => {
  it('counts Chinese characters and full-width signs as two columns, combining marks as none', () => {
    expect(['12345', '住建热线', '（一）', 'e\u0301', '𠀀', ''].map(displayWidth)).toEqual([5, 8, 6, 1, 2, 0])
  })

  it('aligns the columns by what is seen, not by the number of characters', () => {
    const lines = table([['12319', '住建热线', 'whole_merge'], ['110', 'Police', 'emergency']])
    expect(lines).toEqual(['12319  住建热线  whole_merge', '110    Police    emergency'])
  })

  it('prints nothing that moves the cursor', () => {
    expect(table([['\u001b[2J12345\r', 'x']])).toEqual([' [2J12345   x'])
  })

  it('says sizes in the unit a person would choose', () => {
    expect([0, 999, 1000, 1_549_000, 1e15].map(sizeText)).toEqual(['0 B', '999 B', '1.0 kB', '1.5 MB', '1000.0 TB'])
  })
})
