import { expect, it } from 'vitest'
import { spanOf, ticking } from './format.ts'

it('shows what ticks in minutes and seconds', () => {
  expect([ticking(0), ticking(-5), ticking(59_999), ticking(185_000), ticking(3_723_000)]).toEqual(['0:00', '0:00', '0:59', '3:05', '1:02:03'])
})

it('says what is over in words', () => {
  expect([spanOf(45_000, 'zh'), spanOf(185_000, 'zh'), spanOf(120_000, 'en'), spanOf(3_723_000, 'en'), spanOf(3_600_000, 'zh')]).toEqual(['45 秒', '3 分 5 秒', '2 min', '1 h 2 min', '1 小时'])
})
