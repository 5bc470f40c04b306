import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { io, type Socket } from 'socket.io-client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Snapshot } from '../../src/contract/socket.ts'
import type { Principal, Role } from '../../src/identity/port.ts'
import { can } from '../../src/identity/rules/can.ts'
import { servePanels, type PanelSocket } from '../../src/panel-api/panel-socket.ts'
import type { LiveView } from '../../src/panel-api/rules/delta.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { silentLog } from '../../src/platform/log.ts'

const principal = (role: Role, extension: string | null = null): Principal => ({ userId: role, username: role, role, extension: extension as never, department: null })
const users: Record<string, Principal> = { sup: principal('supervisor'), a1: principal('agent', '1001'), unit: principal('unit') }

let server: Server
let origin: string
let panels: PanelSocket
let ended: (session: string) => void
let revoked: Set<string>
let connected = 0
let state: LiveView
const sockets: Socket[] = []

beforeEach(async () => {
  state = { queue: { waiting: [], agents: [], byState: {}, offers: [], talking: 0 }, calls: [{ call: 'c1', dnis: '12345', ani: '13812345678', stage: 'talking', agent: '1002', arrivedAt: 1 }] as never }
  revoked = new Set()
  server = createServer()
  panels = servePanels({
    server, view: () => state, can, monitorShown: () => true, clock: systemClock, log: silentLog,
    identify: async (token) => (users[token] ? { user: users[token], session: `session-${token}` } : null),
    stillOpen: async (sessions) => new Set(sessions.filter((session) => !revoked.has(session))),
    onSessionEnd: (listener) => (ended = listener),
    count: (n) => (connected = n),
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.disconnect()
  panels.stop()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

function panel(token: string | null, options: { extraHeaders?: Record<string, string>; transports?: string[] } = {}): Socket {
  const socket = io(origin, { forceNew: true, reconnection: false, transports: ['websocket'], ...(token === null ? {} : { auth: { token } }), ...options })
  sockets.push(socket)
  return socket
}

const next = async <T>(socket: Socket, event: string): Promise<T> => await new Promise<T>((resolve) => socket.once(event, resolve))
const refusal = async (socket: Socket) => (await next<Error & { data?: { code: string } }>(socket, 'connect_error')).data?.code

describe('the panel socket', () => {
  it.each([['websocket'], ['polling']])('gives a supervisor the snapshot, then numbered changes, by %s', async (transport) => {
    const socket = panel('sup', { transports: [transport] })
    expect(await next<Snapshot>(socket, 'snapshot')).toMatchObject({ seq: 1, calls: [{ call: 'c1', ani: '138****5678' }] })
    expect(connected).toBe(1)
    state = { ...state, queue: { ...state.queue, talking: 5 } }
    panels.changed()
    expect(await next(socket, 'queue')).toMatchObject({ seq: 2, talking: 5 })
    panels.alarm({ at: 9, kind: 'unknown_number', details: {} })
    expect(await next(socket, 'alarm')).toMatchObject({ seq: 3, kind: 'unknown_number' })
    socket.emit('resync')
    expect(await next(socket, 'snapshot')).toMatchObject({ seq: 4, queue: { talking: 5 } })
  })

  it('shows a seat no call of a colleague', async () => {
    expect(await next<Snapshot>(panel('a1'), 'snapshot')).toMatchObject({ calls: [] })
  })

  it('lets nobody in without a session, and no other site with a browser\'s cookie', async () => {
    const cookie = 'yht_session=sup'
    expect(await refusal(panel(null))).toBe('NOT_SIGNED_IN')
    expect(await refusal(panel('stolen'))).toBe('NOT_SIGNED_IN')
    expect(await refusal(panel(null, { extraHeaders: { cookie, origin: 'https://evil.example' } }))).toBe('CROSS_SITE')
    expect(await next<Snapshot>(panel(null, { extraHeaders: { cookie, origin } }), 'snapshot')).toMatchObject({ seq: 1 })
    expect(await next<Snapshot>(panel(null, { extraHeaders: { authorization: 'Bearer sup' } }), 'snapshot')).toMatchObject({ seq: 1 })
  })

  it('is cut within a second of the end of its session, here or elsewhere, and no other', async () => {
    const [one, other, third] = [panel('sup'), panel('a1'), panel('unit')]
    await Promise.all([one, other, third].map(async (socket) => await next(socket, 'snapshot')))
    const here = next(one, 'disconnect')
    ended('session-sup')
    expect(await here).toBe('io server disconnect')
    const began = Date.now()
    revoked.add('session-a1')
    await next(other, 'disconnect')
    expect(Date.now() - began).toBeLessThan(1_000)
    expect(third.connected).toBe(true)
  })

  it('cuts off who floods it or sends more than 64 kB', async () => {
    const [flooding, large, good] = [panel('sup'), panel('a1'), panel('unit')]
    await Promise.all([flooding, large, good].map(async (socket) => await next(socket, 'snapshot')))
    const [cut, closed] = [next(flooding, 'disconnect'), next(large, 'disconnect')]
    for (let n = 0; n < 100; n += 1) flooding.emit('resync')
    large.emit('resync', 'x'.repeat(70_000))
    await Promise.all([cut, closed])
    good.emit('nonsense', { __proto__: null })
    good.emit('resync', 1, 2, 3)
    expect(await next(good, 'snapshot')).toMatchObject({ seq: 2 })
  })

  it('allows ten panels for a session', async () => {
    const ten = Array.from({ length: 10 }, () => panel('sup'))
    await Promise.all(ten.map(async (socket) => await next(socket, 'snapshot')))
    expect(await refusal(panel('sup'))).toBe('TOO_MANY_REQUESTS')
    ten[0]?.disconnect()
    await expect.poll(() => connected).toBe(9)
    await next(panel('sup'), 'snapshot')
  })
})
