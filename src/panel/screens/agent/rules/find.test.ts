import { expect, test } from 'vitest'
import type { TargetView } from '../../../../contract/target.ts'
import { find } from './find.ts'

const target = (kind: TargetView['kind'], number: string, nameZh: string, pinyin: string): TargetView =>
  ({ kind, number, nameZh, nameEn: kind === 'group' ? 'Human resources' : '', pinyin, open: true, target: (kind === 'group' ? { group: number } : { extension: number }) as TargetView['target'] })

const TARGETS = [
  target('emergency', '110', '公安报警', 'gonganbaojing gabj'),
  target('hotline', '12366', '税务分中心', 'shuiwufenzhongxin swfzx'),
  target('group', 'hr', '人社', 'renshe rs'),
  target('seat', '1001', '座席1001', 'zuoxi1001 zx1'),
  target('seat', '1002', '座席1002', 'zuoxi1002 zx1'),
  target('department', 'RS', '市人力资源和社会保障局', 'shirenliziyuanheshehuibaozhangju srlzyhshbzj'),
]
const numbers = (typed: string, own: string | null = '1001'): string[] => find(TARGETS, typed, own).map(({ number }) => number)

test('finds by name, by pinyin, by initials and by number', () => {
  expect(numbers('人社')).toEqual(['hr'])
  expect(numbers('renshe')).toEqual(['hr'])
  expect(numbers('swf')).toEqual(['12366'])
  expect(numbers('human')).toEqual(['hr'])
  expect(numbers('12366')).toEqual(['12366'])
})

test('the best is first: who is meant exactly, then who begins so', () => {
  expect(numbers('rs')).toEqual(['RS', 'hr'])
})

test('oneself is not found', () => {
  expect(numbers('100')).toEqual(['1002', '100'])
})

test('digits that are nobody’s are a number to dial', () => {
  expect(find(TARGETS, '138 0000-0001', null)).toMatchObject([{ kind: 'outside', target: { number: '13800000001' } }])
  expect(numbers('110')).toEqual(['110'])
})

test('before anything is typed: groups and other centres', () => {
  expect(numbers('')).toEqual(['12366', 'hr'])
})
