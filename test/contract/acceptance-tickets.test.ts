import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TicketDetail } from '../../src/contract/ticket-detail.ts'
import { databases } from './support/databases.ts'
import { frozen } from './support/frozen-clock.ts'
import { wholeServer } from './support/whole-server.ts'

// Acceptance of the ticket's loop, through the HTTP interface of the whole server and nothing else: what the people of the
// demo site would see and may do. Rows that need a telephone are in test/asterisk.

const UNITS = [{ code: 'HB' }, { code: 'GA' }, { code: 'RS' }, { code: 'ZJ' }, { code: 'YJ', workspace: '安监' }]
const noise = { type: 'complaint', categoryCode: '0401', areaCode: '140502', address: '驿后小区 4 号楼', content: '楼下夜间施工，太吵', contactPhone: '13700001111', callerName: '李晓' }
const wages = { type: 'complaint', categoryCode: '0701', areaCode: '140502', content: '工地拖欠工资', callerName: '王晓', contactPhone: '13700002222', extra: { employer: '某建筑公司', people: '12', amount: '300000', period: '2026-08 至 2026-10' } }
const reply = { event: 'submitReply', contacted: true, contactedAt: '2026-11-23T14:00:00+08:00', contactManner: 'phone', contactedBy: '经办人', result: '已责令停工', publicReply: '夜间已停止施工', resolved: 'solved' }
const MONDAY = Date.parse('2026-11-23T14:00:00+08:00')

interface Said {
  status: number
  body: TicketDetail & { code?: string; allowed?: string[]; errors?: { path: string }[]; items?: { ticketNo: string }[] } & Record<string, unknown>
}

/** The demo site on a Monday afternoon; every request is a quarter of a second later. */
async function demoSite(url: string) {
  const time = frozen(MONDAY)
  const { client, passwordOf, app, stop } = await wholeServer(url, UNITS, {}, time.clock)
  const tokens = new Map<string, string>()
  async function ask(who: string, method: string, path: string, json?: object): Promise<Said> {
    time.become(time.clock.now() + 250)
    if (!tokens.has(who)) tokens.set(who, String((await client.ask('/api/v1/session', { method: 'POST', json: { username: who, password: passwordOf(who) } })).body['token']))
    const { status, body } = await client.ask(`/api/v1${path}`, { token: tokens.get(who), method, ...(json && { json }) })
    return { status, body: body as Said['body'] }
  }
  const show = async (no: string, who = 'supervisor'): Promise<Said['body']> => (await ask(who, 'GET', `/tickets/${no}`)).body
  /** On the version that whoever acts sees. */
  const act = async (who: string, no: string, event: object): Promise<Said> => await ask(who, 'POST', `/tickets/${no}/events`, { version: (await show(no, who)).version ?? (await show(no)).version, ...event })
  async function done(who: string, no: string, event: object): Promise<Said['body']> {
    const said = await act(who, no, event)
    expect(said, `${who} ${JSON.stringify(event)}`).toMatchObject({ status: 200 })
    return said.body
  }
  return {
    app, ask, show, act, done, stop,
    handIn: async (fields: object): Promise<string> => {
      const { body } = await ask('agent1001', 'POST', '/tickets', fields)
      await done('agent1001', body.ticketNo, { event: 'submit' })
      return body.ticketNo
    },
  }
}

