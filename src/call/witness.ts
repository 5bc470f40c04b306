import { open } from 'node:fs/promises'
import type { LegId } from '../contract/ids.ts'
import type { Log } from '../platform/log.ts'
import { celChunk } from './cel-file.ts'
import { addToStory, parseCel, type Story } from './rules/cel.ts'

/** Remembers up to where the file was taken in. */
export interface CelProgress {
  read: (file: string) => Promise<number>
  write: (file: string, offset: number) => Promise<void>
}

interface Needs {
  file: string
  progress: CelProgress
  log: Log
  /** Callers' channels that are over, by Asterisk's own account. */
  ended: (stories: readonly Story[]) => Promise<void>
}

export interface Witness {
  /** Reads what was written since the last time. */
  sweep: () => Promise<void>
  /** Callers' channels that have started and not ended, by Asterisk's account. */
  open: () => readonly LegId[]
}

/** Follows Asterisk's event log. After a restart it begins at the first channel that had not ended then. */
export async function createWitness({ file, progress, log, ended }: Needs): Promise<Witness> {
  const stories = new Map<string, Story>()
  let offset = await progress.read(file)
  let running: Promise<void> = Promise.resolve()

  async function readOn(): Promise<void> {
    const handle = await open(file, 'r').catch(() => null) // Asterisk writes it with the first call
    if (!handle) return
    try {
      const { size } = await handle.stat()
      if (size < offset) {
        log.warn('the event log of Asterisk was replaced; it is read from the beginning', { size, offset })
        offset = 0
        stories.clear()
      }
      const from = offset
      while (offset < size) if (!(await takeIn(handle, size))) break
      if (offset !== from) await progress.write(file, resumeAt())
    } finally {
      await handle.close()
    }
  }

  async function takeIn(handle: Awaited<ReturnType<typeof open>>, size: number): Promise<boolean> {
    const { rows, bytes } = await celChunk(handle, offset, size)
    const over: Story[] = []
    for (const { text, at } of rows) {
      const row = parseCel(text)
      const story = row && addToStory(stories, row, offset + at)
      if (story) over.push(story)
    }
    if (over.length > 0) await ended(over)
    offset += bytes
    return bytes > 0
  }

  const resumeAt = (): number => Math.min(offset, ...[...stories.values()].map((story) => story.offset))

  return {
    sweep: () => (running = running.then(readOn, readOn)),
    open: () => [...stories.keys()] as LegId[],
  }
}
