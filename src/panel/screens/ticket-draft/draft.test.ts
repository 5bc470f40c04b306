import { describe, expect, it } from 'vitest'
import type { TicketDetail } from '../../../contract/ticket-detail.ts'
import type { TicketFields, TicketNo } from '../../../contract/ticket.ts'
import { Problem } from '../../server/problem.ts'
import { createDraft } from './draft.ts'

const blank: TicketFields = {
  title: '', content: '', type: null, categoryCode: null, areaCode: null, address: '', respondent: '', urgency: 'normal', callerName: '', callerSex: null, callerAge: null,
  subjectType: 'person', callerLabels: [], contactPhone: '', anonymous: false, confidential: false, wantsReply: true, reply: '', suggestedUnit: null, extra: {},
}
const ticketNo = 'JC20261121000001' as TicketNo
const needed: TicketDetail['needed'] = { submit: [], directAnswer: [] }

/** A server that keeps the ticket as the real one does, and can be away; a clock that is moved by hand. */
function desk() {
  const server = { fields: blank, version: 1, away: false, asked: 0, handedIn: false }
  const kept = new Map<string, string>()
  let due: (() => void)[] = []
  const open = () =>
    createDraft({
      ticket: { ticketNo, needed, fields: server.fields, version: server.version },
      async send({ version, ...changes }) {
        server.asked += 1
        if (server.away) throw new Problem({ status: 0, code: 'OFFLINE', title: 'away' })
        if (server.handedIn) throw new Problem({ status: 409, code: 'ILLEGAL_TRANSITION', title: 'handed in' })
        if (version !== server.version) throw new Problem({ status: 409, code: 'VERSION_CONFLICT', title: 'newer' })
        if (changes.contactPhone !== undefined && !/^(\d{5,12}|)$/.test(changes.contactPhone)) throw new Problem({ status: 400, code: 'INVALID_REQUEST', title: 'wrong', fields: { contactPhone: 'digits' } })
        Object.assign(server, { fields: { ...server.fields, ...changes, extra: { ...server.fields.extra, ...changes.extra } }, version: version + 1 })
        return { ticketNo, state: 'draft', updatedAt: 1, needed, allowedEvents: [], fields: server.fields, version: server.version }
      },
      read: async () => ({ fields: server.fields, version: server.version, needed }),
      storage: { getItem: (key) => kept.get(key) ?? null, setItem: (key, text) => void kept.set(key, text), removeItem: (key) => void kept.delete(key) },
      now: () => 42,
      later(act) {
        due.push(act)
        return () => void (due = due.filter((one) => one !== act))
      },
    })
  return { server, kept, open, draft: open(), colleague: (fields: Partial<TicketFields>) => Object.assign(server, { fields: { ...server.fields, ...fields }, version: server.version + 1 }) }
}

describe('a draft as it is typed', () => {
  it('sends what changed, and leaves nothing in the tab once it is saved', async () => {
    const { draft, server, kept } = desk()
    draft.set({ content: '噪' })
    draft.set({ content: '噪声', extra: { shop: '甲' } })
    expect(draft.now().save).toBe('waiting')
    expect(kept.size).toBe(1)
    await draft.flush()
    expect(server).toMatchObject({ fields: { content: '噪声', extra: { shop: '甲' } }, version: 2, asked: 1 })
    expect(draft.now()).toMatchObject({ save: 'saved', savedAt: 42, version: 2 })
    expect(kept.size).toBe(0)
  })

  it('keeps the text while the server is away, and after the page was opened anew', async () => {
    const { draft, server, open, kept } = desk()
    server.away = true
    draft.set({ content: '停水三天' })
    await draft.flush()
    expect(draft.now()).toMatchObject({ save: 'failed', fields: { content: '停水三天' } })
    draft.stop()
    server.away = false
    const again = open()
    expect(again.now()).toMatchObject({ restored: true, fields: { content: '停水三天' } })
    await again.flush()
    expect(server.fields.content).toBe('停水三天')
    expect([again.now().save, kept.size]).toEqual(['saved', 0])
  })

  it('takes in what a colleague wrote, and says where both wrote', async () => {
    const { draft, server, colleague } = desk()
    draft.set({ content: 'mine', address: 'here' })
    colleague({ content: 'theirs', reply: 'told' })
    await draft.flush()
    await draft.flush()
    expect(server.fields).toMatchObject({ content: 'mine', address: 'here', reply: 'told' })
    expect(draft.now()).toMatchObject({ save: 'saved', theirs: { content: 'theirs' } })
  })

  it('says which field cannot be kept, and saves the others', async () => {
    const { draft, server } = desk()
    draft.set({ contactPhone: '13', content: 'a' })
    await draft.flush()
    await draft.flush()
    expect(draft.now()).toMatchObject({ save: 'refused', errors: { contactPhone: 'digits' }, fields: { contactPhone: '13' } })
    expect(server.fields).toMatchObject({ contactPhone: '', content: 'a' })
    draft.set({ contactPhone: '13700001111' })
    await draft.flush()
    expect(draft.now()).toMatchObject({ save: 'saved', errors: {} })
    expect(server.fields.contactPhone).toBe('13700001111')
  })

  it('keeps what is typed while it is being sent', async () => {
    const { draft, server } = desk()
    draft.set({ content: 'a' })
    const going = draft.flush()
    draft.set({ content: 'ab' })
    await going
    expect(draft.now().fields.content).toBe('ab')
    await draft.flush()
    expect(server.fields.content).toBe('ab')
  })

  it('stops when the ticket was handed in elsewhere, and still has the text', async () => {
    const { draft, server, kept } = desk()
    server.handedIn = true
    draft.set({ content: 'late' })
    await draft.flush()
    expect(draft.now()).toMatchObject({ save: 'away', fields: { content: 'late' } })
    expect(kept.size).toBe(1)
    expect(draft.isClean()).toBe(false)
    draft.set({ content: 'later' })
    expect(draft.now().save).toBe('away')
  })
})
