import type { ChildProcess } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { alive, type Mark } from './process-mark.ts'

/** How a program ended. */
export interface Ending {
  code: number | null
  signal: NodeJS.Signals | null
  /** Its last words, for the log. */
  lastLines: readonly string[]
}

/** A running program, whether started by us or found running. */
export interface Running {
  pid: number
  ended: Promise<Ending>
}

/** "exit code 1", "signal SIGKILL", "ended" (an adopted process does not tell how). */
export const howEnded = ({ code, signal }: Ending): string =>
  signal !== null ? `signal ${signal}` : code !== null ? `exit code ${code}` : 'ended'

/** A child of ours. `lastLines` is asked when it has ended. */
export function runningChild(child: ChildProcess, lastLines: () => readonly string[]): Running {
  const ended = new Promise<Ending>((resolve) => {
    child.once('error', (error) => resolve({ code: 127, signal: null, lastLines: [error.message] }))
    child.once('exit', (code, signal) => resolve({ code, signal, lastLines: lastLines() }))
  })
  return { pid: child.pid ?? 0, ended }
}

const WATCH_EVERY_MS = 300

/** A process that an earlier supervisor left behind. It is not our child, so it is looked at again and again. */
export function runningStranger(found: Mark): Running {
  const watch = async (): Promise<Ending> => {
    while (alive(found)) await pause(WATCH_EVERY_MS)
    return { code: null, signal: null, lastLines: [] }
  }
  return { pid: found.pid, ended: watch() }
}

/** Asks it to end, insists after `graceMs`, and waits until it is gone. */
export async function endProgram({ pid, ended }: Running, graceMs: number): Promise<void> {
  signal(pid, 'SIGTERM')
  const insist = setTimeout(() => signal(pid, 'SIGKILL'), graceMs)
  await ended
  clearTimeout(insist)
}

export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    if (pid > 0) process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error // ESRCH: it has ended by itself
  }
}
