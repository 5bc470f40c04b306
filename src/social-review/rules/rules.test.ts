import { describe, expect, it } from 'vitest'
import { isConflicted } from './conflict.ts'
import { deidentified } from './deidentify.ts'
import { mayBeInvited, resultOf, tallyOf } from './voting.ts'

describe('voting', () => {
  it('takes an odd number of reviewers, as many as the quorum at least', () => {
    expect([1, 2, 3, 4, 5].filter((count) => mayBeInvited(count, 3))).toEqual([3, 5])
    expect([3, 4, 5].filter((count) => mayBeInvited(count, 5))).toEqual([5])
  })

  it.each([
    [3, 0, 0, 'reasonable'], [2, 1, 0, 'reasonable'], [1, 2, 0, 'unreasonable'], [3, 1, 1, 'reasonable'], [2, 2, 1, 'tie'], [2, 0, 1, 'no_quorum'], [0, 0, 3, 'no_quorum'], [0, 0, 0, 'no_quorum'],
  ] as const)('%i for, %i against, %i abstaining: %s', (reasonable, unreasonable, abstain, result) => {
    const choices = [...Array(reasonable).fill('reasonable'), ...Array(unreasonable).fill('unreasonable'), ...Array(abstain).fill('abstain')]
    expect(tallyOf(choices)).toEqual({ reasonable, unreasonable, abstain })
    expect(resultOf({ reasonable, unreasonable, abstain }, 3)).toBe(result)
  })
})

describe('conflict of interest', () => {
  const matter = { leadUnit: 'HB1', accountableUnit: 'HB', coUnits: ['GA'], areaCode: '140502001' }
  const within = (code: string, above: string) => code === above || (code === 'HB1' && above === 'HB')

  it('is the own department, above it, below it, and those that assist', () => {
    expect(['HB', 'HB1', 'GA', 'RS', null].map((unit) => isConflicted({ unit, area: null }, matter, within))).toEqual([true, true, true, false, false])
  })

  it('is the own district', () => {
    expect(['140502', '140521', null].map((area) => isConflicted({ unit: null, area }, matter, within))).toEqual([true, false, false])
    expect(isConflicted({ unit: null, area: '140502' }, { ...matter, areaCode: null }, within)).toBe(false)
  })
})

describe('a text for people from outside', () => {
  const citizen = { name: '王小明', address: '驿后小区 4 号楼 2 单元 301 室', numbers: ['13700001111'] }

  it('says neither name nor number nor door', () => {
    expect(deidentified('王小明住驿后小区 4 号楼 2 单元 301 室，电话13700001111，反映楼下噪音', citizen)).toBe('诉求人住***，电话***，反映楼下噪音')
  })

  it('says no other number either, however it is written', () => {
    expect(deidentified('另一电话 138-1234-5678，身份证14050219900101123X，车牌晋E12345，邮箱 a.b@c.cn', citizen)).toBe('另一电话 ***，身份证***，车牌***，邮箱 ***')
    expect(deidentified('１３８１２３４５６７８', citizen)).toBe('***')
  })

  it('leaves the matter readable: years, sums, days', () => {
    expect(deidentified('2026 年 3 月起拖欠工资 12000 元，张先生已等 15 天', citizen)).toBe('2026 年 3 月起拖欠工资 12000 元，某先生已等 15 天')
  })
})
