import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readWireLog } from './wire-log.ts'
import type { WireLine } from './wire-log.ts'

export interface SippJob {
  /** Names the files; unique in the folder. */
  name: string
  folder: string
  scenario: string
  /** SIP port of this SIPp. Its media port is derived: two SIPp processes must not share one. */
  port: number
  mediaPort: number
  /** Only for callers. */
  calls?: { target: number; rate: number; rows: readonly string[] }
}

export interface SippTotals {
  successful: number
  failed: number
  retransmissions: number
}

export interface SippProcess {
  /** Resolves when SIPp has ended by itself or was stopped. */
  ended: Promise<void>
  /** Asks it to end, then insists; calls still open are dropped, so drain the other side first. */
  stop: () => Promise<void>
  lines: () => Promise<WireLine[]>
  totals: () => Promise<SippTotals>
}

/** Last line of SIPp's statistics file: cumulative counts are the columns ending in (C). */
export function readTotals(csv: string): SippTotals {
  const rows = csv.trim().split('\n').map((row) => row.split(';'))
  const names = rows[0] ?? []
  const last = rows.at(-1) ?? []
  const value = (name: string): number => Number(last[names.indexOf(`${name}(C)`)] ?? 0)
  return { successful: value('SuccessfulCall'), failed: value('FailedCall'), retransmissions: value('Retransmissions') }
}

const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

async function argumentsOf(job: SippJob): Promise<string[]> {
  const file = (suffix: string): string => join(job.folder, `${job.name}${suffix}`)
  await writeFile(file('.xml'), job.scenario)
  const args = [
    '-sf', file('.xml'), '-i', '127.0.0.1', '-p', String(job.port), '-mp', String(job.mediaPort), '-nostdin',
    '-trace_logs', '-log_file', file('.log'), '-trace_stat', '-stf', file('.csv'), '-fd', '1',
    '-trace_err', '-error_file', file('.err'), '-buff_size', '4194304',
  ]
  if (!job.calls) return args
  await writeFile(file('.rows'), `SEQUENTIAL\n${job.calls.rows.join('\n')}\n`)
  const { rate, rows, target } = job.calls
  return [`127.0.0.1:${target}`, ...args, '-inf', file('.rows'), '-r', String(rate), '-m', String(rows.length), '-l', '10000']
}

/** Starts one SIPp. Throws when it ends within the first moments, which is how it reports a port already taken. */
export async function startSipp(program: string, job: SippJob): Promise<SippProcess> {
  const args = await argumentsOf(job)
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'], cwd: job.folder, env: { ...process.env, TERM: 'dumb' } })
  let complaint = ''
  child.stderr.on('data', (chunk: Buffer) => (complaint = (complaint + chunk.toString()).slice(-400)))
  const ended = once(child, 'exit').then(() => undefined)
  if (!job.calls) {
    await Promise.race([ended, sleep(300)])
    if (child.exitCode !== null) throw new Error(`sipp ${job.name} ended at once (${child.exitCode}): ${complaint.trim()}`)
  }
  const read = (suffix: string): Promise<string> => readFile(join(job.folder, `${job.name}${suffix}`), 'utf8').catch(() => '')
  return {
    ended,
    async stop() {
      child.kill('SIGUSR1')
      await Promise.race([ended, sleep(1_500)])
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
      await ended
    },
    lines: async () => readWireLog(await read('.log')),
    totals: async () => readTotals(await read('.csv')),
  }
}
