import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Knex } from 'knex'
import { IntakeSource } from '../../../src/contract/intake.ts'
import { idempotencyStore } from '../../../src/database/idempotency-store.ts'
import { createHttp, finishHttp } from '../../../src/http.ts'
import { ACTIONS, type Principal, type Role } from '../../../src/identity/port.ts'
import { can } from '../../../src/identity/rules/can.ts'
import { intakeRoutes } from '../../../src/intake/routes.ts'
import { goesOut, joinIntake } from '../../../src/wiring/intakes.ts'
import { peerSecrets } from '../../../src/linkage/secrets.ts'
import { createFieldCipher } from '../../../src/platform/field-cipher.ts'
import { silentLog } from '../../../src/platform/log.ts'
import { createMetrics } from '../../../src/platform/metrics.ts'
import { post } from '../../../src/platform/post.ts'
import { sign, SIGNATURE_HEADER } from '../../../src/platform/signature.ts'
import { ticketStore } from '../../../src/ticket/store.ts'
import { ticketRoutes } from '../../../src/ticket/routes.ts'
import { Extension } from '../../../src/contract/ids.ts'
import { listen, type Answer } from './http.ts'
import { ticketing } from './ticketing.ts'

export const SOURCES = [
  { id: 'police', nameZh: '110 非警务分流', channel: 'emergency_peer' },
  { id: 'web', nameZh: '门户网站', channel: 'web' },
  { id: 'city', nameZh: '市级平台', channel: 'city_platform', incomplete: 'draft' },
  { id: 'grid', nameZh: '网格巡查', channel: 'grid_patrol' },
  { id: 'station', nameZh: '便民服务站', channel: 'service_station', clerks: true },
]

/** "agent/1001": whoever asks is named by the token. */
function whoIs(token: string) {
  const [role = '', extension] = token.split('/')
  const user: Principal = { userId: token, username: token, role: role as Role, extension: extension === undefined ? null : Extension.parse(extension), department: null }
  return { user, userId: token, session: token }
}

export const cipher = createFieldCipher(Buffer.alloc(32, 7).toString('base64'))

/** Tickets of the demo site with other systems around it, served over HTTP. 12358 is worked on elsewhere. */
export async function city(db: Knex, { exchangeUrl, statusUrl, now }: { exchangeUrl: string; statusUrl: string; now: () => number }) {
  const sources = SOURCES.map((one) => IntakeSource.parse({ statusUrl, ...one }))
  const lineOf = (number: string) => (number === '12358' ? { number, processingMode: 'exchange', exchangeUrl } : number === '12345' ? { number, processingMode: 'collaborative', exchangeUrl: null } : undefined) as never
  const joined = ticketing(db, { cipher, now, intake: sources, lineOf })
  const alarms: { kind: string }[] = []
  const secretOf = peerSecrets(join(mkdtempSync(join(tmpdir(), 'yht-intake-')), 'peer-secrets.json'))
  const clock = { now, at: () => () => {}, every: () => () => {} }
  const intake = joinIntake({
    db, tickets: ticketStore(db), ticketing: joined, site: { intake: sources }, registry: { find: lineOf, all: () => [] }, cipher, can, audit: { write: async (entry) => void joined.audited.push(entry) }, secretOf, post, clock, log: silentLog,
    linkage: { retryMs: [1_000], timeoutMs: 10_000, lookEveryMs: 1_000, giveUpMs: 3_600_000 }, progress: { burst: 5, perMinute: 60 }, alarm: (alarm) => void alarms.push(alarm),
  })
  joined.onChange((change) => {
    if (goesOut(change)) intake.sender.kick()
  })
  const app = createHttp({
    routes: [...intakeRoutes(intake.routes), ...intake.outboxRoutes, ...ticketRoutes(joined)],
    access: { identify: async (token) => whoIs(token), may: (user: Principal, action, about) => can(user, action as never, about), knows: (action) => (ACTIONS as readonly string[]).includes(action) },
    idempotency: idempotencyStore(db, cipher, now), now, ready: () => ({ ok: true, checks: {} }), metrics: createMetrics(), log: silentLog, version: '1.2.3',
  })
  const client = await listen(finishHttp(app, silentLog))
  const signed = async (path: string, id: string, json: object, secret: string): Promise<Answer> => {
    const raw = JSON.stringify(json)
    return await client.ask(`/api/v1${path}`, { method: 'POST', raw, headers: { [SIGNATURE_HEADER]: sign({ id, body: raw, secret, now: now() }) } })
  }
  return {
    ...joined, intake, alarms, secretOf, client,
    api: async (as: string, path: string, json?: object): Promise<Answer> => await client.ask(`/api/v1${path}`, { token: as, ...(json && { method: 'POST', json }) }),
    /** As the system of the source sends it. */
    handIn: async (source: string, json: object): Promise<Answer> => await signed(`/intake/${source}/tickets`, source, json, secretOf(`intake:${source}`)),
    /** As the system of the line says it. */
    says: async (line: string, json: object, secret = secretOf(line)): Promise<Answer> => await signed(`/exchange/${line}/status`, line, json, secret),
    asks: async (ticketNo: string, phone: string): Promise<Answer> => await client.ask('/api/v1/progress', { method: 'POST', json: { ticketNo, phone } }),
    async close() {
      await intake.stop()
      await client.close()
    },
  }
}
