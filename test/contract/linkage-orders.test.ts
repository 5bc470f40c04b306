import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Knex } from 'knex'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Linkage } from '../../src/contract/linkage.ts'
import { CallId, Extension } from '../../src/contract/ids.ts'
import { TicketNo } from '../../src/contract/ticket.ts'
import type { AuditEntry, Principal, Role } from '../../src/identity/port.ts'
import { can } from '../../src/identity/rules/can.ts'
import { createLinkages } from '../../src/linkage/linkage.ts'
import { outboxStore } from '../../src/linkage/outbox-store.ts'
import { post } from '../../src/platform/post.ts'
import { createPusher, type LinkageAlarm } from '../../src/linkage/pusher.ts'
import { peerSecrets } from '../../src/linkage/secrets.ts'
import { isSigned, sign } from '../../src/platform/signature.ts'
import { linkageStore } from '../../src/linkage/store.ts'
import type { Clock } from '../../src/platform/clock.ts'
import { createFieldCipher } from '../../src/platform/field-cipher.ts'
import { silentLog } from '../../src/platform/log.ts'
import { databases } from './support/databases.ts'

const noon = Date.parse('2026-11-21T12:00:00+08:00')
const cipher = createFieldCipher(Buffer.alloc(32, 7).toString('base64'))
const call = CallId.parse('c1')
const ticketNo = TicketNo.parse('JC20261121000001')
const folder = mkdtempSync(join(tmpdir(), 'yht-linkage-'))
afterAll(() => rmSync(folder, { recursive: true }))

interface Got {
  url: string
  body: string
  key: string
  signature: string
}

/** The peer's own platform, and how it answers. */
let peer: Server
let got: Got[] = []
let answer: (got: Got) => { status: number; body?: string; headers?: Record<string, string> } | 'never'
beforeAll(async () => {
  peer = createServer((req: IncomingMessage, res) => {
    const chunks: Buffer[] = []
    req.on('data', (chunk: Buffer) => chunks.push(chunk))
    req.on('end', () => {
      const one = { url: req.url ?? '', body: Buffer.concat(chunks).toString(), key: String(req.headers['idempotency-key']), signature: String(req.headers['x-yihaotong-signature']) }
      got.push(one)
      const how = answer(one)
      if (how !== 'never') res.writeHead(how.status, how.headers).end(how.body)
    })
  })
  await new Promise<void>((done) => peer.listen(0, '127.0.0.1', done))
})
afterAll(() => {
  peer.closeAllConnections()
  peer.close()
})
const taken = { status: 200, body: '{"reference":"JJ-7"}' }
const address = (): string => `http://127.0.0.1:${(peer.address() as AddressInfo).port}/orders`

const person = (role: Role, extension: string | null = null): Principal => ({
  userId: role, username: role, role, extension: extension === null ? null : Extension.parse(extension), department: null,
})
const agent = person('agent', '1001')
const matter = { peer: '110', place: '驿后小区4号楼', summary: '有人打架' }
const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
  got = []
})

/** Two servers can share a database. The clock stands still until it is set. */
function house(db: Knex, url: () => string | null = address) {
  let now = noon
  const clock: Pick<Clock, 'now' | 'every'> & { at: Clock['at'] } = { now: () => now, at: () => () => {}, every: () => () => {} }
  const inTransaction = <R>(work: (trx: Knex.Transaction) => Promise<R>): Promise<R> => db.transaction(work)
  const alarms: LinkageAlarm[] = []
  const audited: AuditEntry[] = []
  const secretOf = peerSecrets(join(folder, 'peer-secrets.json'))
  const policy = { retryMs: [5_000, 60_000], timeoutMs: 2_000, lookEveryMs: 1_000, giveUpMs: 3_600_000, callerNumberTo: ['110'] }
  const pusher = createPusher({ outbox: outboxStore(db, inTransaction), post, urlOf: url, secretOf, cipher, policy, clock, log: silentLog, alarm: (alarm) => void alarms.push(alarm) })
  stops.push(pusher.stop)
  const about = { agent: Extension.parse('1001'), ani: '13912345678', ticketNo }
  const linkages = createLinkages({
    store: linkageStore(db, inTransaction), cipher, audit: { write: async (entry) => void audited.push(entry) }, can, now: () => now, site: { name: '示范市' }, policy, secretOf, placed: () => {},
    callOf: async (id) => (id === call ? about : undefined), ticketOf: async (no) => (no === ticketNo ? about : undefined), ticketNosOf: async () => new Map(),
    urlOf: (id) => (id === '110' || id === '119' ? url() : id === 'language' ? null : undefined),
  })
  const only = async (): Promise<Linkage> => (await linkages.list({ limit: 5 }))[0]!
  return {
    linkages, alarms, audited, secretOf, pusher, only,
    pass: (ms: number) => void (now += ms),
    /** Looks at the outbox, and waits until the order is as wanted. */
    push: async (state: string) => {
      pusher.kick()
      await expect.poll(async () => (await only()).order?.state, { timeout: 10_000 }).toBe(state)
      return await only()
    },
  }
}

