import type { Knex } from 'knex'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { defaultPolicy } from '../../src/contract/policy.ts'
import type { NotifyPreferences } from '../../src/contract/notify.ts'
import type { TicketEvent } from '../../src/contract/ticket.ts'
import { transaction } from '../../src/database/transaction.ts'
import type { Principal } from '../../src/identity/port.ts'
import { joinNotifications, type Notifications } from '../../src/wiring/notifications.ts'
import { guardedPost } from '../../src/notify/guarded-post.ts'
import { preferencesStore } from '../../src/notify/preferences-store.ts'
import { createFieldCipher } from '../../src/platform/field-cipher.ts'
import { silentLog } from '../../src/platform/log.ts'
import { isSigned } from '../../src/platform/signature.ts'
import { siteDay } from '../../src/platform/site-day.ts'
import { until } from '../rig/until.ts'
import { databases } from './support/databases.ts'
import { mailServer } from './support/mail-server.ts'
import { otherSystem } from './support/other-system.ts'
import { ticketing } from './support/ticketing.ts'

const cipher = createFieldCipher(Buffer.alloc(32, 7).toString('base64'))
const START = Date.parse('2026-11-23T14:00:00+08:00')
const supervisor: Principal = { userId: 'u-sup', username: 'supervisor', role: 'supervisor', extension: null, department: null, workspace: null }
const noise = { type: 'complaint', categoryCode: '0401', areaCode: '140502', address: '驿后小区 4 号楼', content: '楼下夜间施工，太吵', contactPhone: '13700001111', callerName: '张三丰' } as const
const WISHES: NotifyPreferences = { muted: [], toasts: true, browser: true, volume: 70, quietHours: null, mailTo: null, mailWhen: 'soon', mailLanguage: 'zh' }
const closing: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

interface Settings {
  smtp: { port: number; tls?: 'none' | 'upgrade'; password?: string } | null
  contacts?: { role: 'handler' | 'deputy' | 'head'; email: string }[]
  policy?: Partial<ReturnType<typeof defaultPolicy>['notify']>
}

/** Tickets of the demo site whose notices go out, on a clock that is put forward by hand. */
async function house(db: Knex, { smtp, contacts = [], policy = {} }: Settings) {
  const time = { now: START }
  const ticks: (() => void)[] = []
  const clock = { now: () => time.now, at: () => () => {}, every: (_: number, task: () => void) => (ticks.push(task), () => {}) }
  const alarms: { kind: string; details: Readonly<Record<string, unknown>> }[] = []
  const users = [['unit', 'u-unit', 'HB'], ['unit_head', 'u-head', 'HB'], ['supervisor', 'u-sup', null], ['dispatcher', 'u-dis', null]].map(([role, id, department]) => ({ id, username: id, role, department, disabled: false, validFrom: null, validUntil: null }))
  const site = { name: '晋城12345政务服务便民热线', timeZone: 'Asia/Shanghai' }
  const notifications: Notifications = joinNotifications({
    db, inTransaction: async (work) => await transaction(db, work), cipher, site, clock, log: silentLog, onDuty: () => [], dayOf: siteDay('Asia/Shanghai'), alarm: (alarm) => void alarms.push(alarm),
    identity: { users: { list: async (cursor: string, _: number, { role }: { role: string }) => (cursor === '' ? users.filter((user) => user.role === role) : []), onChange: () => {} }, audit: { write: async () => {} } } as never,
    departments: { find: (code: string) => ({ code, workspace: null, contacts: contacts.map((one) => ({ name: '某人', phone: null, ...one })) }) } as never,
    config: {
      panelUrl: 'https://12345.example.cn', policy: { ...defaultPolicy(), notify: { ...defaultPolicy().notify, retryMs: [1_000], timeoutMs: 3_000, webhookNetworks: ['127.0.0.0/8'], ...policy } },
      mail: smtp && { host: 'localhost', port: smtp.port, tls: smtp.tls ?? 'none', user: smtp.password === undefined ? null : 'hotline', password: smtp.password ?? null, from: '12345 <12345@example.cn>' },
    },
  })
  await notifications.start()
  closing.push(async () => await notifications.stop())
  const tickets = ticketing(db, { cipher, now: clock.now, notify: notifications })
  const wishes = preferencesStore(db, cipher)
  return {
    ...tickets, notifications, alarms, db,
    wish: async (userId: string, over: Partial<NotifyPreferences>) => await wishes.keep(userId, { ...WISHES, ...over }, clock.now()),
    submit: async (over: object = {}) => {
      const { ticketNo, version } = await tickets.writing.open({ channel: 'app', dnis: null, externalNo: null, ...noise, ...over }, supervisor, 'zh')
      await tickets.acting.act(ticketNo, supervisor, { event: 'submit', version } as TicketEvent, 'zh')
      return ticketNo
    },
    /** Time passes, and everybody who looks now and then looks. */
    pass: async (ms: number) => {
      time.now += ms
      for (let turn = 0; turn < 3; turn += 1) {
        for (const tick of ticks) tick()
        await new Promise((done) => setTimeout(done, 60))
      }
    },
    pending: async () => Number((await db('notify_pending').count({ n: '*' }).first())?.['n'] ?? 0),
    states: async (table: 'notify_mails' | 'notify_events') => (await db(table).orderBy('placed_at').select('state')).map(({ state }: { state: string }) => state),
  }
}

