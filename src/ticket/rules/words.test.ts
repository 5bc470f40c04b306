import { describe, expect, it } from 'vitest'
import { loadForm } from '../form.ts'
import { categoriesIn } from './words.ts'

const { words, choices } = loadForm('config/tickets.yaml', [])
const first = (text: string): string | undefined => categoriesIn(text, words)[0]?.code

describe('what words suggest', () => {
  it.each([
    ['家里闻到很重的煤气味，怀疑漏气', '1201'],
    ['小区停水两天了，自来水公司没人管', '0101'],
    ['楼下烧烤店油烟很大，味道刺鼻', '0402'],
    ['工地干完活老板不发工资，农民工十几个人', '0701'],
    ['健身房关门停业，会员卡里还有两千块', '1001'],
    ['我妈在外地住院，异地就医怎么备案', '0801'],
    ['窨井盖丢了，晚上很危险', '0203'],
    ['邻居私搭乱建阳光房', '0501'],
    ['出租车拒载还绕路', '0302'],
    ['想咨询公积金提取', '0605'],
  ])('%s', (text, code) => {
    expect(first(text)).toBe(code)
  })

  it('nothing without a word that speaks for it', () => {
    expect(categoriesIn('您好，我想问一下', words)).toEqual([])
    expect(categoriesIn('', words)).toEqual([])
  })

  it('counts a word inside a longer one once, and both parts of a pair wherever they stand', () => {
    const table = new Map([['0001', ['公交', '公交车']], ['0002', ['农民工+工资']]])
    expect(categoriesIn('公交车没来', table)).toEqual([{ code: '0001', words: ['公交车'] }])
    expect(categoriesIn('工资一直没给，都是农 民 工', table)).toEqual([{ code: '0002', words: ['农民工+工资'] }])
  })

  it('every category of the file has words, but the last: 其他', () => {
    const codes = choices.categories.flatMap(({ children }) => children.map(({ code }) => code))
    expect(new Set(codes).size).toBe(codes.length)
    expect(codes.filter((code) => words.get(code)?.length === 0)).toEqual(['9902'])
  })
})
