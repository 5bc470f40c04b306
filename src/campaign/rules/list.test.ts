import { describe, expect, it } from 'vitest'
import { readList, reportOf } from './list.ts'

const judge = (typed: string) => (/^1\d{10}$/.test(typed) ? { ok: true as const, number: typed } : { ok: false as const, why: 'not_a_number' })
const row = (line: number, ...cells: string[]) => ({ line, cells })

describe('a list of numbers', () => {
  it('is read by the heads of its columns, each number once', () => {
    const read = readList([row(1, '序号', '姓名', '手机号', '区县', ''), row(2, '1', '张三', '13800000001.0', '城区', 'x'), row(3, '2', '李四', '13800000001', '', ''), row(5, '3', '', '', '泽州', ''), row(6, '4', '', '1.38E+10', '', '')], judge)
    expect(read).toMatchObject({ rows: 4, entries: [{ row: 2, number: '13800000001', name: '张三', fields: { 序号: '1', 区县: '城区' } }], columns: ['序号', '区县'] })
    expect(read.faults.map(({ row: at, fault, detail }) => [at, fault, detail])).toEqual([[3, 'twice', '2'], [5, 'empty', ''], [6, 'number', 'not_a_number']])
    expect(reportOf(read, false, () => '*')).toMatchObject({ applied: false, rows: 4, added: 1, left: { empty: 1, number: 1, twice: 1, listed: 0, do_not_call: 0 }, faults: [{ number: '*' }, {}, {}] })
  })
  it('needs no head when the first column holds the numbers', () => {
    expect(readList([row(1, '13800000001', '张三'), row(2, '13800000002')], judge)).toMatchObject({ rows: 2, entries: [{ name: '张三', fields: {} }, { name: '' }], columns: [] })
  })
})