describe.each(databases)('mail about tickets on $on', ({ open }) => {
  it('goes to whoever is told and wants it, once to each address, with nothing of the matter', async () => {
    const server = await mailServer()
    closing.push(async () => await server.close())
    const { submit, wish, pass, db } = await house(await open(), { smtp: { port: server.port }, contacts: [{ role: 'handler', email: 'clerk@hb.example.cn' }, { role: 'head', email: 'chief@hb.example.cn' }] })
    await wish('u-unit', { mailTo: 'Clerk@hb.example.cn' })
    await wish('u-dis', { mailTo: 'dispatch@example.cn' })
    const no = await submit()
    await pass(0)
    expect(server.got).toEqual([])
    await pass(60_000)
    await until('the mail', async () => server.got.length === 1, 5_000)
    expect(server.got[0]).toMatchObject({ subject: `新派工单：工单 ${no}`, messageId: expect.stringMatching(/@example[.]cn>$/) })
    expect(server.got[0]?.to.map((address) => address.toLowerCase())).toEqual(['clerk@hb.example.cn'])
    expect(server.got[0]?.text).toContain(`https://12345.example.cn/tickets/${no}`)
    expect(JSON.stringify(server.got)).not.toMatch(/张三丰|13700001111|驿后|施工|噪/)
    await pass(600_000)
    expect(server.got).toHaveLength(1)
    expect(JSON.stringify(await db('notify_mails'))).not.toMatch(/example/i)
  })

  it('of an emergency goes at once and alone, at night and whatever was muted; the rest waits for the morning and goes together', async () => {
    const server = await mailServer()
    closing.push(async () => await server.close())
    const { submit, wish, pass, states } = await house(await open(), { smtp: { port: server.port } })
    await wish('u-unit', { mailTo: 'a@example.cn', quietHours: '13:00-15:00' as NotifyPreferences['quietHours'], muted: ['emergency'] })
    const [one, two] = [await submit(), await submit({ areaCode: '140581' })]
    const three = await submit({ urgency: 'emergency', areaCode: '140524' })
    await pass(0)
    await until('the emergency', async () => server.got.length === 1, 5_000)
    expect(server.got[0]?.subject).toBe(`【紧急】紧急工单：工单 ${three}`)
    await pass(1_800_000)
    expect(server.got).toHaveLength(1)
    await pass(1_800_000)
    await until('the rest', async () => server.got.length === 2, 5_000)
    expect(server.got[1]?.subject).toBe('12345 工单提醒 3 条')
    for (const no of [one, two, three]) expect(server.got[1]?.text).toContain(no)
    expect(await states('notify_mails')).toEqual(['sent', 'sent'])
  })

  it('says nothing any more of what somebody has seen meanwhile', async () => {
    const server = await mailServer()
    closing.push(async () => await server.close())
    const { submit, wish, pass, notices, states } = await house(await open(), { smtp: { port: server.port } })
    await wish('u-unit', { mailTo: 'a@example.cn' })
    const no = await submit()
    await pass(0)
    await notices.seeAll({ ticketNo: no }, { ...supervisor, role: 'unit', department: 'HB' })
    await pass(60_000)
    await until('the mail to be dropped', async () => (await states('notify_mails')).join() === 'dropped', 5_000)
    expect(server.got).toEqual([])
  })

  it('waits while the server is down, and comes once when it is up again', async () => {
    const first = await mailServer()
    await first.close()
    const { submit, wish, pass, alarms, states } = await house(await open(), { smtp: { port: first.port }, policy: { soonMs: 0 } })
    await wish('u-unit', { mailTo: 'a@example.cn' })
    const no = await submit()
    await pass(0)
    await until('a failed try', async () => alarms.length === 1, 5_000)
    expect(alarms[0]).toMatchObject({ kind: 'mail_delayed', details: { error: expect.stringContaining('ECONNREFUSED') } })
    const server = await mailServer({ port: first.port })
    closing.push(async () => await server.close())
    await pass(1_000)
    await until('the mail', async () => server.got.length === 1, 5_000)
    await pass(60_000)
    expect([server.got.map(({ text }) => text.includes(no)), await states('notify_mails')]).toEqual([[true], ['sent']])
  })

  it('is given up at once where nobody of the address is, with an alarm, and can be sent again', async () => {
    let gone = true
    const server = await mailServer({ refuse: () => gone })
    closing.push(async () => await server.close())
    const { submit, wish, pass, alarms, notifications } = await house(await open(), { smtp: { port: server.port }, policy: { soonMs: 0 } })
    await wish('u-unit', { mailTo: 'nobody@example.cn' })
    await submit()
    await pass(0)
    await until('the alarm', async () => alarms.some(({ kind }) => kind === 'mail_undelivered'), 5_000)
    expect(JSON.stringify(alarms)).not.toContain('nobody@')
    const [dead] = await notifications.routes.deliveries.list({ states: ['dead'], limit: 10 })
    expect(dead).toMatchObject({ by: 'mail', to: 'n…@example.cn', tries: 1, nextAt: null, error: expect.stringContaining('550') })
    expect(await notifications.routes.deliveries.mail()).toMatchObject({ dead: 1, lastSentAt: null, lastError: expect.stringContaining('550') })
    gone = false
    expect(await notifications.routes.deliveries.resend(dead!.id, START + 1_000)).toBe(true)
    await pass(1_000)
    await until('the mail', async () => server.got.length === 1, 5_000)
    expect(await notifications.routes.deliveries.resend(dead!.id, START)).toBe(false)
  })

  it('is none without a server: nothing is kept for it', async () => {
    const { submit, wish, pass, pending, notifications } = await house(await open(), { smtp: null })
    await wish('u-unit', { mailTo: 'a@example.cn' })
    await submit()
    await pass(0)
    expect(await pending()).toBe(0)
    await expect(notifications.routes.testMail('a@example.cn', 'zh')).rejects.toMatchObject({ code: 'MAIL_NOT_SET_UP' })
  })
})

