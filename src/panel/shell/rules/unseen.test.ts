import { expect, it } from 'vitest'
import type { TicketNotice } from '../../../contract/ticket-notice.ts'
import { byTicket, counted, isQuiet, withNotice } from './unseen.ts'

const notice = (id: string, over: Partial<TicketNotice> = {}): TicketNotice => ({ id, at: 10, kind: 'dispatched', urgency: 'soon', dueBy: null, audience: 'unit', unit: 'HB', ticketNo: 'JC1' as TicketNotice['ticketNo'], title: '', details: {}, seenAt: null, seenBy: null, ...over })

it('a new notice stands by its time, once, and is gone when somebody has seen it', () => {
  const two = withNotice(withNotice([], notice('a', { at: 1 })), notice('b', { at: 3 }))
  const three = withNotice(withNotice(two, notice('c', { at: 2 })), notice('c', { at: 2 }))
  expect(three.map(({ id }) => id)).toEqual(['b', 'c', 'a'])
  expect(withNotice(three, notice('c', { seenAt: 9, seenBy: 'x' })).map(({ id }) => id)).toEqual(['b', 'a'])
})

it('notices stand by ticket, emergencies first', () => {
  const no = (ticketNo: string) => ({ ticketNo: ticketNo as TicketNotice['ticketNo'] })
  const groups = byTicket([notice('a', no('JC1')), notice('b', { ...no('JC2'), urgency: 'later' }), notice('c', { ...no('JC3'), urgency: 'emergency' }), notice('d', no('JC1'))])
  expect(groups.map(({ ticketNo, notices }) => [ticketNo, notices.map(({ id }) => id)])).toEqual([['JC3', ['c']], ['JC1', ['a', 'd']], ['JC2', ['b']]])
})

it('quiet hours go over midnight', () => {
  expect([22 * 60, 3 * 60, 7 * 60, 12 * 60].map((minute) => isQuiet('22:00-07:00', minute))).toEqual([true, true, false, false])
  expect([isQuiet('12:00-14:00', 12 * 60), isQuiet('12:00-14:00', 14 * 60), isQuiet(null, 0)]).toEqual([true, false, false])
})

it('the title carries the number, whatever it carried before', () => {
  expect([counted('工单 · 一号通', 3), counted('(3) 工单 · 一号通', 120), counted('(99+) 工单 · 一号通', 0)]).toEqual(['(3) 工单 · 一号通', '(99+) 工单 · 一号通', '工单 · 一号通'])
})
