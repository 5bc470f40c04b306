import type { Config } from '../config.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import { asteriskOf, externalBooted } from './asterisk.ts'
import { firstCall } from './first-call.ts'
import { lockHome } from './home.ts'
import { keepRunning, type Kept } from './keep-running.ts'
import { checkPorts } from './ports.ts'
import { endProgram, type Running } from './program.ts'
import { ensureSecrets, type Secrets } from './secrets.ts'
import { serverOf } from './server.ts'
import { makeSounds } from './sounds.ts'
import { findAsterisk, findSpeechTools } from './tools.ts'

interface Needs {
  config: Config
  log: Log
  say: (text: string) => void
  clock: Clock
}

export interface Supervised {
  /** Both run and serve. Rejects with StartError when one of them did not come up; what was started has been ended then. */
  started: Promise<void>
  restartServer: () => void
  stop: () => Promise<void>
}

type Keep = (undo: () => Promise<void> | void) => void

/** Asterisk and the server under one roof, in a home that has been prepared: started in order, watched, restarted one without the other, ended in order. */
export function supervise(needs: Needs): Supervised {
  const quit = new AbortController()
  const undos: Parameters<Keep>[0][] = []
  let server: Kept | null = null

  const undo = async (): Promise<void> => {
    for (let last = undos.pop(); last; last = undos.pop()) await last()
  }

  const started = start(needs, quit.signal, (task) => undos.push(task)).then(
    (kept) => {
      server = kept
    },
    async (error: unknown) => {
      await undo()
      if (!quit.signal.aborted) throw error // being stopped while starting is no failure
    },
  )
  return {
    started,
    restartServer: () => server?.restart(),
    async stop() {
      quit.abort()
      await started.catch(() => {}) // told by `started` itself
      await undo()
    },
  }
}

async function start(needs: Needs, signal: AbortSignal, keep: Keep): Promise<Kept> {
  const { config, log, say } = needs
  keep(lockHome(config.home))
  const secrets = ensureSecrets(config.home.secrets)
  await makeSounds(config, await findSpeechTools(config.toolsFolder), log)
  signal.throwIfAborted()
  await serverOf(config).endLeftover()
  if (config.asterisk === 'own') await ownAsterisk(needs, secrets, signal, keep)
  else await othersAsterisk(needs, secrets, signal)
  const server = await ownServer(needs, signal, keep)
  say(firstCall(config))
  return server
}

/** Starts Asterisk or takes over the one that is there, waits until it serves, and keeps it running. */
async function ownAsterisk({ config, log, say, clock }: Needs, secrets: Secrets, signal: AbortSignal, keep: Keep): Promise<void> {
  const program = await findAsterisk(config.toolsFolder)
  const asterisk = asteriskOf({ config, secrets, program, log })
  say(`starting Asterisk ${program.version}`)
  const running = await asterisk.startOrAdopt(() => checkPorts(config, true))
  await endedOnFailure(running, asterisk.graceMs, () => asterisk.booted(running, signal))
  keep(keepRunning(running, { name: 'Asterisk', start: asterisk.start, graceMs: asterisk.graceMs, clock, log }).stop)
}

async function othersAsterisk({ config, say }: Needs, secrets: Secrets, signal: AbortSignal): Promise<void> {
  await checkPorts(config, false)
  say(`YHT_ASTERISK=external: none is started; config/asterisk/README.md tells what yours must have. Waiting for it on port ${config.ariPort}`)
  await externalBooted(config, secrets, signal)
}

async function ownServer({ config, log, say, clock }: Needs, signal: AbortSignal, keep: Keep): Promise<Kept> {
  say('starting the server')
  const server = serverOf(config)
  const running = await server.start()
  await endedOnFailure(running, server.graceMs, () => server.ready(running, signal))
  const kept = keepRunning(running, { name: 'the server', start: server.start, graceMs: server.graceMs, clock, log })
  keep(kept.stop)
  return kept
}

async function endedOnFailure(running: Running, graceMs: number, task: () => Promise<void>): Promise<void> {
  try {
    await task()
  } catch (error) {
    await endProgram(running, graceMs)
    throw error
  }
}
