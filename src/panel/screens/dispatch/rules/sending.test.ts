import { describe, expect, it } from 'vitest'
import type { AdvisedByList } from '../../../../contract/dispatch-advice.ts'
import { eventOf, given, NOTHING, rankOfUnit } from './sending.ts'

const line = { unit: 'HB', section: '噪声科', coUnits: ['GA', 'HB'] } as unknown as AdvisedByList
const HB = { code: 'HB', nameZh: '市生态环境局', nameEn: 'Ecology bureau', shortName: '环保', pinyin: 'shishengtaihuanjingju ssthjj huanbao hb' }

describe('what a dispatcher asks for', () => {
  it('is a dispatch, or the decision of those who determine together, by where the ticket is', () => {
    const sending = { ...given(NOTHING, 'HB', { list: [line] }), requirements: ' 当日到场 ', final: true }
    expect(eventOf(sending, 'pending_dispatch')).toEqual({ event: 'dispatch', unit: 'HB', section: '噪声科', coUnits: ['GA'], method: '', requirements: '当日到场', overrideReason: '' })
    expect(eventOf(sending, 'in_triage')).toEqual({ event: 'triageDecide', unit: 'HB', section: '噪声科', coUnits: ['GA'], method: '', requirements: '当日到场', final: true })
  })

  it('is nothing while the department or the reason is missing', () => {
    expect([eventOf(NOTHING, 'in_triage'), eventOf({ ...NOTHING, mode: 'triage' }, 'pending_dispatch')]).toEqual([null, null])
    expect(eventOf({ ...NOTHING, mode: 'triage', reason: 'cross_area' }, 'pending_dispatch')).toEqual({ event: 'triage', reason: 'cross_area', note: '' })
    expect(eventOf({ ...NOTHING, mode: 'refuse', note: '属本单位职责' }, 'dispatched')).toEqual({ event: 'decideReturn', approved: false, note: '属本单位职责' })
  })

  it('loses section and helpers of the list when another department is chosen', () => {
    expect(given(given(NOTHING, 'HB', { list: [line] }), 'GA', { list: [line] })).toMatchObject({ unit: 'GA', section: null, coUnits: [] })
  })
})

it('a department is found by name, pinyin, initials and code, the best first', () => {
  expect(['hb', '环保', '市生态', 'huanjing', 'ssth', 'ecology', 'xx'].map((typed) => rankOfUnit(HB, typed))).toEqual([0, 0, 1, 2, 1, 1, null])
})
