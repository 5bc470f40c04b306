import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

export interface AsteriskCli {
  ask: (command: string) => Promise<string>
  channels: () => Promise<number>
  drain: () => Promise<void>
  music: (on: boolean) => Promise<void>
}

const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))
const DRAIN_WITHIN_MS = 40_000

/** The command line of a running Asterisk, found by its configuration file. */
export function asteriskCli(program: string, configuration: string): AsteriskCli {
  const ask = async (command: string): Promise<string> => (await run(program, ['-C', configuration, '-rx', command])).stdout
  const channels = async (): Promise<number> => {
    const found = /(\d+) active channels?/.exec(await ask('core show channels count'))
    if (!found) throw new Error('Asterisk did not say how many channels are active')
    return Number(found[1])
  }
  return {
    ask,
    channels,
    async drain() {
      const deadline = Date.now() + DRAIN_WITHIN_MS
      for (let left = await channels(); left > 0; left = await channels()) {
        if (Date.now() > deadline) throw new Error(`${left} channels are left ${DRAIN_WITHIN_MS / 1000} s after hanging up all`)
        await ask('channel request hangup all')
        await sleep(250)
      }
    },
    async music(on) {
      const loaded = (await ask('module show like res_musiconhold')).includes('res_musiconhold.so')
      if (loaded === on) return
      await ask(`module ${on ? 'load' : 'unload'} res_musiconhold.so`)
      const now = (await ask('module show like res_musiconhold')).includes('res_musiconhold.so')
      if (now !== on) throw new Error(`res_musiconhold could not be ${on ? 'loaded' : 'unloaded'}`)
    },
  }
}
