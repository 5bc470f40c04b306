import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { createWriteStream, existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { within } from './until.ts'

export const REPOSITORY = join(import.meta.dirname, '../..')

const tools = (): string => process.env['YHT_TOOLS'] ?? join(REPOSITORY, '.tools')
export const firstOf = (...candidates: (string | undefined)[]): string | undefined => candidates.find((path) => path !== undefined && existsSync(path))

/** The Asterisk under test: what the test runner says, else the product's private one, else the machine's. */
export const asteriskProgram = (): string =>
  firstOf(process.env['YHT_TEST_ASTERISK'], join(tools(), 'asterisk/asterisk')) ?? 'asterisk'

/** Asterisk's modules belong to the program: beside a private one, else the system's. */
export function asteriskFolders(): { modules: string; data: string } {
  const root = join(asteriskProgram(), '../root')
  const triplet = process.arch === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu'
  const base = existsSync(root) ? root : '/'
  return {
    modules: firstOf(join(base, 'usr/lib', triplet, 'asterisk/modules'), '/usr/lib/asterisk/modules') ?? '/usr/lib/asterisk/modules',
    data: join(base, 'usr/share/asterisk'),
  }
}

export const sippProgram = (): string => firstOf(process.env['YHT_TEST_SIPP'], join(tools(), 'sipp/sipp')) ?? 'sipp'

export interface Program {
  readonly child: ChildProcess
  readonly pid: number
  readonly output: () => string
  /** Exit code, or the signal's name. */
  readonly ended: Promise<number | string>
  readonly running: () => boolean
  /** SIGTERM, then SIGKILL after `patienceMs`. */
  readonly stop: (patienceMs?: number) => Promise<number | string>
  readonly signal: (signal: NodeJS.Signals) => void
}

export interface ProgramOptions {
  cwd?: string
  env?: Readonly<Record<string, string | undefined>>
  logFile?: string
}

const started = new Set<Program>()

/** Starts a program; its output is kept and written to the log file. Everything started is ended with this process. */
export function startProgram(command: string, args: readonly string[], options: ProgramOptions = {}): Program {
  const child = spawn(command, args, { cwd: options.cwd, env: { ...process.env, ...options.env }, stdio: ['ignore', 'pipe', 'pipe'] })
  const log = options.logFile === undefined ? undefined : createWriteStream(options.logFile, { flags: 'a' })
  let output = ''
  const keep = (chunk: Buffer): void => {
    output = (output + chunk.toString('utf8')).slice(-200_000)
    log?.write(chunk)
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  const ended = new Promise<number | string>((resolve) => {
    child.on('error', (error) => resolve(error.message))
    child.on('close', (code, signal) => {
      log?.end()
      started.delete(program)
      resolve(code ?? signal ?? 'unknown')
    })
  })
  const running = (): boolean => child.pid !== undefined && child.exitCode === null && child.signalCode === null
  const program: Program = {
    child,
    pid: child.pid ?? -1,
    output: () => output,
    ended,
    running,
    signal: (signal) => void (running() && child.kill(signal)),
    async stop(patienceMs = 12_000) {
      if (!running()) return ended
      child.kill('SIGTERM')
      return within(patienceMs, `${command} to end`, ended).catch((error: unknown) => {
        child.kill('SIGKILL')
        throw error
      })
    },
  }
  started.add(program)
  return program
}

// SIGTERM, so that a supervisor takes what it has started with it.
process.on('exit', () => {
  for (const { child } of started) {
    child.kill('SIGCONT')
    child.kill('SIGTERM')
  }
})

/** Where the rig keeps what it needs for a while; the test runner names a folder and clears it. */
export const scratchFolder = (): string => process.env['YHT_TEST_FOLDER'] ?? tmpdir()

/** Runs a program to its end; rejects unless it succeeds. */
export async function runProgram(command: string, args: readonly string[], options: ProgramOptions = {}): Promise<string> {
  const program = startProgram(command, args, options)
  const end = await program.ended
  if (end !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${end}: ${program.output().slice(-2_000)}`)
  return program.output()
}

