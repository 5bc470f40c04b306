import { describe, expect, it } from 'vitest'
import type { TicketEvent, TicketNo } from '../../src/contract/ticket.ts'
import type { Principal, Role } from '../../src/identity/port.ts'
import { createFieldCipher } from '../../src/platform/field-cipher.ts'
import { extensionPreviewRoute } from '../../src/ticket/desk/extension-preview.ts'
import type { WorklistName } from '../../src/contract/worklist.ts'
import { databases } from './support/databases.ts'
import { ticketing, type Ticketing } from './support/ticketing.ts'

const cipher = createFieldCipher(Buffer.alloc(32, 7).toString('base64'))
const person = (role: Role, department: string | null = null): Principal => ({ userId: role, username: department === null ? role : `${role}-${department}`, role, extension: null, department })
const [supervisor, clerk, head, police] = [person('supervisor'), person('unit', 'HB'), person('unit_head', 'HB'), person('unit', 'GA')]
const at = (text: string): number => Date.parse(`${text}+08:00`)
const monday = at('2026-11-23T14:00:00')
const noise = { type: 'complaint', categoryCode: '0401', areaCode: '140502', address: '驿后小区 4 号楼', content: '楼下夜间施工，太吵', contactPhone: '13700001111' } as const

function desk(tickets: Ticketing) {
  const show = async (no: TicketNo) => await tickets.reading.show(no, supervisor)
  const act = async (no: TicketNo, who: Principal, event: object) => await tickets.acting.act(no, who, { version: (await show(no)).version, ...event } as TicketEvent, 'zh')
  return {
    show, act,
    given: async (): Promise<TicketNo> => {
      const { ticketNo, version } = await tickets.writing.open({ channel: 'app', dnis: null, externalNo: null, ...noise }, supervisor, 'zh')
      await tickets.acting.act(ticketNo, supervisor, { event: 'submit', version }, 'zh')
      return ticketNo
    },
    list: async (who: Principal, name: WorklistName) => (await tickets.worklists.page(who, name, { below: false, limit: 50 })).items,
    preview: async (no: TicketNo, who: Principal, days: number): Promise<unknown> =>
      await extensionPreviewRoute(tickets).handle({ params: { ticketNo: no }, query: { days }, user: who, language: 'zh' } as never),
  }
}

describe.each(databases)('the desk of a department on $on', ({ open }) => {
  it('says until when more time would be, by working days, who decides, and why it cannot be had', async () => {
    let now = monday
    const { given, act, preview } = desk(ticketing(await open(), { cipher, now: () => now }))
    const no = await given()
    await act(no, clerk, { event: 'signFor' })
    // Five working days, and three more from there.
    expect(await preview(no, clerk, 3)).toEqual({ dueAt: at('2026-11-30T23:59:59.999'), newDueAt: at('2026-12-03T23:59:59.999'), byLeader: false, daysMax: 10, refused: null })
    expect(await preview(no, clerk, 11)).toMatchObject({ refused: '延期天数超过上限' })
    await expect(preview(no, person('unit', 'RS'), 3)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await act(no, clerk, { event: 'requestExtension', days: 3, reason: 'complex', note: '', callerInformed: true })
    await act(no, supervisor, { event: 'decideExtension', approved: true, leader: '', note: '' })
    expect(await preview(no, clerk, 2)).toMatchObject({ dueAt: at('2026-12-03T23:59:59.999'), newDueAt: at('2026-12-07T23:59:59.999'), byLeader: true, refused: null })
    now = at('2026-12-04T09:00:00')
    expect(await preview(no, clerk, 2)).toMatchObject({ refused: '已超过办理时限，不得再申请延期' })
    // Looking has changed nothing.
    expect((await act(no, supervisor, { event: 'remind', manner: 'phone', note: '' })).records.filter(({ kind }) => kind === 'extension_request')).toHaveLength(1)
  })

  it('shows what it waits for until it is decided, to itself and to the centre, and to nobody else (G40)', async () => {
    const { given, act, list } = desk(ticketing(await open(), { cipher, now: () => monday }))
    const no = await given()
    await act(no, clerk, { event: 'signFor' })
    await act(no, clerk, { event: 'requestUpgrade', reason: '多部门意见不一致', wish: '召开协调会' })
    await act(no, clerk, { event: 'requestExtension', days: 3, reason: 'coordination', note: '', callerInformed: true })
    for (const who of [clerk, head, supervisor]) expect((await list(who, 'upgrades')).map(({ ticket, record }) => [ticket.ticketNo, record?.data['wish']])).toEqual([[no, '召开协调会']])
    expect([(await list(clerk, 'extensions')).length, (await list(police, 'upgrades')).length]).toEqual([1, 0])
    await act(no, supervisor, { event: 'decideUpgrade', approved: true, leader: '分管副市长', note: '' })
    expect(await list(clerk, 'upgrades')).toEqual([])
  })

  it('has in hand what its reviewer sends back, and what the citizen objects to, each where it belongs', async () => {
    const { given, act, list, show } = desk(ticketing(await open(), { cipher, now: () => monday }))
    const no = await given()
    await act(no, clerk, { event: 'signFor' })
    const verified = await act(no, clerk, { event: 'verify', contacted: true, notContactedReason: '', substantiated: 'yes', findings: '' })
    await act(no, police, { event: 'answerCoTask', record: verified.records.find(({ kind }) => kind === 'co_task')?.id, result: '已劝阻' })
    const reply = { event: 'submitReply', contacted: true, contactedAt: monday, contactManner: 'phone', contactedBy: '经办人', result: '已处理', publicReply: '已处理', resolved: 'solved', unresolvedReason: '', lawfulBasis: '', reviewAt: null }
    await act(no, clerk, reply)
    expect([(await list(head, 'to_review')).length, (await list(clerk, 'handling')).length]).toEqual([1, 0])
    await act(no, head, { event: 'reviewReply', approved: false, note: '请补充照片' })
    // Its author stands on it as long as it is to be mended.
    expect((await list(clerk, 'handling')).map(({ ticket }) => [ticket.ticketNo, ticket.replyAuthor])).toEqual([[no, clerk.username]])
    await act(no, clerk, reply)
    await act(no, head, { event: 'reviewReply', approved: true, note: '' })
    await act(no, person('callback'), { event: 'callbackResult', solved: 'unsolved', satisfied: 'dissatisfied', reason: 'result', wantsPerson: false, note: '又吵了' })
    expect((await list(clerk, 'disputed')).map(({ by }) => by)).toEqual([(await show(no)).judgeBy])
    await act(no, person('callback'), { event: 'judge', reasonable: true, explanation: '问题反复' })
    expect([(await list(clerk, 'disputed')).length, (await list(clerk, 'rework')).map(({ ticket }) => [ticket.round, ticket.replyAuthor])]).toEqual([0, [[1, null]]])
  })
})
