import { Worker } from 'node:worker_threads'

/** Gaps below this are everyday scheduling. */
const NOTED_MS = 20
const EVERY_MS = 5
const PLACES = 4_096

// A thread of its own: what it notices is the machine and not a busy test.
const WATCH = `
const { workerData } = require('node:worker_threads')
const noted = new Float64Array(workerData.buffer)
let before = Date.now(), next = 0
setInterval(() => {
  const now = Date.now(), late = now - before - ${EVERY_MS}
  before = now
  if (late < ${NOTED_MS}) return
  noted[next * 2] = now
  noted[next * 2 + 1] = late
  next = (next + 1) % ${PLACES}
}, ${EVERY_MS})
`

export interface Stalls {
  /** The longest the machine gave a waiting thread nothing since the instant; 0 when it always did. */
  longestMs: (since: number) => number
  stop: () => Promise<unknown>
}

/**
 * Notes when the machine itself stands still: a virtual one does whenever its host is busy. A pause of a voice is ours
 * only as far as it is longer than the machine's.
 */
export function watchStalls(): Stalls {
  const buffer = new SharedArrayBuffer(PLACES * 2 * Float64Array.BYTES_PER_ELEMENT)
  const noted = new Float64Array(buffer)
  const worker = new Worker(WATCH, { eval: true, workerData: { buffer } })
  worker.unref()
  return {
    longestMs(since) {
      let longest = 0
      for (let n = 0; n < PLACES; n++) if ((noted[n * 2] ?? 0) >= since) longest = Math.max(longest, noted[n * 2 + 1] ?? 0)
      return longest
    },
    stop: () => worker.terminate(),
  }
}
