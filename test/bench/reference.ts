import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { asteriskCli } from './asterisk-cli.ts'
import { REFERENCE_AGENTS, referenceConfiguration } from './reference-configuration.ts'
import type { ReferencePorts } from './reference-configuration.ts'
import { agentExtension } from './variant.ts'
import type { System, Variant, VariantName } from './variant.ts'

const NEEDED = ['chan_pjsip', 'app_queue', 'app_dial', 'app_mixmonitor', 'res_musiconhold']
const BOOT_WITHIN_MS = 60_000
const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

function firstOf(candidates: readonly string[], what: string): string {
  const found = candidates.find((path) => existsSync(path))
  if (!found) throw new Error(`no ${what} in ${candidates.join(', ')}`)
  return found
}

function foldersFor(program: string, home: string, music: string) {
  const root = join(dirname(resolve(program)), 'root/usr')
  return {
    home,
    music,
    modules: firstOf([join(root, 'lib/x86_64-linux-gnu/asterisk/modules'), join(root, 'lib/aarch64-linux-gnu/asterisk/modules'), '/usr/lib/x86_64-linux-gnu/asterisk/modules', '/usr/lib/asterisk/modules'], 'Asterisk modules'),
    data: firstOf([join(root, 'share/asterisk'), '/usr/share/asterisk', '/var/lib/asterisk'], 'Asterisk data'),
  }
}

async function boot(program: string, configuration: string): Promise<{ pid: number; stop: () => Promise<void> }> {
  const child = spawn(program, ['-C', configuration, '-f', '-n'], { stdio: 'ignore' })
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  const cli = asteriskCli(program, configuration)
  const deadline = Date.now() + BOOT_WITHIN_MS
  for (;;) {
    if (child.exitCode !== null || child.pid === undefined) throw new Error('the reference Asterisk ended while starting')
    const up = await cli.ask('core waitfullybooted').then((out) => out.includes('fully booted'), () => false)
    if (up) break
    if (Date.now() > deadline) throw new Error('the reference Asterisk did not boot')
    await sleep(100)
  }
  const modules = await cli.ask('module show')
  const missing = NEEDED.filter((module) => !modules.includes(`${module}.so`))
  if (missing.length > 0) {
    child.kill('SIGKILL')
    throw new Error(`the reference Asterisk did not load ${missing.join(', ')}; see ${dirname(configuration)}/../log/messages`)
  }
  return {
    pid: child.pid,
    async stop() {
      child.kill('SIGTERM')
      await Promise.race([ended, sleep(5_000)])
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
      await ended
    },
  }
}

/** Dial and app_queue on one Asterisk of the same build as the product's. */
export async function startReference(settings: {
  program: string
  folder: string
  music: string
  ports: ReferencePorts
}): Promise<System> {
  const { program, folder, ports } = settings
  for (const name of ['etc', 'varlib/keys', 'spool', 'run', 'log']) await mkdir(join(folder, name), { recursive: true })
  const files = referenceConfiguration(foldersFor(program, folder, settings.music), ports)
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, 'etc', name), `${text}\n`)
  const configuration = join(folder, 'etc/asterisk.conf')
  const asterisk = await boot(program, configuration)
  const cli = asteriskCli(program, configuration)
  const variant = (name: VariantName, title: string, maxAgents: number, dialled: Variant['dialled']): Variant => ({
    name, title, maxAgents, dialled,
    sipPort: ports.sip,
    pids: () => ({ asterisk: asterisk.pid, node: null }),
    // Static contacts and members: nothing to do; queue0 is the queue without members.
    readyAgents: async () => {},
    phonePorts: ports.phones,
    lendPhones: async () => async () => {},
    drain: cli.drain,
    music: cli.music,
  })
  const queue = (size: number): Variant['dialled'] => (_call, agents) => `5${agents === 0 ? 0 : size}`
  return {
    variants: [
      variant('dial', 'Dial', REFERENCE_AGENTS, (call, agents) => `4${agentExtension(call % Math.max(1, agents))}`),
      variant('queue100', 'app_queue, 100 members', 100, queue(100)),
      variant('queue500', 'app_queue, 500 members', REFERENCE_AGENTS, queue(500)),
      variant('recorded', 'app_queue, 500 members, recording', REFERENCE_AGENTS, () => '6500'),
    ],
    stop: asterisk.stop,
  }
}
