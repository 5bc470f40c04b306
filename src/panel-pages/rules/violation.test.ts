import fc from 'fast-check'
import { expect, it } from 'vitest'
import { violationOf } from './violation.ts'

const report = (fields: Record<string, unknown>): string => JSON.stringify({ 'csp-report': fields })

it('names the rule, the kind and the page', () => {
  const text = report({ 'document-uri': 'http://127.0.0.1:12345/agent?x=1', 'effective-directive': 'script-src-elem', 'violated-directive': 'script-src', 'blocked-uri': 'inline' })
  expect(violationOf(text)).toEqual({ directive: 'script-src-elem', blocked: 'inline', page: '/agent' })
})

it('keeps of an address its host alone, and nothing an attacker chose', () => {
  expect(violationOf(report({ 'violated-directive': 'img-src x', 'blocked-uri': 'https://evil.example/steal?cookie=1' }))).toMatchObject({ directive: 'img-src', blocked: 'https://evil.example' })
  expect(violationOf(report({ 'violated-directive': 'made-up\nline', 'blocked-uri': '\u0007' }))).toEqual({ directive: 'other', blocked: 'other', page: '' })
})

it('takes whatever is sent', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json(), fc.dictionary(fc.string(), fc.anything()).map((each) => JSON.stringify({ 'csp-report': each }))), (text) => {
    const found = violationOf(text)
    return found === null || (found.page.length <= 61 && found.blocked.length <= 130)
  }))
})
