import { expect, it } from 'vitest'
import { catalogueOf, loadCatalogue } from './catalogue.ts'
import { fill, GAPS, LANGUAGES } from './rules/spoken.ts'

it('has every prompt of domain.md §6.7 and our own, each speakable in both languages', () => {
  const catalogue = loadCatalogue()
  expect(catalogue.size).toBe(55)
  for (const id of ['welcome', 'transition', 'number_cancelled', 'dual_welcome', 'queue_position', 'rate_agent', 'unknown_number', 'please_wait', 'fallback_hold', 'agent_line', 'too_many_waiting']) {
    expect(catalogue.has(id)).toBe(true)
  }
  const values = Object.fromEntries(Object.keys(GAPS).map((gap) => [gap, gap === 'text' ? 'Hello' : '7']))
  for (const prompt of catalogue.values()) {
    for (const language of LANGUAGES) {
      const { text, missing } = fill(prompt.text[language], values, language)
      expect(missing).toEqual([])
      expect(text.length).toBeGreaterThan(2)
      expect(text).not.toMatch(/[{}\d]/)
    }
  }
})

it.each([
  ['a prompt without English', { hello: { text: '好' }, please_wait: { text: '等', fallback: 'tone' } }, { please_wait: 'wait' }, /no text for "hello"/],
  ['an unknown gap', { please_wait: { text: '{nobody}', fallback: 'tone' } }, { please_wait: 'x' }, /gap \{nobody\}/],
  ['a fallback that has gaps itself', { hello: { text: '好', fallback: 'counted' }, counted: { text: '{n}', fallback: 'tone' } }, { hello: 'x', counted: '{n}' }, /no fixed prompt/],
])('refuses %s', (_, zh, en, why) => {
  expect(() => catalogueOf(zh, en)).toThrow(why)
})
