import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Knex } from 'knex'
import { city } from './support/city.ts'
import { databases } from './support/databases.ts'
import { otherSystem } from './support/other-system.ts'

const PATIENCE = { timeout: 30_000 }
const matter = { type: 'complaint', categoryCode: '0401', areaCode: '140502', content: '楼下夜间施工噪声', callerName: '李四', contactPhone: '13911112222' }

describe.each(databases)('matters from other systems on $on', ({ open }) => {
  let there = {} as Awaited<ReturnType<typeof otherSystem>>
  let here = {} as Awaited<ReturnType<typeof city>>
  let db = {} as Knex
  let now = Date.parse('2026-11-23T10:00:00+08:00')
  beforeAll(async () => {
    db = await open()
  }, 60_000)
  beforeEach(async () => {
    there = await otherSystem()
    here = await city(db, { exchangeUrl: there.url('/orders'), statusUrl: there.url('/news'), now: () => now })
  })
  afterEach(async () => {
    await here.close()
    await there.close()
  })
  afterAll(async () => await db.destroy())

  const shown = async (ticketNo: unknown) => (await here.api('supervisor', `/tickets/${String(ticketNo)}`)).body
  const count = async (reference: string): Promise<number> => Number((await db('tickets').where({ external_no: reference }).count<{ n: number }[]>({ n: '*' }))[0]?.n)

  it('a reference that comes twice is one ticket and the same answer, also at once, and 110 is told when it ends (A-J12)', async () => {
    there.answers((got) => ({ status: 200, body: got.url === '/orders' ? '{"reference":"JG-1"}' : '{}' }))
    const order = { ...matter, dnis: '12358', reference: 'JJ-2026.1', content: '邻里停车纠纷' }
    const answers = await Promise.all(Array.from({ length: 12 }, async () => await here.handIn('police', order)))
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201))
    const ticketNo = String(answers[0]!.body['ticketNo'])
    for (const { body } of answers) expect(body).toEqual({ ticketNo, reference: 'JJ-2026.1', receivedAt: answers[0]!.body['receivedAt'], accepted: true })
    expect(await count('JJ-2026.1')).toBe(1)
    await expect.poll(async () => (await shown(ticketNo))['state'], PATIENCE).toBe('transferred')
    expect(await shown(ticketNo)).toMatchObject({ channel: 'emergency_peer', externalNo: 'JJ-2026.1' })
    expect((await here.handIn('police', order)).body).toEqual(answers[0]!.body)
    expect(there.got.map(({ url }) => url)).toEqual(['/orders'])
    await here.says('12358', { id: 'a1', ticketNo, status: '已办结', text: '双方已协商挪车。', done: true })
    await expect.poll(() => there.got.filter(({ url }) => url === '/news').length, PATIENCE).toBe(1)
    expect(there.got.at(-1)!.body).toMatchObject({ kind: 'status', source: 'police', externalNo: 'JJ-2026.1', ticketNo, state: 'closed', stage: null, publicReply: '双方已协商挪车。' })
  }, 120_000)

  it('takes the way of every ticket: accepted and sent to its department at once (J13, A-Z15, A-H03)', async () => {
    const { body } = await here.handIn('web', { ...matter, reference: 'W-1' })
    const ticket = await shown(body['ticketNo'])
    expect(ticket).toMatchObject({ channel: 'web', externalNo: 'W-1', state: 'dispatched', leadUnit: 'HB', agent: null })
    expect((ticket['timeline'] as { event: string; actor: string }[]).map(({ event, actor }) => [event, actor])).toEqual([['open', 'source:web'], ['submit', 'source:web'], ['autoDispatch', 'system']])
    expect(Date.parse(String(ticket['dispatchedAt'])) - Date.parse(String(ticket['acceptedAt']))).toBeLessThan(60_000)
    expect(await here.asks(String(body['ticketNo']), '13911112222')).toMatchObject({ status: 200, body: { ticketNo: body['ticketNo'], state: 'dispatched', stage: 'verification', publicReply: null } })
  })

  it('something missing is told field by field, and nothing is kept', async () => {
    const answer = await here.handIn('web', { reference: 'W-2', type: 'complaint', categoryCode: '9999', content: '有噪声' })
    expect(answer).toMatchObject({ status: 422, body: { code: 'TICKET_INCOMPLETE' } })
    expect((answer.body['errors'] as { path: string }[]).map(({ path }) => path).toSorted()).toEqual(['areaCode', 'categoryCode', 'contactPhone'])
    expect([await count('W-2'), await db('intake_tickets').where({ reference: 'W-2' })]).toEqual([0, []])
    expect(await here.handIn('web', { ...matter, reference: 'W-2' })).toMatchObject({ status: 201, body: { accepted: true } })
  })

  it('is kept as a draft where the source is to be helped, completed by people, and the source is told of the answer', async () => {
    const { status, body } = await here.handIn('city', { reference: 'SJ-1', content: '想问公积金怎么提取', categoryCode: '9999' })
    expect([status, body]).toMatchObject([201, { accepted: false }])
    const ticketNo = String(body['ticketNo'])
    const draft = await shown(ticketNo)
    expect(draft).toMatchObject({ state: 'draft', categoryCode: null, channel: 'city_platform' })
    const patched = await here.client.ask(`/api/v1/tickets/${ticketNo}`, { token: 'supervisor', method: 'PATCH', json: { version: draft['version'], type: 'consultation', categoryCode: '0401', reply: '请带身份证到窗口办理。' } })
    expect(await here.api('supervisor', `/tickets/${ticketNo}/events`, { event: 'directAnswer', version: patched.body['version'] })).toMatchObject({ status: 200, body: { state: 'closed' } })
    await expect.poll(() => there.got.length, PATIENCE).toBe(1)
    expect(there.got[0]!.body).toMatchObject({ externalNo: 'SJ-1', state: 'closed', publicReply: '请带身份证到窗口办理。' })
    expect((await here.handIn('city', { reference: 'SJ-1', content: '想问公积金怎么提取', categoryCode: '9999' })).body).toEqual(body)
  })

  it('the same reference with another content is refused, and that of another source is another matter', async () => {
    const first = await here.handIn('web', { ...matter, reference: 'W-3' })
    expect(await here.handIn('web', { ...matter, reference: 'W-3', content: '别的事' })).toMatchObject({ status: 409, body: { code: 'IDEMPOTENCY_MISMATCH' } })
    expect((await here.handIn('police', { ...matter, reference: 'W-3' })).body['ticketNo']).not.toBe(first.body['ticketNo'])
  })

  it('a clerk hands in for a citizen: both are kept, and it is the citizen who is reached (A-G22)', async () => {
    const given = { ...matter, reference: 'Z-1', submitter: { name: '王五', phone: '13700009999', organisation: '东庄村便民服务站' } }
    const { status, body } = await here.api('agent/1001', '/intake/station/tickets', given)
    expect(status).toBe(201)
    const row = (await db('tickets').where({ ticket_no: String(body['ticketNo']) }).first('contact_index', 'opened_by', 'source')) as object
    expect(row).toEqual({ contact_index: (await db('tickets').where({ external_no: 'W-1' }).first('contact_index') as { contact_index: string }).contact_index, opened_by: 'agent/1001', source: 'station' })
    const ticket = await shown(body['ticketNo'])
    expect(ticket).toMatchObject({ channel: 'service_station', origin: { source: 'station', submitter: { name: '王*', phone: '137****9999', organisation: '东庄村便民服务站' } } })
    expect(JSON.stringify([await db('intake_tickets'), await db('tickets')])).not.toMatch(/王五|13700009999|13911112222/)
    expect(await here.api('agent/1001', '/intake/web/tickets', { ...given, reference: 'Z-2' })).toMatchObject({ status: 403 })
    expect(await here.api('auditor', '/intake/station/tickets', { ...given, reference: 'Z-2' })).toMatchObject({ status: 403 })
  })

  it('what a patroller saw has nobody to call back', async () => {
    expect(await here.handIn('grid', { ...matter, reference: 'G-1' })).toMatchObject({ status: 422, body: { errors: [{ path: 'callerName', message: expect.stringContaining('巡查') as string }] } })
    const { body } = await here.handIn('grid', { ...matter, callerName: '', contactPhone: '', reference: 'G-1', submitter: { name: '赵六', phone: '13700008888' } })
    const ticket = await shown(body['ticketNo'])
    expect(ticket).toMatchObject({ state: 'dispatched', channel: 'grid_patrol', fields: { anonymous: true, contactPhone: '' } })
    expect(await here.asks(String(body['ticketNo']), '13700008888')).toMatchObject({ status: 404 })
  })

  it('is handed in at the next start when the server died between receiving and handing in', async () => {
    await here.handIn('web', { ...matter, reference: 'W-4' })
    const { ticket_no: ticketNo } = (await db('intake_tickets').where({ reference: 'W-4' }).first('ticket_no')) as { ticket_no: string }
    await db('tickets').where({ ticket_no: ticketNo }).update({ state: 'draft' })
    await here.intake.start()
    expect(await shown(ticketNo)).toMatchObject({ state: 'dispatched' })
  })

  it.each([
    ['an unknown source', 'nobody', { ...matter, reference: 'X-1' }, 404],
    ['a field nobody named', 'web', { ...matter, reference: 'X-1', leadUnit: 'HB' }, 400],
    ['no reference', 'web', matter, 400],
    ['a reference of other letters', 'web', { ...matter, reference: "1' or '1'='1" }, 400],
    ['an answer of its own', 'web', { ...matter, reference: 'X-1', reply: '已答复' }, 400],
  ])('%s is refused', async (_, source, json, status) => {
    expect((await here.handIn(source, json)).status).toBe(status)
    expect(await count('X-1')).toBe(0)
  })

  it('nothing is taken without a signature, and nothing that is not JSON', async () => {
    const bare = async (raw: string, headers = {}) => await here.client.ask('/api/v1/intake/web/tickets', { method: 'POST', raw, headers })
    expect(await bare(JSON.stringify({ ...matter, reference: 'X-2' }))).toMatchObject({ status: 401, body: { code: 'SIGNATURE_INVALID' } })
    expect(await bare('{', { 'X-Yihaotong-Signature': 't=1,v1=00' })).toMatchObject({ status: 401 })
    expect(await count('X-2')).toBe(0)
  })

  it('how it stands is told to whoever knows both numbers; wrong phone and unknown ticket look alike, and few may be tried (A-J22)', async () => {
    const { body } = await here.handIn('web', { ...matter, reference: 'W-5' })
    const [wrong, unknown] = [await here.asks(String(body['ticketNo']), '13911113333'), await here.asks('JC20260101999999', '13911112222')]
    const bare = (body: Record<string, unknown>) => ({ ...body, requestId: null })
    expect([wrong.status, bare(wrong.body)]).toEqual([404, bare(unknown.body)])
    const right = await here.asks(String(body['ticketNo']), '13911112222')
    expect(Object.keys(right.body).toSorted()).toEqual(['publicReply', 'stage', 'state', 'ticketNo'])
    for (let i = 0; i < 2; i += 1) await here.asks('JC20260101999999', '13911112222')
    const tooMany = await here.asks(String(body['ticketNo']), '13911112222')
    expect([tooMany.status, tooMany.headers.get('retry-after')]).toEqual([429, '1'])
    now += 60_000
    expect((await here.asks(String(body['ticketNo']), '13911112222')).status).toBe(200)
  })
})
