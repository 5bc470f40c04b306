import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAgents } from '../../src/agent/agents.ts'
import { agentStore } from '../../src/agent/store.ts'
import { defaultPolicy } from '../../src/contract/policy.ts'
import { openDepartments } from '../../src/wiring/departments.ts'
import { idempotencyStore } from '../../src/database/idempotency-store.ts'
import { transaction } from '../../src/database/transaction.ts'
import { listRoutes } from '../../src/department/list-routes.ts'
import { listStore } from '../../src/department/list-store.ts'
import { departmentRoutes } from '../../src/department/routes.ts'
import { departmentStore } from '../../src/department/store.ts'
import { loadSite } from '../../src/hotline/site.ts'
import { createHttp, finishHttp } from '../../src/http.ts'
import { newSecret, type Credentials } from '../../src/identity/first-run.ts'
import { createIdentity } from '../../src/identity/identity.ts'
import { rosterRoutes } from '../../src/identity/roster-routes.ts'
import { dialable } from '../../src/outbound/rules/number-plan.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { createFieldCipher } from '../../src/platform/field-cipher.ts'
import { silentLog as log } from '../../src/platform/log.ts'
import { createMetrics } from '../../src/platform/metrics.ts'
import { siteDay } from '../../src/platform/site-day.ts'
import { databases } from './support/databases.ts'
import { listen, type Asking, type Listening } from './support/http.ts'

const password = 'a long enough phrase'
const fieldKey = randomBytes(32).toString('base64')
const credentials = {
  users: [
    ...['admin', 'dispatcher', 'auditor', 'unit'].map((role) => ({ username: role, password, role })),
    { username: 'hr2001', password, role: 'specialist', extension: '2001', sipPassword: newSecret() },
  ],
  fieldKey,
} as Credentials
const site = loadSite('config/sites/demo.yaml')
const dayOf = siteDay(site.timeZone)
const clock = { ...systemClock, now: () => Date.parse('2026-11-22T10:00:00+08:00') }

