import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Extension } from '../../src/contract/ids.ts'
import { idempotencyStore } from '../../src/database/idempotency-store.ts'
import { createHttp, finishHttp } from '../../src/http.ts'
import type { Principal, Role } from '../../src/identity/port.ts'
import { ACTIONS } from '../../src/identity/port.ts'
import { can } from '../../src/identity/rules/can.ts'
import { loadDiversion } from '../../src/linkage/diversion.ts'
import { createLinkages } from '../../src/linkage/linkage.ts'
import { linkageRoutes } from '../../src/linkage/routes.ts'
import { peerSecrets } from '../../src/linkage/secrets.ts'
import { sign } from '../../src/platform/signature.ts'
import { linkageStore } from '../../src/linkage/store.ts'
import { createFieldCipher } from '../../src/platform/field-cipher.ts'
import { silentLog } from '../../src/platform/log.ts'
import { createMetrics } from '../../src/platform/metrics.ts'
import { databases } from './support/databases.ts'
import { listen, type Asking, type Listening } from './support/http.ts'

/** Whoever asks is named by the token: "agent/1001". */
function whoIs(token: string) {
  const [role = '', extension] = token.split('/')
  const user: Principal = { userId: token, username: token, role: role as Role, extension: extension === undefined ? null : Extension.parse(extension), department: null }
  return { user, userId: token, session: token }
}
const matter = { peer: '110', place: '驿后小区4号楼', summary: '有人打架' }

