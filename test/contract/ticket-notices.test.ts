import { describe, expect, it } from 'vitest'
import type { TicketEvent, TicketNo } from '../../src/contract/ticket.ts'
import type { Principal, Role } from '../../src/identity/port.ts'
import { createFieldCipher } from '../../src/platform/field-cipher.ts'
import { alarmsOf, tellingOf } from '../../src/ticket/notice/notices.ts'
import { isFor, readsOf } from '../../src/ticket/rules/audience.ts'
import { databases } from './support/databases.ts'
import { ticketing } from './support/ticketing.ts'

const cipher = createFieldCipher(Buffer.alloc(32, 7).toString('base64'))
const person = (role: Role, department: string | null = null, workspace: string | null = null): Principal => ({ userId: role, username: `${role}${department ?? ''}`, role, extension: null, department, workspace })
const supervisor = person('supervisor')
const noise = { type: 'complaint', categoryCode: '0401', areaCode: '140502', address: '驿后小区 4 号楼', content: '楼下夜间施工，太吵', contactPhone: '13700001111' } as const
const monday = Date.parse('2026-11-23T14:00:00+08:00')

async function desk(open: (typeof databases)[number]['open']) {
  const db = await open()
  let now = monday
  const tickets = ticketing(db, { cipher, now: () => (now += 1_000) })
  const heard: string[] = []
  const alarms: string[] = []
  tickets.onChange((change) => {
    for (const [{ kind, ticketNo }, of] of tellingOf(change)) heard.push(`${kind} ${of.audience} ${ticketNo}`)
    for (const { kind, details } of alarmsOf(change, (unit) => `局 ${unit}`)) alarms.push(`${kind} ${Object.values(details).join(' ')}`)
  })
  const submit = async (fields: object = {}): Promise<TicketNo> => {
    const { ticketNo, version } = await tickets.writing.open({ channel: 'app', dnis: null, externalNo: null, ...noise, ...fields }, supervisor, 'zh')
    await tickets.acting.act(ticketNo, supervisor, { event: 'submit', version } as TicketEvent, 'zh')
    return ticketNo
  }
  const kinds = async (user: Principal) => (await tickets.notices.list(user, { limit: 50 })).items.map(({ kind, ticketNo }) => [kind, ticketNo])
  return { ...tickets, db, heard, alarms, submit, kinds }
}

describe.each(databases)('what people are told of tickets on $on', ({ open }) => {
  it('is for the desk and the department it is meant for, and nothing personal', async () => {
    const { submit, kinds, db, heard } = await desk(open)
    const no = await submit({ callerName: '张三丰' })
    expect(await kinds(person('unit', 'HB'))).toEqual([['dispatched', no]])
    expect(await kinds(person('unit_head', 'GA'))).toEqual([['co_task', no]])
    for (const other of [person('unit', 'RS'), person('unit'), person('dispatcher'), person('callback'), person('agent'), supervisor]) expect(await kinds(other)).toEqual([])
    expect(heard).toEqual([`dispatched unit ${no}`, `co_task unit ${no}`])
    expect(JSON.stringify(await db('ticket_notices'))).not.toMatch(/张三丰|13700001111|驿后/)
  })

  it('stands first while nobody has seen it, and goes on page by page', async () => {
    const { submit, notices } = await desk(open)
    const clerk = person('unit', 'HB')
    const four = [await submit(), await submit({ areaCode: '140581' }), await submit(), await submit({ areaCode: '140524' })]
    const all = (await notices.list(clerk, { limit: 50 })).items
    expect(all.map(({ ticketNo }) => ticketNo)).toEqual(four.toReversed())
    const seen = await notices.see(all[1]!.id, clerk)
    expect(seen).toMatchObject({ ticketNo: four[2], seenBy: 'unitHB' })
    expect(await notices.see(all[1]!.id, person('unit_head', 'HB'))).toEqual(seen)
    expect((await notices.see(all[3]!.id, clerk)).seenAt).toBeGreaterThan(seen.seenAt!)
    const order: TicketNo[] = []
    let cursor: string | undefined
    do {
      const page = await notices.list(clerk, { limit: 1, cursor })
      order.push(...page.items.map(({ ticketNo }) => ticketNo))
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    expect(order).toEqual([four[3], four[1], four[2], four[0]])
    expect((await notices.list(clerk, { limit: 50, seen: false })).items.map(({ ticketNo }) => ticketNo)).toEqual([four[3], four[1]])
  })

  it('is not found by anybody else', async () => {
    const { submit, notices } = await desk(open)
    await submit()
    const [one] = (await notices.list(person('unit', 'HB'), { limit: 1 })).items
    for (const other of [person('unit', 'GA'), supervisor, person('dispatcher')]) await expect(notices.see(one!.id, other)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(notices.see('none.1.0', person('unit', 'HB'))).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('of a sub-platform is for its own desks (U10), and an emergency is an alarm of the centre (G14)', async () => {
    const { submit, kinds, db, alarms } = await desk(open)
    const no = await submit({ urgency: 'emergency' })
    expect(await kinds(supervisor)).toEqual([['emergency', no]])
    expect(alarms).toEqual([`ticket_emergency ${no} HB 局 HB`])
    await db('tickets').update({ workspace: '安监' })
    expect([await kinds(supervisor), await kinds(person('supervisor', null, '安监'))]).toEqual([[], [['emergency', no]]])
    const told = { audience: 'supervisor', unit: 'HB', workspace: '安监' } as const
    expect([supervisor, person('supervisor', null, '安监'), person('unit_head', 'HB')].map((user) => isFor(readsOf(user), told))).toEqual([false, true, false])
  })
})
