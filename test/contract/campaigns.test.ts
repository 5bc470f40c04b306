import type { Knex } from 'knex'
import { afterAll, describe, expect, it } from 'vitest'
import { isOpen, nextChange } from '../../src/calendar/rules/schedule.ts'
import { idsOf } from '../../src/campaign/entry-store.ts'
import { campaignRoutes } from '../../src/campaign/routes.ts'
import type { CallId, HotlineNumber } from '../../src/contract/ids.ts'
import type { TicketEvent } from '../../src/contract/ticket.ts'
import { idempotencyStore } from '../../src/database/idempotency-store.ts'
import { transaction } from '../../src/database/transaction.ts'
import type { Heard, Job, JobEnd } from '../../src/dialer/port.ts'
import { createDialing } from '../../src/dialer/schedule-store.ts'
import { createHttp, finishHttp } from '../../src/http.ts'
import { ACTIONS, type AuditEntry, type Principal, type Role } from '../../src/identity/port.ts'
import { can } from '../../src/identity/rules/can.ts'
import { dialable } from '../../src/outbound/rules/number-plan.ts'
import { AppError } from '../../src/platform/errors.ts'
import { createFieldCipher } from '../../src/platform/field-cipher.ts'
import { silentLog } from '../../src/platform/log.ts'
import { createMetrics } from '../../src/platform/metrics.ts'
import { siteDay } from '../../src/platform/site-day.ts'
import { xlsxWriter } from '../../src/ticket/export/sheet.ts'
import { joinCampaigns } from '../../src/wiring/campaigns.ts'
import { databases } from './support/databases.ts'
import { type Asking, listen } from './support/http.ts'
import { ticketing } from './support/ticketing.ts'

const cipher = createFieldCipher(Buffer.alloc(32, 7).toString('base64'))
const timeZone = 'Asia/Shanghai'
const at = (text: string): number => Date.parse(`${text}+08:00`)
/** As it leaves the server. */
const iso = (text: string): string => new Date(at(text)).toISOString()
/** A Monday. */
const monday = at('2026-11-23T09:30:00')
const place = { timeZone, kindOf: (day: string) => ([0, 6].includes(new Date(day).getUTCDay()) ? 'weekend' as const : 'workday' as const) }
const closing: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const close of closing) await close()
})

const poll = {
  name: '公交满意度调查', kind: 'poll', intro: '您好，这里是锦城市政务服务便民热线，正在就公交服务开展民意调查，耽误您一分钟', from: '2026-11-23', until: '2026-11-27',
  questions: [
    { text: '您对公交服务是否满意', options: [{ key: '1', label: '满意' }, { key: '2', label: '基本满意' }, { key: '3', label: '不满意' }] },
    { text: '您最希望改进哪一方面', options: [{ key: '1', label: '准点' }, { key: '2', label: '=1+1' }] },
  ],
}
const list = ['电话,姓名,区域,年龄', '13800000001,王小明,城区,30', '138-0000-0002,李雪,城区,', '13800000001,又是他,,', 'abc,,,', '0013800000003,,,', ',无号码,城区,', '13800000004,赵云,泽州,60', '13800000009,孙丽,泽州,'].join('\r\n')

