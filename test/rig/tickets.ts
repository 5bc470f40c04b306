import { expect } from 'vitest'
import type { TicketDetail } from '../../src/contract/ticket-detail.ts'
import type { Product } from './start-product.ts'

/** A matter that needs nothing more; by the responsibility list it goes to HB, with GA assisting. */
export const NOISE = { contactPhone: '13700001111', callerName: '李晓', type: 'complaint', categoryCode: '0401', areaCode: '140502', content: '楼下烧烤店夜间营业，噪音扰民，要求处理', address: '驿后小区 4 号楼' }

/** What is written instead of the usual on the way of a ticket. */
interface Written {
  verify?: object
  reply?: object
}

/** Tickets as the people of the demo city work on them over the API. A refusal fails the test. */
export interface TicketsAtWork {
  as: <Result>(user: string, method: string, path: string, body?: object) => Promise<Result>
  /** As the supervisor reads it. */
  kept: (ticketNo: string) => Promise<TicketDetail>
  /** A step on the ticket as it is now. */
  act: (user: string, ticketNo: string, event: object) => Promise<TicketDetail>
  /** Noise, with what is given instead, written and handed in by a seat. */
  handIn: (fields?: object) => Promise<TicketDetail>
  /** Whoever is to assist has done so. */
  assisted: (ticketNo: string) => Promise<void>
  /** HB signs, verifies and replies, GA assists, HB's head approves: the citizen is to be called back. */
  fedBack: (ticketNo: string, written?: Written) => Promise<TicketDetail>
}

export function ticketsAtWork(product: () => Product): TicketsAtWork {
  async function as<Result>(user: string, method: string, path: string, body?: object): Promise<Result> {
    const { status, body: said } = await (await product().as(user)).ask<Result>(method, path, body)
    expect(status, `${user} ${method} ${path} ${JSON.stringify(body ?? null).slice(0, 300)}: ${JSON.stringify(said)}`).toBeLessThan(300)
    return said
  }
  const kept = async (ticketNo: string) => await as<TicketDetail>('supervisor', 'GET', `/tickets/${ticketNo}`)
  const act = async (user: string, ticketNo: string, event: object) => await as<TicketDetail>(user, 'POST', `/tickets/${ticketNo}/events`, { version: (await kept(ticketNo)).version, ...event })

  async function handIn(fields: object = {}): Promise<TicketDetail> {
    const { ticketNo } = await as<TicketDetail>('agent1001', 'POST', '/tickets', { ...NOISE, ...fields })
    return await act('agent1001', ticketNo, { event: 'submit' })
  }
  async function assisted(ticketNo: string): Promise<void> {
    const tasks = (await kept(ticketNo)).records.filter(({ kind, state }) => kind === 'co_task' && state === 'open')
    for (const { id, unit } of tasks) await act(`unit-${unit}`, ticketNo, { event: 'answerCoTask', record: id, result: '已到场劝阻' })
  }
  async function fedBack(ticketNo: string, { verify, reply }: Written = {}): Promise<TicketDetail> {
    await act('unit-HB', ticketNo, { event: 'signFor' })
    await act('unit-HB', ticketNo, { event: 'verify', contacted: true, substantiated: 'yes', findings: '现场检测超标', ...verify })
    await assisted(ticketNo)
    const contactedAt = new Date(Date.now() - 1_000).toISOString()
    await act('unit-HB', ticketNo, { event: 'submitReply', contacted: true, contactedAt, contactManner: 'phone', contactedBy: '经办人', result: '已责令商户整改，限期安装隔音设施', publicReply: '已责令商户整改，夜间停止营业', resolved: 'solved', ...reply })
    return await act('head-HB', ticketNo, { event: 'reviewReply', approved: true })
  }
  return { as, kept, act, handIn, assisted, fedBack }
}
