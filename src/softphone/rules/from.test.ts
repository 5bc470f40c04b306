import { describe, expect, it } from 'vitest'
import { isKeepAlive, mayPass } from './from.ts'

const message = (first: string, ...headers: string[]): string => [first, 'Via: SIP/2.0/WS x.invalid;branch=z9hG4bK1', ...headers, '', ''].join('\r\n')
const register = (from: string): string => message('REGISTER sip:host SIP/2.0', `From: ${from}`, 'To: <sip:web1001@host>', 'Call-ID: 1')

describe('what a browser sends to Asterisk', () => {
  it.each(['<sip:web1001@host>;tag=a', '"张三" <sip:web1001@host>;tag=a', 'sip:web1001@host;tag=a', '<sips:web1001@host:5061;transport=ws>;tag=a'])('passes when it is from its own phone: %s', (from) => {
    expect(mayPass(register(from), 'web1001')).toBe(true)
  })

  it.each([
    '<sip:web1002@host>;tag=a', '<sip:1001@host>;tag=a', '<sip:13800000001@host>;tag=a', '<sip:host>;tag=a', '"<sip:web1001@host>" <sip:trunk@host>;tag=a', 'web1001 <sip:x@host>', '', '<tel:13800000001>',
  ])('does not pass when it is from somebody else: %s', (from) => {
    expect(mayPass(register(from), 'web1001')).toBe(false)
  })

  it('does not pass with two senders, or none, or one hidden in a folded or short header', () => {
    expect(mayPass(message('INVITE sip:12345@host SIP/2.0', 'From: <sip:web1001@h>;tag=a', 'f: <sip:trunk@h>;tag=a', 'To: <sip:12345@h>'), 'web1001')).toBe(false)
    expect(mayPass(message('INVITE sip:12345@host SIP/2.0', 'To: <sip:12345@h>'), 'web1001')).toBe(false)
    expect(mayPass(message('INVITE sip:12345@host SIP/2.0', 'f: <sip:trunk@h>;tag=a', 'To: <sip:12345@h>'), 'web1001')).toBe(false)
    expect(mayPass(message('INVITE sip:12345@host SIP/2.0', 'From:', ' <sip:trunk@h>;tag=a', 'To: <sip:12345@h>'), 'web1001')).toBe(false)
  })

  it('does not pass when it only looks like part of a dialog', () => {
    const invite = (to: string): string => message('INVITE sip:12345@host SIP/2.0', 'From: <sip:trunk@h>;tag=a', `To: ${to}`)
    expect(mayPass(invite('";tag=b" <sip:12345@h>'), 'web1001')).toBe(false)
    expect(mayPass(invite('<sip:12345@h;tag=b>'), 'web1001')).toBe(false)
  })

  it('passes inside a dialog, whatever the browser called itself there, and as an answer', () => {
    expect(mayPass(message('BYE sip:asterisk@host SIP/2.0', 'From: <sip:k3j2@x.invalid>;tag=a', 'To: "138" <sip:138@host>;tag=b'), 'web1001')).toBe(true)
    expect(mayPass(message('SIP/2.0 200 OK', 'From: <sip:138@host>;tag=b', 'To: <sip:k3j2@x.invalid>;tag=a'), 'web1001')).toBe(true)
  })

  it('does not pass when it is no SIP', () => {
    expect(mayPass('GET /ari/channels HTTP/1.1\r\nHost: x\r\n\r\n', 'web1001')).toBe(false)
    expect(isKeepAlive('\r\n\r\n')).toBe(true)
    expect(isKeepAlive('x')).toBe(false)
  })
})
