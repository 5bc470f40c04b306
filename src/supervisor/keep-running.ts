import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import { earlyDeaths, waitMs } from './rules/back-off.ts'
import { endProgram, howEnded, type Running } from './program.ts'

interface Needs {
  name: string
  /** Starts it (again); called after the wait that its earlier deaths demand. */
  start: () => Promise<Running>
  graceMs: number
  clock: Clock
  log: Log
}

export interface Kept {
  /** Ends it and starts it anew, at once. */
  restart: () => void
  /** Ends it for good; resolves when the process is gone. */
  stop: () => Promise<void>
}

/** Watches a program that runs and starts it again whenever it ends, later and later when it keeps ending early. */
export function keepRunning(first: Running, { name, start, graceMs, clock, log }: Needs): Kept {
  let running: Running | null = first
  let stopping = false
  let wanted = false // a restart was asked for: not a death
  let wake = (): void => {}

  const rest = (forMs: number): Promise<void> =>
    new Promise((resolve) => {
      const cancel = clock.at(clock.now() + forMs, resolve)
      wake = () => {
        cancel()
        resolve()
      }
    })

  const startAgain = async (): Promise<void> => {
    try {
      running = await start()
      log.info(`${name} started again`, { pid: running.pid })
    } catch (error) {
      log.error(`${name} could not be started`, { error })
    }
  }

  const watch = async (): Promise<void> => {
    let deaths = 0
    while (!stopping) {
      const startedAt = clock.now()
      const ending = running ? await running.ended : null
      running = null
      if (stopping) return
      const livedMs = clock.now() - startedAt
      deaths = wanted ? 0 : earlyDeaths(deaths, livedMs)
      wanted = false
      const againInMs = waitMs(deaths)
      if (ending) log.error(`${name} ended by itself`, { how: howEnded(ending), livedMs, againInMs, lastLines: ending.lastLines })
      await rest(againInMs)
      if (!stopping) await startAgain()
    }
  }
  const watching = watch()

  return {
    restart() {
      wake()
      if (!running) return
      wanted = true
      void endProgram(running, graceMs)
    },
    async stop() {
      stopping = true
      wake()
      if (running) await endProgram(running, graceMs)
      await watching
      if (running) await endProgram(running, graceMs) // it was just being started
    },
  }
}
