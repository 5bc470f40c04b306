import { describe, expect, it } from 'vitest'
import { NewCampaign } from '../../../../contract/campaign.ts'
import { freeKey, fresh, optionsOf, progressOf, settingsOf } from './settings.ts'

describe('the settings of a campaign, in the browser', () => {
  it('begin with something the server takes once name, opening and question are written', () => {
    const begun = fresh(Date.UTC(2026, 10, 20, 4))
    const written = { ...begun, name: '供暖满意度', intro: '您好', questions: [{ text: '是否满意', options: begun.questions[0]?.options ?? [] }] }
    expect(NewCampaign.parse(settingsOf(written))).toEqual(written)
    expect(begun.from < begun.until).toBe(true)
  })

  it('of a notice ask nothing, whatever was written before it became one', () => {
    expect(settingsOf({ ...fresh(0), kind: 'notice' }).questions).toEqual([])
  })

  it('number answers as they stand, and give another one the first key that is free', () => {
    expect(optionsOf(['是', '否'])).toEqual([{ key: '1', label: '是' }, { key: '2', label: '否' }])
    expect([freeKey([]), freeKey([{ key: '1' }, { key: '3' }]), freeKey(optionsOf('123456789'.split('')))]).toEqual(['1', '2', null])
  })
})

describe('the progress of a campaign', () => {
  it('counts what nothing more is done about, and leaves out states nobody is in', () => {
    const counts = { waiting: 3, calling: 1, completed: 4, partial: 0, refused: 1, unreached: 0, invalid: 1, do_not_call: 0, stopped: 0 }
    const { done, left, parts } = progressOf({ listed: 10, counts })
    expect([done, left, parts.map(({ state }) => state)]).toEqual([6, 4, ['completed', 'refused', 'invalid', 'calling', 'waiting']])
    expect(parts[0]?.share).toBe(0.4)
  })

  it('is nothing of nothing', () => {
    expect(progressOf({ listed: 0, counts: {} as never })).toEqual({ done: 0, left: 0, parts: [] })
  })
})
