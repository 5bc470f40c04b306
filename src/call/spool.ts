import { open, readFile, rm } from 'node:fs/promises'
import type { JournalRow, Spool } from './journal.ts'
import type { Seal } from './journal-store.ts'

/** Sealed JSON lines in one file, forced to disk with every append. A last line cut by a crash is left out. */
export function fileSpool(file: string, cipher: Seal): Spool {
  return {
    async append(rows) {
      const handle = await open(file, 'a', 0o600)
      try {
        await handle.write(rows.map((row) => `${cipher.seal(JSON.stringify(row))}\n`).join(''))
        await handle.datasync()
      } finally {
        await handle.close()
      }
    },
    async read() {
      const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return ''
        throw error
      })
      const complete = text.slice(0, text.lastIndexOf('\n') + 1)
      return complete
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(cipher.open(line)) as JournalRow)
    },
    clear: () => rm(file, { force: true }),
  }
}
