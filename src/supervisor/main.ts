import { realpathSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigError, readConfig, type Config } from '../config.ts'
import { systemClock } from '../platform/clock.ts'
import { pinoLog } from '../platform/pino-log.ts'
import { prepareHome } from './home.ts'
import { StartError } from './start-error.ts'
import { supervise, type Supervised } from './supervise.ts'
import { TemplateError } from './rules/fill.ts'

const say = (text: string): void => void process.stdout.write(`${text}\n`)
const complain = (text: string): void => void process.stderr.write(`${text}\n`)

/** A sentence for the person at the terminal. Anything unexpected keeps its stack. */
function explain(error: unknown): string {
  if (error instanceof ConfigError) return `The settings are wrong:\n${error.problems.map((problem) => `  - ${problem}`).join('\n')}`
  if (error instanceof StartError) return `The start failed: ${error.message}\n  To mend it: ${error.mend}`
  if (error instanceof TemplateError) return `The start failed: Asterisk's configuration cannot be written: ${error.message}`
  return `The start failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
}

function settings(): Config {
  const config = readConfig()
  for (const name of config.unknownVariables) complain(`warning: ${name} is not a setting of this program; is it misspelt? (docs/install.md lists them)`)
  return config
}

/** Ends everything on the usual signals; a second one does not wait. */
function untilSignal(supervised: Supervised): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(signal))
    process.on('SIGUSR2', () => supervised.restartServer())
  })
}

/**
 * Starts Asterisk and the server, keeps them running, and returns the exit code once a signal has ended them.
 * `onReady` gets the function that restarts the server, for watch mode.
 */
export async function main(onReady: (restartServer: () => void) => void = () => {}): Promise<number> {
  let log: ReturnType<typeof pinoLog> | undefined
  try {
    const config = settings()
    prepareHome(config.home)
    log = pinoLog({ file: join(config.home.log, 'supervisor.log'), level: config.logLevel, terminal: say })
    const supervised = supervise({ config, log, say, clock: systemClock })
    const ended = untilSignal(supervised)
    const outcome = await Promise.race([supervised.started.then(() => 'ready' as const), ended])
    if (outcome === 'ready') onReady(supervised.restartServer)
    say(`${await ended}: stopping`)
    await supervised.stop()
    say('stopped')
    return 0
  } catch (error) {
    complain(explain(error))
    return 1
  } finally {
    log?.flush()
  }
}

// Run by itself, as in the container image; `npm start` calls main() after it has installed what is missing.
if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === import.meta.filename) process.exit(await main())