async function house(db: Knex, { speaks = true } = {}) {
  let now = monday
  const audited: AuditEntry[] = []
  const judge = (typed: string) => dialable(typed, { tel: '0356', listed: new Set(['12345']) })
  const inTransaction = async <Result>(work: (trx: Knex.Transaction) => Promise<Result>): Promise<Result> => await transaction(db, work)
  const joined = joinCampaigns({
    db, inTransaction, cipher, can, audit: { write: async (entry) => void audited.push(entry) }, log: { ...silentLog, error: (message, fields) => { throw new Error(message, { cause: fields }) } },
    clock: { now: () => now, at: () => () => {}, every: () => () => {} }, timeZone, dayOf: siteDay(timeZone), calendar: { isOpen: (schedule, when) => isOpen(schedule, when, place), nextChange: (schedule, when) => nextChange(schedule, when, place) },
    registry: { all: () => [{ number: '12345', mergeMode: 'primary' }] as never }, prompts: { preview: async () => (speaks ? { file: new URL(import.meta.url).pathname, lengthMs: 1_000 } : undefined) },
    outbound: { judge, judgePerson: (typed) => dialable(typed, { tel: '0356', listed: new Set() }), number: (typed) => { const one = judge(typed); if (!one.ok) throw new AppError('NUMBER_NOT_ALLOWED', { why: one.why }); return one.number } },
    dialing: createDialing(cipher), timing: { mayCall: () => true, opensAt: (_, when) => when }, maxAtOnce: () => 5,
  })
  const server = await listen(finishHttp(createHttp({
    routes: campaignRoutes(joined), idempotency: idempotencyStore(db, cipher, () => now), now: () => now, ready: () => ({ ok: true, checks: {} }), metrics: createMetrics({ withProcess: false }), log: silentLog, version: '0',
    access: { identify: async (token) => ({ user: { userId: token, username: token, role: token as Role, extension: null, department: null }, userId: token, session: token }), may: (user: Principal, action, about) => can(user, action as never, about), knows: (action) => (ACTIONS as readonly string[]).includes(action) },
  }), silentLog))
  closing.push(async () => await server.close())
  const ask = async (path: string, asking: Asking = {}) => await server.ask(`/api/v1${path}`, { token: 'supervisor', ...asking })
  const post = async (path: string, json: object = {}) => await ask(path, { method: 'POST', json })
  const versionOf = async (id: string): Promise<number> => Number((await ask(`/campaigns/${id}`)).body['version'])
  const waiting = async (): Promise<Job[]> => (await db('dial_jobs').where({ state: 'scheduled' }).orderBy('due_at').select({ id: 'id', subject: 'subject', dnis: 'dnis', dueAt: 'due_at' })).map((row: { id: string; subject: string; dnis: HotlineNumber; dueAt: number }) => ({ ...row, kind: 'campaign', state: 'talking', attempts: 0, busy: 0, notNow: 0, lastAt: null, last: null }))
  return {
    ...joined, db, audited, ask, post, versionOf, waiting, become: (to: number) => void (now = to),
    made: async (fields: object = {}): Promise<string> => { return String((await post('/campaigns', { ...poll, ...fields })).body['id']) },
    upload: async (id: string, bytes: string | Buffer<ArrayBuffer>, apply = true) => await ask(`/campaigns/${id}/list?apply=${apply}`, { method: 'POST', raw: bytes, headers: { 'content-type': 'application/octet-stream' } }),
    moved: async (id: string, how: 'start' | 'pause' | 'stop') => { return await post(`/campaigns/${id}/${how}`, { version: await versionOf(id) }) },
    /** The dialer's part: the call to this number is over. */
    called: async (number: string, keys: readonly [step: string, value: string][], end: JobEnd = 'completed'): Promise<void> => {
      const open = await db('dial_jobs').where({ state: 'scheduled', number_index: cipher.index(number) }).first('id') as { id: string } | undefined
      const job = (await waiting()).find(({ id }) => id === open?.id)
      if (!job) throw new Error(`nobody wants ${number} called`)
      const heard: Heard = { call: `c${number}` as CallId, answers: keys.map(([step, value]) => ({ step, value, at: now })), messages: [] }
      await inTransaction(async (trx) => {
        await joined.jobs.heard(trx, job, heard)
        expect(await joined.jobs.settle(trx, job, end, heard, now)).toEqual({ state: 'done' })
        await trx('dial_jobs').where({ id: job.id }).update({ state: 'done' })
      })
      await joined.feeding.look()
    },
  }
}

