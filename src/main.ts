import { join } from 'node:path'
import { buildApp } from './app.ts'
import { ConfigError, readConfig } from './config.ts'
import { openDatabase } from './database/database.ts'
import { loadSite } from './hotline/site.ts'
import { ensureCredentials } from './identity/first-run.ts'
import { systemClock } from './platform/clock.ts'
import { createFieldCipher } from './platform/field-cipher.ts'
import { pinoLog } from './platform/pino-log.ts'
import { run } from './run.ts'
import { serve } from './serve.ts'
import { readSecrets } from './supervisor/secrets.ts'
import { findSpeechTools } from './supervisor/tools.ts'
import { connectTelephony } from './telephony/connect.ts'

// The server: real outside → app; signals; exit codes. Started and watched by the supervisor.

const STOP_WITHIN_MS = 5_000

async function main(): Promise<void> {
  const config = readConfig()
  const { home, node } = config
  const log = pinoLog({ file: join(home.log, 'server.log'), level: config.logLevel, terminal: (line) => process.stdout.write(`${line}\n`) })
  const clock = systemClock
  const monotonic = (): number => performance.now()
  // A step that nobody waited for failed. Calls are journaled: a clean start is safer than an unknown state.
  const fail = (what: string) => (error: unknown) => {
    log.error(what, { error })
    log.flush()
    process.exit(1)
  }
  process.on('uncaughtException', fail('an error nobody caught'))
  process.on('unhandledRejection', fail('a promise nobody waited for failed'))

  const site = loadSite(config.siteFile)
  const credentials = await ensureCredentials(home.credentials, site.departments)
  const cipher = createFieldCipher(credentials.fieldKey)
  const migrationsDir = join(config.packageRoot, 'migrations')
  const db = await openDatabase(config.databaseUrl, { migrationsDir })
  const journalDb = await openDatabase(config.journalUrl, { migrationsDir })
  const { telephony, phones, start, stop: hangUpLink } = connectTelephony({
    config, secrets: readSecrets(home.secrets), clock, log: log.with({ part: 'telephony' }), random: Math.random, monotonic,
    onStolen: () => fail('another server has taken our place at Asterisk: two with the same YHT_NODE are running')(null),
  })
  const app = await buildApp({ config, site, cipher, db, journalDb, telephony, phones, tools: await findSpeechTools(config.toolsFolder), clock, monotonic, log })
  await app.identity.seed(credentials)
  const running = await run(app)
  const served = await serve(app, { inService: running.inService })
  start()
  await running.taking
  process.send?.({ type: 'ready' })
  log.info('serving', { node, site: site.name, http: `${config.http.host}:${config.http.port}` })

  let stopping = false
  const stop = (why: string) => async () => {
    if (stopping) return
    stopping = true
    log.info('stopping', { why })
    setTimeout(fail('stopping took too long'), STOP_WITHIN_MS).unref()
    await running.stop()
    hangUpLink()
    await served.stop()
    await journalDb.destroy()
    await db.destroy()
    log.flush()
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal)())
  // The supervisor is gone: a server without one would run unseen.
  process.on('disconnect', () => void stop('the supervisor has gone')())
}

try {
  await main()
} catch (error) {
  const sentences = error instanceof ConfigError ? error.problems.join('\n') : error instanceof Error ? (error.stack ?? error.message) : String(error)
  process.stderr.write(`${sentences}\n`)
  process.exit(1)
}
