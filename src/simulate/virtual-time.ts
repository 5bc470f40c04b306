import type { Clock } from '../platform/clock.ts'

interface Due {
  at: number
  /** Order among things due at the same instant: first come, first served. */
  order: number
  task: (() => void) | null
}

export interface VirtualTime extends Clock {
  after: (ms: number, task: () => void) => () => void
  /**
   * Runs what is due, one thing after another, each with all promises it leads to, until nothing is left or the
   * next thing is due after `until`. Rejects with what a task throws.
   */
  run: (until?: number) => Promise<void>
}

/** Time that passes only by what happens in it. Starts at `start`, Unix ms; instants are whole ms. */
export function virtualTime(start: number): VirtualTime {
  const heap: Due[] = []
  let now = start
  let count = 0

  function at(when: number, task: () => void): () => void {
    const due: Due = { at: Math.max(now, Math.round(when)), order: count++, task }
    push(heap, due)
    return () => void (due.task = null)
  }

  async function run(until = Infinity): Promise<void> {
    for (let done = 0; ; done += 1) {
      const next = heap[0]
      if (!next || next.at > until) break
      pop(heap)
      if (!next.task) continue
      now = next.at
      next.task()
      await promisesSettled()
      if (done % 10_000 === 9_999) await new Promise((resolve) => setImmediate(resolve)) // Ctrl-C is heard
    }
    if (until !== Infinity) now = Math.max(now, until)
  }

  return {
    now: () => now,
    at,
    after: (ms, task) => at(now + ms, task),
    every(everyMs, task) {
      let cancel = at(now + everyMs, again)
      function again(): void {
        cancel = at(now + everyMs, again)
        task()
      }
      return () => cancel()
    },
    run,
  }
}

/** Node runs next-tick callbacks when no promise has anything left to do. */
const promisesSettled = (): Promise<void> => new Promise((resolve) => process.nextTick(resolve))

const before = (a: Due, b: Due): boolean => a.at < b.at || (a.at === b.at && a.order < b.order)

/** A binary heap in an array (J. W. J. Williams, 1964): the children of i are 2i+1 and 2i+2. */
function push(heap: Due[], due: Due): void {
  let i = heap.length
  heap.push(due)
  while (i > 0) {
    const up = (i - 1) >> 1
    const parent = heap[up]
    if (!parent || !before(due, parent)) break
    heap[i] = parent
    i = up
  }
  heap[i] = due
}

function pop(heap: Due[]): void {
  const last = heap.pop()
  if (!last || heap.length === 0) return
  let i = 0
  for (;;) {
    const left = heap[2 * i + 1]
    if (!left) break
    const right = heap[2 * i + 2]
    const [child, down] = right && before(right, left) ? [right, 2 * i + 2] : [left, 2 * i + 1]
    if (!before(child, last)) break
    heap[i] = child
    i = down
  }
  heap[i] = last
}
