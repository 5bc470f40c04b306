import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import WebSocket from 'ws'
import { readConfig, type Config } from '../../src/config.ts'
import { silentLog } from '../../src/platform/log.ts'
import { asteriskOf } from '../../src/supervisor/asterisk.ts'
import { prepareHome } from '../../src/supervisor/home.ts'
import { endProgram, type Running } from '../../src/supervisor/program.ts'
import { ensureSecrets } from '../../src/supervisor/secrets.ts'
import { findAsterisk } from '../../src/supervisor/tools.ts'
import type { PortBlock } from '../rig/ports.ts'
import { until } from '../rig/until.ts'

// Asterisk exactly as the product starts it, without the server.

export interface CelRow {
  event: string
  uniqueid: string
  exten: string
  context: string
  application: string
  extra: string
}

export interface OwnAsterisk {
  config: Config
  ari: (method: string, path: string, body?: unknown) => Promise<{ status: number; body: unknown }>
  /** Connects an ARI application; gives its events, and a way to leave. */
  application: (name: string) => Promise<{ events: Record<string, unknown>[]; close: () => Promise<void> }>
  cli: (command: string) => Promise<string>
  cel: () => Promise<readonly CelRow[]>
  restart: () => Promise<void>
  stop: () => Promise<void>
}

const call = promisify(execFile)

function columns(line: string): CelRow {
  const cells = line.slice(1, -1).split('","')
  return { event: cells[0] ?? '', uniqueid: cells[2] ?? '', exten: cells[6] ?? '', context: cells[7] ?? '', application: cells[8] ?? '', extra: cells[11] ?? '' }
}

/** `policy`: YAML merged over the defaults. */
export async function startOwnAsterisk(ports: PortBlock, policy: string): Promise<OwnAsterisk> {
  const home = await mkdtemp(join(tmpdir(), 'yht-launch-'))
  const policyFile = join(home, 'policy.yaml')
  await writeFile(policyFile, policy)
  const tools = process.env['YHT_TOOLS']
  const config = readConfig({
    YHT_HOME: home,
    YHT_POLICY: policyFile,
    YHT_HTTP_PORT: String(ports.http),
    YHT_SIP_PORT: String(ports.sip),
    YHT_ARI_PORT: String(ports.ari),
    YHT_AMI_PORT: String(ports.ami),
    YHT_RTP_PORTS: `${ports.rtp.start}-${ports.rtp.end}`,
    YHT_TRUNK: `sip:127.0.0.1:${ports.trunk}`,
    ...(tools === undefined ? {} : { YHT_TOOLS: tools }),
  })
  prepareHome(config.home)
  const secrets = ensureSecrets(config.home.secrets)
  const program = await findAsterisk(config.toolsFolder)
  const asterisk = asteriskOf({ config, secrets, program, log: silentLog })
  const never = new AbortController().signal
  let running: Running = await asterisk.startOrAdopt(async () => {})
  await asterisk.booted(running, never)
  const authorization = `Basic ${Buffer.from(`${secrets.ari.user}:${secrets.ari.password}`).toString('base64')}`

  const ari: OwnAsterisk['ari'] = async (method, path, body) => {
    const answer = await fetch(`http://127.0.0.1:${config.ariPort}/ari${path}`, {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    return { status: answer.status, body: text === '' ? null : (JSON.parse(text) as unknown) }
  }

  return {
    config,
    ari,
    async application(name) {
      const socket = new WebSocket(`ws://127.0.0.1:${config.ariPort}/ari/events?app=${name}`, { headers: { authorization } })
      const events: Record<string, unknown>[] = []
      socket.on('message', (data: Buffer) => events.push(JSON.parse(data.toString('utf8')) as Record<string, unknown>))
      await once(socket, 'open')
      return {
        events,
        // Until Asterisk has forgotten it: the next one of that name must not be closed in its place.
        async close() {
          socket.close()
          await until(`${name} to be gone`, async () => !JSON.stringify((await ari('GET', '/applications')).body).includes(`"${name}"`))
        },
      }
    },
    cli: async (command) => (await call(program.command, ['-C', join(config.home.asterisk.etc, 'asterisk.conf'), '-rx', command])).stdout,
    cel: async () => (await readFile(join(config.home.asterisk.cel, 'Master.csv'), 'utf8').catch(() => '')).trim().split('\n').map(columns),
    async restart() {
      process.kill(running.pid, 'SIGKILL')
      await running.ended
      running = await asterisk.start()
      await asterisk.booted(running, never)
    },
    async stop() {
      await endProgram(running, asterisk.graceMs)
      await rm(home, { recursive: true, force: true })
    },
  }
}
