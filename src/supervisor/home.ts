import { accessSync, constants, linkSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { HomePaths } from '../config.ts'
import { mark, marked, unmark } from './process-mark.ts'
import { StartError } from './start-error.ts'

/** Makes the folders of YHT_HOME, private where they hold secrets or personal data. Throws StartError. */
export function prepareHome(home: HomePaths): void {
  const { asterisk } = home
  const folders = [home.root, home.recordings, home.sounds, home.fixedSounds, home.music, home.log, ...Object.values(asterisk), join(asterisk.spool, 'fallback'), join(asterisk.keys, 'keys')]
  try {
    for (const folder of folders) mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(home.root, constants.W_OK)
  } catch (error) {
    throw new StartError(`YHT_HOME cannot be used: ${(error as Error).message}`, `chown -R "$USER" ${home.root}, or set YHT_HOME to a folder you may write to`, { cause: error })
  }
}

/** Makes this process the only supervisor of the home; gives the function that lets go. Throws StartError when there is one. */
export function lockHome(home: HomePaths): () => void {
  const file = join(home.root, 'supervisor.pid')
  const mine = `${file}.${process.pid}`
  mark(mine, process.pid)
  try {
    for (let tries = 0; tries < 3; tries += 1) {
      if (linked(mine, file)) return () => unmark(file)
      const other = marked(file)
      if (other) throw new StartError(`another start (process ${other.pid}) already runs with YHT_HOME ${home.root}`, `kill ${other.pid}, or set YHT_HOME and the ports to others`)
      rmSync(file, { force: true }) // left by a supervisor that was killed
    }
  } finally {
    unmark(mine)
  }
  throw new StartError(`the lock ${file} cannot be taken`, `rm ${file}`)
}

/** Hard links are made whole or not at all: of two starts exactly one gets the name. */
function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}
