import { describe, expect, it } from 'vitest'
import { celRows, isOpen, parseCel } from './cel.ts'

const row = (event: string, caller: string): string => `"${event}","1795226400.123456","yht-n1-1795226400.7","l","PJSIP/trunk-1","${caller.replaceAll('"', '""')}","12345","from-trunk","","","","",""`
const rowsOf = (part: string) => celRows(part).map(({ text }) => parseCel(text))

describe("Asterisk's event log", () => {
  it('is read row by row, with the place of each', () => {
    const first = row('CHAN_START', '13800000001')
    expect(celRows(`${first}\n${row('ANSWER', '王')}\n`).map(({ at }) => at)).toEqual([0, first.length + 1])
    expect(rowsOf(`${first}\n`)).toEqual([expect.objectContaining({ event: 'CHAN_START', at: 1_795_226_400_123, channel: 'yht-n1-1795226400.7', caller: '13800000001' })])
  })

  it('may hold line breaks and quotes in a number from outside', () => {
    const evil = '139\n"CHAN_START","1","x'
    const rows = rowsOf(`${row('CHAN_START', evil)}\n${row('CHAN_END', '138')}\n`)
    expect(rows).toEqual([expect.objectContaining({ event: 'CHAN_START', caller: evil }), expect.objectContaining({ event: 'CHAN_END', caller: '138' })])
  })

  it('that was cut off in a row goes on with the next', () => {
    const cut = row('CHAN_START', '138').slice(0, 60)
    expect(isOpen(cut)).toBe(true)
    expect(rowsOf(`${cut}\n${row('CHAN_END', '139')}\n`).at(-1)).toMatchObject({ event: 'CHAN_END', caller: '139' })
  })
})
