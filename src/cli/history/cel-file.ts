import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { type CallersSeen, callersSeen } from '../../call/rules/callers-seen.ts'
import { celRows, isOpen, parseCel } from '../../call/rules/cel.ts'

/** Asterisk's event log, read line by line; null when there is none (Asterisk writes it with the first call). */
export async function readCallers(file: string): Promise<CallersSeen | null> {
  const seen = callersSeen()
  const input = createReadStream(file)
  const take = (text: string): void => {
    const row = parseCel(text)
    if (row) seen.take(row)
  }
  try {
    let begun = ''
    for await (const line of createInterface({ input, crlfDelay: Infinity })) {
      // A number from outside may hold line breaks: the row goes on over the next line.
      const [row = '', next] = celRows(begun === '' ? line : `${begun}\n${line}`).map(({ text }) => text)
      if (next !== undefined) take(row)
      begun = next ?? row
      if (isOpen(begun)) continue
      take(begun)
      begun = ''
    }
    return seen
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
