import { describe, expect, it } from 'vitest'
import { saidIn, stepsOf } from './script.ts'

const options = [{ key: '1', label: '满意' }, { key: '3', label: '不满意' }]
const poll = { kind: 'poll' as const, intro: '您好，这里是热线', thanks: '再见', questions: [{ text: '是否满意？', options }, { text: '是否愿意再来', options }] }

describe('what a campaign says', () => {
  it('names the keys by itself, and asks first whether somebody wants to take part', () => {
    expect(saidIn(poll).map(({ step, text }) => [step, text]).slice(0, 4)).toEqual([
      ['open', '您好，这里是热线。愿意参加请按1，现在不方便请按2，不再接听此类来电请按9。'], ['q1', '是否满意？满意请按1，不满意请按3。'], ['q2', '是否愿意再来。满意请按1，不满意请按3。'], ['thanks', '再见。'],
    ])
  })
  it('goes from question to question, and ends where nobody speaks', () => {
    const { open, q1, q2, thanks } = stepsOf(poll)
    expect(open?.keys).toEqual({ 1: { value: 'yes', next: 'q1' }, 2: { value: 'not_now', next: 'later' }, 9: { value: 'never', next: 'never' } })
    expect([q1?.keys['3'], q2?.keys['1'], thanks?.what, thanks?.next]).toEqual([{ value: '3', next: 'q2' }, { value: '1', next: 'thanks' }, 'say', null])
    expect(stepsOf({ ...poll, kind: 'notice', questions: [] })['open']?.keys['1']).toEqual({ value: 'yes', next: 'thanks' })
  })
})