describe.each(databases)('accepted over HTTP on $on', ({ url }) => {
  let site: Awaited<ReturnType<typeof demoSite>>
  beforeAll(async () => void (site = await demoSite(await url())))
  afterAll(async () => await site.stop())

  it('unpaid wages go to the labour inspectors by the list, in the moment they are accepted (A-G01)', async () => {
    const { handIn, show } = site
    const ticket = await show(await handIn(wages))
    expect(ticket).toMatchObject({ state: 'dispatched', leadUnit: 'RS', section: '劳动监察科' })
    expect(Number(Date.parse(String(ticket.dispatchedAt))) - Date.parse(String(ticket.acceptedAt))).toBeLessThan(19_000)
    expect(ticket.timeline.map(({ event, actor }) => [event, actor])).toEqual([['open', 'agent1001'], ['submit', 'agent1001'], ['autoDispatch', 'system']])
  })

  it('a step that is not there is refused with those that are, and nothing is written (A-X13)', async () => {
    const { handIn, act, show } = site
    const no = await handIn(noise)
    const before = await show(no)
    for (const [who, event] of [['dispatcher', { event: 'dispatch', unit: 'GA' }], ['unit-HB', reply], ['callback', { event: 'callbackResult', solved: 'solved', satisfied: 'satisfied' }]] as const) {
      const { status, body } = await act(who, no, event)
      expect([who, status, body.code, body.allowed]).toEqual([who, 409, 'ILLEGAL_TRANSITION', expect.any(Array)])
      expect(body.allowed).not.toContain(event.event)
    }
    expect((await act('unit-HB', no, reply)).body.allowed).toEqual(expect.arrayContaining(['signFor', 'requestReturn']))
    expect(await show(no)).toEqual(before)
  })

  it('has one lead, and only the lead brings others in (A-G09)', async () => {
    const { handIn, act, done, show } = site
    const no = await handIn(noise)
    await done('unit-HB', no, { event: 'signFor' })
    await done('unit-HB', no, { event: 'verify', contacted: true, substantiated: 'yes', findings: '属实' })
    const more = { event: 'addCoUnit', unit: 'ZJ', task: '核查施工许可', dueAt: '2026-11-25T18:00:00+08:00' }
    expect((await act('unit-GA', no, more)).status).toBe(403)
    expect((await act('unit-RS', no, more)).status).toBe(404)
    await done('unit-HB', no, more)
    const kept = await show(no)
    expect(kept).toMatchObject({ leadUnit: 'HB', accountableUnit: 'HB' })
    expect(kept.records.filter(({ kind }) => kind === 'co_task').map(({ unit }) => unit ?? '').toSorted()).toEqual(['GA', 'ZJ'])
  })

  it('the third repeated call flags it and supervises by telephone by itself (A-J16)', async () => {
    const { handIn, ask, done, show } = site
    const no = await handIn(noise)
    for (let n = 1; n <= 3; n += 1) {
      expect((await show(no)).records.filter(({ kind }) => kind === 'supervision')).toEqual([])
      const { body } = await ask('agent1001', 'POST', '/tickets', { ...noise, content: `第${n}次来电催问` })
      expect(await done('agent1001', body.ticketNo, { event: 'merge', into: no })).toMatchObject({ state: 'merged', mergedInto: no })
    }
    const kept = await show(no)
    expect(kept).toMatchObject({ repeatCount: 3, state: 'dispatched' })
    expect(kept.supplements.map(({ text }) => text).toSorted()).toEqual(['第1次来电催问', '第2次来电催问', '第3次来电催问'])
    expect(kept.records.filter(({ kind }) => kind === 'supervision')).toMatchObject([{ state: 'open', unit: 'HB', data: { type: 'phone' } }])
  })

  it('what a co-organiser did badly comes back to the lead, with its six steps, and may be taken to the county leader (A-G27)', async () => {
    const { handIn, done, show } = site
    const no = await handIn(noise)
    await done('unit-HB', no, { event: 'signFor' })
    await done('unit-HB', no, { event: 'verify', contacted: true, substantiated: 'yes', findings: '属实' })
    const task = (await show(no)).records.find(({ kind }) => kind === 'co_task')
    await done('unit-GA', no, { event: 'answerCoTask', record: task?.id, result: '已到场' })
    await done('unit-HB', no, reply)
    await done('head-HB', no, { event: 'reviewReply', approved: true })
    await done('callback', no, { event: 'callbackResult', solved: 'unsolved', satisfied: 'dissatisfied', reason: 'result', note: '公安没有管' })
    expect(await done('callback', no, { event: 'judge', reasonable: true })).toMatchObject({ state: 'handling', leadUnit: 'HB', round: 1 })
    await done('unit-HB', no, { event: 'checklist', step: 'investigate', done: true })
    expect((await show(no, 'unit-HB')).records.filter(({ kind }) => kind === 'checklist')).toMatchObject([{ unit: 'HB', round: 1, data: { step: 'investigate' } }])
    expect((await done('unit-HB', no, { event: 'requestUpgrade', reason: '公安、住建多次协调未果' })).allowedEvents).not.toContain('requestUpgrade')
    expect((await show(no)).allowedEvents).toContain('decideUpgrade')
  })

  it('whoever reports wrongdoing is unknown to the department; the lead asks with a reason, and that is on record (A-X01)', async () => {
    const { handIn, ask, show } = site
    const open = await handIn(noise)
    expect(JSON.stringify(await show(open, 'unit-GA'))).not.toMatch(/李晓|13700001111/)
    expect((await ask('unit-HB', 'POST', `/tickets/${open}/reveal`, {})).status).toBe(400)
    expect((await ask('unit-GA', 'POST', `/tickets/${open}/reveal`, { reason: '回复诉求人' })).status).toBe(403)
    expect(await ask('unit-HB', 'POST', `/tickets/${open}/reveal`, { reason: '回复诉求人' })).toMatchObject({ status: 200, body: { callerName: '李晓', contactPhone: '13700001111' } })
    const secret = await handIn({ ...noise, type: 'report', content: '举报某工地夜间偷排' })
    expect(await show(secret, 'unit-HB')).toMatchObject({ confidential: true })
    expect(JSON.stringify(await show(secret, 'unit-HB'))).not.toMatch(/李晓|1370000|\*\*/)
    const log = JSON.stringify((await ask('auditor', 'GET', '/audit?limit=100')).body.items)
    expect(log).toContain('回复诉求人')
    expect(log).not.toContain('13700001111')
  })

  it('a line that comes back to the centre leaves what lives in the sub-platform there (A-U06, A-U07)', async () => {
    const { handIn, ask, show } = site
    const there = await handIn({ ...noise, dnis: '12350' })
    expect(await show(there, 'dispatcher-YJ')).toMatchObject({ dnis: '12350', processing: 'sub_platform', workspace: '安监' })
    expect((await ask('dispatcher', 'GET', `/tickets/${there}`)).status).toBe(404)
    expect((await ask('admin', 'PATCH', '/hotlines/12350', { processingMode: 'collaborative' })).status).toBe(200)
    const here = await handIn({ ...noise, dnis: '12350' })
    expect(await show(here, 'dispatcher')).toMatchObject({ dnis: '12350', processing: 'collaborative', workspace: null })
    expect((await ask('dispatcher', 'GET', `/tickets/${there}`)).status).toBe(404)
    expect((await show(there, 'dispatcher-YJ')).ticketNo).toBe(there)
  })

  it('what has happened cannot be written over, not even in the database (A-X15)', async () => {
    const { app, handIn, show } = site
    const no = await handIn(noise)
    const before = (await show(no)).timeline
    await expect(app.db('ticket_events').update({ actor: 'nobody' })).rejects.toThrow()
    await expect(app.db('ticket_events').del()).rejects.toThrow()
    expect((await show(no)).timeline).toEqual(before)
  })

  it('every step says when, by whom, and how long the state before had lasted (A-H10)', async () => {
    const { handIn, done, show } = site
    const no = await handIn(noise)
    await done('unit-HB', no, { event: 'signFor' })
    const { timeline } = await show(no)
    expect(timeline.map(({ seq }) => seq)).toEqual(timeline.map((_, n) => n))
    for (const [n, { at, actor, inStateMs }] of timeline.entries()) {
      expect([n, actor]).toEqual([n, expect.stringMatching(/^(agent1001|system|unit-HB)$/)])
      expect(Date.parse(String(at))).toBeGreaterThanOrEqual(MONDAY)
      // Before the first step there was no state.
      if (n > 0) expect(inStateMs).toBeGreaterThanOrEqual(0)
    }
  })
})
