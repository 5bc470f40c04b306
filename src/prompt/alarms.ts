import type { Log } from '../platform/log.ts'

export interface PromptAlarm {
  prompt: string
  why: string
}

/** What callers did not hear as written: every time is counted, the first is told to somebody, and so is the next after it was well again. */
export interface Alarms {
  raise: (prompt: string, why: string, fields?: Readonly<Record<string, unknown>>) => void
  /** The prompt was heard as written. */
  settle: (prompt: string) => void
  counts: () => Readonly<Record<string, number>>
}

export function alarms(log: Log, onAlarm: (alarm: PromptAlarm) => void = () => {}): Alarms {
  const counts = new Map<string, number>()
  const raised = new Set<string>()
  return {
    raise(prompt, why, fields = {}) {
      counts.set(prompt, (counts.get(prompt) ?? 0) + 1)
      if (raised.has(prompt)) return
      raised.add(prompt)
      log.error('a prompt is not heard as written', { prompt, why, ...fields })
      onAlarm({ prompt, why })
    },
    settle(prompt) {
      if (raised.delete(prompt)) log.info('a prompt is heard as written again', { prompt })
    },
    counts: () => Object.fromEntries(counts),
  }
}
