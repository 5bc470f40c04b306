import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Extension } from '../../src/contract/ids.ts'
import type { Action, Principal } from '../../src/identity/port.ts'
import { COLUMNS, MATRIX } from '../../src/identity/testing/rights.ts'
import type { Route } from '../../src/platform/route.ts'
import type { Answer } from './support/http.ts'
import { wholeServer } from './support/whole-server.ts'

// Every call of the table × every role, and tickets × whose they are (reliability notes H9, S8). What may be expected stands
// in a table of its own: identity/testing/rights.ts.

const folder = mkdtempSync(join(tmpdir(), 'yht-matrix-'))
afterAll(() => rmSync(folder, { recursive: true }))

const ACCOUNTS: Readonly<Record<string, string>> = { admin: 'admin', supervisor: 'supervisor', agent: 'agent1001', specialist: 'hr2001', dispatcher: 'dispatcher', unit: 'unit-CG', unit_head: 'head-CG', callback: 'callback', auditor: 'auditor', leader: 'leader', reviewer: 'reviewer' }
/** Values that have the right form, of things that are not there. */
const PARAMS: Readonly<Record<string, string>> = { number: '12319', username: 'nobody', extension: '1001', code: 'CG', year: '2026', day: '2026-01-01', ticketNo: 'SF20991231000001', list: 'open' }
/** What asks for something real of a ticket; the version is nobody's. */
const BODIES: Readonly<Record<string, unknown>> = {
  'patch /tickets/:ticketNo': { version: 99, title: 'x' },
  'post /tickets/:ticketNo/events': { event: 'supplement', version: 99, text: 'x' },
  'post /tickets/:ticketNo/events/preview': { event: 'supplement', version: 99, text: 'x' },
  'post /tickets/:ticketNo/survey': { takeOver: false },
  'put /tickets/:ticketNo/survey': { answers: null, call: null },
  'post /tickets/:ticketNo/callouts': { people: ['x'] },
  'post /surveys/:id/result': { version: 99, answers: { identity: 'self', solved: 'solved', satisfied: null, reason: null, remark: '', wantsPerson: false } },
  'post /tickets/:ticketNo/reveal': { reason: '核实情况' },
  'put /tickets/:ticketNo/evaluations': { kind: 'centre_lead', about: 'CG', timeliness: 5, effect: 5 },
  'put /tickets/:ticketNo/typical-case': { lesson: 'x' },
  'delete /tickets/:ticketNo/typical-case': {},
  'post /tickets/:ticketNo/call': { reason: '核实情况' },
}

const ID_OF_FILE = '00000000-0000-4000-8000-000000000000'

/** Signing in, the demo site's phone in the browser, other systems (signed), and how far a matter is (number and telephone). */
const WITHOUT_LOGIN = ['post /session', 'post /demo/phone', 'get /demo/hotlines', 'post /linkages/:id/acknowledge', 'post /intake/:source/tickets', 'post /exchange/:hotline/status', 'post /progress']

const nameOf = ({ method, path }: Route): string => `${method} ${path}`
const cellOf = ({ action }: Route, column: number): string => MATRIX[action as Action][column] ?? '-'

