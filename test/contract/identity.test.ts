import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync, chmodSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import type { Knex } from 'knex'
import { afterAll, describe, expect, it, vi } from 'vitest'
import type { Extension, GroupId } from '../../src/contract/ids.ts'
import { defaultPolicy } from '../../src/contract/policy.ts'
import { NewUser } from '../../src/contract/user.ts'
import { idempotencyStore } from '../../src/database/idempotency-store.ts'
import { transaction } from '../../src/database/transaction.ts'
import { createIdentity } from '../../src/identity/identity.ts'
import { ensureCredentials } from '../../src/identity/first-run.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { createFieldCipher } from '../../src/platform/field-cipher.ts'
import { silentLog } from '../../src/platform/log.ts'
import { siteDay } from '../../src/platform/site-day.ts'
import { databases } from './support/databases.ts'

const folder = mkdtempSync(join(tmpdir(), 'yht-identity-'))
afterAll(() => rmSync(folder, { recursive: true }))
const cipher = createFieldCipher(randomBytes(32).toString('base64'))
const password = 'a long enough phrase'

function identityOn(db: Knex) {
  const time = { now: 1_763_753_785_000 }
  const clock = { now: () => time.now }
  return { time, db, ...createIdentity({ db, transaction: async (work) => await transaction(db, work), cipher, policy: defaultPolicy(), clock, dayOf: siteDay('Asia/Shanghai') }) }
}

const aUser = (username: string, more: Partial<NewUser> = {}): NewUser => NewUser.parse({ username, password, name: username, role: 'agent', ...more })
const from = { ip: '10.0.0.1', userAgent: 'test' }

describe('credentials of the first run', () => {
  it('are the demo accounts, private, and never written again', async () => {
    const file = join(folder, 'new', 'credentials.json')
    const made = await ensureCredentials(file, [{ code: 'CG' }, { code: 'RS' }])
    const text = readFileSync(file, 'utf8')
    expect(made.users.map(({ username }) => username)).toEqual([
      'admin', 'supervisor', 'dispatcher', 'callback', 'auditor', 'leader', 'reviewer',
      ...Array.from({ length: 10 }, (_, n) => `agent${1001 + n}`),
      'hr2001', 'hr2002', 'medical2101', 'unit-CG', 'head-CG', 'unit-RS', 'head-RS',
    ])
    expect(made.users.find(({ username }) => username === 'head-RS')).toMatchObject({ role: 'unit_head', department: 'RS' })
    expect(made.users.filter(({ sipPassword }) => sipPassword).map(({ extension }) => extension)).toEqual(['8001', ...Array.from({ length: 10 }, (_, n) => String(1001 + n)), '2001', '2002', '2101'])
    expect(new Set(made.users.flatMap((user) => [user.password, user.sipPassword ?? user.username])).size).toBe(made.users.length * 2)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(await ensureCredentials(file, [{ code: 'XX' }])).toEqual(made)
    expect(readFileSync(file, 'utf8')).toBe(text)
    expect(readdirSync(join(folder, 'new'))).toEqual(['credentials.json'])
  })

  it('are the same for two first runs at once', async () => {
    const file = join(folder, 'race.json')
    const [one, other] = await Promise.all([ensureCredentials(file, []), ensureCredentials(file, [])])
    expect(one).toEqual(other)
  })

  it('that cannot be used stop the start with a sentence', async () => {
    const file = join(folder, 'broken.json')
    writeFileSync(file, '{"users":[],"fieldKey":"abc"}')
    await expect(ensureCredentials(file, [])).rejects.toThrow(/broken\.json cannot be used: .*32 bytes in base64/s)
    writeFileSync(file, 'not json')
    await expect(ensureCredentials(file, [])).rejects.toThrow(/it is not JSON/)
  })

  it('that others could read are made private', async () => {
    const file = join(folder, 'open.json')
    await ensureCredentials(file, [])
    chmodSync(file, 0o644)
    await ensureCredentials(file, [])
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })
})

