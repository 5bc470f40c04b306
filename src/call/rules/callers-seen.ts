import { addToStory, type CelRow, type Story } from './cel.ts'

/** "<systemname>-<epoch>.<serial>": Asterisk counts its channels from 0 at each start. */
const FIRST_SERIAL = /^(?:.*-)?\d{9,11}\.0$/

export interface CallersSeen {
  /** Rows in the order of the file. */
  take: (row: CelRow) => void
  /** Every caller's channel so far; one that a restart of Asterisk cut off has ended with the restart. */
  all: () => Story[]
  /** When the log begins; null before its first row. */
  begins: () => number | null
}

/** The callers in Asterisk's event log (CEL), from its first row to its last. */
export function callersSeen(): CallersSeen {
  const open = new Map<string, Story>()
  const over: Story[] = []
  let begins: number | null = null
  return {
    take(row) {
      begins ??= row.at
      if (row.event === 'CHAN_START' && FIRST_SERIAL.test(row.channel)) {
        for (const story of open.values()) over.push({ ...story, endedAt: row.at })
        open.clear()
      }
      const story = addToStory(open, row, 0)
      if (story) over.push(story)
    },
    all: () => [...over, ...open.values()],
    begins: () => begins,
  }
}