describe('who may ask what over HTTP', () => {
  let server: Awaited<ReturnType<typeof wholeServer>>
  const tokens: string[] = []
  /** By role: a ticket of theirs, and one that is somebody else's. */
  const tickets: { own: string; other: string }[] = []

  beforeAll(async () => {
    server = await wholeServer(`sqlite://${join(folder, 'x.sqlite')}`, [{ code: 'CG' }, { code: 'RS' }])
    const { client, passwordOf, app } = server
    for (const role of COLUMNS) {
      const username = ACCOUNTS[role] ?? ''
      tokens.push(String((await client.ask('/api/v1/session', { method: 'POST', json: { username, password: passwordOf(username) } })).body['token']))
    }
    const placed = async (seat: string | null, unit: string, workspace: string | null): Promise<string> => {
      const agent: Principal = { userId: 'x', username: 'x', role: 'agent', extension: Extension.parse(seat ?? '1009'), department: null }
      const { id, ticketNo } = await app.ticketing.writing.open({ channel: 'app', dnis: null, externalNo: null, title: '道路破损' }, agent, 'zh')
      await app.db('tickets').where({ id }).update({ state: 'handling', lead_unit: unit, accountable_unit: unit, workspace, agent: seat, opened_by: null })
      await app.db('ticket_units').insert({ ticket_id: id, unit, part: 'lead' })
      return ticketNo
    }
    const [a, b, c, w] = [await placed('1001', 'CG', null), await placed('1002', 'RS', null), await placed('2001', 'RS', null), await placed(null, 'YJ', '安监')]
    for (const role of COLUMNS) tickets.push(role === 'specialist' ? { own: c, other: a } : role === 'agent' || role.startsWith('unit') ? { own: a, other: b } : { own: a, other: w })
  }, 120_000)
  afterAll(async () => await server.stop())

  const ask = async (route: Route, token: string | undefined, ticketNo = PARAMS['ticketNo']): Promise<Answer> => {
    const path = route.path.replaceAll(/:(\w+)/g, (_, name: string) => (name === 'ticketNo' ? (ticketNo ?? '') : (PARAMS[name] ?? (route.path.startsWith('/attachments') ? ID_OF_FILE : route.path.startsWith('/surveys') ? 'SF20991231000001-1' : 'x1')))) + (route.path.endsWith('/attachments') ? '?name=x.txt' : '')
    const json = BODIES[nameOf(route)] ?? { nonsense: true }
    const body = route.method === 'get' ? {} : route.uploadMaxBytes === undefined ? { json } : { raw: Buffer.from('x') }
    return await server.client.ask(`/api/v1${path}`, { token, method: route.method.toUpperCase(), ...body })
  }

  it('nobody who is not signed in, but for what names no right', async () => {
    const open = server.routes.filter(({ action }) => action === null).map(nameOf)
    for (const route of server.routes) if (route.action !== null) expect([nameOf(route), (await ask(route, undefined)).status]).toEqual([nameOf(route), 401])
    // A new one has to be thought about here too.
    expect(open.filter((name) => !WITHOUT_LOGIN.includes(name))).toEqual([])
  })

  it.each(COLUMNS.map((role, column) => ({ role, column })))('$role: what the table of rights says, and nothing else', async ({ column }) => {
    for (const route of server.routes.filter(({ action, path }) => action !== null && !(action === 'session.own' && path === '/session'))) {
      const { status } = await ask(route, tokens[column])
      const cell = cellOf(route, column)
      const [name, refused] = [`${nameOf(route)} ${status}`, status === 403]
      expect([name, status < 500]).toEqual([name, true])
      if (cell === '-') expect([name, refused]).toEqual([name, true])
      if (cell === 'A') expect([name, refused || status === 401]).toEqual([name, false])
    }
    // Whether the panel was built is told at the start.
    expect(server.errors.filter((told) => !JSON.stringify(told).includes('panel'))).toEqual([])
  })

  it.each(COLUMNS.map((role, column) => ({ role, column })))('$role: tickets of their own; somebody else’s looks like none', async ({ column }) => {
    for (const route of server.routes.filter(({ path }) => path.startsWith('/tickets/:ticketNo'))) {
      if (route.method !== 'get') expect([nameOf(route), BODIES[nameOf(route)] !== undefined || route.uploadMaxBytes !== undefined]).toEqual([nameOf(route), true])
      const { own = '', other = '' } = tickets[column] ?? {}
      const [theirs, others, none] = [await ask(route, tokens[column], own), await ask(route, tokens[column], other), await ask(route, tokens[column])]
      const may = cellOf(route, column) !== '-'
      expect([nameOf(route), theirs.status === 404, others.status, none.status]).toEqual([nameOf(route), false, ...(may ? [404, 404] : [403, 403])])
      if (may && route.method === 'get') expect([nameOf(route), theirs.status]).toEqual([nameOf(route), 200])
    }
  })

  it('on record, with what was refused', async () => {
    const rows: unknown[] = await server.app.db('audit_log').where({ ok: 0, action: 'ticket.read' }).limit(5)
    expect(rows).toHaveLength(5)
    expect(await server.app.identity.audit.verify()).toMatchObject({ ok: true })
  })
})
