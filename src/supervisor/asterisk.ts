import { spawn } from 'node:child_process'
import { closeSync, fstatSync, openSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Config } from '../config.ts'
import type { Log } from '../platform/log.ts'
import { fingerprint, renderAsteriskConfig, writeAsteriskConfig } from './asterisk-config.ts'
import { mark, marked, unmark } from './process-mark.ts'
import { endProgram, howEnded, runningChild, runningStranger, type Running } from './program.ts'
import type { Secrets } from './secrets.ts'
import { StartError } from './start-error.ts'
import type { AsteriskProgram } from './tools.ts'

const BOOT_MAX_MS = 60_000
const GRACE_MS = 4_000

interface Needs {
  config: Config
  secrets: Secrets
  program: AsteriskProgram
  log: Log
}

// Every leg needs several open files; 1024, a common soft limit, ends at some 150 calls. What Asterisk writes is private.
const PREPARED = 'umask 077; most=$(ulimit -H -n); case "$most" in unlimited|??????*) most=65536;; esac; ulimit -S -n "$most"; exec "$0" "$@"'

/** Asterisk as a program to start, to take over from an earlier supervisor, and to wait for. */
export function asteriskOf({ config, secrets, program, log }: Needs) {
  const { asterisk, log: logFolder } = config.home
  const pidFile = join(asterisk.run, 'supervised.json')
  const logFile = join(logFolder, 'asterisk.log')
  const files = renderAsteriskConfig(config, secrets, program)
  const print = fingerprint(files, program)

  const start = async (): Promise<Running> => {
    const output = openSync(logFile, 'a', 0o600)
    const args = ['-C', join(asterisk.etc, 'asterisk.conf'), '-f']
    const before = fstatSync(output).size
    const child = spawn('sh', ['-c', PREPARED, program.command, ...args], { detached: true, stdio: ['ignore', output, output], cwd: asterisk.root })
    closeSync(output)
    const running = runningChild(child, () => [])
    if (running.pid > 0) mark(pidFile, running.pid, print)
    const ended = running.ended.then(async (ending) => {
      unmark(pidFile)
      return { ...ending, lastLines: await lastLogged(logFile, before) }
    })
    return { pid: running.pid, ended }
  }

  /**
   * Makes the configuration, and starts Asterisk unless one with the very same configuration still runs from before:
   * its calls go on. `beforeStart` is asked first when one must be started.
   */
  const startOrAdopt = async (beforeStart: () => Promise<void>): Promise<Running> => {
    const found = marked(pidFile)
    if (found?.note === print) {
      log.warn('an Asterisk left by an earlier start is taken over, with its calls', { pid: found.pid })
      return runningStranger(found)
    }
    if (found) await endLeftover(found, log)
    await beforeStart()
    writeAsteriskConfig(asterisk.etc, files)
    return start()
  }

  return { start, startOrAdopt, booted: (running: Running, signal: AbortSignal) => booted(running, config, secrets, signal), graceMs: GRACE_MS }
}

async function endLeftover(found: NonNullable<ReturnType<typeof marked>>, log: Log): Promise<void> {
  log.warn('an Asterisk left by an earlier start with other settings is ended', { pid: found.pid })
  await endProgram(runningStranger(found), GRACE_MS)
}

/**
 * The last errors and warnings in Asterisk's log, of what was written after its first `from` bytes. Without those
 * about stir_shaken: Asterisk itself keeps this outdated option with every pushed phone and complains when it reads it back.
 */
async function lastLogged(file: string, from: number): Promise<readonly string[]> {
  const text = await readFile(file).then((bytes) => bytes.subarray(from).toString(), () => '')
  return text.slice(-20_000).split('\n').filter((line) => /ERROR|WARNING|error|unable|fail|not found/i.test(line) && !/stir_shaken/.test(line)).slice(-5)
}

/** Resolves when Asterisk answers ARI requests; before that it says 404 or 503. Throws StartError when it ends or takes too long. */
async function booted(running: Running, config: Config, secrets: Secrets, signal: AbortSignal): Promise<void> {
  const url = `http://127.0.0.1:${config.ariPort}/ari/asterisk/info?only=status`
  const authorization = `Basic ${Buffer.from(`${secrets.ari.user}:${secrets.ari.password}`).toString('base64')}`
  const mend = `see ${join(config.home.log, 'asterisk.log')}`
  const giveUpAt = performance.now() + BOOT_MAX_MS
  let said = 'no answer'
  while (performance.now() < giveUpAt) {
    signal.throwIfAborted()
    const ending = await Promise.race([running.ended, pause(50, null)])
    if (ending) throw new StartError(`Asterisk ended while starting (${howEnded(ending)}): ${ending.lastLines.join(' | ')}`, mend)
    try {
      const answer = await fetch(url, { headers: { authorization }, signal: AbortSignal.timeout(2_000) })
      await answer.body?.cancel()
      if (answer.ok) return
      if (answer.status === 401) throw new StartError(`Asterisk on port ${config.ariPort} does not accept our ARI password`, 'is another Asterisk running on YHT_ARI_PORT? Set YHT_ARI_PORT to a free one')
      said = `HTTP ${answer.status}`
    } catch (error) {
      if (error instanceof StartError) throw error
      said = (error as Error).message
    }
  }
  throw new StartError(`Asterisk was not ready within ${BOOT_MAX_MS / 1000} s (${said})`, mend)
}

/** Waits for somebody else's Asterisk (YHT_ASTERISK=external). */
export const externalBooted = (config: Config, secrets: Secrets, signal: AbortSignal): Promise<void> =>
  booted({ pid: 0, ended: new Promise(() => {}) }, config, secrets, signal)
