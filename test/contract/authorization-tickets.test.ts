import type { Knex } from 'knex'
import { describe, expect, it } from 'vitest'
import { Extension } from '../../src/contract/ids.ts'
import type { TicketFields, TicketNo } from '../../src/contract/ticket.ts'
import type { Principal, Role } from '../../src/identity/port.ts'
import { createFieldCipher } from '../../src/platform/field-cipher.ts'
import { noon } from './support/call-facts.ts'
import { databases } from './support/databases.ts'
import { ticketing, type Ticketing } from './support/ticketing.ts'

const cipher = createFieldCipher(Buffer.alloc(32, 7).toString('base64'))
const who = (role: Role, over: Partial<Principal> = {}): Principal => ({ userId: role, username: role, role, extension: null, department: null, workspace: null, ...over })
const agent = who('agent', { username: 'agent1001', extension: Extension.parse('1001') })
const of = (department: string, workspace: string | null = null): Principal => who('unit', { username: `unit-${department}`, department, workspace })

interface Standing {
  lead?: string
  accountable?: string
  co?: string
  workspace?: string
  state?: string
}

/** A ticket on hand of a department, however it came there. */
async function placed(db: Knex, { writing }: Ticketing, given: Partial<TicketFields>, { lead, accountable, co, workspace, state = 'handling' }: Standing): Promise<TicketNo> {
  const { ticketNo, id } = await writing.open({ channel: 'app', dnis: null, externalNo: null, title: '道路破损', callerName: '张三丰', contactPhone: '13700001111', callerAge: 70, ...given }, agent, 'zh')
  await db('tickets').where({ id }).update({ state, lead_unit: lead ?? null, accountable_unit: accountable ?? lead ?? null, workspace: workspace ?? null, ani_sealed: cipher.seal('13912345678') })
  const parts = [['lead', lead], ['accountable', accountable ?? lead], ['co', co]].flatMap(([part, unit]) => (unit === undefined ? [] : [{ ticket_id: id, unit, part }]))
  if (parts.length > 0) await db('ticket_units').insert(parts)
  return ticketNo
}

async function room(open: () => Promise<Knex>) {
  const db = await open()
  const all = ticketing(db, { cipher, now: (() => { let now = noon; return () => (now += 1) })() })
  const listed = async (user: Principal, filter: object = {}) => (await all.search.page({ limit: 50, filter: { ...filter, sight: all.reading.sight(user) } })).items.map(({ ticketNo }) => ticketNo)
  const reads = async (user: Principal, no: TicketNo) => await all.reading.show(no, user).then(() => true, (error: { code: string }) => error.code)
  return { ...all, db, listed, reads, place: async (given: Partial<TicketFields>, standing: Standing) => await placed(db, all, given, standing) }
}

