import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { siteDay } from '../../src/platform/site-day.ts'
import { addDays } from '../../src/calendar/rules/working-days.ts'
import type { Callout, DutyNow, DutyPerson, DutyPlan, DutyRoster, SpecialPeriod, SpecialPeriodDetail } from '../../src/contract/roster.ts'
import type { TicketDetail } from '../../src/contract/ticket-detail.ts'
import type { TicketNotice } from '../../src/contract/ticket-notice.ts'
import { databases } from './support/databases.ts'
import { wholeServer } from './support/whole-server.ts'

const UNITS = ['RQ', 'XF', 'CG']
const today = (): string => siteDay('Asia/Shanghai')(Date.now())
const ALL_DAY = { hours: '00:00-24:00', days: [1, 2, 3, 4, 5, 6, 7] }
const HOUR_MS = 3_600_000
const leak = { channel: 'app', type: 'help', categoryCode: '1201', areaCode: '140502', address: '驿后小区 4 号楼', content: '楼道里燃气味很重', title: '燃气泄漏', contactPhone: '13700001111' }

describe.each(databases)('duty roster, emergency team and special periods on $on', ({ url }) => {
  let server: Awaited<ReturnType<typeof wholeServer>>
  const tokens = new Map<string, string>()
  beforeAll(async () => {
    server = await wholeServer(await url(), UNITS.map((code) => ({ code })))
  }, 60_000)
  afterAll(async () => await server.stop())

  async function ask<Body = Record<string, unknown>>(username: string, method: string, path: string, json?: object): Promise<{ status: number; body: Body }> {
    const { client, passwordOf } = server
    if (!tokens.has(username)) tokens.set(username, String((await client.ask('/api/v1/session', { method: 'POST', json: { username, password: passwordOf(username) } })).body['token']))
    return (await client.ask(`/api/v1${path}`, { token: tokens.get(username), method, ...(json && { json }) })) as never
  }
  async function done<Body>(username: string, method: string, path: string, json?: object): Promise<Body> {
    const { status, body } = await ask<Body>(username, method, path, json)
    expect([status < 300, status < 300 ? '' : JSON.stringify(body)]).toEqual([true, ''])
    return body
  }
  const person = async (unit: string | null, name: string, more: object = {}): Promise<DutyPerson> => await done('admin', 'POST', '/duty/people', { unit, name, ...more })
  const roster = async (user: string, unit: string | null, to = today()): Promise<DutyRoster> => await done(user, 'GET', `/duty/roster?${unit === null ? '' : `unit=${unit}&`}from=${today()}&to=${to}`)
  async function emergency(): Promise<TicketDetail> {
    const { ticketNo, version } = await done<TicketDetail>('dispatcher', 'POST', '/tickets', leak)
    return await done('dispatcher', 'POST', `/tickets/${ticketNo}/events`, { event: 'submit', version })
  }
  const told = async (user: string): Promise<TicketNotice[]> => (await done<{ items: TicketNotice[] }>(user, 'GET', '/ticket-notices?limit=200')).items

  it('says who is on duty, lets people change places, and shows what nobody covers (G03)', async () => {
    const [anna, bert] = [await person('CG', '值班员甲', { phone: '13900000001', username: 'unit-CG', position: '科员' }), await person('CG', '值班员乙')]
    const plan = await done<DutyPlan>('head-CG', 'POST', '/duty/plans', { unit: 'CG', people: [anna.id, bert.id], from: today(), ...ALL_DAY })
    await done('head-CG', 'PUT', '/duty/cover', { unit: 'CG', cover: 'always' })
    const two = await roster('unit-CG', 'CG', addDays(today(), 1))
    expect([two.turns.map((turn) => turn.person?.name), two.holes]).toEqual([['值班员甲', '值班员乙'], []])

    const [first, second] = two.turns
    await done('head-CG', 'POST', `/duty/turns/${first?.id}/swap`, { with: second?.id, reason: '调班' })
    expect((await roster('unit-CG', 'CG', addDays(today(), 1))).turns.map((turn) => [turn.person?.name, turn.changed?.reason])).toEqual([['值班员乙', '调班'], ['值班员甲', '调班']])
    await done('head-CG', 'POST', `/duty/turns/${second?.id}/person`, { person: null, reason: '病假' })
    const short = await roster('unit-CG', 'CG', addDays(today(), 1))
    expect([short.turns[1]?.person, short.holes]).toEqual([null, [expect.objectContaining({ unit: 'CG', startsAt: second?.startsAt })]])
    expect((await ask('admin', 'GET', '/duty/holes')).body).toMatchObject({ items: expect.arrayContaining([expect.objectContaining({ unit: 'CG' })]) })

    // Their own turn: on the desk of whoever signs in, until they say that they know.
    await done('head-CG', 'POST', `/duty/turns/${second?.id}/person`, { person: anna.id, reason: '病愈' })
    const mine = (await done<DutyNow>('unit-CG', 'GET', '/duty/now')).mine.find(({ id }) => id === second?.id)
    expect(mine?.seenAt).toBeNull()
    await done('unit-CG', 'POST', `/duty/turns/${second?.id}/seen`)
    expect((await roster('head-CG', 'CG', addDays(today(), 1))).turns[1]?.seenAt).not.toBeNull()
    expect((await ask('head-CG', 'POST', `/duty/turns/${second?.id}/seen`)).status).toBe(404)
    expect((await done<DutyNow>('unit-CG', 'GET', '/duty/now')).onDuty.map(({ unit, person: on }) => [unit, on?.name])).toEqual([['CG', '值班员乙']])

    await done('head-CG', 'POST', `/duty/plans/${plan.id}/end`, { version: plan.version })
    const ended = await roster('head-CG', 'CG', addDays(today(), 1))
    expect([ended.turns, ended.holes.length]).toEqual([[], 1])
  })

  it('is kept by the department itself and the centre, and by nobody beside', async () => {
    const [own, other] = [await person('CG', '本单位'), await person('RQ', '外单位')]
    const plan = { unit: 'CG', people: [own.id], from: today(), ...ALL_DAY }
    const statuses = await Promise.all([ask('unit-CG', 'POST', '/duty/plans', plan), ask('head-RQ', 'POST', '/duty/plans', plan), ask('dispatcher', 'POST', '/duty/plans', plan), ask('head-CG', 'POST', '/duty/plans', { ...plan, people: [other.id] }), ask('unit-RQ', 'GET', `/duty/roster?unit=CG&from=${today()}&to=${today()}`), ask('agent1001', 'GET', '/duty/people')])
    expect(statuses.map(({ status }) => status)).toEqual([403, 403, 403, 400, 403, 403])
    expect((await done<{ items: DutyPerson[] }>('unit-RQ', 'GET', '/duty/people')).items.map(({ unit }) => unit)).toEqual(['RQ'])
    expect((await ask('head-RQ', 'PUT', `/duty/people/${own.id}`, { name: '换', position: '', username: null, team: null, matters: [], inUse: true, version: 1 })).status).toBe(404)
  })

  it('keeps names and telephones sealed, masks them, and has on record who asked', async () => {
    const one = await person('CG', '李机密', { phone: '13912345678', email: 'on-duty@example.org' })
    expect([one.phone, one.hasEmail, JSON.stringify(one).includes('13912345678')]).toEqual([expect.stringContaining('*'), true, false])
    const rows = JSON.stringify(await server.app.db('duty_people'))
    expect([rows.includes('李机密'), rows.includes('13912345678')]).toEqual([false, false])
    const renamed = await done<DutyPerson>('head-CG', 'PUT', `/duty/people/${one.id}`, { name: '李机密', position: '股长', username: null, team: 'responder', matters: ['12'], inUse: true, version: 1 })
    expect([renamed.phone, renamed.version]).toEqual([one.phone, 2])
    expect((await ask('head-CG', 'PUT', `/duty/people/${one.id}`, { name: 'x', position: '', username: null, team: null, matters: [], inUse: true, version: 1 })).status).toBe(409)
    expect(await done('dispatcher', 'POST', `/duty/people/${one.id}/reveal`)).toEqual({ phone: '13912345678', email: 'on-duty@example.org' })
    expect((await ask('callback', 'POST', `/duty/people/${one.id}/reveal`)).status).toBe(403)
    const log: { actor: string }[] = await server.app.db('audit_log').where({ action: 'duty.person.reveal', target: `duty-person:${one.id}` })
    expect([log.map(({ actor }) => actor), JSON.stringify(await server.app.db('audit_log')).includes('13912345678')]).toEqual([['dispatcher'], false])
    await done('head-CG', 'PUT', `/duty/people/${one.id}`, { name: '李机密', position: '', username: null, team: null, matters: [], inUse: false, version: 2 })
  })

  it('calls the team together in the moment an emergency is opened; answers stand on the ticket (G15, A-G06)', async () => {
    const [gas, fire, chief] = [await person('RQ', '抢险队长', { team: 'responder' }), await person('XF', '消防联络员', { team: 'liaison', matters: ['1201'], username: 'unit-XF' }), await person(null, '总指挥', { team: 'commander' })]
    const idle = await person('CG', '城管队员', { team: 'responder' })
    const { ticketNo } = await emergency()
    const { items } = await done<{ items: Callout[] }>('dispatcher', 'GET', `/tickets/${ticketNo}/callouts`)
    expect(new Map(items.map(({ person: { id }, why, answer }) => [id, [why, answer]]))).toEqual(new Map([[gas.id, ['unit', null]], [fire.id, ['matter', null]], [chief.id, ['centre', null]]]))
    // Rung at the desk of whoever has it by the ticket, and of whoever is called by this.
    expect([(await told('unit-RQ')).some(({ kind }) => kind === 'callout'), (await told('unit-XF')).map(({ kind, urgency, ticketNo: no }) => [kind, urgency, no])]).toEqual([false, [['callout', 'emergency', ticketNo]]])

    const [called] = (await done<DutyNow>('unit-XF', 'GET', '/duty/now')).callouts
    expect(called).toMatchObject({ ticketNo, title: '燃气泄漏', place: '驿后小区 4 号楼', person: { name: '消防联络员' } })
    await done('unit-XF', 'POST', `/callouts/${called?.id}/answer`, { answer: 'coming', note: '十分钟到' })
    await done('unit-XF', 'POST', `/callouts/${called?.id}/answer`, { answer: 'arrived' })
    expect((await done<DutyNow>('unit-XF', 'GET', '/duty/now')).callouts).toEqual([])
    const ofChief = items.find(({ person: { id } }) => id === chief.id)
    expect((await ask('unit-XF', 'POST', `/callouts/${ofChief?.id}/answer`, { answer: 'cannot' })).status).toBe(404)
    // By telephone: the centre writes it down.
    await done('dispatcher', 'POST', `/callouts/${ofChief?.id}/answer`, { answer: 'cannot', note: '在外地' })
    await done('supervisor', 'POST', `/tickets/${ticketNo}/callouts`, { people: [idle.id, gas.id] })
    const after = (await done<{ items: Callout[] }>('unit-RQ', 'GET', `/tickets/${ticketNo}/callouts`)).items
    expect(new Map(after.map(({ person: { name }, why, answer, note, answeredBy }) => [name, [why, answer, note, answeredBy]]))).toEqual(new Map<string, unknown>([
      ['抢险队长', ['unit', null, '', null]], ['消防联络员', ['matter', 'arrived', '十分钟到', 'unit-XF']], ['总指挥', ['centre', 'cannot', '在外地', 'dispatcher']], ['城管队员', ['person', null, '', null]],
    ]))
    expect((await told('unit-CG')).map(({ kind }) => kind)).toContain('callout')
    expect(JSON.stringify(await server.app.db('emergency_callouts'))).not.toContain('在外地')
  })

  it('asks the roster whether somebody is there: where nobody is on duty, the centre hears of an emergency too', async () => {
    const place = async (): Promise<TicketNotice[]> => {
      const { ticketNo } = await emergency()
      return (await told('supervisor')).filter((one) => one.ticketNo === ticketNo && one.unit === 'RQ' && one.details['standsInFor'] === 'unit')
    }
    expect(await place()).toEqual([])
    await done('supervisor', 'PUT', '/duty/cover', { unit: 'RQ', cover: 'always' })
    expect((await place()).map(({ kind }) => kind)).toEqual(expect.arrayContaining(['emergency']))
    const night = await person('RQ', '夜班值班员')
    await done('head-RQ', 'POST', '/duty/plans', { unit: 'RQ', people: [night.id], from: addDays(today(), -1), ...ALL_DAY })
    expect(await place()).toEqual([])
    await done('supervisor', 'PUT', '/duty/cover', { unit: 'RQ', cover: null })
  })

  it('has stricter limits and its officers while a special period runs, and shows figures (G16)', async () => {
    const officer = await person(null, '防汛专员')
    const [now, asked] = [Date.now(), { kind: 'weather', name: '台风蓝色预警', reason: '沿海大风' }]
    const times = { startsAt: new Date(now - HOUR_MS).toISOString(), endsAt: new Date(now + HOUR_MS).toISOString() }
    expect((await ask('supervisor', 'POST', '/special-periods', { ...asked, ...times, limits: { emergencySignMs: 600_000 } })).status).toBe(400)
    expect((await ask('dispatcher', 'POST', '/special-periods', { ...asked, ...times })).status).toBe(403)
    const declared = await done<SpecialPeriod>('supervisor', 'POST', '/special-periods', { ...asked, ...times, limits: { emergencySignMs: 120_000, emergencyCloseMs: 1_200_000 }, units: ['XF'], officers: [officer.id] })
    expect(declared).toMatchObject({ state: 'running', declaredBy: 'supervisor' })
    for (const user of ['agent1001', 'unit-CG', 'dispatcher', 'reviewer']) expect((await done<DutyNow>(user, 'GET', '/duty/now')).special).toMatchObject([{ name: '台风蓝色预警', state: 'running' }])

    const { ticketNo, respondBy, dueAt, acceptedAt } = await emergency()
    const start = Date.parse(String(acceptedAt))
    expect([Date.parse(String(respondBy)) - start, Date.parse(String(dueAt)) - start]).toEqual([120_000, 1_200_000])
    const { items } = await done<{ items: Callout[] }>('dispatcher', 'GET', `/tickets/${ticketNo}/callouts`)
    expect(items.find(({ person: { id } }) => id === officer.id)?.why).toBe('officer')
    // Who keeps duty day and night meanwhile, and has nobody.
    expect((await roster('admin', 'XF')).holes).toHaveLength(1)

    const { figures, officerNames } = await done<SpecialPeriodDetail>('leader', 'GET', `/special-periods/${declared.id}`)
    expect([officerNames, figures.emergencies > 0, figures.byUnit.map(({ unit }) => unit)]).toEqual([['防汛专员'], true, ['RQ']])
    const ended = await done<SpecialPeriod>('leader', 'POST', `/special-periods/${declared.id}/end`, { version: 1 })
    expect([ended.state, ended.endedBy]).toEqual(['over', 'leader'])
    expect((await ask('supervisor', 'PATCH', `/special-periods/${declared.id}`, { version: 2, name: '又来' })).body).toMatchObject({ code: 'SPECIAL_PERIOD_OVER' })
    const after = await emergency()
    expect(Date.parse(String(after.respondBy)) - Date.parse(String(after.acceptedAt))).toBe(300_000)
    expect((await done<DutyNow>('unit-CG', 'GET', '/duty/now')).special).toEqual([])
  })

  it('raises an alarm for a hole before it comes, once (G03)', async () => {
    const alarms: unknown[] = []
    server.app.alarms.onAlarm(({ kind, details }) => void (kind === 'duty_hole' && alarms.push(details['unit'])))
    await done('supervisor', 'PUT', '/duty/cover', { unit: null, cover: 'always' })
    server.app.roster.look()
    server.app.roster.look()
    expect(alarms.filter((unit) => unit === 'centre')).toHaveLength(1)
    await done('supervisor', 'PUT', '/duty/cover', { unit: null, cover: null })
  })
})
