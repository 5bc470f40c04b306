import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TicketFields } from '../../../../contract/ticket.ts'
import { changesOf, merged } from './merge-edits.ts'

const blank: TicketFields = {
  title: '', content: '', type: null, categoryCode: null, areaCode: null, address: '', respondent: '', urgency: 'normal', callerName: '', callerSex: null, callerAge: null,
  subjectType: 'person', callerLabels: [], contactPhone: '', anonymous: false, confidential: false, wantsReply: true, reply: '', suggestedUnit: null, extra: {},
}
const ticket = (over: Partial<TicketFields>): TicketFields => ({ ...blank, ...over })
const some = fc.record({
  content: fc.constantFrom('', 'a', 'b'), address: fc.constantFrom('', 'c', 'd'), categoryCode: fc.constantFrom(null, '0401', '0402'),
  callerLabels: fc.constantFrom<TicketFields['callerLabels']>([], ['elder']), extra: fc.dictionary(fc.constantFrom('shop', 'balance'), fc.constantFrom('', '1', '2')),
}).map(ticket)

describe('what is written in two places', () => {
  it('is sent only as far as it changed', () => {
    expect(changesOf(ticket({ content: 'a', extra: { shop: '1', balance: '2' } }), ticket({ content: 'a', type: 'help', extra: { shop: '1', balance: '3' } }))).toEqual({ type: 'help', extra: { balance: '3' } })
    expect(changesOf(blank, ticket({ callerLabels: [] }))).toEqual({})
  })

  it('keeps everything typed here, and everything else as the server has it', () => {
    fc.assert(fc.property(some, some, some, (base, mine, theirs) => {
      const { fields } = merged(base, mine, theirs)
      const own = changesOf(base, mine)
      for (const field of ['content', 'address', 'categoryCode', 'callerLabels'] as const) expect(fields[field]).toEqual(field in own ? mine[field] : theirs[field])
      for (const id of ['shop', 'balance']) expect(fields.extra[id] ?? '').toBe((mine.extra[id] ?? '') !== (base.extra[id] ?? '') && id in mine.extra ? mine.extra[id] : (theirs.extra[id] ?? ''))
    }))
  })

  it('says which fields were written by both, differently', () => {
    expect(merged(ticket({}), ticket({ content: 'a', address: 'x' }), ticket({ content: 'b', address: 'x', reply: 'r' })).both).toEqual(['content'])
  })

  it('changes nothing when nobody wrote', () => {
    fc.assert(fc.property(some, (base) => {
      expect(merged(base, base, base)).toEqual({ fields: base, both: [] })
    }))
  })
})