describe.each(databases)('tickets are seen on $on', ({ open }) => {
  it('by the people of their department, of those above it and of those that help, and by no others (I8)', async () => {
    const { place, listed, reads } = await room(open)
    const down = await place({}, { lead: 'SQ1', accountable: 'QCQ' })
    const helped = await place({}, { lead: 'RS', co: 'CG' })
    const fresh = await place({}, { state: 'pending_dispatch' })
    for (const [unit, seen] of [['SQ1', [down]], ['JD1', [down]], ['QCQ', [down]], ['CG', [helped]], ['RS', [helped]], ['QGP', []]] as const) {
      expect([unit, (await listed(of(unit))).toSorted()]).toEqual([unit, seen])
      for (const no of [down, helped, fresh]) expect([unit, no, await reads(of(unit), no)]).toEqual([unit, no, (seen as readonly TicketNo[]).includes(no) ? true : 'NOT_FOUND'])
    }
    expect(await listed(who('dispatcher'))).toHaveLength(3)
    expect(await listed(agent)).toHaveLength(3)
    expect(await listed(who('agent', { extension: Extension.parse('1002') }))).toEqual([])
    expect(await listed(who('unit'))).toEqual([])
  })

  it('of a sub-platform by its own people; the centre counts them (A-U06, U10)', async () => {
    const { place, listed, reads, reading } = await room(open)
    const theirs = await place({}, { workspace: '安监', state: 'pending_dispatch' })
    const ours = await place({}, { state: 'pending_dispatch' })
    for (const role of ['dispatcher', 'callback', 'supervisor'] as const) {
      const own = who(role, { department: 'YJ', workspace: '安监' })
      expect([role, await reads(own, theirs), await reads(own, ours), await listed(own)]).toEqual([role, true, 'NOT_FOUND', [theirs]])
      expect([role, await reads(who(role), theirs), await reads(who(role), ours), await listed(who(role))]).toEqual([role, 'NOT_FOUND', true, [ours]])
    }
    // Whoever took the call keeps it.
    expect(await reads(agent, theirs)).toBe(true)
    expect(await reading.counts(who('supervisor'))).toEqual(expect.arrayContaining([{ workspace: '安监', state: 'pending_dispatch', count: 1 }, { workspace: null, state: 'pending_dispatch', count: 1 }]))
    expect(await reading.counts(who('supervisor', { workspace: '安监' }))).toEqual([{ workspace: '安监', state: 'pending_dispatch', count: 1 }])
    // Who answers a line is the centre, until the matter is accepted (U03).
    const draft = await place({}, { workspace: '安监', state: 'draft' })
    expect([await reads(who('supervisor'), draft), await listed(who('supervisor'))]).toEqual([true, expect.arrayContaining([ours, draft])])
    expect([await reads(who('supervisor', { department: 'YJ', workspace: '安监' }), draft), await reads(who('dispatcher', { workspace: '教育' }), draft)]).toEqual([true, 'NOT_FOUND'])
  })

  it('and go to no department outside the sub-platform', async () => {
    const { place, acting, reading } = await room(open)
    const no = await place({}, { workspace: '安监', state: 'pending_dispatch' })
    const clerk = who('dispatcher', { workspace: '安监' })
    const { version } = await reading.show(no, clerk)
    const event = { event: 'dispatch', version, unit: 'CG', section: null, coUnits: [], method: '', requirements: '', overrideReason: '' } as const
    await expect(acting.act(no, clerk, event as never, 'zh')).rejects.toMatchObject({ code: 'TICKET_INCOMPLETE', details: { errors: [{ path: 'unit', why: 'workspace' }] } })
  })

  it('without the citizen when nobody may know them, masked otherwise; shown in full to those who have it, on record', async () => {
    const { place, reading, audited } = await room(open)
    const [secret, plain] = [await place({ confidential: true }, { lead: 'CG' }), await place({}, { lead: 'CGZ', accountable: 'CGZ' })]
    const hidden = await reading.show(secret, of('CG'))
    expect(hidden).toMatchObject({ ani: null, callId: null, masked: true, fields: { callerName: '', contactPhone: '', callerAge: null } })
    expect(JSON.stringify(hidden)).not.toMatch(/1111|5678|张/)
    expect(await reading.show(plain, of('CGZ'))).toMatchObject({ ani: null, fields: { callerName: '张**', contactPhone: '137****1111' } })
    await expect(reading.reveal(secret, of('CG'), '联系诉求人')).rejects.toMatchObject({ code: 'FORBIDDEN' })
    expect(await reading.reveal(plain, of('CGZ'), '联系诉求人')).toMatchObject({ contactPhone: '13700001111' })
    expect(await reading.reveal(secret, who('callback'), '回访')).toMatchObject({ callerName: '张三丰' })
    await expect(reading.reveal(plain, of('CG'), '好奇')).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(audited.map(({ actor, action, target, ok }) => [actor, action, target, ok])).toEqual([
      ['unit-CG', 'ticket.reveal', `ticket:${secret}`, false], ['unit-CGZ', 'ticket.reveal', `ticket:${plain}`, true],
      ['callback', 'ticket.reveal', `ticket:${secret}`, true], ['unit-CG', 'ticket.read', `ticket:${plain}`, false],
    ])
  })

  it('only so far that a number leads a department to nobody, and who helps neither signs nor learns who it is', async () => {
    const { place, reading } = await room(open)
    const no = await place({}, { lead: 'RS', co: 'CG', state: 'dispatched' })
    expect(() => reading.sight(of('CG'), { number: '13700001111' })).toThrow(expect.objectContaining({ code: 'FORBIDDEN' }))
    expect((await reading.show(no, of('CG'))).allowedEvents).not.toContain('signFor')
    expect((await reading.show(no, of('RS'))).allowedEvents).toContain('signFor')
    await expect(reading.reveal(no, of('CG'), '联系诉求人')).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})
