import { pinyin } from 'pinyin-pro'
import { expect, test } from 'vitest'
import { soundOf } from './sound.ts'

const read = (name: string): string => soundOf(pinyin(name, { toneType: 'none', type: 'array', nonZh: 'consecutive' }))

test('a name is found by its pinyin and by its initials', () => {
  expect(read('人社')).toBe('renshe rs')
  expect(read('市人力资源和社会保障局')).toBe('shirenliziyuanheshehuibaozhangju srlzyhshbzj')
})

test('digits and Latin letters stay', () => {
  expect(read('座席1001')).toBe('zuoxi1001 zx1')
  expect(soundOf([])).toBe('')
})