describe.each(databases)('departments and the responsibility list on $on', ({ open }) => {
  const tokens: Record<string, string> = {}
  let client = {} as Listening
  let reopen = async (): Promise<Awaited<ReturnType<typeof openDepartments>>> => await Promise.reject(new Error('not open'))

  beforeAll(async () => {
    const [db, policy, cipher] = [await open(), defaultPolicy(), createFieldCipher(fieldKey)]
    const identity = createIdentity({ db, transaction: async (work) => await transaction(db, work), cipher, policy, clock, dayOf })
    await identity.seed(credentials)
    const agents = createAgents({ store: agentStore(db), clock, policy, log })
    await agents.load(await identity.accounts.list())
    reopen = async () =>
      await openDepartments({
        stores: { departments: departmentStore(db, cipher), list: listStore(db) }, site, packageRoot: '.', clock, audit: identity.audit, log,
        judge: (typed) => dialable(typed, { tel: site.tel, listed: new Set() }), hasLine: (number) => number === '12333',
      })
    const { departments, responsibilities } = await reopen()
    const app = createHttp({
      routes: [...identity.routes, ...rosterRoutes({ accounts: identity.accounts, agents, today: () => '2026-11-22' }), ...departmentRoutes(departments), ...listRoutes({ list: responsibilities, departments })],
      access: identity.access, idempotency: idempotencyStore(db, cipher, clock.now), now: clock.now, ready: () => ({ ok: true, checks: {} }),
      metrics: createMetrics(), log, version: '1.2.3', rate: { burst: 100_000, perSecond: 100_000 },
    })
    client = await listen(finishHttp(app, log))
    for (const { username } of credentials.users) tokens[username] = String((await client.ask('/api/v1/session', { method: 'POST', json: { username, password } })).body['token'])
  })
  afterAll(async () => await client.close())

  const api = async (as: string, path: string, more: Asking = {}) => await client.ask(`/api/v1${path}`, { token: tokens[as], ...more })
  const items = (body: Record<string, unknown>) => body['items'] as Record<string, unknown>[]
  const upload = async (query: string, raw: Buffer<ArrayBuffer>) => await api('admin', `/responsibilities/import${query}`, { method: 'POST', raw, headers: { 'content-type': 'text/csv' } })
  const text = (csv: string) => Buffer.from(csv)

  it('has the departments of the site, for those who work with them', async () => {
    const all = items((await api('hr2001', '/departments')).body)
    expect(all.find(({ code }) => code === 'RS')).toMatchObject({ nameZh: '市人力资源和社会保障局', phone: '09915550101', inUse: true, contacts: [], version: 1 })
    expect((await api('unit', '/departments')).status).toBe(403)
  })

  it('takes a department from an administrator, keeps it over a start, and leaves names out of the audit log', async () => {
    const department = { code: 'YL', nameZh: '园林绿化中心', level: 3, parent: 'CG', contacts: [{ role: 'head', name: '某主任', phone: '13800000000' }], validUntil: '2026-11-21' }
    expect((await api('dispatcher', '/departments', { method: 'POST', json: department })).status).toBe(403)
    const added = (await api('admin', '/departments', { method: 'POST', json: department })).body
    expect(added).toMatchObject({ code: 'YL', inUse: false, version: 1, active: true, sections: [] })
    expect((await api('admin', '/departments', { method: 'POST', json: department })).body['code']).toBe('DEPARTMENT_EXISTS')
    const { code: _, inUse: __, updatedAt: ___, ...settings } = added
    expect((await api('admin', '/departments/YL', { method: 'PUT', json: { ...settings, validUntil: null } })).body).toMatchObject({ inUse: true, version: 2 })
    expect((await api('admin', '/departments/YL', { method: 'PUT', json: settings })).body['code']).toBe('VERSION_CONFLICT')
    expect((await reopen()).departments.find('YL')).toMatchObject({ version: 2, contacts: [{ name: '某主任', phone: '13800000000' }] })
    const audited = items((await api('auditor', '/audit?target=department:YL')).body)
    expect(audited.map(({ action }) => action)).toEqual(['department.edit', 'department.add'])
    expect(JSON.stringify(audited)).not.toMatch(/某主任|13800000000/)
  })

  it.each([
    ['a parent below it', { code: 'X1', nameZh: 'x', level: 2, parent: 'JD1' }, 'body.parent'],
    ['a number that may not be dialled', { code: 'X1', nameZh: 'x', level: 2, phone: '16812345' }, 'body.phone'],
    ['a code in small letters', { code: 'x1', nameZh: 'x', level: 2 }, 'body.code'],
  ])('refuses a department with %s', async (_, json, path) => {
    expect((await api('admin', '/departments', { method: 'POST', json })).body).toMatchObject({ code: 'INVALID_REQUEST', errors: [{ path }] })
  })

  it('says whose a matter is, and why', async () => {
    expect((await api('hr2001', '/responsibilities/match?category=0201&district=140502')).body).toMatchObject({
      decided: true, items: [{ department: 'QCQ', departmentName: '城区人民政府', coUnits: ['CG'], reason: { category: '0201', district: '140502' } }, { department: 'CG' }],
    })
    expect((await api('hr2001', '/responsibilities/match?category=0403')).body).toEqual({ decided: false, items: [] })
  })

  it('keeps every version of a line', async () => {
    const line = { matter: '井盖缺失', category: '0203', department: 'CG', legalBasis: '城市道路管理条例' }
    const { id, version, updatedAt: _, ...settings } = (await api('admin', '/responsibilities', { method: 'POST', json: line })).body as { id: string; version: number; updatedAt: number }
    expect((await api('admin', `/responsibilities/${id}`, { method: 'PUT', json: { ...settings, department: 'ZJ', version } })).body).toMatchObject({ department: 'ZJ', version: 2 })
    expect((await api('admin', `/responsibilities/${id}`, { method: 'PUT', json: { ...settings, version } })).body['code']).toBe('VERSION_CONFLICT')
    expect((await api('admin', `/responsibilities/${id}`, { method: 'PUT', json: { ...settings, department: 'NO', version: 2 } })).body).toMatchObject({ errors: [{ path: 'body.department' }] })
    expect((await api('admin', `/responsibilities/${id}?version=2`, { method: 'DELETE' })).status).toBe(204)
    expect(items((await api('dispatcher', `/responsibilities/${id}/versions`)).body)).toMatchObject([{ version: 1, by: 'admin', settings: { department: 'CG' } }, { version: 2, settings: { department: 'ZJ' } }, { version: 3, settings: null }])
    expect((await api('admin', `/responsibilities/${id}?version=3`, { method: 'DELETE' })).body['code']).toBe('RESPONSIBILITY_NOT_FOUND')
  })

  it('shows what a file would change, changes it when told to, and is the same when its own export comes back', async () => {
    const file = text('事项,事项分类,关键词,主办单位,备注\n共享单车,0207,,CG,"=HYPERLINK(""http://x"")"\n供水,101,,GS,\n')
    const preview = (await upload('', file)).body as { revision: string }
    expect(preview).toMatchObject({ encoding: 'utf-8', applied: false, counts: { added: 1, changed: 1, same: 0, removed: 0, faulty: 0 } })
    expect((await upload('?replace=true', file)).body).toMatchObject({ counts: { removed: 30 } })
    const done = (await upload(`?revision=${preview.revision}`, file)).body
    expect(done).toMatchObject({ applied: true, counts: { added: 1 } })
    expect((await upload(`?revision=${preview.revision}`, file)).body['code']).toBe('VERSION_CONFLICT')
    const exported = await api('dispatcher', '/responsibilities/export')
    expect(exported.headers.get('content-type')).toContain('text/csv')
    expect(exported.text).toContain('"\'=HYPERLINK')
    expect((await upload('?replace=true', text(exported.text))).body).toMatchObject({ counts: { added: 0, changed: 0, same: 32, removed: 0, faulty: 0 }, lines: [] })
    expect((await reopen()).responsibilities.all()).toHaveLength(32)
  })

  it('takes GB18030, and takes nothing over from a file with a fault', async () => {
    // 事项分类,主办单位\n0201,XX\n as a Chinese spreadsheet saves it.
    const gbk = Buffer.from([0xca, 0xc2, 0xcf, 0xee, 0xb7, 0xd6, 0xc0, 0xe0, 0x2c, 0xd6, 0xf7, 0xb0, 0xec, 0xb5, 0xa5, 0xce, 0xbb, 0x0a, ...Buffer.from('0201,XX\n')])
    const preview = (await upload('', gbk)).body as { revision: string }
    expect(preview).toMatchObject({ encoding: 'gb18030', counts: { faulty: 1 }, lines: [{ line: 2, change: 'faulty', errors: [{ column: '主办单位' }] }] })
    expect((await upload(`?revision=${preview.revision}`, gbk)).body).toMatchObject({ status: 422, code: 'LIST_FAULTY', count: 1 })
    for (const raw of [Buffer.from('主办单位\n"CG'), Buffer.from('\uFEFF主办单位', 'utf16le'), Buffer.from([0x50, 0x4b, 3, 4, 0xff, 0xff])]) expect((await upload('', raw)).body['code']).toBe('UNSUPPORTED_MEDIA')
  })

  it('shows administrators when people last signed in, and every seat', async () => {
    const users = items((await api('admin', '/users?text=HR20')).body)
    expect(users).toMatchObject([{ username: 'hr2001', lastSignInAt: '2026-11-22T02:00:00.000Z' }])
    expect(items((await api('admin', '/users?role=unit')).body).map(({ username }) => username)).toEqual(['unit'])
    expect(items((await api('admin', '/users?text=%25')).body)).toEqual([])
    expect(items((await api('admin', '/seats')).body)).toMatchObject([{ extension: '2001', enabled: true, username: 'hr2001', state: 'offline', lastSignInAt: '2026-11-22T02:00:00.000Z' }])
    expect((await api('hr2001', '/seats')).status).toBe(403)
  })
})
