import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Knex } from 'knex'
import { afterAll, describe, expect, it } from 'vitest'
import { attachmentRoutes } from '../../src/attachment/routes.ts'
import { Extension } from '../../src/contract/ids.ts'
import type { Principal } from '../../src/identity/port.ts'
import { createHttp, finishHttp } from '../../src/http.ts'
import { can } from '../../src/identity/rules/can.ts'
import { createFieldCipher } from '../../src/platform/field-cipher.ts'
import { silentLog } from '../../src/platform/log.ts'
import { createMetrics } from '../../src/platform/metrics.ts'
import { noon } from './support/call-facts.ts'
import { databases } from './support/databases.ts'
import { listen } from './support/http.ts'
import { ticketing } from './support/ticketing.ts'

const cipher = createFieldCipher(Buffer.alloc(32, 7).toString('base64'))
const agent = (extension: string): Principal => ({ userId: `u${extension}`, username: `agent${extension}`, role: 'agent', extension: Extension.parse(extension), department: null })
const people: Record<string, Principal> = { li: agent('1001'), wang: agent('1002') }
const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), Buffer.from('JFIF'), Buffer.alloc(5_000, 0x5a)])
const homes: string[] = []
const servers: { close: () => Promise<void> }[] = []
afterAll(async () => {
  for (const server of servers) await server.close()
  for (const home of homes) rmSync(home, { recursive: true, force: true })
})

async function room(open: () => Promise<Knex>) {
  const db = await open()
  const home = mkdtempSync(join(tmpdir(), 'yht-attach-'))
  homes.push(home)
  const folder = join(home, 'attachments')
  let now = noon
  const tickets = ticketing(db, { cipher, now: () => (now += 1_000), attachmentsDir: folder })
  const { ask } = await listening(tickets)
  const li = people['li'] as Principal
  const { ticketNo } = await tickets.writing.open({ channel: 'wechat', dnis: null, externalNo: null, content: '路灯不亮' }, li, 'zh')
  return {
    ...tickets, db, folder, ticketNo, ask, li,
    upload: async (bytes: Buffer<ArrayBuffer>, name: string, token = 'li') => await ask(`/api/v1/tickets/${ticketNo}/attachments?name=${encodeURIComponent(name)}`, { token, method: 'POST', raw: bytes, headers: { 'content-type': 'application/octet-stream' } }),
  }
}

async function listening(tickets: ReturnType<typeof ticketing>) {
  const access = {
    identify: async (token: string) => (people[token] ? { user: people[token], userId: people[token].userId, session: token } : null),
    may: (user: Principal, action: string, about?: object) => can(user, action as 'ticket.read', about), knows: () => true,
  }
  const idempotency = { begin: async () => 'new' as const, finish: async () => {}, forget: async () => {} }
  const server = await listen(finishHttp(createHttp({ routes: attachmentRoutes(tickets.attachments), access, idempotency, now: () => noon, metrics: createMetrics({ withProcess: false }), log: silentLog, version: '0', ready: () => ({ ok: true, checks: {} }) }), silentLog))
  servers.push(server)
  return server
}

