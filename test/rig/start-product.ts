import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stringify } from 'yaml'
import type { Policy } from '../../src/contract/policy.ts'
import { signIn } from './api.ts'
import type { Api } from './api.ts'
import { readCel } from './cel.ts'
import type { CelEvent } from './cel.ts'
import { plugInPhone } from './desk-phone.ts'
import type { Behaviour, DeskPhone } from './desk-phone.ts'
import { reservePorts } from './ports.ts'
import type { PortBlock } from './ports.ts'
import { REPOSITORY, asteriskProgram, runProgram, scratchFolder, startProgram } from './program.ts'
import type { Program } from './program.ts'
import { openTrunk } from './trunk.ts'
import type { Trunk } from './trunk.ts'
import { until } from './until.ts'

type DeepPartial<T> = { [K in keyof T]?: T[K] extends object ? DeepPartial<T[K]> : T[K] }

export interface ProductOptions {
  /** Merged over config/policy.yaml. */
  policy?: DeepPartial<Policy>
  site?: string
  env?: Readonly<Record<string, string>>
  /** Go on with the data of an earlier one. */
  home?: string
  ports?: PortBlock
}

export interface Account {
  username: string
  password: string
  role: string
  extension?: string
  sipPassword?: string
}

/** The whole product, as `npm start` runs it, on ports and in a folder of its own. */
export interface Product {
  readonly home: string
  readonly ports: PortBlock
  readonly url: string
  readonly sip: { host: string; port: number }
  readonly supervisor: Program
  readonly trunk: Trunk
  account: (username: string) => Account
  /** Signed in once per user. */
  as: (username: string) => Promise<Api>
  readonly phones: DeskPhone[]
  /** A registered phone of the agent with this extension. */
  phone: (extension: string, behaviour?: Behaviour) => Promise<DeskPhone>
  /** Extension → ready, with a registered phone. */
  readyAgent: (extension: string, behaviour?: Behaviour) => Promise<DeskPhone>
  asteriskCli: (command: string) => Promise<string>
  cel: () => Promise<CelEvent[]>
  log: (name: 'server' | 'supervisor' | 'asterisk') => Promise<string>
  /** Process ids as the supervisor has noted them. */
  pid: (of: 'server' | 'asterisk') => Promise<number>
  signalServer: (signal: NodeJS.Signals) => Promise<number>
  /** Kills the server; with `stays` it is never started again (its supervisor is frozen until thaw()). */
  killServer: (how?: { stays?: boolean }) => Promise<void>
  thaw: () => void
  killAsterisk: () => Promise<void>
  /** In service: the server answers /readyz with 200. */
  ready: (withinMs?: number) => Promise<void>
  /** Ends everything; fails when a process is left. `keep`: the data stays for another start. */
  stop: (options?: { keep?: boolean }) => Promise<void>
}

// Settings of the person who runs the tests have no say here.
const cleared = (): Record<string, string | undefined> =>
  Object.fromEntries(Object.keys(process.env).filter((name) => /^(YHT_(?!TOOLS|TEST_)|DATABASE_URL)/.test(name)).map((name) => [name, undefined]).concat([['NODE_ENV', undefined]]))

async function environment(home: string, ports: PortBlock, options: ProductOptions): Promise<Record<string, string | undefined>> {
  const policyFile = join(home, 'policy.yaml')
  await writeFile(policyFile, stringify(options.policy ?? {}))
  return {
    ...cleared(),
    YHT_HOME: home,
    YHT_HTTP_PORT: String(ports.http),
    YHT_SIP_PORT: String(ports.sip),
    YHT_ARI_PORT: String(ports.ari),
    YHT_AMI_PORT: String(ports.ami),
    YHT_RTP_PORTS: `${ports.rtp.start}-${ports.rtp.end}`,
    YHT_TRUNK: `sip:127.0.0.1:${ports.trunk}`,
    YHT_POLICY: policyFile,
    YHT_SITE: options.site ?? 'demo',
    YHT_DEMO_DATA: 'off',
    ...options.env,
  }
}

/** Whether the process runs and is not just a zombie. */
async function alive(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return stat !== '' && !/\) [ZX] /.test(stat)
}

