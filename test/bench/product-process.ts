import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Pids } from './process-cpu.ts'

/** A fresh home makes its prompts first. */
const READY_WITHIN_MS = 240_000
const STOP_WITHIN_MS = 15_000
const ROOT = join(import.meta.dirname, '../..')

export interface ProductProcess {
  /** "http://127.0.0.1:…", as printed. */
  origin: string
  /** Asks the files the supervisor keeps: a restarted server has another id. */
  pids: () => Promise<Pids>
  stop: () => Promise<void>
}

async function pidIn(file: string): Promise<number> {
  const { pid } = JSON.parse(await readFile(file, 'utf8')) as { pid?: unknown }
  if (typeof pid !== 'number') throw new Error(`${file} names no process`)
  return pid
}

/** Runs what `npm start` runs and waits for its line "ready http://…". Throws with its last lines when it does not come. */
export async function startProductProcess(home: string, settings: Record<string, string>): Promise<ProductProcess> {
  // The caller's own settings must not leak in; only where the programs lie is shared.
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => name === 'YHT_TOOLS' || !/^(YHT_|DATABASE_URL$)/.test(name)))
  const child = spawn(process.execPath, [join(ROOT, 'src/launch/start.mjs')], {
    cwd: ROOT, env: { ...inherited, ...settings, YHT_HOME: home }, stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  const origin = await new Promise<string>((done, fail) => {
    const giveUp = (why: string): void => fail(new Error(`the product ${why}:\n${printed.trim().split('\n').slice(-12).join('\n')}`))
    const timer = setTimeout(() => giveUp(`was not ready within ${READY_WITHIN_MS / 1000} s`), READY_WITHIN_MS)
    const read = (chunk: Buffer): void => {
      printed = (printed + chunk.toString()).slice(-20_000)
      const found = /^ready (http:\S+)/m.exec(printed)
      if (found?.[1]) done(found[1])
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    void ended.then(() => giveUp('ended while starting'))
    void ended.finally(() => clearTimeout(timer))
  }).catch((error: unknown) => {
    child.kill('SIGTERM')
    throw error
  })
  return {
    origin,
    pids: async () => ({ asterisk: await pidIn(join(home, 'asterisk/run/supervised.json')), node: await pidIn(join(home, 'server.pid')) }),
    async stop() {
      child.kill('SIGTERM')
      const late = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS)
      await ended
      clearTimeout(late)
    },
  }
}