describe.each(databases)('files on tickets on $on', ({ open }) => {
  it('are kept sealed under a name of the server’s own, and given out to be saved, whole or in part, on record', async () => {
    const { db, folder, upload, ask, reading, ticketNo, li, audited } = await room(open)
    const added = await upload(jpeg, '../../欧阳家 现场.jpg')
    expect(added).toMatchObject({ status: 201, body: { name: '欧阳家 现场.jpg', type: 'jpeg', bytes: jpeg.length, sha256: createHash('sha256').update(jpeg).digest('hex'), uploadedBy: 'agent1001', removedAt: null } })
    const id = String(added.body['id'])
    expect(readdirSync(folder)).toEqual([id])
    expect(readFileSync(join(folder, id)).includes(Buffer.alloc(40, 0x5a))).toBe(false)
    expect(JSON.stringify(await db('attachments'))).not.toContain('欧阳')
    expect((await reading.show(ticketNo, li)).attachments).toMatchObject([{ id, name: '欧阳家 现场.jpg' }])
    const got = await ask(`/api/v1/attachments/${id}`, { token: 'li' })
    expect([got.status, got.headers.get('content-type'), got.headers.get('content-length'), got.headers.get('x-content-type-options'), got.headers.get('content-security-policy')]).toEqual([200, 'image/jpeg', String(jpeg.length), 'nosniff', "default-src 'none'; sandbox"])
    expect(got.headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''%E6/)
    const part = await ask(`/api/v1/attachments/${id}`, { token: 'li', headers: { range: 'bytes=6-9' } })
    expect([part.status, part.text]).toEqual([206, 'JFIF'])
    expect(audited.filter(({ action }) => action.startsWith('attachment.')).map(({ action, actor }) => [action, actor])).toEqual([['attachment.add', 'agent1001'], ['attachment.open', 'agent1001'], ['attachment.open', 'agent1001']])
  })

  it('are refused when they are empty, too large, or not what may be attached, whatever they are called', async () => {
    const { folder, upload } = await room(open)
    expect((await upload(Buffer.alloc(0), 'a.jpg')).status).toBe(415)
    expect((await upload(Buffer.concat([jpeg, randomBytes(10 * 1024 * 1024)]), 'a.jpg')).status).toBe(413)
    expect((await upload(Buffer.alloc(21 * 1024 * 1024), 'a.jpg')).status).toBe(413)
    for (const lie of ['<svg onload=alert(1)>', '<html>', 'MZ\x90\0', 'PK\x03\x04', '%!PS']) expect((await upload(Buffer.from(lie, 'latin1'), 'photo.jpg')).status).toBe(415)
    expect((await upload(jpeg, ' ')).status).toBe(400)
    expect(() => readdirSync(folder)).toThrow('ENOENT')
  })

  it('are somebody else’s 404, and no path leads out of their folder', async () => {
    const { upload, ask, folder, audited } = await room(open)
    const id = String((await upload(jpeg, 'a.jpg')).body['id'])
    writeFileSync(join(folder, '..', 'credentials.json'), 'secret')
    expect((await ask(`/api/v1/attachments/${id}`, { token: 'wang' })).status).toBe(404)
    expect((await ask(`/api/v1/attachments/${id}`, { token: 'wang', method: 'DELETE' })).status).toBe(404)
    expect((await upload(jpeg, 'b.jpg', 'wang')).status).toBe(404)
    expect((await ask(`/api/v1/attachments/${id}`)).status).toBe(401)
    for (const path of ['..%2fcredentials.json', '%2e%2e%2fcredentials.json', `${id}%2f..%2f..%2fcredentials.json`, '%2fetc%2fpasswd', `${id}.partial`, 'a'.repeat(300)]) {
      const answer = await ask(`/api/v1/attachments/${path}`, { token: 'li' })
      expect([path, [400, 404].includes(answer.status), answer.text.includes('secret')]).toEqual([path, true, false])
    }
    expect(audited.filter(({ action }) => action === 'attachment.open')).toEqual([])
  })

  it('are taken back by who attached them, while the matter is open', async () => {
    const { upload, ask, folder, reading, acting, ticketNo, li } = await room(open)
    const [one, other] = [String((await upload(jpeg, 'a.jpg')).body['id']), String((await upload(jpeg, 'b.jpg')).body['id'])]
    expect((await ask(`/api/v1/attachments/${one}`, { token: 'li', method: 'DELETE' })).status).toBe(204)
    expect((await ask(`/api/v1/attachments/${one}`, { token: 'li' })).status).toBe(404)
    expect(readdirSync(folder)).toEqual([other])
    const shown = await reading.show(ticketNo, li)
    expect(shown.attachments).toMatchObject([{ id: one, name: '', removedAt: expect.any(Number) as number }, { id: other, name: 'b.jpg', removedAt: null }])
    await acting.act(ticketNo, li, { event: 'cancel', reason: 'nuisance', note: '', version: shown.version }, 'zh')
    expect((await ask(`/api/v1/attachments/${other}`, { token: 'li', method: 'DELETE' })).status).toBe(409)
    expect((await upload(jpeg, 'c.jpg')).status).toBe(409)
  })

  it('that were changed on the disk are not given out', async () => {
    const { upload, ask, folder } = await room(open)
    const id = String((await upload(jpeg, 'a.jpg')).body['id'])
    const sealed = readFileSync(join(folder, id))
    sealed[200] = (sealed[200] ?? 0) ^ 1
    writeFileSync(join(folder, id), sealed)
    expect((await ask(`/api/v1/attachments/${id}`, { token: 'li' })).status).toBe(500)
  })
})
