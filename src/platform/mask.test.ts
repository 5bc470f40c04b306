import { describe, expect, test } from 'vitest'
import { maskFields, maskNumbers } from './mask.ts'

describe('what a log may hold', () => {
  test.each([
    ['13812345678', '138****5678'],
    ['call from +8613812345678 ended', 'call from +86138****5678 ended'],
    ['8613812345678', '86138****5678'],
    ['0991-2345678', '0991-234****78'],
    ['01012345678', '010123****78'],
    ['+869912345678', '+86991234****78'],
  ])('the citizen’s number %s is shown as %s', (whole, shown) => {
    expect(maskNumbers(whole)).toBe(shown)
  })

  test.each(['12345', '12319', '099112319', '+8699112319', '1763754000000', 'yht-n1-1763754000.17', '1001', '20261121'])(
    'the number %s is nobody’s and stays as it is',
    (text) => {
      expect(maskNumbers(text)).toBe(text)
    },
  )

  test('a field that holds the calling number is masked whatever its form', () => {
    expect(maskFields({ ani: '85276543', callerNumber: 13812345678, dnis: '12319' })).toEqual({
      ani: '85****',
      callerNumber: '138****5678',
      dnis: '12319',
    })
  })

  test('secrets are hidden at any depth', () => {
    expect(maskFields({ request: { headers: { Authorization: 'Bearer abc', accept: '*/*' } }, sipPassword: 'x' })).toEqual({
      request: { headers: { Authorization: '[hidden]', accept: '*/*' } },
      sipPassword: '[hidden]',
    })
  })

  test('an error keeps its message, code and cause, masked', () => {
    const error = Object.assign(new Error('no answer from 13812345678', { cause: new Error('why') }), { code: 'E1' })
    expect(maskFields({ error }).error).toMatchObject({ message: 'no answer from 138****5678', code: 'E1', cause: { message: 'why' } })
  })

  test('a structure that contains itself comes to an end', () => {
    const ring: Record<string, unknown> = { name: 'ring' }
    ring['self'] = ring
    expect(JSON.stringify(maskFields({ ring }))).toContain('[deep]')
  })
})
