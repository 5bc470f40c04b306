import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'

// A process id alone may be used again by another program after a crash; with its start time it is unmistakable.

/** A running process and a note about it, kept in a file. */
export interface Mark {
  pid: number
  /** proc(5), field 22: clock ticks since boot. */
  startTime: string
  note: string
}

/** Start time of a live process; null when there is none, or only its remains (zombie). */
export function startTimeOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' || fields[0] === 'X' ? null : (fields[19] ?? null)
  } catch {
    return null
  }
}

/** Notes in `file` that `pid` runs. */
export function mark(file: string, pid: number, note = ''): void {
  const content: Mark = { pid, startTime: startTimeOf(pid) ?? '', note }
  writeFileSync(`${file}.new`, JSON.stringify(content), { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

export const unmark = (file: string): void => rmSync(file, { force: true })

/** The process noted in `file`, if that very process still runs. */
export function marked(file: string): Mark | null {
  try {
    const found = JSON.parse(readFileSync(file, 'utf8')) as Mark
    return found.startTime !== '' && startTimeOf(found.pid) === found.startTime ? found : null
  } catch {
    return null // no file, or cut short by a crash: then nobody is known
  }
}

export const alive = ({ pid, startTime }: Mark): boolean => startTimeOf(pid) === startTime