describe.each(databases)('identity on $on', ({ on, open }) => {
  it('seeds the accounts once and keeps what was changed since', async () => {
    const { seed, users, accounts, db } = identityOn(await open())
    const credentials = await ensureCredentials(join(folder, `${on}.json`), [{ code: 'CG' }])
    expect(await seed(credentials)).toBe(22)
    await users.change('agent1001', { name: '王芳' }, 'admin')
    expect(await seed(credentials)).toBe(0)
    expect((await users.list('', 200)).find(({ username }) => username === 'agent1001')?.name).toBe('王芳')
    const seats = await accounts.list()
    expect(seats.map(({ extension, groups }) => `${extension} ${groups.join()}`)).toEqual([
      ...Array.from({ length: 10 }, (_, n) => `${1001 + n} general`), '2001 hr', '2002 hr', '2101 medical', '8001 backup',
    ])
    expect(seats[0]?.sipPassword).toBe(credentials.users.find(({ extension }) => extension === '1001')?.sipPassword)
    expect(JSON.stringify(await db('agent_accounts'))).not.toContain(seats[0]?.sipPassword)
    expect((await users.authenticate('ADMIN', credentials.users[0]?.password ?? '', '10.0.0.1')).role).toBe('admin')
  })

  it('knows users by name without regard to case, and each extension once', async () => {
    const { users } = identityOn(await open())
    await users.add(aUser('Anna', { extension: '1001' as Extension }), 'admin')
    await expect(users.add(aUser('anna'), 'admin')).rejects.toMatchObject({ code: 'USER_EXISTS' })
    await expect(users.add(aUser('bert', { extension: '1001' as Extension }), 'admin')).rejects.toMatchObject({ code: 'USER_EXISTS' })
    await users.add(aUser('carl'), 'admin')
    await users.add(aUser('dora'), 'admin')
    await expect(users.change('carl', { extension: '1001' as Extension }, 'admin')).rejects.toMatchObject({ code: 'USER_EXISTS' })
    await expect(users.change('nobody', {}, 'admin')).rejects.toMatchObject({ code: 'USER_NOT_FOUND' })
    expect((await users.list('anna', 1)).map(({ username }) => username)).toEqual(['carl'])
    const both = await Promise.allSettled([users.add(aUser('eva'), 'admin'), users.add(aUser('EVA'), 'admin')])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it.each(['AnnaAnnaAnna', 'password1234', 'aaaaaaaaaaaa', 'yihaotong12345'])('refuses the password %s', async (guessable) => {
    const { users } = identityOn(await open())
    await expect(users.add(aUser('anna', { password: guessable }), 'admin')).rejects.toMatchObject({ code: 'INVALID_REQUEST' })
  })

  it('keeps passwords as argon2id of 19 MiB, and says the same to a wrong name as to a wrong password', async () => {
    const { users, db, audit } = identityOn(await open())
    await users.add(aUser('anna'), 'admin')
    expect((await db('users').first())?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    await expect(users.authenticate('anna', 'wrong', '1.1.1.1')).rejects.toMatchObject({ code: 'WRONG_CREDENTIALS' })
    await expect(users.authenticate(password, 'wrong', '1.1.1.1')).rejects.toMatchObject({ code: 'WRONG_CREDENTIALS' })
    expect(JSON.stringify(await audit.list({}, null, 10))).not.toContain(password)
    expect((await audit.list({ action: 'session.begin' }, null, 10)).map(({ actor, ok }) => [actor, ok])).toEqual([['unknown', false], ['anna', false]])
  })

  it('ends sessions by signing out, idleness, age, a disabled user, a new password or a new role', async () => {
    const { users, sessions, time } = identityOn(await open())
    const ended: string[] = []
    sessions.onEnd((id) => ended.push(id))
    const { session: policy } = defaultPolicy()
    const signIn = async () => {
      const { token } = await sessions.begin(await users.authenticate('anna', password, '1.1.1.1'), from)
      const open = await sessions.identify(token)
      if (!open) throw new Error('not signed in')
      return { token, id: open.id }
    }
    await users.add(aUser('anna', { extension: '1001' as Extension }), 'admin')

    const first = await signIn()
    expect(await sessions.identify(`${first.token}x`)).toBeNull()
    expect((await sessions.identify(first.token))?.principal).toMatchObject({ username: 'anna', role: 'agent', extension: '1001' })
    await sessions.end(first.id)
    expect([await sessions.identify(first.token), ended]).toEqual([null, [first.id]])

    const idle = await signIn()
    time.now += policy.idleMs + 60_000
    expect(await sessions.identify(idle.token)).toBeNull()

    const used = await signIn()
    for (let at = 0; at < policy.absoluteMs - 1; at += policy.idleMs / 2) {
      expect(await sessions.identify(used.token)).not.toBeNull()
      time.now += policy.idleMs / 2
    }
    expect(await sessions.identify(used.token)).toBeNull()
    expect(await sessions.cleanUp()).toBe(2)

    for (const change of [{ disabled: true }, { disabled: false, password: 'another good phrase' }, { password, role: 'supervisor' as const }]) {
      await users.change('anna', { disabled: false, password, role: 'agent' }, 'admin')
      const now = await signIn()
      const before = ended.length
      expect(await sessions.stillOpen([now.id, 'other'])).toEqual(new Set([now.id]))
      await users.change('anna', change, 'admin')
      expect([await sessions.identify(now.token), ended.slice(before), (await sessions.stillOpen([now.id])).size]).toEqual([null, [now.id], 0])
    }
  })

  it('disables the seat with its user, and tells who pushes phones', async () => {
    const { users, accounts } = identityOn(await open())
    const pushed: number[] = []
    accounts.onChange(async () => void pushed.push((await accounts.list()).length))
    await accounts.add({ extension: '1001' as Extension, name: '王芳', groups: ['general' as GroupId], sipPassword: 'sip secret' })
    await expect(accounts.add({ extension: '1001' as Extension, name: '', groups: [], sipPassword: 'other' })).rejects.toMatchObject({ code: 'AGENT_EXISTS' })
    await expect(accounts.update('9999' as Extension, { name: 'x' })).rejects.toMatchObject({ code: 'AGENT_NOT_FOUND' })
    await users.add(aUser('anna', { extension: '1001' as Extension }), 'admin')
    await users.change('anna', { disabled: true }, 'admin')
    await users.change('anna', { disabled: false }, 'admin')
    expect(pushed).toEqual([1, 0, 1])
  })

  it('lets a visiting specialist in from the first day to the last, seat and all (J07)', async () => {
    const { users, accounts, time } = identityOn(await open())
    const extension = '3001' as Extension
    let told = 0
    accounts.onChange(async () => void (told += 1))
    const day = (text: string) => (time.now = Date.parse(`${text}+08:00`))
    const seats = async () => (await accounts.list()).map((account) => account.extension)
    day('2026-11-30T23:59:59')
    await accounts.add({ extension, name: '来访专家', groups: ['hr' as GroupId], sipPassword: 'secret of the phone' })
    expect(await seats()).toEqual([extension])
    await users.add(aUser('visitor', { role: 'specialist', extension, kind: 'visiting', validFrom: '2026-12-01', validUntil: '2026-12-05' }), 'admin')
    expect(told).toBe(2)
    expect(await seats()).toEqual([])
    await expect(users.authenticate('visitor', password, from.ip)).rejects.toMatchObject({ code: 'ACCOUNT_NOT_VALID', details: { detail: '2026-12-01 – 2026-12-05' } })
    await expect(users.authenticate('visitor', 'not the password', from.ip)).rejects.toMatchObject({ code: 'WRONG_CREDENTIALS' })
    for (const inside of ['2026-12-01T00:00:00', '2026-12-05T23:59:59']) {
      day(inside)
      expect(await users.authenticate('visitor', password, from.ip)).toMatchObject({ username: 'visitor', kind: 'visiting' })
      expect(await seats()).toEqual([extension])
    }
    day('2026-12-06T00:00:00')
    await expect(users.authenticate('visitor', password, from.ip)).rejects.toMatchObject({ code: 'ACCOUNT_NOT_VALID' })
    expect(await seats()).toEqual([])
    expect(await accounts.roster('2026-12-05')).toEqual([
      { extension, name: '来访专家', groups: ['hr'], username: 'visitor', role: 'specialist', kind: 'visiting', validFrom: '2026-12-01', validUntil: '2026-12-05' },
    ])
  })

  it('ends the session with the dates, and not before', async () => {
    const { users, sessions, keepDates, time } = identityOn(await open())
    time.now = Date.parse('2026-12-05T20:00:00+08:00')
    await users.add(aUser('visitor', { validUntil: '2026-12-05', extension: '3001' as Extension }), 'admin')
    await users.add(aUser('clerk'), 'admin')
    const begin = async (name: string) => (await sessions.begin(await users.authenticate(name, password, from.ip), from)).token
    const [visitor, clerk] = [await begin('visitor'), await begin('clerk')]
    await users.change('visitor', { validUntil: '2026-12-06' }, 'admin') // a longer stay signs nobody out
    await users.change('visitor', { validUntil: '2026-12-05' }, 'admin')
    expect(await sessions.identify(visitor)).not.toBeNull()
    time.now = Date.parse('2026-12-06T00:00:00+08:00')
    let look = (): void => {}
    const clock = { ...systemClock, now: () => time.now, every: (_: number, task: () => void) => ((look = task), () => {}) }
    let busy = true
    const asked: string[] = []
    keepDates({ clock, inCall: (extension) => asked.push(extension) > 0 && busy, log: silentLog })
    await vi.waitFor(() => expect(asked).toEqual(['3001']))
    expect(await sessions.identify(visitor)).not.toBeNull()
    busy = false
    await vi.waitFor(async () => {
      look()
      expect(await sessions.identify(visitor)).toBeNull()
    })
    expect(await sessions.identify(clerk)).not.toBeNull()
  })

  it('signs out at once who is given dates that are over, and takes none that end before they begin', async () => {
    const { users, sessions, time } = identityOn(await open())
    time.now = Date.parse('2026-12-05T20:00:00+08:00')
    await users.add(aUser('anna'), 'admin')
    const { token } = await sessions.begin(await users.authenticate('anna', password, from.ip), from)
    await expect(users.change('anna', { validFrom: '2026-12-05', validUntil: '2026-12-04' }, 'admin')).rejects.toMatchObject({ code: 'INVALID_REQUEST' })
    await expect(users.add(aUser('bert', { validFrom: '2026-12-05', validUntil: '2026-12-04' }), 'admin')).rejects.toMatchObject({ code: 'INVALID_REQUEST' })
    expect(await sessions.identify(token)).not.toBeNull()
    await expect(users.change('anna', { validUntil: '2026-12-04' }, 'anna')).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await users.change('anna', { validUntil: '2026-12-04' }, 'admin')
    expect(await sessions.identify(token)).toBeNull()
  })

  it('lets no administrator shut out or demote himself', async () => {
    const { users } = identityOn(await open())
    await users.add(aUser('root1', { role: 'admin' }), 'setup')
    await expect(users.change('root1', { disabled: true }, 'root1')).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(users.change('root1', { role: 'agent' }, 'root1')).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })

  const entry = (n: number) => ({ at: n, actor: 'anna', action: n % 2 ? 'odd' : 'even', target: `hotline:${n}`, details: { n, 中: '文' }, ok: true })

  it('chains audit rows in the order they came, from two servers at once', async () => {
    const db = await open()
    const [one, other] = [identityOn(db), identityOn(db)]
    await Promise.all(Array.from({ length: 60 }, (_, n) => (n % 3 ? one : other).audit.write(entry(n))))
    const verdict = await one.audit.verify()
    expect(verdict).toMatchObject({ ok: true, rows: 60 })
    expect((await one.audit.list({ action: 'odd' }, null, 200)).length).toBe(30)
    const page = await one.audit.list({}, null, 25)
    const next = await one.audit.list({}, page.at(-1)?.seq ?? 0, 25)
    expect([page[0]?.seq, page.at(-1)?.seq, next[0]?.seq]).toEqual([60, 36, 35])
    expect((await one.audit.list({ from: 10, to: 12 }, null, 25)).map(({ at }) => at)).toEqual(expect.arrayContaining([10, 11]))
  })

  it('refuses to change or delete an audit row, and notices when somebody did it nevertheless', async () => {
    const { audit, db } = identityOn(await open())
    for (let n = 0; n < 5; n += 1) await audit.write(entry(n))
    await expect(db('audit_log').where({ seq: 3 }).update({ actor: 'x' })).rejects.toThrow(/append-only/)
    await expect(db('audit_log').where({ seq: 3 }).delete()).rejects.toThrow(/append-only/)
    if (on === 'postgres') await expect(db('audit_log').truncate()).rejects.toThrow(/append-only/)
    const unprotected = on === 'postgres' ? ['DROP TRIGGER audit_rows ON audit_log'] : ['DROP TRIGGER audit_no_update', 'DROP TRIGGER audit_no_delete']
    for (const sql of unprotected) await db.raw(sql)
    await db('audit_log').where({ seq: 3 }).update({ actor: 'x' })
    expect(await audit.verify()).toEqual({ ok: false, rows: 2, seq: 3, why: 'changed' })
    await db('audit_log').where({ seq: 3 }).delete()
    expect(await audit.verify()).toEqual({ ok: false, rows: 2, seq: 3, why: 'missing' })
  })

  it('fails the caller when an audit row cannot be written', async () => {
    const { audit, db } = identityOn(await open())
    await db.schema.dropTable('audit_log')
    await expect(audit.write(entry(1))).rejects.toThrow()
    await expect(audit.write(entry(2))).rejects.toThrow()
  })

  it('keeps answers to repeated requests for a day, sealed, and claims a key once', async () => {
    const db = await open()
    const time = { now: 1_000_000 }
    const store = idempotencyStore(db, cipher, () => time.now)
    const claims = await Promise.all(Array.from({ length: 10 }, () => store.begin('u', 'k', 'same')))
    expect(claims.filter((claim) => claim === 'new').length).toBe(1)
    expect(await store.begin('u', 'k', 'different')).toBe('other')
    expect(await store.begin('u2', 'k', 'different')).toBe('new')
    await store.finish('u', 'k', { status: 201, body: '{"ani":"13812345678"}' })
    expect(await store.begin('u', 'k', 'same')).toEqual({ status: 201, body: '{"ani":"13812345678"}' })
    expect(JSON.stringify(await db('idempotency'))).not.toContain('13812345678')
    time.now += 60_000
    expect(await store.begin('u2', 'k', 'different')).toBe('new')
    time.now += 86_400_000
    expect(await store.begin('u', 'k', 'fresh')).toBe('new')
    expect(await store.forgetOld()).toBe(1)
    await store.forget('u', 'k')
    expect(await db('idempotency')).toEqual([])
  })
})