export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  const ports = options.ports ?? (await reservePorts())
  const home = options.home ?? (await mkdtemp(join(scratchFolder(), 'yht-rig-')))
  await mkdir(home, { recursive: true })
  const url = `http://127.0.0.1:${ports.http}`
  const sip = { host: '127.0.0.1', port: ports.sip }
  const env = await environment(home, ports, options)
  const supervisor = startProgram(process.execPath, [join(REPOSITORY, 'src/launch/start.mjs')], { cwd: REPOSITORY, env, logFile: join(home, 'start.log') })
  const sessions = new Map<string, Promise<Api>>()
  const phones: DeskPhone[] = []
  let accounts: Account[] = []
  let frozen = false

  const notedPid = async (file: string): Promise<number> => (JSON.parse(await readFile(join(home, file), 'utf8')) as { pid: number }).pid
  const pid = (of: 'server' | 'asterisk'): Promise<number> => notedPid(of === 'server' ? 'server.pid' : 'asterisk/run/supervised.json')

  const readyNow = async (): Promise<boolean> => {
    const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(1_000) }).catch(() => undefined)
    await answer?.body?.cancel()
    return answer?.status === 200
  }
  const ready = async (withinMs = 60_000): Promise<void> => {
    await until('the product to be ready', () => {
      if (!supervisor.running()) throw new Error(`the product did not start: ${supervisor.output().slice(-4_000)}`)
      return readyNow()
    }, withinMs)
  }

  const account = (username: string): Account => {
    const found = accounts.find((each) => each.username === username)
    if (!found) throw new Error(`no account ${username} in credentials.json`)
    return found
  }
  const as = (username: string): Promise<Api> => {
    const signedIn = sessions.get(username) ?? signIn(url, username, account(username).password)
    sessions.set(username, signedIn)
    return signedIn
  }
  const phone = async (extension: string, behaviour?: Behaviour): Promise<DeskPhone> => {
    const password = accounts.find((each) => each.extension === extension)?.sipPassword
    if (password === undefined) throw new Error(`extension ${extension} has no SIP password in credentials.json`)
    const plugged = await plugInPhone(sip, ports, { extension, password }, behaviour)
    phones.push(plugged)
    return plugged
  }

  const thaw = (): void => {
    if (frozen) supervisor.signal('SIGCONT')
    frozen = false
  }

  const stop = async ({ keep = false } = {}): Promise<void> => {
    const pids = await Promise.all([pid('server'), pid('asterisk')].map((noted) => noted.catch(() => 0)))
    await trunk.close()
    await Promise.all(phones.map((each) => each.close()))
    thaw()
    await supervisor.stop()
    const left = (await Promise.all(pids.map(async (each) => ((await alive(each)) ? each : 0)))).filter(Boolean)
    for (const each of left) process.kill(each, 'SIGKILL')
    if (!options.ports) await ports.free()
    if (!keep) await rm(home, { recursive: true, force: true })
    if (left.length > 0) throw new Error(`the stop left processes: ${left.join(', ')}`)
  }

  const trunk = await openTrunk(sip, ports)
  try {
    await ready()
    accounts = (JSON.parse(await readFile(join(home, 'credentials.json'), 'utf8')) as { users: Account[] }).users
  } catch (error) {
    await stop().catch(() => {}) // the first failure is the one to tell
    throw error
  }

  return {
    home, ports, url, sip, supervisor, trunk, phones, account, as, phone, pid, ready, thaw, stop,
    async readyAgent(extension, behaviour) {
      const plugged = await phone(extension, behaviour)
      await (await as('supervisor')).setAgent(extension, 'ready')
      return plugged
    },
    asteriskCli: (command) => runProgram(asteriskProgram(), ['-C', join(home, 'asterisk/etc/asterisk.conf'), '-rx', command]),
    cel: () => readCel(join(home, 'asterisk/cel/Master.csv')),
    log: (name) => readFile(join(home, 'log', `${name}.log`), 'utf8').catch(() => ''),
    async signalServer(signal) {
      const server = await pid('server')
      process.kill(server, signal)
      return server
    },
    async killServer({ stays = false } = {}) {
      if (stays) {
        supervisor.signal('SIGSTOP')
        frozen = true
      }
      const server = await pid('server')
      process.kill(server, 'SIGKILL')
      if (!stays) await until('the server to be gone', async () => !(await alive(server)))
    },
    async killAsterisk() {
      const asterisk = await pid('asterisk')
      process.kill(asterisk, 'SIGKILL')
      await until('Asterisk to be gone', async () => !(await alive(asterisk)))
    },
  }
}
