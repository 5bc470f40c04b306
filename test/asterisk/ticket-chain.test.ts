import { expect, it } from 'vitest'
import type { TicketDetail } from '../../src/contract/ticket-detail.ts'
import type { Api } from '../rig/api.ts'
import { endedRecord, productForSuite, talkingRecord } from '../rig/suite.ts'
import { ASK_EVERY_MS, until } from '../rig/until.ts'

// From a call to a retired number until the department has replied, by the steps people take (A-X19, A-U18).

const product = productForSuite()

const said = { type: 'complaint', categoryCode: '0401', areaCode: '140502', address: '驿后小区4号楼', content: '楼下夜间施工，太吵', title: '夜间施工扰民' }

it('a call becomes a ticket that its department signs for, verifies, replies to, and waits for the citizen to be asked', async () => {
  const ringing = (await product().readyAgent('1001')).nextCall(0)
  const caller = await product().trunk.call('12319', '13912345678')
  ;(await ringing).answer()
  const { id } = await talkingRecord(product(), caller)
  const agent = await product().as('agent1001')
  const ask = async (who: Api, method: string, path: string, body?: object): Promise<TicketDetail> => {
    const { status, body: answer } = await who.ask(method, path, body)
    expect([status, answer], `${method} ${path}`).toEqual([200, expect.anything()])
    return answer as unknown as TicketDetail
  }
  const [{ ticketNo: no }] = await until('the ticket', async () => await agent.tickets(id).then(([opened]) => opened && ([opened] as const)), 5_000, ASK_EVERY_MS)
  const step = async (username: string, event: object): Promise<TicketDetail> => {
    const who = await product().as(username)
    return await ask(who, 'POST', `/tickets/${no}/events`, { version: (await ask(who, 'GET', `/tickets/${no}`)).version, ...event })
  }

  await ask(agent, 'PATCH', `/tickets/${no}`, { version: (await ask(agent, 'GET', `/tickets/${no}`)).version, ...said })
  const submitted = await step('agent1001', { event: 'submit' })
  expect(submitted).toMatchObject({ state: 'dispatched', dnis: '12319', callId: id, leadUnit: 'HB', section: '噪声科', stage: 'verification' })
  // Accepted and dispatched in the same moment (Z09).
  expect(submitted.dispatchedAt).toBe(submitted.acceptedAt)
  await caller.hangUp()
  expect((await endedRecord(product(), caller)).ticketId).toBe(no)

  await step('unit-HB', { event: 'signFor' })
  const verified = await step('unit-HB', { event: 'verify', contacted: true, substantiated: 'yes', findings: '现场属实' })
  const task = verified.records.find(({ kind, state }) => kind === 'co_task' && state === 'open')
  await step('unit-GA', { event: 'answerCoTask', record: task?.id, result: '已出警劝阻' })
  await step('unit-HB', { event: 'submitReply', contacted: true, contactedAt: new Date().toISOString(), contactManner: 'phone', contactedBy: '噪声科', result: '责令夜间停工', publicReply: '夜间已停止施工。', resolved: 'solved' })
  const fedBack = await step('head-HB', { event: 'reviewReply', approved: true })
  expect(fedBack).toMatchObject({ state: 'pending_callback', dnis: '12319', leadUnit: 'HB', stage: 'callback' })
  expect(fedBack.records.filter(({ kind }) => kind === 'survey')).toMatchObject([{ state: 'open', round: 0 }])
  expect(fedBack.timeline.map(({ event, actor }) => `${event} ${actor}`)).toEqual([
    'open system', 'submit agent1001', 'autoDispatch system', 'signFor unit-HB', 'verify unit-HB', 'answerCoTask unit-GA', 'submitReply unit-HB', 'reviewReply head-HB',
  ])
})
