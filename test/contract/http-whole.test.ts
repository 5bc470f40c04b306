import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { buildApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { openDatabase } from '../../src/database/database.ts'
import { loadSite } from '../../src/hotline/site.ts'
import { ensureCredentials } from '../../src/identity/first-run.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { createFieldCipher } from '../../src/platform/field-cipher.ts'
import type { Log } from '../../src/platform/log.ts'
import { serve } from '../../src/serve.ts'
import { fakeTelephony } from '../../src/telephony/fake-telephony.ts'
import type { Phones } from '../../src/telephony/port.ts'
import { databases } from './support/databases.ts'
import { fuzz, targetsOf } from './support/fuzz.ts'
import { clientOf } from './support/http.ts'

const folders: string[] = []
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })))

const phones: Phones = { push: async () => {}, put: async () => {}, onRegistered: () => {}, remove: async () => {}, reachable: async () => new Map(), onReachable: () => {} }

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}

/** The whole server, on an Asterisk in memory. */
async function wholeServer(databaseUrl: string) {
  const home = mkdtempSync(join(tmpdir(), 'yht-whole-'))
  folders.push(home)
  const config = readConfig({ YHT_HOME: home, YHT_HTTP_PORT: String(await freePort()), DATABASE_URL: databaseUrl })
  const migrationsDir = join(config.packageRoot, 'migrations')
  const errors: unknown[] = []
  const log: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: (message, fields) => void errors.push([message, fields]), with: () => log }
  const [db, journalDb] = [await openDatabase(config.databaseUrl, { migrationsDir }), await openDatabase(config.journalUrl, { migrationsDir })]
  const site = loadSite(config.siteFile)
  const credentials = await ensureCredentials(config.home.credentials, [])
  const app = await buildApp({
    config, site, cipher: createFieldCipher(credentials.fieldKey), db, journalDb, telephony: fakeTelephony({ clock: systemClock }), phones,
    tools: { espeak: null, sox: null }, clock: systemClock, monotonic: () => performance.now(), log,
  })
  await app.identity.seed(credentials)
  await app.agents.load(await app.identity.accounts.list())
  const served = await serve(app, { inService: () => true })
  return {
    client: clientOf(`http://127.0.0.1:${config.http.port}`),
    errors,
    passwordOf: (name: string) => credentials.users.find(({ username }) => username === name)?.password ?? '',
    home,
    stop: async () => {
      await served.stop()
      await journalDb.destroy()
      await db.destroy()
    },
  }
}

describe.each(databases)('the whole API on $on', ({ url }) => {
  it('is asked odd things at every route by administrator, supervisor and agent, and is never at fault', async () => {
    const { client, errors, passwordOf, stop } = await wholeServer(await url())
    const seed = Math.floor(Math.random() * 2 ** 31)
    const targets = targetsOf((await client.ask('/api/v1/openapi.json')).body).filter(({ path }) => path !== '/session')
    expect(targets.length).toBeGreaterThan(20)
    for (const [username, known] of [['admin', '12319'], ['supervisor', '1001'], ['agent1001', '1001']] as const) {
      const signedIn = await client.ask('/api/v1/session', { method: 'POST', json: { username, password: passwordOf(username) } })
      const wrong = await fuzz(client, targets, String(signedIn.body['token']), { runs: 12, seed, known })
      expect({ username, seed, wrong, errors }).toEqual({ username, seed, wrong: [], errors: [] })
    }
    await stop()
  })
})

it('keeps secrets out of every answer', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'yht-whole-'))
  folders.push(folder)
  const { client, passwordOf, home, stop } = await wholeServer(`sqlite://${join(folder, 'x.sqlite')}`)
  const secret = /"sipPassword": "(\w+)"/.exec(readFileSync(join(home, 'credentials.json'), 'utf8'))?.[1] ?? ''
  expect(secret.length).toBe(24)
  const { body } = await client.ask('/api/v1/session', { method: 'POST', json: { username: 'admin', password: passwordOf('admin') } })
  for (const path of ['/users?limit=200', '/agents', '/hotlines', '/queue', '/session']) {
    const { status, text } = await client.ask(`/api/v1${path}`, { token: String(body['token']) })
    expect([path, status, text.includes(secret), text.includes('argon2')]).toEqual([path, 200, false, false])
  }
  await stop()
})
