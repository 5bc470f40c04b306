import { describe, expect, it } from 'vitest'
import type { TicketState } from '../../contract/ticket.ts'
import { publicReply, worthTelling } from './telling.ts'

const at = (state: TicketState, closedAt: number | null = null) => ({ state, closedAt })

describe('the system a matter came from', () => {
  it.each([
    ['of its end', at('pending_callback'), at('closed', 1), [true, true]],
    ['of its being taken up again', at('closed', 1), at('handling'), [true, true]],
    ['of a stage only if it asked', at('pending_dispatch'), at('dispatched'), [false, true]],
    ['of nothing within a stage', at('dispatched'), at('signed'), [false, false]],
    ['of a hand-over by voice', at('pending_dispatch'), at('transferred', 1), [true, true]],
    ['of nothing but a stage while another system has it', at('pending_dispatch'), at('transferred'), [false, true]],
    ['of what the other system made of it', at('transferred'), at('closed', 1), [true, true]],
    ['of nothing when it is archived', at('closed', 1), at('archived', 1), [false, false]],
  ])('is told %s', (_, before, after, told) => {
    expect([worthTelling(before, after, 'end'), worthTelling(before, after, 'stages')]).toEqual(told)
  })
})

describe('the reply everybody concerned may read', () => {
  const ticket = { ...at('closed', 1), closeReason: null, reply: '', records: [], said: [] }
  const replied = { kind: 'reply', data: { publicReply: '已修复。', result: '内部情况' } }

  it('is the department’s last one, and what was answered at once where there is none', () => {
    expect(publicReply({ ...ticket, reply: '已告知。', records: [{ kind: 'reply', data: { publicReply: '第一次' } }, replied] })).toBe('已修复。')
    expect(publicReply({ ...ticket, closeReason: 'direct_answer', reply: '已告知。' })).toBe('已告知。')
  })

  it('is what the other system said last, or where to go instead', () => {
    expect(publicReply({ ...ticket, closeReason: 'mirrored', said: [{ event: 'mirrored', note: '一' }, { event: 'mirrored', note: '二' }] })).toBe('二')
    expect(publicReply({ ...ticket, state: 'rejected', said: [{ event: 'reject', note: '请向法院提起诉讼' }] })).toBe('请向法院提起诉讼')
  })

  it('is nothing before the end, and never what was noted for ourselves', () => {
    expect(publicReply({ ...ticket, ...at('pending_callback'), records: [replied] })).toBeNull()
    expect(publicReply({ ...ticket, state: 'cancelled', said: [{ event: 'cancel', note: '本人来电撤回' }] })).toBeNull()
    expect(publicReply(ticket)).toBeNull()
  })
})
