import { mkdtempSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { CallFact } from '../../src/call/facts.ts'
import type { Marked, Spoken } from '../../src/outbound/placing.ts'
import { REPOSITORY, scratchFolder } from './program.ts'

export interface Door {
  /** For the server under test. */
  env: Readonly<Record<string, string>>
  /** The call, or the code of the refusal. */
  speak: (wanted: Spoken, marked: Marked) => Promise<{ call?: string; refused?: string }>
  /** What is in the tables of this call, each once, in its order. */
  facts: (call: string) => Promise<CallFact[]>
}

/** A way to place calls that speak by themselves, and to see their facts as other parts of the server do. */
export function openDoor(): Door {
  const socket = join(mkdtempSync(join(scratchFolder(), 'yht-door-')), 'door')
  return {
    env: { TEST_DOOR: socket, NODE_OPTIONS: `--import ${join(REPOSITORY, 'test/rig/door/register.mjs')}` },
    speak: (wanted, marked) =>
      new Promise((resolve, reject) => {
        const asked = request({ socketPath: socket, method: 'POST' }, (answer) => void text(answer).then((said) => resolve(JSON.parse(said) as { call?: string }), reject))
        asked.on('error', reject).end(JSON.stringify({ wanted, marked }))
      }),
    async facts(call) {
      const lines = (await readFile(`${socket}.facts`, 'utf8').catch(() => '')).split('\n')
      return [...new Set(lines.filter((line) => line.includes(call)))].map((line) => JSON.parse(line) as CallFact)
    },
  }
}