describe('a mail server', () => {
  const trying = async (smtp: Settings['smtp']) => (await house(await databases[0]!.open(), { smtp })).notifications.routes.testMail('a@example.cn', 'zh')

  it('is spoken to encrypted and with a password, if it has a certificate that can be trusted', async () => {
    const server = await mailServer({ tls: 'upgrade', password: 'p@ss word' })
    closing.push(async () => await server.close())
    // Nobody has said that this certificate is to be trusted.
    expect(await trying({ port: server.port, tls: 'upgrade', password: 'p@ss word' })).toMatchObject({ ok: false, said: expect.stringMatching(/certificate/) })
    expect(server.got).toEqual([])
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
    closing.push(async () => void vi.unstubAllEnvs())
    expect(await trying({ port: server.port, tls: 'upgrade', password: 'p@ss word' })).toMatchObject({ ok: true })
    expect(server.got).toMatchObject([{ secure: true, user: 'hotline' }])
  })

  it('gets nothing in the open when it should be encrypted and is not', async () => {
    const server = await mailServer()
    closing.push(async () => await server.close())
    expect(await trying({ port: server.port, tls: 'upgrade' })).toMatchObject({ ok: false })
    expect(server.got).toEqual([])
  })

  it('that refuses the password says so, and no password is repeated', async () => {
    const server = await mailServer({ password: 'right' })
    closing.push(async () => await server.close())
    const { ok, said } = await trying({ port: server.port, password: 'wrong-secret' })
    expect([ok, /535|wrong password/i.test(said), said.includes('wrong-secret')]).toEqual([false, true, false])
    expect(await trying({ port: server.port, password: 'right' })).toMatchObject({ ok: true })
    expect(server.got).toMatchObject([{ user: 'hotline', subject: '晋城12345政务服务便民热线：邮件测试' }])
  })
})

