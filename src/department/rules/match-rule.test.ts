import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Responsibility } from '../../contract/responsibility.ts'
import type { Matter } from '../port.ts'
import { matchRule } from './match-rule.ts'

const rule = (id: string, department: string, more: object = {}): Responsibility => Responsibility.parse({ id, department, version: 1, updatedAt: 0, ...more })
const about = (more: Partial<Matter> = {}): Matter => ({ category: null, type: null, text: '', district: null, ...more })
const today = '2026-11-22'

/** Lines of domain.md §6.6. */
const list = [
  rule('a', 'CG', { category: '0201' }),
  rule('b', 'QCQ', { category: '0201', district: '140502' }),
  rule('c', 'GS', { category: '0101', section: '抢修班' }),
  rule('d', 'QGP', { category: '1102', district: '140581' }),
]
const owners = (matter: Matter, rules = list) => matchRule(rules, matter, today).matches.map(({ rule: { department } }) => department)

describe('whose a matter is', () => {
  it('is said by the line of its category', () => {
    expect(matchRule(list, about({ category: '0101' }), today)).toMatchObject({ decided: true, matches: [{ rule: { department: 'GS', section: '抢修班' }, reason: { category: '0101', district: null } }] })
  })

  it('is said by the line of the district rather than by the one for everywhere (0201 in 140502)', () => {
    expect(owners(about({ category: '0201', district: '140502' }))).toEqual(['QCQ', 'CG'])
    expect(owners(about({ category: '0201', district: '140502001' }))).toEqual(['QCQ', 'CG'])
    expect(owners(about({ category: '0201', district: '140581' }))).toEqual(['CG'])
    expect(owners(about({ category: '0201' }))).toEqual(['CG'])
  })

  it('is for a person to say when no line fits (0403, 0503, 0902)', () => {
    for (const category of ['0403', '0503', '0902']) expect(matchRule(list, about({ category }), today)).toEqual({ matches: [], decided: false })
    expect(owners(about({ category: '1102', district: '140502' }))).toEqual([])
  })

  it('is for a person to say when equally specific lines name different departments or sections', () => {
    expect(matchRule([...list, rule('e', 'JT', { category: '0101' })], about({ category: '0101' }), today).decided).toBe(false)
    expect(matchRule([...list, rule('e', 'GS', { category: '0101' })], about({ category: '0101' }), today).decided).toBe(false)
    expect(matchRule([...list, rule('e', 'GS', { category: '0101', section: '抢修班' })], about({ category: '0101' }), today).decided).toBe(true)
  })

  it('counts the longer category before the longer district', () => {
    const rules = [rule('wide', 'CG', { category: '02', district: '140502' }), rule('near', 'JT', { category: '0201', district: '14' })]
    expect(owners(about({ category: '0201', district: '140502' }), rules)).toEqual(['JT', 'CG'])
  })

  it('takes one of the keywords for all of them, whatever the case of letters', () => {
    const rules = [...list, rule('k', 'JT', { category: '0201', keywords: ['ETC', '收费站'] })]
    expect(matchRule(rules, about({ category: '0201', text: '高速etc出口路面破损' }), today).matches[0]).toMatchObject({ rule: { department: 'JT' }, reason: { keywords: ['ETC'] } })
    expect(owners(about({ category: '0201', text: '路面破损' }), rules)).toEqual(['CG'])
  })

  it('takes hotline and type into account where a line names them', () => {
    const rules = [rule('h', 'RS', { hotline: '12333' }), rule('t', 'SC', { type: 'report' })]
    expect(owners(about({ hotline: '12333' }), rules)).toEqual(['RS'])
    expect(owners(about({ type: 'report' }), rules)).toEqual(['SC'])
    expect(owners(about(), rules)).toEqual([])
  })

  it('keeps to the days of a line, first and last included', () => {
    const rules = [rule('v', 'CG', { category: '0201', validFrom: '2026-11-22', validUntil: '2026-11-22' })]
    expect(['2026-11-21', today, '2026-11-23'].map((day) => matchRule(rules, about({ category: '0201' }), day).matches.length)).toEqual([0, 1, 0])
  })

  it('does not let a line that names nothing take everything', () => {
    expect(owners(about({ category: '0201', text: '路' }), [rule('all', 'HC')])).toEqual([])
  })

  it('is the same in whatever order the list is, and a line added for another category changes nothing', () => {
    const lines = fc.uniqueArray(fc.record({
      id: fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), minLength: 1, maxLength: 6 }), department: fc.constantFrom('CG', 'QCQ', 'ZJ'),
      category: fc.constantFrom(null, '02', '0201', '0202'), district: fc.constantFrom(null, '1405', '140502'),
    }), { selector: ({ id }) => id, maxLength: 8 })
    fc.assert(fc.property(lines, fc.integer(), (given, seed) => {
      const rules = given.map(({ id, department, ...more }) => rule(id, department, more))
      const matter = about({ category: '0201', district: '140502' })
      const found = matchRule(rules, matter, today)
      const turned = rules.map((_, i) => rules[(((i + seed) % rules.length) + rules.length) % rules.length] as Responsibility)
      expect(matchRule(turned, matter, today)).toEqual(found)
      expect(matchRule([...rules, rule('zz', 'HC', { category: '9901' })], matter, today)).toEqual(found)
    }))
  })
})