describe.each(databases)('campaigns on $on', ({ open }) => {
  it('take a list as CSV in UTF-8 or GB18030 and as a workbook, and tell every row that is left out', async () => {
    const { made, upload, ask, post, db, audited, versionOf } = await house(await open())
    const id = await made()
    expect((await post('/do-not-call', { number: '13800000009', note: '来电要求' })).body).toMatchObject({ number: '138****0009', source: 'person', addedBy: 'supervisor' })
    const looked = await upload(id, Buffer.from(list) as Buffer<ArrayBuffer>, false)
    expect(looked.body).toMatchObject({
      applied: false, rows: 8, added: 3, left: { empty: 1, number: 2, twice: 1, listed: 0, do_not_call: 1 }, columns: ['区域', '年龄'],
      faults: [{ row: 4, fault: 'twice', number: '138****0001', detail: '2' }, { row: 5, fault: 'number', detail: 'characters' }, { row: 6, fault: 'number', detail: 'international' }, { row: 7, fault: 'empty' }, { row: 9, fault: 'do_not_call', number: '138****0009' }],
    })
    expect((await ask(`/campaigns/${id}`)).body).toMatchObject({ listed: 0 })
    expect((await upload(id, Buffer.from(list) as Buffer<ArrayBuffer>)).body).toMatchObject({ applied: true, added: 3 })
    expect((await upload(id, Buffer.from(list) as Buffer<ArrayBuffer>)).body).toMatchObject({ added: 0, left: { listed: 3 } })
    const parts: Buffer[] = []
    const writer = xlsxWriter(async (bytes) => void parts.push(bytes), (when) => when, '名单')
    for (const row of [['手机号', '姓名'], ['13800000005', '周<某>'], [13800000006, null], ['138', '']]) await writer.row(row)
    await writer.end()
    expect((await upload(id, Buffer.concat(parts) as Buffer<ArrayBuffer>)).body).toMatchObject({ rows: 3, added: 2, left: { number: 1 } })
    // Without a head, in GB18030: 13800000007,张三
    expect((await upload(id, Buffer.concat([Buffer.from('13800000007,'), Buffer.from([0xd5, 0xc5, 0xc8, 0xfd])]) as Buffer<ArrayBuffer>)).body).toMatchObject({ rows: 1, added: 1 })
    expect((await upload(id, Buffer.from([0x50, 0x4b, 3, 4, 9, 9, 9, 9]) as Buffer<ArrayBuffer>)).status).toBe(415)
    const entries = await ask(`/campaigns/${id}/entries?limit=2`)
    expect(entries.body['items']).toMatchObject([{ number: '138****0001', name: '王**', state: 'waiting' }, { number: '138****0002', name: '李*' }])
    expect((await ask(`/campaigns/${id}/entries?limit=200&cursor=${String(entries.body['nextCursor'])}`)).body['items']).toHaveLength(4)
    expect(JSON.stringify([await db('campaign_entries'), await db('do_not_call'), audited])).not.toMatch(/1380000|王小明|张三|来电要求/)
    expect((await ask(`/campaigns/${id}/list?version=${await versionOf(id)}`, { method: 'DELETE' })).status).toBe(204)
    expect((await ask(`/campaigns/${id}`)).body).toMatchObject({ listed: 0, may: ['edit', 'list', 'start', 'delete'] })
  })

  it('call in their days and hours, keep every answer, try again another time, and end by themselves', async () => {
    const { made, upload, moved, ask, called, waiting, become, feeding, db } = await house(await open())
    const id = await made({ from: '2026-11-24' })
    expect((await moved(id, 'start')).body).toMatchObject({ code: 'CAMPAIGN_EMPTY' })
    await upload(id, list)
    expect((await moved(id, 'start')).body).toMatchObject({ state: 'running', waits: 'not_yet', opensAt: iso('2026-11-24T09:00:00'), startedAt: iso('2026-11-23T09:30:00') })
    await feeding.look()
    expect(await waiting()).toEqual([])
    become(at('2026-11-24T12:30:00'))
    await feeding.look()
    expect([await waiting(), (await ask(`/campaigns/${id}`)).body]).toMatchObject([[], { waits: 'hours', opensAt: iso('2026-11-24T14:30:00') }])
    become(at('2026-11-24T15:00:00'))
    await feeding.look()
    await feeding.look()
    expect(await waiting()).toHaveLength(4)

    await called('13800000001', [['open', 'yes'], ['q1', '1'], ['q2', '2']])
    await called('13800000002', [['open', 'yes'], ['q1', '3']], 'left')
    await called('13800000004', [], 'no_answer')
    await called('13800000009', [['open', 'never']])
    const view = await ask(`/campaigns/${id}`)
    expect(view.body).toMatchObject({ state: 'running', waits: 'later', counts: { completed: 1, partial: 1, waiting: 1, do_not_call: 1 }, opensAt: iso('2026-11-25T18:00:00') })
    expect((await ask('/do-not-call?number=13800000009')).body['items']).toMatchObject([{ source: 'campaign', addedBy: 'system' }])
    become(at('2026-11-25T18:00:00'))
    await feeding.look()
    await called('13800000004', [], 'silent')
    expect((await ask(`/campaigns/${id}`)).body).toMatchObject({ state: 'finished', counts: { unreached: 1 }, endedAt: iso('2026-11-25T18:00:00'), may: [] })

    expect((await ask(`/campaigns/${id}/results`, { token: 'leader' })).body).toMatchObject({
      listed: 4, reached: 3, answered: 2, completed: 1, responseRate: 66.7,
      questions: [{ base: 2, options: [{ key: '1', count: 1, percent: 50 }, { key: '2', count: 0, percent: 0 }, { key: '3', count: 1, percent: 50 }] }, { base: 1, options: [{ count: 0 }, { count: 1, percent: 100 }] }],
    })
    const answers = await ask(`/campaigns/${id}/results/file?format=csv&what=answers`)
    expect(answers.text.split('\r\n').slice(0, 3)).toEqual(['"序号","区域","年龄","结果","最后呼叫时间","您对公交服务是否满意","您最希望改进哪一方面"', '1,"城区","30","已完成","2026-11-24 15:00:00","满意","\'=1+1"', '2,"城区",,"部分作答","2026-11-24 15:00:00","不满意",'])
    expect(answers.text).not.toMatch(/1380000|王/)
    expect((await ask(`/campaigns/${id}/results/file?format=csv&what=counts`)).text).toContain('1,"您对公交服务是否满意","1","满意",1,50,2,1')
    expect((await ask(`/campaigns/${id}/results/file?format=xlsx`)).headers.get('content-type')).toContain('spreadsheetml')
    expect((await ask(`/campaigns/${id}/results/file`, { token: 'leader' })).status).toBe(403)
    expect(await db('campaign_answers')).toHaveLength(3)
  })

  it('are paused and stopped without cutting a call; what is answered in it counts', async () => {
    const { made, upload, moved, ask, called, waiting, feeding, db, jobs } = await house(await open())
    const id = await made()
    await upload(id, list)
    await moved(id, 'start')
    await feeding.look()
    const [first] = await waiting()
    if (!first) throw new Error('nobody is to be called')
    const asked = { ...first, anyHour: false }
    expect([jobs.mayCall(asked, monday), (await jobs.script([first], monday))?.start]).toEqual([true, 'open'])
    expect((await moved(id, 'pause')).body).toMatchObject({ state: 'paused', may: ['edit', 'list', 'start', 'stop'] })
    expect((await moved(id, 'pause')).body).toMatchObject({ code: 'CAMPAIGN_STATE' })
    // They stay with the dialer, which calls nobody of them.
    expect([(await waiting()).length, jobs.mayCall(asked, monday), jobs.opensAt(asked, monday)]).toEqual([4, false, monday + 60_000])
    expect((await moved(id, 'stop')).body).toMatchObject({ state: 'stopped', counts: { stopped: 4, waiting: 0 } })
    expect([await waiting(), await jobs.script([first], monday)]).toEqual([[], null])
    expect(idsOf(first.subject)).toMatchObject({ campaignId: id, tries: 1 })
    await ask(`/campaigns/${id}/start`, { method: 'POST', json: { version: 1 } }).then(({ body }) => expect(body).toMatchObject({ code: 'CAMPAIGN_STATE' }))
    await db('dial_jobs').where({ id: first.id }).update({ state: 'scheduled' })
    const { number_sealed: sealed } = await db('campaign_entries').where({ id: idsOf(first.subject).entryId }).first('number_sealed') as { number_sealed: string }
    await called(cipher.open(sealed), [['open', 'yes'], ['q1', '1']], 'left')
    expect((await ask(`/campaigns/${id}`)).body).toMatchObject({ counts: { stopped: 3, partial: 1 } })
  })

  it('call nobody who has refused to be called back about a matter of their own', async () => {
    const db = await open()
    const { alongside, made, upload, moved, ask } = await house(db)
    const id = await made()
    await upload(id, list)
    await moved(id, 'start')
    const city = ticketing(db, { cipher, now: () => monday, notify: { isThere: () => true, alongside: async (trx, change) => await alongside(trx, change) } })
    const person = (role: Role, department: string | null = null): Principal => ({ userId: role, username: role, role, extension: null, department })
    const { ticketNo } = await city.writing.open({ channel: 'app', dnis: null, externalNo: null, type: 'complaint', categoryCode: '0401', areaCode: '140502', address: '驿后小区', content: '夜间施工', contactPhone: '13800000004' }, person('dispatcher'), 'zh')
    await db('tickets').where({ ticket_no: ticketNo }).update({ state: 'pending_callback', lead_unit: 'HB' })
    await city.acting.act(ticketNo, person('callback'), { event: 'exempt', reason: 'refused', note: '', version: 1 } as TicketEvent, 'zh')
    expect((await ask('/do-not-call?number=13800000004')).body['items']).toMatchObject([{ number: '138****0004', source: 'survey', addedBy: 'callback' }])
    expect((await ask(`/campaigns/${id}`)).body).toMatchObject({ counts: { do_not_call: 1 } })
  })

  it('stay as they are once somebody was called, but for name, days and hours; are not started when nothing can be said', async () => {
    const db = await open()
    const { made, upload, moved, ask, versionOf, audited } = await house(db)
    const id = await made()
    await upload(id, list)
    await moved(id, 'start')
    const put = async (fields: object) => await ask(`/campaigns/${id}`, { method: 'PUT', json: { ...poll, version: await versionOf(id), ...fields } })
    expect((await put({ intro: '换一段话' })).body).toMatchObject({ code: 'CAMPAIGN_BEGUN', errors: [{ path: 'body.intro' }] })
    expect((await put({ until: '2026-12-04', hours: ['10:00-12:00'], restDays: true })).body).toMatchObject({ until: '2026-12-04', hours: ['10:00-12:00'] })
    expect((await ask(`/campaigns/${id}`, { method: 'PUT', json: { ...poll, version: 1 } })).status).toBe(409)
    for (const wrong of [{ questions: [] }, { until: '2026-11-01' }, { hours: ['14:00-09:00'] }, { kind: 'notice' }, { intro: '{site}' }]) expect((await ask('/campaigns', { method: 'POST', json: { ...poll, ...wrong } })).status).toBe(400)
    expect(audited.map(({ action }) => action)).toEqual(['campaign.create', 'campaign.list', 'campaign.start', 'campaign.change'])
    for (const role of ['agent', 'dispatcher', 'admin', 'callback', 'unit']) expect((await ask('/campaigns', { token: role })).status).toBe(403)
    const mute = await house(db, { speaks: false })
    const other = await mute.made({ kind: 'notice', questions: [], name: '停水通知' })
    await mute.upload(other, '13800000001')
    expect((await mute.moved(other, 'start')).body).toMatchObject({ code: 'NO_SPEECH' })
    expect((await mute.ask(`/campaigns/${other}/script`)).body['items']).toMatchObject([{ step: 'open', keys: [{ key: '1' }, { key: '2' }, { key: '9' }] }, { step: 'thanks' }, { step: 'later' }, { step: 'never' }])
    expect((await mute.ask(`/campaigns/${other}?version=1`, { method: 'DELETE' })).status).toBe(204)
  })
})
