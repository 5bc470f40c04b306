import { randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { asteriskCli } from './asterisk-cli.ts'
import type { Pids } from './process-cpu.ts'
import { signIn } from './product-api.ts'
import type { ProductApi } from './product-api.ts'
import { registerPhones } from './product-phones.ts'
import type { ProductPhones } from './product-phones.ts'
import { startProductProcess } from './product-process.ts'
import { agentExtension, FREEING_AGENTS } from './variant.ts'
import type { System, Variant } from './variant.ts'

/** An emergency line of the demo site: the one kind whose callers hear no greeting first. All callers have its rank, so they are served in order. */
const HOTLINE = '110'
const READY_WITHIN_MS = 60_000
const SET_AT_ONCE = 4

/** Journal, tickets and recording stay on. Off is only what app_queue does not do either: announcements, rating, wrap-up. */
const POLICY = {
  wrapUp: { maxMs: 0 },
  rating: { enabled: false },
  recording: { enabled: true, notice: false },
  queue: { positionFirstMs: 86_400_000, positionEveryMs: 86_400_000 },
}

export interface ProductPorts {
  sip: number
  phones: { freeing: number; others: number }
  rtpStart: number
  rtpEnd: number
  http: number
  ari: number
  ami: number
  /** Where the trunk would be; the callers come from there. */
  trunk: number
}

const secret = (): string => randomBytes(18).toString('base64url')
const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

interface Accounts {
  supervisor: { username: string; password: string }
  phones: readonly { extension: string; password: string }[]
}

/** Writes the accounts file the first run would write, with as many agents as the bench needs. */
async function writeAccounts(home: string, agents: number): Promise<Accounts> {
  const supervisor = { username: 'supervisor', password: secret() }
  const phones = Array.from({ length: agents }, (_, index) => ({ extension: agentExtension(index), password: secret() }))
  const users = [
    { username: 'admin', password: secret(), role: 'admin' },
    { ...supervisor, role: 'supervisor' },
    ...phones.map(({ extension, password }) => ({ username: `agent${extension}`, password: secret(), role: 'agent', extension, sipPassword: password })),
  ]
  const credentials = { users, fieldKey: randomBytes(32).toString('base64') }
  await writeFile(join(home, 'credentials.json'), JSON.stringify(credentials, null, 2), { mode: 0o600 })
  return { supervisor, phones }
}

/**
 * The first `wanted` agents ready, everybody else offline; waits until the server says so. With none wanted one is signed
 * in all the same, on a break: with nobody there callers would be asked to leave a message instead of waiting.
 */
async function setAgents(api: ProductApi, wanted: number): Promise<void> {
  const ready = new Set(Array.from({ length: wanted }, (_, index) => agentExtension(index)))
  const goal = (extension: string): 'ready' | 'not_ready' | 'offline' => (ready.has(extension) ? 'ready' : wanted === 0 && extension === agentExtension(0) ? 'not_ready' : 'offline')
  const deadline = Date.now() + READY_WITHIN_MS
  for (;;) {
    const wrong = (await api.agents()).filter(({ extension, state }) => state !== goal(extension))
    if (wrong.length === 0) return
    if (Date.now() > deadline) throw new Error(`${wrong.length} agents are not as wanted, e.g. ${wrong[0]?.extension} ${wrong[0]?.state}`)
    for (let at = 0; at < wrong.length; at += SET_AT_ONCE) {
      await Promise.all(wrong.slice(at, at + SET_AT_ONCE).map(({ extension }) => api.setState(extension, goal(extension))))
    }
    await sleep(200)
  }
}

function environment(ports: ProductPorts, policy: string): Record<string, string> {
  return {
    YHT_HTTP_PORT: String(ports.http),
    YHT_HTTP_HOST: '127.0.0.1',
    YHT_SIP_PORT: String(ports.sip),
    YHT_SIP_HOST: '127.0.0.1',
    YHT_ARI_PORT: String(ports.ari),
    YHT_AMI_PORT: String(ports.ami),
    YHT_RTP_PORTS: `${ports.rtpStart}-${ports.rtpEnd}`,
    YHT_TRUNK: `sip:127.0.0.1:${ports.trunk}`,
    YHT_POLICY: policy,
    YHT_SITE: 'demo',
  }
}

async function checkSameBuild(product: (command: string) => Promise<string>, reference: string): Promise<void> {
  const own = /Asterisk (\S+)/.exec(await product('core show version'))?.[1]
  if (own === undefined || !reference.includes(own)) throw new Error(`the product runs Asterisk ${own ?? '?'}, the reference ${reference}: name the same with --asterisk`)
}

interface Parts {
  phones: ProductPhones
  api: ProductApi
  cli: ReturnType<typeof asteriskCli>
  pids: Pids
}

const variantOf = ({ phones, api, cli, pids }: Parts, { ports, agents }: ProductSettings): Variant => ({
  name: 'product',
  title: `product, ${agents} agents`,
  sipPort: ports.sip,
  maxAgents: agents,
  pids: () => pids,
  dialled: () => HOTLINE,
  phonePorts: ports.phones,
  lendPhones: phones.lend,
  readyAgents: (wanted) => setAgents(api, wanted),
  drain: cli.drain,
  music: cli.music,
})

export interface ProductSettings {
  folder: string
  asterisk: string
  /** What the reference Asterisk says about itself. */
  version: string
  agents: number
  ports: ProductPorts
}

/** The whole product with a home of its own, started as `npm start` does, its agents' phones registered. */
export async function startProduct(settings: ProductSettings): Promise<System> {
  const { folder: home, ports } = settings
  await mkdir(home, { recursive: true, mode: 0o700 })
  const policy = join(home, 'bench-policy.yaml')
  await writeFile(policy, stringify(POLICY))
  const accounts = await writeAccounts(home, settings.agents)
  const process = await startProductProcess(home, environment(ports, policy))
  try {
    const cli = asteriskCli(settings.asterisk, join(home, 'asterisk/etc/asterisk.conf'))
    await checkSameBuild(cli.ask, settings.version)
    const phones = await registerPhones(ports.sip, [
      { port: ports.phones.freeing, accounts: accounts.phones.slice(0, FREEING_AGENTS) },
      { port: ports.phones.others, accounts: accounts.phones.slice(FREEING_AGENTS) },
    ])
    const api = await signIn(process.origin, accounts.supervisor)
    const variant = variantOf({ phones, api, cli, pids: await process.pids() }, settings)
    return {
      variants: [variant],
      async stop() {
        await phones.close()
        await process.stop()
      },
    }
  } catch (error) {
    await process.stop()
    throw error
  }
}
