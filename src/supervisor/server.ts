import { fork } from 'node:child_process'
import { appendFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Config } from '../config.ts'
import { mark, marked, unmark } from './process-mark.ts'
import { endProgram, howEnded, runningChild, runningStranger, type Running } from './program.ts'
import { StartError } from './start-error.ts'

const READY_MAX_MS = 60_000
const KEPT_LINES = 15
const GRACE_MS = 5_500 // the server gives itself 5 s

/** The server as a program to start and to wait for. It says `{ type: 'ready' }` over IPC, or answers /readyz. */
export function serverOf(config: Config, entry = join(config.packageRoot, 'dist/main.js')) {
  const pidFile = join(config.home.root, 'server.pid')
  const ready = new WeakMap<Running, Promise<void>>()

  /** Ends the server of a supervisor that was killed: two must never run at once. */
  const endLeftover = async (): Promise<void> => {
    const left = marked(pidFile)
    if (left) await endProgram(runningStranger(left), GRACE_MS)
  }

  const start = async (): Promise<Running> => {
    const child = fork(entry, [], { detached: true, stdio: ['ignore', 'inherit', 'pipe', 'ipc'] })
    const lines: string[] = []
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      process.stderr.write(text)
      lines.push(...text.split('\n').filter((line) => line.trim() !== ''))
      lines.splice(0, lines.length - KEPT_LINES)
      void keep(config, text)
    })
    const running = runningChild(child, () => lines)
    if (running.pid > 0) mark(pidFile, running.pid)
    void running.ended.then(() => unmark(pidFile))
    ready.set(running, new Promise((resolve) => child.on('message', (message) => isReady(message) && resolve())))
    return running
  }

  return { start, endLeftover, ready: (running: Running, signal: AbortSignal) => untilReady(running, config, ready.get(running), signal), graceMs: GRACE_MS }
}

const isReady = (message: unknown): boolean => typeof message === 'object' && message !== null && 'type' in message && message.type === 'ready'

/** What a crashing server prints last is worth keeping. */
async function keep({ home }: Config, text: string): Promise<void> {
  await mkdir(home.log, { recursive: true })
  await appendFile(join(home.log, 'server-stderr.log'), text, { mode: 0o600 })
}

/** Resolves when the server serves. Throws StartError when it ends or takes too long. */
async function untilReady(running: Running, config: Config, told: Promise<void> | undefined, signal: AbortSignal): Promise<void> {
  const mend = `see ${join(config.home.log, 'server.log')} and server-stderr.log beside it`
  const asked = new AbortController()
  const stopped = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }))
  const outcome = await Promise.race([
    told?.then(() => 'ready' as const) ?? new Promise<never>(() => {}),
    answersReady(config, asked.signal),
    running.ended,
    pause(READY_MAX_MS, 'late' as const, { ref: false }),
    stopped,
  ]).finally(() => asked.abort())
  if (outcome === 'ready') return
  if (outcome === 'late') throw new StartError(`the server was not ready within ${READY_MAX_MS / 1000} s`, mend)
  throw new StartError(`the server ended while starting (${howEnded(outcome)}): ${outcome.lastLines.slice(-4).join(' | ')}`, mend)
}

async function answersReady({ http }: Config, signal: AbortSignal): Promise<'ready'> {
  const host = http.host === '0.0.0.0' ? '127.0.0.1' : http.host.includes(':') ? `[${http.host}]` : http.host
  while (!signal.aborted) {
    const answer = await fetch(`http://${host}:${http.port}/readyz`, { signal: AbortSignal.timeout(1_000) }).catch(() => null)
    await answer?.body?.cancel()
    if (answer?.ok) return 'ready'
    await pause(250, undefined, { ref: false })
  }
  return new Promise<never>(() => {})
}
