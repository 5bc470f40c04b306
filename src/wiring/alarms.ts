import type { Alarm } from '../hotline/alarm.ts'
import type { Log } from '../platform/log.ts'

/** Alarms of all parts: counted, logged, and told to whoever watches. */
export function createAlarms({ log, count }: { log: Log; count: (kind: string) => void }) {
  const listeners: ((alarm: Alarm) => void)[] = []
  return {
    raise: (alarm: Alarm): void => {
      count(alarm.kind)
      log.warn('alarm', { kind: alarm.kind, ...alarm.details })
      for (const listener of listeners) listener(alarm)
    },
    onAlarm: (listener: (alarm: Alarm) => void) => void listeners.push(listener),
  }
}
