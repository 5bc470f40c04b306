import { describe, expect, it } from 'vitest'
import { Responsibility } from '../../contract/responsibility.ts'
import { csvLine, readCsv } from './csv.ts'
import { cellsOf, COLUMNS } from './list-columns.ts'
import { compare, settingsOf, type Catalogue } from './read-list.ts'

const departments = new Map([['CG', '市城市管理局'], ['RS', '市人力资源和社会保障局'], ['QCQ', '城区人民政府']])
const catalogue: Catalogue = {
  department: (code) => (departments.has(code) ? { sections: code === 'RS' ? ['劳动监察科'] : [] } : undefined),
  category: (prefix) => prefix !== '77' && prefix !== '7777',
  hotline: (number) => number === '12333',
  codeOf: (said) => (departments.has(said) ? said : [...departments].find(([, name]) => name === said)?.[0]),
}
const rule = (id: string, more: object): Responsibility => Responsibility.parse({ id, version: 1, updatedAt: 0, department: 'CG', ...more })
const list = [rule('r1', { category: '0201' }), rule('r2', { category: '0201', district: '140502', department: 'QCQ', coUnits: ['CG'] }), rule('r3', { matter: '拖欠工资', category: '0701', department: 'RS', section: '劳动监察科', keywords: ['欠薪', '工资'] })]

const compared = (text: string) => compare(readCsv(text) ?? [], list, catalogue).lines.map(({ line, change, id, after, errors }) => ({ line, change, id, after, errors }))
const changes = (text: string) => compared(text).map(({ line, change, id }) => [line, change, id])

describe('an imported responsibility list', () => {
  it('is the same as the list when it is what was exported', () => {
    const exported = [csvLine(COLUMNS.map(({ zh }) => zh)), ...list.map((one) => csvLine(cellsOf(one.id, settingsOf(one))))].join('')
    expect(changes(exported)).toEqual([[2, 'same', 'r1'], [3, 'same', 'r2'], [4, 'same', 'r3']])
  })

  it('says what would be added, changed and removed; names stand for departments and rows without number for the line of the same conditions', () => {
    expect(compared('事项,事项分类,区划代码,主办单位,生效日期\n,201,,城区人民政府,2026/12/1\n井盖缺失,0203,,CG,')).toEqual([
      { line: 2, change: 'changed', id: 'r1', after: expect.objectContaining({ category: '0201', department: 'QCQ', validFrom: '2026-12-01' }), errors: [] },
      { line: 3, change: 'added', id: null, after: expect.objectContaining({ matter: '井盖缺失', category: '0203' }), errors: [] },
      { line: null, change: 'removed', id: 'r2', after: null, errors: [] },
      { line: null, change: 'removed', id: 'r3', after: null, errors: [] },
    ])
  })

  it.each([
    ['不认识的部门', ',0201,,XX', '主办单位'],
    ['不认识的分类', ',7777,,CG', '事项分类'],
    ['分类格式', ',二类,,CG', '事项分类'],
    ['没有主办单位', ',0202,,', '主办单位'],
    ['区划代码格式', ',0202,1405021,CG', '区划代码'],
    ['没有任何条件', '只有事项,,,CG', '事项分类'],
  ])('names the column that is wrong: %s', (_, row, column) => {
    expect(compared(`事项,事项分类,区划代码,主办单位\n${row}`)[0]).toMatchObject({ line: 2, change: 'faulty', errors: [{ column }] })
  })

  it('refuses a row twice, a number nobody has, and a section the department has not', () => {
    expect(compared('编号,事项分类,主办单位\nr1,0201,CG\nr1,0202,CG')[1]).toMatchObject({ change: 'faulty', line: 3 })
    expect(compared('编号,事项分类,主办单位\nr9,0201,CG')[0]).toMatchObject({ change: 'faulty', errors: [{ column: '编号' }] })
    expect(compared('事项分类,主办单位,科室\n0702,RS,就业科')[0]).toMatchObject({ change: 'faulty', errors: [{ column: '科室' }] })
  })

  it('refuses a file without heading, or with columns nobody knows', () => {
    expect(compared('0201,CG')[0]).toMatchObject({ change: 'faulty', line: 1 })
    expect(compared('主办单位,电话号\nCG,1')[0]).toMatchObject({ change: 'faulty', errors: [{ column: '电话号' }] })
    expect(compared('')).toMatchObject([{ change: 'faulty' }])
  })
})
