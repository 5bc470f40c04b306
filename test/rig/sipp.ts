import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PortBlock } from './ports.ts'
import { scratchFolder, sippProgram, startProgram } from './program.ts'
import type { Program } from './program.ts'
import type { Address } from './sip/stack.ts'
import { newTag } from './sip/call.ts'
import { responseTo } from './sip/message.ts'
import { register } from './sip/register.ts'
import { createSipStack } from './sip/stack.ts'
import { pass, until } from './until.ts'

// SIPp for crowds: many callers at a rate, many agents' phones on one port. What single callers hear and press is
// the business of the rig's own phones.

export type SippScenario =
  | { name: 'caller-stays-for'; stayMs: number }
  | { name: 'caller-leaves-at-random'; minMs: number; maxMs: number }
  | { name: 'agent-answers'; answerMs: number; talkMs: number }
  | { name: 'agent-does-not-answer' }
  | { name: 'agent-refuses'; status: 403 | 480 | 486 | 603; reason: string }

/** One line a scenario has logged. */
export interface SippMoment {
  what: 'invited' | 'answered' | 'released' | 'left' | 'rang' | 'withdrawn'
  /** The calling number. */
  who: string
  at: number
}

export interface SippResult {
  exit: number | string
  moments: SippMoment[]
  successful: number
  failed: number
  retransmissions: number
  errors: string
}

export interface SippRun {
  readonly program: Program
  /** What has been logged so far. */
  moments: () => Promise<SippMoment[]>
  /** Waits until it has ended by itself. */
  done: () => Promise<SippResult>
  /** Ends it now: first lets the calls in hand end (SIGUSR1), then insists. */
  stop: () => Promise<SippResult>
}

interface SippOptions {
  scenario: SippScenario
  server: Address
  ports: PortBlock
  /** Tells runs of one test apart: each has its own ports. */
  slot: number
  /** Lines of the injection file. */
  fields?: readonly string[]
  /** Called number. */
  number?: string
  callsPerSecond?: number
  /** Ends after so many calls; without it, it runs until stop(). */
  calls?: number
}

async function scenarioText(scenario: SippScenario): Promise<string> {
  const text = await readFile(join(import.meta.dirname, 'sipp', `${scenario.name}.xml`), 'utf8')
  return Object.entries(scenario).reduce((filled, [name, value]) => filled.replaceAll(`{{${name}}}`, String(value)), text)
}

/** "answered 13900000001 2026-11-21	20:15:02.123456	1795292102.123456" */
function momentsIn(log: string): SippMoment[] {
  return log.split('\n').flatMap((line) => {
    const [what = '', who = '', ...time] = line.trim().split(/\s+/)
    const at = Number(time.at(-1)) * 1_000
    return what === '' ? [] : [{ what, who, at } as SippMoment]
  })
}

/** The last line of SIPp's statistics by column name. */
function figuresIn(csv: string): (column: string) => number {
  const [head = '', ...rows] = csv.split('\n').filter((line) => line !== '')
  const names = head.split(';')
  const last = (rows.at(-1) ?? '').split(';')
  return (column) => Number(last[names.indexOf(column)] ?? 0)
}

export async function startSipp(options: SippOptions): Promise<SippRun> {
  const { scenario, server, ports, slot, fields, number = 'service', callsPerSecond = 10, calls } = options
  const folder = await mkdtemp(join(scratchFolder(), 'yht-sipp-'))
  const file = (name: string): string => join(folder, name)
  await writeFile(file('scenario.xml'), await scenarioText(scenario))
  if (fields) await writeFile(file('fields.csv'), `SEQUENTIAL\n${fields.join('\n')}\n`)
  const args = [
    `${server.host}:${server.port}`, '-sf', file('scenario.xml'), '-i', '127.0.0.1', '-p', String(ports.sipp(slot)), '-mi', '127.0.0.1', '-mp', String(ports.sippMedia(slot)),
    '-s', number, '-r', String(callsPerSecond), '-rp', '1000', '-nostdin', '-aa', '-l', '1000',
    '-trace_stat', '-stf', file('stat.csv'), '-fd', '1', '-trace_logs', '-log_file', file('moments.log'), '-trace_err', '-error_file', file('errors.log'),
    ...(fields ? ['-inf', file('fields.csv')] : []), ...(calls === undefined ? [] : ['-m', String(calls)]),
  ]
  const program = startProgram(sippProgram(), args, { cwd: folder, env: { TERM: 'dumb' } })
  const read = (name: string): Promise<string> => readFile(file(name), 'utf8').catch(() => '')
  const moments = async (): Promise<SippMoment[]> => momentsIn(await read('moments.log'))
  const finish = async (exit: number | string): Promise<SippResult> => {
    const figure = figuresIn(await read('stat.csv'))
    const result = {
      exit, moments: await moments(), successful: figure('SuccessfulCall(C)'), failed: figure('FailedCall(C)'),
      retransmissions: figure('Retransmissions(C)'), errors: await read('errors.log'),
    }
    await rm(folder, { recursive: true, force: true })
    return result
  }
  if (!program.running()) throw new Error(`SIPp did not start: ${program.output()}`)
  const run: SippRun = {
    program,
    moments,
    done: async () => finish(await program.ended),
    async stop() {
      program.signal('SIGUSR1')
      await until('SIPp to end', () => !program.running(), 5_000).catch(() => program.signal('SIGKILL'))
      return finish(await program.ended)
    },
  }
  underWay.add(run)
  void program.ended.then(() => underWay.delete(run))
  return run
}

const underWay = new Set<SippRun>()

/** Ends whatever a test that failed has left running. */
export async function stopAllSipp(): Promise<void> {
  await Promise.all([...underWay].map((run) => run.stop()))
}

/** Mobile numbers, one for each of `count` callers, that no other run of the test uses. */
export const callerNumbers = (count: number, from = 0): string[] => Array.from({ length: count }, (_, n) => `138${String(10_000_000 + from + n)}`)

interface SippAgents {
  scenario: Extract<SippScenario, { name: `agent-${string}` }>
  accounts: readonly { extension: string; password: string }[]
  server: Address
  ports: PortBlock
  slot: number
}

/**
 * Agents' phones, all on one port: signed on by the rig, then played by SIPp. Asterisk takes the port a registration
 * comes from for the phone's, so both use the same one after the other.
 */
export async function startSippAgents({ scenario, accounts, server, ports, slot }: SippAgents): Promise<SippRun> {
  const stack = await createSipStack({ host: '127.0.0.1', port: ports.sipp(slot) })
  stack.onRequest((request) => request.method === 'OPTIONS' && stack.respond(request, responseTo(request, 200, 'OK', newTag())))
  for (const { extension, password } of accounts) {
    const status = await register(stack, server, { user: extension, password }, 3_600)
    if (status !== 200) throw new Error(`phone ${extension} could not register: ${status}`)
  }
  await pass(500) // Asterisk asks each new phone at once whether it is there
  await stack.close()
  return startSipp({ scenario, server, ports, slot })
}
