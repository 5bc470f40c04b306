import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { buildApp } from '../../../src/app.ts'
import { readConfig } from '../../../src/config.ts'
import { openDatabase } from '../../../src/database/database.ts'
import { loadSite } from '../../../src/hotline/site.ts'
import { ensureCredentials } from '../../../src/identity/first-run.ts'
import { type Clock, systemClock } from '../../../src/platform/clock.ts'
import { createFieldCipher } from '../../../src/platform/field-cipher.ts'
import type { Log } from '../../../src/platform/log.ts'
import { routesOf } from '../../../src/routes.ts'
import { serve } from '../../../src/serve.ts'
import { fakeTelephony } from '../../../src/telephony/fake-telephony.ts'
import type { Phones } from '../../../src/telephony/port.ts'
import { clientOf } from './http.ts'

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

/** The whole server, on an Asterisk in memory; `departments` have an account for the unit and one for its head. */
export async function wholeServer(databaseUrl: string, departments: readonly { code: string; workspace?: string | null }[] = [], env: Readonly<Record<string, string>> = {}, clock: Clock = systemClock) {
  const home = mkdtempSync(join(tmpdir(), 'yht-whole-'))
  folders.push(home)
  const config = readConfig({ YHT_HOME: home, YHT_HTTP_PORT: String(await freePort()), DATABASE_URL: databaseUrl, YHT_DEMO_DATA: 'off', ...env })
  const migrationsDir = join(config.packageRoot, 'migrations')
  const errors: unknown[] = []
  const log: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: (message, fields) => void errors.push([message, fields]), with: () => log }
  const [db, journalDb] = [await openDatabase(config.databaseUrl, { migrationsDir }), await openDatabase(config.journalUrl, { migrationsDir })]
  const site = loadSite(config.siteFile)
  const credentials = await ensureCredentials(config.home.credentials, departments)
  const app = await buildApp({
    config, site, cipher: createFieldCipher(credentials.fieldKey), db, journalDb, telephony: fakeTelephony({ clock }), phones,
    tools: { espeak: null, sox: null }, clock, monotonic: () => performance.now(), log,
  })
  await app.identity.seed(credentials)
  await app.agents.load(await app.identity.accounts.list())
  const served = await serve(app, { inService: () => true })
  return {
    client: clientOf(`http://127.0.0.1:${config.http.port}`),
    app,
    routes: routesOf(app),
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
