import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TicketFields } from '../../contract/ticket.ts'
import { loadForm } from '../form.ts'
import { BLANK } from './blank.ts'
import { missing, neededToSubmit, wrongIn } from './needed.ts'
import { comparable, mayMerge, samePlace, type Identity } from './repeat.ts'
import { handedIn, titleOf, written } from './written.ts'

const { choices } = loadForm('config/tickets.yaml', [{ code: '140502', nameZh: '城区', nameEn: 'Urban district' }])
const ticket = (fields: Partial<TicketFields>): TicketFields => ({ ...BLANK, ...fields })
const needed = (fields: Partial<TicketFields>, hasNumber = true): string[] => neededToSubmit(ticket(fields), choices, { hasNumber })

describe('what a ticket needs to be handed in', () => {
  it('what it is about; and where, of a complaint, a report and a plea for help', () => {
    expect(needed({})).toEqual(['type', 'categoryCode', 'content'])
    expect(['consultation', 'help', 'complaint', 'report', 'suggestion', 'praise', 'other'].filter((type) => needed({ type: type as TicketFields['type'] }).includes('areaCode'))).toEqual(['help', 'complaint', 'report'])
  })

  it('a number to call, of a caller who showed none and does not stay anonymous', () => {
    expect(needed({}, false)).toContain('contactPhone')
    expect(needed({ anonymous: true }, false)).not.toContain('contactPhone')
    expect(needed({ anonymous: true, categoryCode: '0701' }, false)).toContain('contactPhone')
  })

  it('the address, of a visit at home', () => {
    expect(needed({ categoryCode: '1304' })).toEqual(['type', 'categoryCode', 'content', 'address', 'extra.matter', 'extra.when'])
  })

  it('spaces are nothing', () => {
    expect(missing(ticket({ content: ' \n', type: 'help' }), ['content', 'type', 'extra.when'])).toEqual(['content', 'extra.when'])
  })

  it('no name, where the template asks for one, is a contradiction', () => {
    expect(wrongIn(ticket({ anonymous: true, categoryCode: '0701' }), choices, [])).toEqual(['anonymous'])
    expect(wrongIn(ticket({ anonymous: true, categoryCode: '0401' }), choices, [])).toEqual([])
  })
})

describe('what is written', () => {
  it('keeps what the change does not name', () => {
    fc.assert(fc.property(fc.record({ content: fc.string(), address: fc.string() }, { requiredKeys: [] }), (patch) => {
      const before = ticket({ content: 'a', address: 'b', extra: { x: '1' } })
      expect(written(before, patch, choices)).toEqual({ ...before, ...patch })
    }))
  })

  it('stays confidential when the type changes back', () => {
    const report = written(BLANK, { type: 'report' }, choices)
    expect(report.confidential).toBe(true)
    expect(written(report, { type: 'complaint' }, choices).confidential).toBe(true)
  })

  it('gets a title that says nothing personal, unless there is one', () => {
    expect(titleOf(ticket({ areaCode: '140502', categoryCode: '0201', type: 'help', content: '张三家门口' }), choices)).toBe('城区 道路破损 求助')
    expect(titleOf(ticket({ title: ' 路面塌陷 ', categoryCode: '0201' }), choices)).toBe('路面塌陷')
  })

  it('is handed in without what belongs to another template', () => {
    expect(handedIn(ticket({ categoryCode: '1001', extra: { shop: '甲', employer: '乙' } }), choices).extra).toEqual({ shop: '甲' })
  })
})

describe('the same matter', () => {
  const at = (over: Partial<Identity>): Identity => ({ numbers: [], categoryCode: '0401', areaCode: '140502', place: null, subject: null, ...over })

  it('is the same caller’s, or of one place or subject in one category and area', () => {
    expect(mayMerge(at({ numbers: ['n'], categoryCode: null }), at({ numbers: ['m', 'n'] }))).toBe(true)
    expect(mayMerge(at({ place: 'p' }), at({ place: 'p' }))).toBe(true)
    expect(mayMerge(at({ subject: 's' }), at({ subject: 's' }))).toBe(true)
    expect(mayMerge(at({}), at({}))).toBe(false)
    expect(samePlace(at({ place: 'p', areaCode: null }), at({ place: 'p', areaCode: null }))).toBe(false)
    expect(samePlace(at({ place: 'p' }), at({ place: 'p', categoryCode: '0402' }))).toBe(false)
  })

  it('does not depend on how a place is written', () => {
    expect(comparable('驿后小区 ４号楼（东）。')).toBe(comparable('驿后小区4号楼东'))
    expect(comparable(' 。')).toBeNull()
  })
})
