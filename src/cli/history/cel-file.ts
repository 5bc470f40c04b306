import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { type CallersSeen, callersSeen } from '../../call/rules/callers-seen.ts'
import { parseCel } from '../../call/rules/cel.ts'

/** Asterisk's event log, read line by line; null when there is none (Asterisk writes it with the first call). */
export async function readCallers(file: string): Promise<CallersSeen | null> {
  const seen = callersSeen()
  const input = createReadStream(file)
  try {
    for await (const line of createInterface({ input, crlfDelay: Infinity })) {
      const row = parseCel(line)
      if (row) seen.take(row)
    }
    return seen
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