describe.each(databases)('orders to a peer on $on', ({ open }) => {
  it('are pushed with key and signature, and are acknowledged by the reference', async () => {
    const { linkages, push, secretOf, audited } = house(await open())
    answer = () => taken
    const placed = await linkages.order(agent, { ...matter, call })
    expect(placed).toMatchObject({ direction: 'out', mode: 'order', callId: 'c1', ticketNo, agent: '1001', requestedBy: 'agent', attempts: 0, ...matter, order: { state: 'waiting' } })
    expect(await push('acknowledged')).toMatchObject({ acknowledgedAt: noon, result: 'accepted', reference: 'JJ-7', attempts: 1, order: { state: 'acknowledged', error: null } })
    expect(got).toHaveLength(1)
    const { url, key, body, signature } = got[0]!
    expect({ url, key }).toEqual({ url: '/orders', key: placed.id })
    expect(isSigned(signature, { id: placed.id, body, secret: secretOf('110'), now: noon })).toBe(true)
    expect(JSON.parse(body)).toEqual({
      id: placed.id, kind: 'order', from: '12345', site: '示范市', ...matter, ticketNo, callId: 'c1', callerNumber: null,
      requestedAt: '2026-11-21T04:00:00.000Z', acknowledge: `/api/v1/linkages/${placed.id}/acknowledge`,
    })
    expect(audited).toMatchObject([{ action: 'linkage.order', target: `linkage:${placed.id}`, details: { peer: '110', callerNumber: false } }])
  })

  it('are tried again while the peer is at fault, with one key, and supervisors are told once', async () => {
    const { linkages, push, pass, alarms, pusher, only } = house(await open())
    const faults = [{ status: 500 }, { status: 302, headers: { location: address() } }, 'never'] as const
    answer = () => faults[got.length - 1] ?? taken
    await linkages.order(agent, { ...matter, call })
    const tries = [
      [/HTTP 500/, 5_000],
      [/HTTP 302/, 60_000],
      [/time/, 60_000],
    ] as const
    for (const [i, [error, pause]] of tries.entries()) {
      const after = await pushOnce(i + 1)
      expect(after.order).toMatchObject({ error: expect.stringMatching(error) as string })
      expect(after.order?.nextTryAt).toBeGreaterThanOrEqual(noon + pause)
      pass(pause)
    }
    expect(await push('acknowledged')).toMatchObject({ attempts: 4, result: 'accepted' })
    expect(new Set(got.map(({ key }) => key)).size).toBe(1)
    expect(alarms).toMatchObject([{ kind: 'order_delayed', details: { peer: '110', tries: 1 } }])

    async function pushOnce(attempts: number): Promise<Linkage> {
      pusher.kick()
      await expect.poll(async () => [(await only()).order?.state, (await only()).attempts], { timeout: 10_000 }).toEqual(['waiting', attempts])
      return await only()
    }
  })

  it('are given up after their time, with an alarm, and can still be acknowledged', async () => {
    const { linkages, push, pass, alarms, secretOf } = house(await open())
    answer = () => ({ status: 503 })
    const { id } = await linkages.order(agent, { ...matter, call })
    pass(3_600_000)
    expect(await push('dead')).toMatchObject({ result: 'undelivered', endedAt: noon + 3_600_000, order: { error: 'HTTP 503', nextTryAt: null } })
    expect(alarms).toMatchObject([{ kind: 'order_undelivered', details: { linkage: id, peer: '110' } }])
    const body = Buffer.from('{}')
    expect(await linkages.acknowledge(id, { header: sign({ id, body, secret: secretOf('110'), now: noon + 3_600_000 }), body, reference: null })).toMatchObject({ result: 'accepted', order: { state: 'acknowledged' } })
  })

  it('taken without a reference are acknowledged later by the peer, by its signature only', async () => {
    const { linkages, push, secretOf } = house(await open())
    answer = () => ({ status: 202 })
    const { id } = await linkages.order(agent, { ...matter, call })
    expect(await push('delivered')).toMatchObject({ acknowledgedAt: null, result: null })
    const body = Buffer.from('{"reference":"JJ-9"}')
    const header = sign({ id, body, secret: secretOf('110'), now: noon })
    for (const [other, wrong] of [[id, undefined], [id, sign({ id, body, secret: 'not the secret of the peer', now: noon })], ['0', header]] as const) {
      await expect(linkages.acknowledge(other, { header: wrong, body, reference: 'JJ-9' })).rejects.toMatchObject({ code: 'SIGNATURE_INVALID' })
    }
    expect(await linkages.acknowledge(id, { header, body, reference: 'JJ-9' })).toMatchObject({ acknowledgedAt: noon, reference: 'JJ-9', result: 'accepted' })
    expect(await linkages.acknowledge(id, { header, body, reference: 'JJ-9' })).toMatchObject({ acknowledgedAt: noon })
  })

  it('are each sent by one of two servers', async () => {
    const db = await open()
    const [one, two] = [house(db), house(db)]
    answer = () => taken
    for (let i = 0; i < 12; i += 1) await one.linkages.order(agent, { ...matter, call })
    one.pusher.kick()
    two.pusher.kick()
    await expect.poll(async () => (await one.linkages.list({ limit: 50 })).filter(({ result }) => result === 'accepted').length, { timeout: 20_000 }).toBe(12)
    expect(got.map(({ key }) => key).toSorted()).toEqual((await one.linkages.list({ limit: 50 })).map(({ id }) => id).toSorted())
  })

  it('whose server died while sending are sent by another when its time is up, and the late answer changes nothing', async () => {
    const db = await open()
    const { linkages, push, pass, only } = house(db)
    const outbox = outboxStore(db, (work) => db.transaction(work))
    answer = () => taken
    await linkages.order(agent, { ...matter, call })
    const lost = await outbox.claim(noon, noon + 30_000)
    expect(await outbox.claim(noon + 29_999, noon + 60_000)).toBeUndefined()
    pass(30_000)
    expect(await push('acknowledged')).toMatchObject({ attempts: 2 })
    expect(await outbox.settle(lost!, { how: 'dead', at: noon, error: 'late' })).toBe(false)
    expect(await only()).toMatchObject({ result: 'accepted' })
  })

  it('are in the outbox together with their record, or not at all', async () => {
    const db = await open()
    const { linkages } = house(db)
    await db.schema.dropTable('linkage_orders')
    await expect(linkages.order(agent, { ...matter, call })).rejects.toThrow()
    expect(await db('linkages')).toEqual([])
  })

  it('carry the caller’s number only when the agent says so and the peer may have it', async () => {
    const { linkages, push } = house(await open())
    answer = () => taken
    await linkages.order(agent, { ...matter, ticketNo, callerNumber: true })
    await push('acknowledged')
    expect(JSON.parse(got[0]!.body)).toMatchObject({ callerNumber: '13912345678', ticketNo })
    await expect(linkages.order(agent, { ...matter, peer: '119', call, callerNumber: true })).rejects.toMatchObject({ code: 'CALLER_NUMBER_NOT_ALLOWED' })
  })

  it('are refused for peers nobody knows or that take none, and for calls and tickets of others', async () => {
    const { linkages } = house(await open())
    const refused = (user: Principal, order: object) => expect(linkages.order(user, { ...matter, ...order })).rejects
    await refused(agent, { call, peer: '95588' }).toMatchObject({ code: 'TARGET_NOT_FOUND' })
    await refused(agent, { call, peer: 'language' }).toMatchObject({ code: 'PEER_TAKES_NO_ORDERS' })
    await refused(agent, { call: CallId.parse('c2') }).toMatchObject({ code: 'CALL_NOT_FOUND' })
    await refused(person('agent', '1002'), { call }).toMatchObject({ code: 'CALL_NOT_FOUND' })
    await refused(person('agent', '1002'), { ticketNo }).toMatchObject({ code: 'NOT_FOUND' })
    await expect(linkages.order(person('supervisor'), { ...matter, call })).resolves.toMatchObject({ agent: '1001', requestedBy: 'supervisor' })
  })

  it('keep what they say sealed', async () => {
    const db = await open()
    await house(db).linkages.order(agent, { ...matter, call, callerNumber: true })
    const stored = JSON.stringify([await db('linkages'), await db('linkage_orders')])
    for (const text of ['驿后小区', '打架', '13912345678']) expect(stored).not.toContain(text)
  })
})

describe('the secrets of peers', () => {
  const file = join(folder, 'others.json')

  it('are made when they are asked for, stay, and are read by nobody else', () => {
    const made = peerSecrets(file)('110')
    expect(made).toMatch(/^[\w-]{32}$/)
    expect(peerSecrets(file)('119')).not.toBe(made)
    expect(peerSecrets(file)('110')).toBe(made)
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('are not made anew over a damaged file', () => {
    writeFileSync(file, '{"110":')
    expect(() => peerSecrets(file)('110')).toThrow(file)
    expect(readFileSync(file, 'utf8')).toBe('{"110":')
  })
})
