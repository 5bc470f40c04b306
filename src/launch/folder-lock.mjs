import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** "pid starttime": the start time (proc(5), field 22) tells a process from a later one with the same pid. */
function identity(/** @type {number} */ pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return `${pid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`
  } catch {
    return null // no such process
  }
}

function take(/** @type {string} */ file) {
  try {
    writeFileSync(file, identity(process.pid) ?? `${process.pid} 0`, { flag: 'wx' })
    return true
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false
    throw error
  }
}

function holder(/** @type {string} */ file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return '' // released just now
  }
}

/** Removes a lock whose owner is dead. Renamed first, so that of two who notice only one removes it. */
function clearStale(/** @type {string} */ file, /** @type {string} */ owner) {
  const aside = `${file}.${process.pid}`
  try {
    renameSync(file, aside)
  } catch {
    return // somebody else was faster
  }
  if (holder(aside) !== owner) renameSync(aside, file) // it was a fresh lock: give it back
  else rmSync(aside)
}

/**
 * Runs `task` while no other process holds the lock; waits for the other one.
 * @template T
 * @param {string} file
 * @param {() => void} onWait said once when somebody else holds it
 * @param {() => Promise<T>} task
 * @returns {Promise<T>}
 */
export async function withLock(file, onWait, task) {
  mkdirSync(dirname(file), { recursive: true })
  for (let tries = 0; !take(file); tries += 1) {
    const owner = holder(file)
    if (owner !== '' && identity(Number.parseInt(owner, 10)) !== owner) clearStale(file, owner)
    else {
      if (tries === 0) onWait()
      await pause(300)
    }
  }
  try {
    return await task()
  } finally {
    rmSync(file, { force: true })
  }
}