describe.each(databases)('linkages over HTTP on $on', ({ open }) => {
  const folder = mkdtempSync(join(tmpdir(), 'yht-linkage-'))
  const secretOf = peerSecrets(join(folder, 'peer-secrets.json'))
  let client = {} as Listening
  let now = Date.parse('2026-11-21T12:00:00+08:00')

  beforeAll(async () => {
    const db = await open()
    const cipher = createFieldCipher(Buffer.alloc(32, 7).toString('base64'))
    const linkages = createLinkages({
      store: linkageStore(db, (work) => db.transaction(work)), cipher, audit: { write: async () => {} }, can, now: () => (now += 1_000), site: { name: '示范市' },
      policy: { giveUpMs: 3_600_000, callerNumberTo: [] }, secretOf, placed: () => {}, ticketOf: async () => undefined, ticketNosOf: async () => new Map(),
      callOf: async (call) => (/^c\d{4}$/.test(call) ? { agent: Extension.parse(call.slice(1)), ani: null, ticketNo: null } : undefined),
      urlOf: (peer) => (['110', '119'].includes(peer) ? 'https://peer.example/orders' : undefined),
    })
    const diversion = loadDiversion('config/diversion.yaml')
    const app = createHttp({
      routes: linkageRoutes({ linkages, diversion, can }),
      access: { identify: async (token) => whoIs(token), may: (user: Principal, action, about) => can(user, action as never, about), knows: (action) => (ACTIONS as readonly string[]).includes(action) },
      idempotency: idempotencyStore(db, cipher, () => now), now: () => now, ready: () => ({ ok: true, checks: {} }), metrics: createMetrics(), log: silentLog, version: '1.2.3',
    })
    client = await listen(finishHttp(app, silentLog))
  })
  afterAll(async () => {
    await client.close()
    rmSync(folder, { recursive: true })
  })
  const api = async (as: string, path: string, more: Asking = {}) => await client.ask(`/api/v1${path}`, { token: as, ...more })
  const order = async (as: string, path: string, json: object, headers = {}) => await api(as, path, { method: 'POST', json, headers })
  const ids = async (as: string, query = '') => ((await api(as, `/linkages${query}`)).body['items'] as { id: string }[]).map(({ id }) => id)

  it('an order is placed by whoever has the call, once for one key, and read by them and by supervisors', async () => {
    const first = await order('agent/1001', '/calls/c1001/order', matter, { 'Idempotency-Key': 'k1' })
    expect(first).toMatchObject({ status: 201, body: { ...matter, callId: 'c1001', agent: '1001', requestedAt: expect.stringMatching(/Z$/) as string, order: { state: 'waiting' } } })
    expect((await order('agent/1001', '/calls/c1001/order', matter, { 'Idempotency-Key': 'k1' })).body).toEqual(first.body)
    expect(await order('agent/1002', '/calls/c1001/order', matter)).toMatchObject({ status: 404, body: { code: 'CALL_NOT_FOUND' } })
    const second = await order('dispatcher', '/linkages', { ...matter, peer: '119' })
    expect(second).toMatchObject({ status: 201, body: { callId: null, agent: null } })
    expect(await ids('agent/1001')).toEqual([first.body['id']])
    expect(await ids('agent/1002')).toEqual([])
    expect(await ids('supervisor')).toEqual([second.body['id'], first.body['id']])
    expect(await ids('supervisor', '?peer=119&direction=out')).toEqual([second.body['id']])
    expect(await ids('supervisor', `?to=${encodeURIComponent(String(second.body['requestedAt']))}`)).toEqual([first.body['id']])
    expect(await api('unit', '/linkages')).toMatchObject({ status: 403 })
    expect(await order('admin', '/linkages', matter)).toMatchObject({ status: 403 })
  })

  it('the list goes on page by page, each entry once', async () => {
    for (let i = 0; i < 3; i += 1) await order('dispatcher', '/linkages', matter)
    const all = await ids('supervisor')
    const seen: string[] = []
    for (let query = '?limit=2'; query !== ''; ) {
      const { items, nextCursor } = (await api('supervisor', `/linkages${query}`)).body as { items: { id: string }[]; nextCursor: string | null }
      seen.push(...items.map(({ id }) => id))
      query = nextCursor === null ? '' : `?limit=2&cursor=${nextCursor}`
    }
    expect(seen).toEqual(all)
  })

  it('a peer acknowledges without a session, by its signature alone', async () => {
    const { body } = await order('dispatcher', '/linkages', matter)
    const id = String(body['id'])
    const say = async (text: string, headers: Record<string, string>) => await client.ask(`/api/v1/linkages/${id}/acknowledge`, { method: 'POST', raw: text, headers })
    const text = '{"reference": "JJ-1"}'
    const signature = sign({ id, body: text, secret: secretOf('110'), now })
    expect(await say(text, {})).toMatchObject({ status: 401, body: { code: 'SIGNATURE_INVALID' } })
    expect(await say('{"reference": "JJ-2"}', { 'X-Yihaotong-Signature': signature })).toMatchObject({ status: 401 })
    expect(await say('{"reference"', { 'X-Yihaotong-Signature': signature })).toMatchObject({ status: 400, body: { code: 'MALFORMED_JSON' } })
    expect(await say(text, { 'X-Yihaotong-Signature': signature })).toMatchObject({ status: 200, body: { id, reference: 'JJ-1', acknowledgedAt: expect.any(String) as string } })
    expect((await api('supervisor', '/linkages?limit=1')).body['items']).toMatchObject([{ id, result: 'accepted', order: { state: 'acknowledged' } }])
  })

  it.each([
    [{ ...matter, peer: '95588' }, 404, 'TARGET_NOT_FOUND'],
    [{ ...matter, callerNumber: true }, 422, 'CALLER_NUMBER_NOT_ALLOWED'],
    [{ ...matter, place: '  ' }, 400, 'INVALID_REQUEST'],
    [{ ...matter, url: 'http://169.254.169.254/' }, 400, 'INVALID_REQUEST'],
  ])('%j is refused', async (json, status, code) => {
    expect(await order('dispatcher', '/linkages', json)).toMatchObject({ status, body: { code } })
  })

  it('what a text suggests is for everybody who takes calls', async () => {
    expect((await api('agent/1001', `/diversion?text=${encodeURIComponent('三楼着火')}`)).body).toMatchObject({ emergency: ['火'], matters: [{ matter: '火灾救援', side: '119', found: ['着火'] }] })
  })
})
