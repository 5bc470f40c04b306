/** Time as an input. Instants are Unix ms, UTC. */
export interface Clock {
  now: () => number
  /** Calls `task` once at `at` (or as soon after as possible); the returned function cancels it. */
  at: (at: number, task: () => void) => () => void
  /** Calls `task` again and again; the returned function stops it. */
  every: (everyMs: number, task: () => void) => () => void
}

const MAX_TIMEOUT_MS = 2_147_483_647 // setTimeout's limit; longer ones would fire at once

export const systemClock: Clock = {
  now: () => Date.now(),
  at(at, task) {
    const timer = setTimeout(task, Math.min(Math.max(at - Date.now(), 0), MAX_TIMEOUT_MS))
    return () => clearTimeout(timer)
  },
  every(everyMs, task) {
    const timer = setInterval(task, everyMs)
    return () => clearInterval(timer)
  },
}
