import { expect, it } from 'vitest'
import { isSigned, sign } from './signature.ts'

const now = Date.parse('2026-11-21T12:00:00+08:00')
const signed = { id: 'a1', body: '{"reference":"JJ-1"}', secret: 'a secret of the peer 110', now }

it('a signature is what RFC 2104 makes of time, id and body', () => {
  // printf '1795233600.a1.{"reference":"JJ-1"}' | openssl dgst -sha256 -hmac 'a secret of the peer 110'
  expect(sign(signed)).toBe('t=1795233600,v1=d7550614e74f01c480b311e4c2cea4ae7db8ac8ba143f3222854a11d0c574e4a')
})

it('a signature holds for five minutes either way', () => {
  const header = sign(signed)
  expect([-300_000, 0, 300_000].map((off) => isSigned(header, { ...signed, now: now + off }))).toEqual([true, true, true])
  expect([-301_000, 301_000].map((off) => isSigned(header, { ...signed, now: now + off }))).toEqual([false, false])
})

it.each([
  ['another body', { body: '{"reference":"JJ-2"}' }],
  ['another order', { id: 'a2' }],
  ['another secret', { secret: 'a secret of the peer 119' }],
])('a signature does not hold for %s', (_, other) => {
  expect(isSigned(sign(signed), { ...signed, ...other })).toBe(false)
})

it.each([undefined, '', 't=1,v1=', 'v1=ff', `t=1795233600,v1=${'0'.repeat(64)}`, `t=1795233600,v1=${'0'.repeat(63)}`])('%s is no signature', (header) => {
  expect(isSigned(header, signed)).toBe(false)
})
