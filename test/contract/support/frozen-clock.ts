import type { Clock } from '../../../src/platform/clock.ts'

/** Time that stands still until it is told to pass. */
export function frozen(start: number) {
  let now = start
  const tasks = new Set<{ at: number; task: () => void }>()
  const clock: Clock = {
    now: () => now,
    at(when, task) {
      const one = { at: when, task }
      tasks.add(one)
      return () => void tasks.delete(one)
    },
    every: () => () => {},
  }
  const become = (to: number): void => {
    now = Math.max(now, to)
    for (const one of tasks) {
      if (one.at > now || !tasks.delete(one)) continue
      one.task()
    }
  }
  return { clock, become }
}