describe.each(databases)('events for other systems on $on', ({ open }) => {
  const WEBHOOK = { name: '智慧城市平台', events: ['accepted', 'dispatched', 'emergency'], active: true } as const
  const add = async ({ notifications }: { notifications: Notifications }, url: string) => await notifications.routes.webhooks.add({ ...WEBHOOK, events: [...WEBHOOK.events], url }, 'admin')

  it('are signed, have a key of their own and nothing personal, and come again until they were taken', async () => {
    const other = await otherSystem()
    closing.push(async () => await other.close())
    const desk = await house(await open(), { smtp: null })
    const { secret } = await add(desk, other.url('/events'))
    let up = false
    other.answers(() => ({ status: up ? 200 : 500 }))
    const no = await desk.submit()
    await desk.pass(0)
    await until('a failed try', async () => desk.alarms.some(({ kind }) => kind === 'webhook_delayed'), 5_000)
    up = true
    await desk.pass(1_000)
    await until('both events', async () => {
      await desk.pass(1_000)
      return (await desk.states('notify_events')).every((state) => state === 'sent')
    })
    const taken = other.got.slice(-2)
    expect(new Set(other.got.map(({ key }) => key)).size).toBe(2)
    expect(new Set(taken.map(({ body }) => body['event']))).toEqual(new Set(['accepted', 'dispatched']))
    for (const { body, text, key, signature } of taken) {
      expect(body).toMatchObject({ ticketNo: no, unit: 'HB', state: 'dispatched' })
      expect(text).not.toMatch(/张三丰|13700001111|驿后|施工/)
      expect(isSigned(signature, { id: key, body: text, secret, now: START + 2_000 })).toBe(true)
    }
    expect((await desk.notifications.routes.webhooks.list())[0]).toMatchObject({ waiting: 0, dead: 0, lastDeliveredAt: expect.any(Number) })
    expect(JSON.stringify(await desk.db('notify_webhooks'))).not.toContain(secret)
  })

  it('follow no redirect, and are given up after their time; all can be sent again', async () => {
    const other = await otherSystem()
    closing.push(async () => await other.close())
    const desk = await house(await open(), { smtp: null, policy: { giveUpMs: 1_500 } })
    const { id } = await add(desk, other.url('/events'))
    other.answers(() => ({ status: 302 }))
    await desk.submit()
    await until('both to be given up', async () => {
      await desk.pass(1_000)
      return (await desk.states('notify_events')).every((state) => state === 'dead')
    })
    expect(other.got.every(({ url }) => url === '/events')).toBe(true)
    expect(desk.alarms.map(({ kind }) => kind)).toContain('webhook_undelivered')
    other.answers(() => ({ status: 204 }))
    expect(await desk.notifications.routes.deliveries.resendAll(id, START + 60_000)).toBe(2)
    await until('both', async () => {
      await desk.pass(60_000)
      return (await desk.states('notify_events')).every((state) => state === 'sent')
    })
  })

  it('say nothing of confidential matters', async () => {
    const desk = await house(await open(), { smtp: null })
    await add(desk, 'http://127.0.0.1:9/')
    await desk.submit({ type: 'report', confidential: true })
    expect(await desk.states('notify_events')).toEqual([])
  })

  it('go to no address inside the house that was not allowed, whatever name it has', async () => {
    const desk = await house(await open(), { smtp: null, policy: { webhookNetworks: [] } })
    for (const url of ['http://127.0.0.1:8088/ari', 'http://localhost/', 'http://169.254.169.254/latest', 'https://[::1]/', 'http://[::ffff:10.0.0.1]/', 'http://2130706433/', 'http://0x7f.1/', 'https://me:secret@example.com/']) {
      await expect(add(desk, url), url).rejects.toMatchObject({ code: 'ADDRESS_NOT_ALLOWED' })
    }
    // A name that leads inside is refused when it is asked, and never connected to.
    const other = await otherSystem()
    closing.push(async () => await other.close())
    const port = new URL(other.url('/')).port
    await expect(guardedPost(() => false)(`http://localhost:${port}/`, { body: '{}', headers: {}, timeoutMs: 2_000 })).rejects.toMatchObject({ name: 'Forbidden' })
    expect(other.got).toEqual([])
    await expect(guardedPost(() => true)(`http://localhost:${port}/`, { body: '{}', headers: {}, timeoutMs: 2_000 })).resolves.toMatchObject({ status: 200 })
  })
})
