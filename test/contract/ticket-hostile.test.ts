import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databases } from './support/databases.ts'
import { wholeServer } from './support/whole-server.ts'

// What a person with a login may try on tickets beyond what the pages ask for (reliability notes H2, H15).

const said = { type: 'complaint', categoryCode: '0401', areaCode: '140502', address: '驿后小区', content: '夜间施工', contactPhone: '13700001111' }
/** Fields of a ticket that only its steps set, and some that are nobody's. */
const HIDDEN = { state: 'closed', leadUnit: 'GA', dueAt: '2030-01-01T00:00:00Z', exempt: true, grade: 'A', agent: '1002', openedBy: 'admin', acceptedAt: 0, repeatCount: 9, processing: 'exchange', workspace: 'x', id: 'other', role: 'admin', constructor: {}, ticketNo: 'JC20261121000123' }
const INJECTIONS = [
  `' OR '1'='1`, `'; DROP TABLE tickets; --`, `" OR ""="`, `1) UNION SELECT password FROM users --`, `%' AND 1=1 --`, `\\'; SELECT pg_sleep(5); --`, `admin'--`, `') OR ('a'='a`, `1; ATTACH DATABASE 'x' AS y`, '夜间" OR "1', `x' MATCH 'y`, 'NEAR(a b)', '*', '"', `'`, '--', '/*', '{"$gt":""}', '\u0000', '%', '_', '\\',
]

describe.each(databases)('tickets on $on', ({ url }) => {
  let server: Awaited<ReturnType<typeof wholeServer>>
  let token = ''
  let ticketNo = ''
  const ask = async (path: string, json?: object, method = json ? 'POST' : 'GET') => await server.client.ask(`/api/v1${path}`, { token, method, ...(json && { json }) })
  beforeAll(async () => {
    server = await wholeServer(await url())
    const { body } = await server.client.ask('/api/v1/session', { method: 'POST', json: { username: 'agent1001', password: server.passwordOf('agent1001') } })
    token = String(body['token'])
    ticketNo = String((await ask('/tickets', { ...said, channel: 'app' })).body['ticketNo'])
  })
  afterAll(async () => await server.stop())

  it('take no field but those of the form, whoever sends it and with whatever else', async () => {
    const before = (await ask(`/tickets/${ticketNo}`)).body
    for (const [name, value] of Object.entries(HIDDEN)) {
      expect([name, (await ask('/tickets', { ...said, [name]: value })).status]).toEqual([name, 400])
      expect([name, (await ask(`/tickets/${ticketNo}`, { version: before['version'], content: '改', [name]: value }, 'PATCH')).status]).toEqual([name, 400])
      expect([name, (await ask(`/tickets/${ticketNo}/events`, { event: 'submit', version: before['version'], [name]: value })).status]).toEqual([name, 400])
    }
    expect((await ask(`/tickets/${ticketNo}`)).body).toEqual(before)
    expect(((await ask('/tickets')).body['items'] as unknown[]).length).toBe(1)
  })

  it('are asked for and written with words of the database, which stay words', async () => {
    for (const payload of INJECTIONS) {
      for (const name of ['text', 'ticketNo', 'unit', 'area', 'category', 'dnis', 'grade', 'state', 'sort', 'cursor', 'openedFrom']) {
        const { status, body } = await ask(`/tickets?${name}=${encodeURIComponent(payload)}`)
        // Refused, or nothing is found: never everything, never a fault.
        expect([name, payload, status === 400 || (status === 200 && (body['items'] as unknown[]).length === 0)]).toEqual([name, payload, true])
      }
      const { body: now } = await ask(`/tickets/${ticketNo}`)
      if (payload === '\u0000') continue // refused before it is read
      const kept = await ask(`/tickets/${ticketNo}`, { version: now['version'], address: `x${payload}x` }, 'PATCH')
      expect([payload, kept.status, (kept.body['fields'] as { address: string } | undefined)?.address ?? kept.body]).toEqual([payload, 200, `x${payload}x`])
    }
    expect(server.errors).toEqual([])
  })
})
