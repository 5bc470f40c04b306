import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Knex } from 'knex'
import { isSigned } from '../../src/platform/signature.ts'
import { ticketOutboxStore } from '../../src/ticket/outbox/store.ts'
import { city, cipher } from './support/city.ts'
import { databases } from './support/databases.ts'
import { otherSystem } from './support/other-system.ts'

const PATIENCE = { timeout: 30_000 }
const matter = { channel: 'app', dnis: '12358', type: 'complaint', categoryCode: '0401', areaCode: '140502', content: '超市乱收停车费', callerName: '张三', contactPhone: '13912345678' }

describe.each(databases)('matters of an exchange line on $on', ({ open }) => {
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

  async function submitted(more: object = {}): Promise<string> {
    const { body } = await here.api('agent/1001', '/tickets', { ...matter, ...more })
    const ticketNo = String(body['ticketNo'])
    expect(await here.api('agent/1001', `/tickets/${ticketNo}/events`, { event: 'submit', version: body['version'] })).toMatchObject({ status: 200, body: { state: 'pending_dispatch', processing: 'exchange', leadUnit: null } })
    return ticketNo
  }
  const shown = async (ticketNo: string) => (await here.api('supervisor', `/tickets/${ticketNo}`)).body
  const state = async (ticketNo: string) => (await shown(ticketNo))['state']
  const act = async (as: string, ticketNo: string, event: object) => await here.api(as, `/tickets/${ticketNo}/events`, { version: (await shown(ticketNo))['version'], ...event })
  const outbox = async (ticketNo: string) => (await db('ticket_outbox').where({ ticket_id: `n${ticketNo}` }).first('state', 'fence', 'reference')) as { state: string; fence: number; reference: string | null }
  /** Lets time pass until the next try, and waits for it. */
  async function tries(ticketNo: string, n: number): Promise<void> {
    await expect.poll(async () => {
      const row = await outbox(ticketNo)
      return row.fence >= n && row.state !== 'sending'
    }, PATIENCE).toBe(true)
    now += 1_000
    here.intake.sender.kick()
  }

  it('are pushed until the system is up again, once for one key, and are neither dispatched, supervised nor called back about here (A-U04, I9)', async () => {
    there.answers(() => (there.got.length <= 2 ? { status: 503 } : { status: 200, body: '{"reference":"JG-7"}' }))
    const ticketNo = await submitted()
    await tries(ticketNo, 1)
    for (const [as, event] of [['dispatcher', { event: 'dispatch', unit: 'CG' }], ['dispatcher', { event: 'triage', reason: 'unclear_unit' }], ['supervisor', { event: 'supervise', type: 'phone', content: '请尽快' }]] as const) {
      expect(await act(as, ticketNo, event)).toMatchObject({ status: 409, body: { code: 'ILLEGAL_TRANSITION' } })
    }
    await tries(ticketNo, 2)
    await expect.poll(async () => await state(ticketNo), PATIENCE).toBe('transferred')
    expect(await act('callback', ticketNo, { event: 'callbackResult', solved: 'solved', satisfied: 'satisfied' })).toMatchObject({ status: 409 })
    expect(await db('ticket_records').where({ ticket_id: `n${ticketNo}`, kind: 'survey' })).toEqual([])
    expect(await outbox(ticketNo)).toEqual({ state: 'acknowledged', fence: 3, reference: 'JG-7' })
    expect([there.got.length, new Set(there.got.map(({ key }) => key)).size]).toEqual([3, 1])
    const { key, text, signature, url } = there.got[2]!
    expect([url, isSigned(signature, { id: key, body: text, secret: here.secretOf('12358'), now })]).toEqual(['/orders', true])
    expect(JSON.parse(text)).toMatchObject({ kind: 'ticket', hotline: '12358', ticketNo, content: matter.content, citizen: { name: '张三', phone: '13912345678' }, status: '/api/v1/exchange/12358/status' })
    expect(here.alarms.map(({ kind }) => kind)).toEqual(['exchange_delayed'])
    here.intake.sender.kick()
    expect(((await shown(ticketNo))['timeline'] as { event: string }[]).map(({ event }) => event)).toEqual(['open', 'submit', 'autoDispatch', 'acknowledged'])
  })

  it('say nothing of who reported a confidential one', async () => {
    there.answers(() => ({ status: 200, body: '{"reference":"JG-8"}' }))
    const ticketNo = await submitted({ confidential: true })
    await expect.poll(async () => await state(ticketNo), PATIENCE).toBe('transferred')
    expect(there.got[0]!.body).toMatchObject({ confidential: true, citizen: null })
    for (const personal of ['13912345678', '张三']) expect(there.got[0]!.text).not.toContain(personal)
  })

  it('mirror what the system says of them, each message once, by its signature only (T35)', async () => {
    there.answers(() => ({ status: 200, body: '{"reference":"JG-9"}' }))
    const ticketNo = await submitted()
    await expect.poll(async () => await state(ticketNo), PATIENCE).toBe('transferred')
    const message = { id: 'm1', ticketNo, status: '办理中', done: false }
    expect(await here.says('12358', message, 'not the secret of the line')).toMatchObject({ status: 401, body: { code: 'SIGNATURE_INVALID' } })
    expect(await here.says('12358', { ...message, ticketNo: 'JC20260101999999' })).toMatchObject({ status: 404 })
    expect(await here.says('12345', message)).toMatchObject({ status: 404 })
    expect(await here.says('99999', message)).toMatchObject({ status: 404 })
    const first = await here.says('12358', message)
    expect(first).toMatchObject({ status: 200, body: { id: 'm1', ticketNo } })
    now += 5_000
    const again = await Promise.all([1, 2, 3].map(async () => await here.says('12358', message)))
    for (const one of again) expect(one).toMatchObject({ status: 200, body: first.body })
    const ends = await Promise.all([1, 2, 3].map(async () => await here.says('12358', { id: 'm2', ticketNo, status: '已办结', text: '已责令退还。', done: true })))
    expect(ends.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(ends[1]!.body).toEqual(ends[0]!.body)
    const ticket = await shown(ticketNo)
    expect(ticket).toMatchObject({ state: 'closed', closeReason: 'mirrored', stage: null })
    const clocks = await db('ticket_timers').where({ ticket_id: `n${ticketNo}` }).select('kind')
    expect(clocks).toEqual([{ kind: 'archive' }])
    expect((ticket['timeline'] as { event: string; note: string }[]).filter(({ event }) => event === 'mirrored').map(({ note }) => note)).toEqual(['', '已责令退还。'])
    expect(await here.says('12358', { id: 'm3', ticketNo, status: '再次办理', done: false })).toMatchObject({ status: 409, body: { code: 'ILLEGAL_TRANSITION' } })
    expect(await here.says('12358', { id: 'm2', ticketNo: 'JC20260101999999', status: '已办结', done: true })).toMatchObject({ status: 409, body: { code: 'IDEMPOTENCY_MISMATCH' } })
    expect(await here.asks(ticketNo, '13912345678')).toMatchObject({ status: 200, body: { state: 'closed', publicReply: '已责令退还。' } })
  })

  it('that the system took without a number are transferred by its first word about them', async () => {
    there.answers(() => ({ status: 202 }))
    const ticketNo = await submitted()
    await expect.poll(async () => (await outbox(ticketNo)).state, PATIENCE).toBe('delivered')
    expect(await state(ticketNo)).toBe('pending_dispatch')
    expect(await here.says('12358', { id: 'x1', ticketNo, reference: 'JG-10', status: '已受理', done: false })).toMatchObject({ status: 200 })
    expect([await state(ticketNo), await outbox(ticketNo)]).toMatchObject(['transferred', { state: 'acknowledged', reference: 'JG-10' }])
  })

  it('are given up after their time, with an alarm, and can then be handed over by hand', async () => {
    there.answers(() => ({ status: 500 }))
    const ticketNo = await submitted()
    await expect.poll(async () => (await outbox(ticketNo)).state, PATIENCE).toBe('waiting')
    now += 3_600_000
    here.intake.sender.kick()
    await expect.poll(async () => (await outbox(ticketNo)).state, PATIENCE).toBe('dead')
    expect(here.alarms.map(({ kind }) => kind)).toEqual(['exchange_delayed', 'exchange_undelivered'])
    expect(await act('agent/1001', ticketNo, { event: 'handOver', to: '市场监管局', reference: '电话移交' })).toMatchObject({ status: 200, body: { state: 'transferred' } })
  })

  it('that were taken back before they were ever sent are not sent', async () => {
    there.answers(() => ({ status: 200, body: '{"reference":"JG-11"}' }))
    const ticketNo = await submitted()
    await expect.poll(async () => await state(ticketNo), PATIENCE).toBe('transferred')
    await db('tickets').where({ ticket_no: ticketNo }).update({ state: 'cancelled' })
    await db('ticket_outbox').insert({ id: 'late', ticket_id: `n${ticketNo}`, kind: 'exchange', target: '12358', body_sealed: cipher.seal('{}'), state: 'waiting', placed_at: now, run_at: now })
    expect(await ticketOutboxStore(db, () => 3_600_000).claim(now, now + 1)).toBeUndefined()
    expect(await db('ticket_outbox').where({ id: 'late' }).first('state')).toEqual({ state: 'dropped' })
  })

  it('that were given up are listed without their contents, and sent once more by those who may, under the same key, on record', async () => {
    there.answers(() => ({ status: 500 }))
    const ticketNo = await submitted()
    await expect.poll(async () => (await outbox(ticketNo)).state, PATIENCE).toBe('waiting')
    now += 3_600_000
    here.intake.sender.kick()
    await expect.poll(async () => (await outbox(ticketNo)).state, PATIENCE).toBe('dead')
    const of = async (as: string) => await here.api(as, '/exchange/outbox?state=dead')
    for (const as of ['agent/1001', 'dispatcher', 'auditor']) expect((await here.api(as, '/exchange/outbox')).status).toBe(403)
    const dead = ((await of('admin')).body['items'] as { id: string; ticketNo: string; error: string }[]).find((one) => one.ticketNo === ticketNo)!
    expect(dead).toMatchObject({ kind: 'exchange', target: '12358', state: 'dead', error: 'HTTP 500' })
    expect(JSON.stringify(dead)).not.toContain('停车费')
    there.answers(() => ({ status: 200, body: '{"reference":"JG-12"}' }))
    expect(await here.api('supervisor', `/exchange/outbox/${dead.id}/retry`, {})).toMatchObject({ status: 200, body: { error: null } })
    await expect.poll(async () => await state(ticketNo), PATIENCE).toBe('transferred')
    expect(new Set(there.got.filter(({ body }) => body['ticketNo'] === ticketNo).map(({ key }) => key)).size).toBe(1)
    expect(await here.api('supervisor', `/exchange/outbox/${dead.id}/retry`, {})).toMatchObject({ status: 409 })
    expect(await here.api('supervisor', '/exchange/outbox/none/retry', {})).toMatchObject({ status: 404 })
    expect(here.audited.filter(({ action }) => action === 'exchange.retry')).toHaveLength(1)
  })

  it('that the citizen takes back are taken back there too, but only what the system has heard of (T33)', async () => {
    there.answers(() => ({ status: 200, body: '{"reference":"JG-13"}' }))
    const ticketNo = await submitted()
    await expect.poll(async () => await state(ticketNo), PATIENCE).toBe('transferred')
    expect(await act('agent/1001', ticketNo, { event: 'cancel', reason: 'withdrawn', note: '市民来电撤回' })).toMatchObject({ status: 200, body: { state: 'cancelled', closeReason: 'withdrawn' } })
    await expect.poll(() => there.got.filter(({ body }) => body['ticketNo'] === ticketNo).map(({ body }) => body['kind']), PATIENCE).toEqual(['ticket', 'withdrawal'])
    expect(there.got.at(-1)!.body).toMatchObject({ kind: 'withdrawal', ticketNo, hotline: '12358', reason: 'withdrawn', note: '市民来电撤回' })
    expect(await here.says('12358', { id: 'late', ticketNo, status: '办理中', done: false })).toMatchObject({ status: 409 })
  })

  it('that were handed over by hand are not taken back here', async () => {
    there.answers(() => ({ status: 500 }))
    const ticketNo = await submitted()
    expect(await act('agent/1001', ticketNo, { event: 'handOver', to: '市场监管局', reference: '电话移交' })).toMatchObject({ status: 200 })
    expect(await act('agent/1001', ticketNo, { event: 'cancel', reason: 'withdrawn', note: '撤回' })).toMatchObject({ status: 422 })
    expect((await here.api('agent/1001', `/tickets/${ticketNo}`)).body['allowedEvents']).not.toContain('cancel')
  })

  it('keep what is sent sealed', async () => {
    const stored = JSON.stringify(await db('ticket_outbox'))
    for (const personal of ['13912345678', '张三', '停车费']) expect(stored).not.toContain(personal)
  })
})
