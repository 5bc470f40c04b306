import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Speech, SpeechProvider } from './speech.ts'
import { exists, inspect, putInPlace, type Sound } from './sounds.ts'

export interface Spoken extends Sound {
  hash: string
}

/** Who waits for it: a caller now, or nobody yet. */
export type Urgency = 'call' | 'background'

export interface SpeechCache {
  /** Speech made before, if its file is still there. */
  find: (speech: Speech) => Promise<Spoken | undefined>
  /** Makes the speech unless it is there. Those who ask for the same text share one synthesis. Rejects when none could be made. */
  make: (speech: Speech, urgency: Urgency) => Promise<Spoken>
}

/** Programs run at the same time; more would take the processor from the calls. */
const MAX_AT_ONCE = 2

/** Speech by the hash of (provider, voice, text): a text is spoken once in the life of an installation. */
export function speechCache(folder: string, provider: SpeechProvider): SpeechCache {
  const known = new Map<string, Spoken>()
  const underWay = new Map<string, Promise<Spoken>>()
  const turn = turns(MAX_AT_ONCE)

  const hashOf = (speech: Speech): string =>
    createHash('sha256').update(JSON.stringify([provider.name, provider.voice(speech), speech.text])).digest('hex')
  const fileOf = (hash: string): string => join(folder, `${hash}.wav`)

  async function find(speech: Speech): Promise<Spoken | undefined> {
    const hash = hashOf(speech)
    const file = fileOf(hash)
    if (!(await exists(file))) {
      known.delete(hash)
      return undefined
    }
    const before = known.get(hash)
    if (before) return before
    const wav = await inspect(file).catch(() => undefined) // damaged: as good as not there, made anew
    const found = wav && { file, hash, lengthMs: wav.lengthMs }
    if (found) known.set(hash, found)
    return found
  }

  async function synthesise(speech: Speech, hash: string): Promise<Spoken> {
    const file = fileOf(hash)
    await putInPlace(file, async (partial) => {
      await provider.synth(speech, partial)
      await inspect(partial)
    })
    const spoken = { file, hash, lengthMs: (await inspect(file)).lengthMs }
    known.set(hash, spoken)
    return spoken
  }

  async function make(speech: Speech, urgency: Urgency): Promise<Spoken> {
    const hash = hashOf(speech)
    const found = underWay.has(hash) ? undefined : await find(speech)
    if (found) return found
    const shared = underWay.get(hash)
    if (shared) {
      if (urgency === 'call') turn.hurry(hash)
      return shared
    }
    const made = turn.take(hash, urgency, () => synthesise(speech, hash)).finally(() => underWay.delete(hash))
    underWay.set(hash, made)
    return made
  }

  return { find, make }
}

interface Waiting {
  key: string
  start: () => void
}

/** At most `most` tasks at a time; those a call waits for go before all others. */
function turns(most: number) {
  const lines: Record<Urgency, Waiting[]> = { call: [], background: [] }
  let running = 0

  function next(): void {
    if (running >= most) return
    const waiting = lines.call.shift() ?? lines.background.shift()
    if (!waiting) return
    running += 1
    waiting.start()
  }

  async function take<T>(key: string, urgency: Urgency, task: () => Promise<T>): Promise<T> {
    await new Promise<void>((start) => {
      lines[urgency].push({ key, start })
      next()
    })
    try {
      return await task()
    } finally {
      running -= 1
      next()
    }
  }

  /** A call has come to need what was waiting in the background. */
  function hurry(key: string): void {
    const place = lines.background.findIndex((waiting) => waiting.key === key)
    if (place >= 0) lines.call.push(...lines.background.splice(place, 1))
  }

  return { take, hurry }
}
