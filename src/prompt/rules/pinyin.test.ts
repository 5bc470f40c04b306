import { pinyin } from 'pinyin-pro'
import { expect, it } from 'vitest'
import { pinyinOf } from './pinyin.ts'

const dictionary = (hanzi: string): string[] => pinyin(hanzi, { toneType: 'num', type: 'array', nonZh: 'removed', v: true, toneSandhi: true })
const read = (spoken: string): string => pinyinOf(spoken, dictionary)

it('keeps pauses and gives every syllable a tone, the neutral one as 5', () => {
  expect(read('您好,您拨打的号码。')).toBe('nin2 hao3, nin2 bo1 da3 de5 hao4 ma3.')
  expect(read('我们')).toBe('wo3 men5')
})

it.each([
  ['正在为您转接', 'zheng4 zai4 wei4 nin2 zhuan3 jie1'],
  ['情况较为紧急', 'qing2 kuang4 jiao4 wei2 jin3 ji2'],
  ['请重新选择', 'qing3 chong2 xin1 xuan3 ze2'],
  ['您前面还有两位来电人', 'nin2 qian2 mian4 hai2 you3 liang3 wei4 lai2 dian4 ren2'],
  ['是否得到解决', 'shi4 fou3 de2 dao4 jie3 jue2'],
  ['办结效率', 'ban4 jie2 xiao4 lv4'],
  ['请不要挂机', 'qing3 bu2 yao4 gua4 ji1'],
  ['不满意', 'bu4 man3 yi4'],
  ['已转接过一次', 'yi3 zhuan3 jie1 guo4 yi2 ci4'],
  ['耽误您一分钟', 'dan1 wu4 nin2 yi4 fen1 zhong1'],
  ['二〇二六年十二月一日', 'er4 ling2 er4 liu4 nian2 shi2 er4 yue4 yi1 ri4'],
  ['幺二三幺九', 'yao1 er4 san1 yao1 jiu3'],
  ['请按一', 'qing3 an4 yi1'],
  ['长者专席', 'zhang3 zhe3 zhuan1 xi2'],
  ['人民银行行长', 'ren2 min2 yin2 hang2 hang2 zhang3'],
  ['部分解决', 'bu4 fen5 jie3 jue2'],
  ['对不起', 'dui4 bu5 qi3'],
  ['市场监管投诉举报热线', 'shi4 chang3 jian1 guan3 tou2 su4 ju3 bao4 re4 xian4'],
  ['公共法律服务热线', 'gong1 gong4 fa3 lv4 fu2 wu4 re4 xian4'],
  ['旅游服务热线', 'lv3 you2 fu2 wu4 re4 xian4'],
  ['乌鲁木齐', 'wu1 lu3 mu4 qi2'],
])('reads %s', (hanzi, syllables) => {
  expect(read(hanzi)).toBe(syllables)
})

it('says nothing where there is nothing', () => {
  expect(read('')).toBe('')
})
