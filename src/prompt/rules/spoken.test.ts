import { describe, expect, it } from 'vitest'
import { countOf, fill, gapsIn, isFixed, speakChinese, speakValue } from './spoken.ts'

describe('a value said in Mandarin', () => {
  it('reads telephone and hotline numbers digit by digit with 幺 for 1', () => {
    expect(speakValue('12319', 'digits', 'zh-CN')).toBe('幺二三幺九')
    expect(speakValue('0991-12319', 'digits', 'zh-CN')).toBe('零九九幺幺二三幺九')
    expect(speakValue('１２０', 'digits', 'zh-CN')).toBe('幺二零')
  })

  it('reads dates as year digit by digit, month and day as numbers', () => {
    expect(speakValue('2026-12-01', 'date', 'zh-CN')).toBe('二〇二六年十二月一日')
    expect(speakValue('2026-10-20', 'date', 'zh-CN')).toBe('二〇二六年十月二十日')
  })

  it.each([
    ['0', '零'], ['1', '一'], ['2', '两'], ['10', '十'], ['11', '十一'], ['12', '十二'], ['20', '二十'], ['22', '二十二'],
    ['100', '一百'], ['102', '一百零二'], ['110', '一百一十'], ['200', '二百'], ['1000', '一千'], ['1001', '一千零一'],
    ['1010', '一千零一十'], ['2000', '两千'], ['2222', '两千二百二十二'], ['9999', '九千九百九十九'],
  ])('counts %s as %s', (n, spoken) => {
    expect(speakValue(n, 'count', 'zh-CN')).toBe(spoken)
  })

  it('reads what is no count digit by digit', () => {
    expect(speakValue('10000', 'count', 'zh-CN')).toBe('幺零零零零')
    expect(speakValue('-3', 'count', 'zh-CN')).toBe('三')
  })

  it('drops brackets and what has no sound', () => {
    expect(speakValue('城管(住建)服务热线', 'text', 'zh-CN')).toBe('城管住建服务热线')
    expect(speakValue('<b>热线\u0000"😀', 'text', 'zh-CN')).toBe('比热线')
  })
})

describe('a text said in Mandarin', () => {
  it('takes one or two digits for a key or a quantity and longer ones for a telephone number', () => {
    expect(speakChinese('请按1,或拨打12345。')).toBe('请按一,或拨打幺二三四五。')
    expect(speakChinese('24小时服务,110和9号')).toBe('二十四小时服务,幺幺零和九号')
  })

  it('writes out times, decimals, years and letters', () => {
    expect(speakChinese('8:30至17:05')).toBe('八点三十分至十七点零五分')
    expect(speakChinese('12:00')).toBe('十二点')
    expect(speakChinese('3.5元')).toBe('三点五元')
    expect(speakChinese('2026年3月')).toBe('二〇二六年三月')
    expect(speakChinese('A区ETC')).toBe('诶区伊提西')
  })

  it('has nothing left but Chinese characters and single pauses', () => {
    expect(speakChinese('，，您好！！《再见》……;。')).toBe('您好。再见。')
  })
})

describe('the gaps of a prompt', () => {
  it('are filled each in its own way', () => {
    const values = { line: '城管热线', number: '12319', cancelDate: '2026-12-01' }
    expect(fill('您拨打的{line}{number}将于{cancelDate}停用。', values, 'zh-CN')).toEqual({
      text: '您拨打的城管热线幺二三幺九将于二〇二六年十二月一日停用。',
      missing: [],
    })
    expect(fill('您前面还有{n}位来电人', { n: '2' }, 'zh-CN').text).toBe('您前面还有两位来电人')
  })

  it('are named when nobody filled them, and left out of the speech', () => {
    expect(fill('{line}来电。', {}, 'zh-CN')).toEqual({ text: '来电。', missing: ['line'] })
    expect(fill('{constructor}来电', {}, 'zh-CN').missing).toEqual(['constructor'])
  })

  it('do not bring gaps of their own', () => {
    expect(fill('{line}来电', { line: '{number}', number: '110' }, 'zh-CN').text).not.toContain('幺')
  })

  it('make a prompt fixed when only the site is among them', () => {
    expect(gapsIn('{a}{b}{a}')).toEqual(['a', 'b'])
    expect(isFixed('{site}热线')).toBe(true)
    expect(isFixed('{n}位')).toBe(false)
  })
})

describe('English', () => {
  it('reads numbers digit by digit and dates as dates', () => {
    expect(speakValue('12319', 'digits', 'en')).toBe('one two three one nine')
    expect(speakValue('2026-12-01', 'date', 'en')).toBe('December first, twenty twenty-six'.replace('-', ' '))
    expect(speakValue('2005-05-30', 'date', 'en')).toBe('May thirtieth, two thousand and five')
    expect(speakValue('102', 'count', 'en')).toBe('one hundred and two')
  })

  it('fills a prompt', () => {
    expect(fill('Callers ahead of you: {n}. Press 1 or dial 12345.', { n: '11' }, 'en').text).toBe(
      'Callers ahead of you, eleven. Press one or dial one two three four five.',
    )
  })
})

it('counts two of something as 两 only alone and before thousands', () => {
  expect([2, 12, 20, 200, 2_002].map(countOf)).toEqual(['两', '十二', '二十', '二百', '两千零二'])
})
