import { spawn } from 'node:child_process'

/** A step of the start that could not be done: what failed, why, and the command that mends it. */
export class FailedStep extends Error {
  /**
   * @param {string} step
   * @param {string} why
   * @param {string} mend what to type or change
   */
  constructor(step, why, mend) {
    super(`${step} failed: ${why}`)
    this.name = 'FailedStep'
    this.step = step
    this.why = why
    this.mend = mend
  }
}

/** @typedef {(line: string) => void} Report */

const started = performance.now()

/** @type {Report} One line with the seconds since the start. */
export function say(line) {
  process.stdout.write(`[${((performance.now() - started) / 1000).toFixed(1).padStart(5)} s] ${line}\n`)
}

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set()

/**
 * Runs a program in its own process group and resolves with its exit code and output; never rejects.
 * Its output is kept, not shown: what matters of it is in the sentence of a failing step.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<{ code: number, out: string, err: string }>}
 */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { ...options, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
    running.add(child)
    let out = ''
    let err = ''
    child.stdout.on('data', (chunk) => (out += chunk))
    child.stderr.on('data', (chunk) => (err += chunk))
    child.on('error', (error) => {
      running.delete(child)
      resolve({ code: 127, out, err: error.message })
    })
    child.on('close', (code, signal) => {
      running.delete(child)
      resolve({ code: code ?? 128, out, err: signal ? `${err}\nended by ${signal}` : err })
    })
  })
}

/** Ends every program started with run(), with all its children. */
export function endAll() {
  for (const child of running) {
    try {
      if (child.pid) process.kill(-child.pid, 'SIGKILL')
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error // ESRCH: ended by itself meanwhile
    }
  }
}

/** The last lines of a program's output that say something, for the "why" of a failing step. */
export function lastLines(/** @type {string} */ text, count = 4) {
  const lines = text.split('\n').map((line) => line.trim()).filter((line) => line !== '' && !/Some index files failed/.test(line))
  const errors = lines.filter((line) => /err|fail|unable|cannot|could not|refused|not found|E:/i.test(line))
  return (errors.length > 0 ? errors : lines).slice(-count).join(' | ').replace(/[.]+$/, '') || 'it printed nothing'
}

/** Whether a program can be found. */
export async function onPath(/** @type {string} */ program) {
  return (await run('sh', ['-c', `command -v ${program}`])).code === 0
}

export const isRoot = () => process.getuid?.() === 0

/** Ends the process with a sentence when `task` fails, and with its exit code otherwise. */
export async function orExplain(/** @type {() => Promise<number>} */ task) {
  try {
    process.exit(await task())
  } catch (error) {
    endAll()
    if (!(error instanceof FailedStep)) throw error
    process.stderr.write(`\n${error.message}\n  To mend it: ${error.mend}\n`)
    process.exit(1)
  }
}
