import type { Alarm } from '../contract/alarm.ts'
import type { Audit } from '../identity/port.ts'
import type { Clock } from '../platform/clock.ts'
import { AppError } from '../platform/errors.ts'
import type { Log } from '../platform/log.ts'
import { subjectOf } from './rules/subject.ts'
import type { AlarmFilter, AlarmStore } from './store.ts'

interface Needs {
  store: AlarmStore
  audit: Audit
  clock: Clock
  log: Log
  newId: () => string
}

interface Raised {
  kind: string
  at: number
  details: Readonly<Record<string, unknown>>
}

export interface KeptAlarms {
  /** Returns at once; written behind the back of whoever raised it. */
  keep: (alarm: Raised) => void
  list: (filter: AlarmFilter) => Promise<Alarm[]>
  /** Somebody has seen it, on record. Throws ALARM_NOT_FOUND; a second time it tells who was first. */
  acknowledge: (id: string, by: string) => Promise<Alarm>
  prune: (before: number) => Promise<void>
  /** Resolves when everything raised is written or given up. */
  settled: () => Promise<void>
  stop: () => void
}

const RETRY_MS = 5_000
const TRIES = 60
/** Raised while the database refuses: more than these are in the log only. */
const MAX_UNWRITTEN = 1_000

/** Alarms in the database, so that a supervisor who comes later sees them and each is seen by somebody. */
export function createKeptAlarms({ store, audit, clock, log, newId }: Needs): KeptAlarms {
  const unwritten: Raised[] = []
  let working: Promise<void> | null = null
  let stopped = false

  async function write({ kind, at, details }: Raised): Promise<void> {
    const subject = subjectOf(details)
    const known = await store.openOne(kind, subject)
    if (known) await store.again(known.id, at, { ...details })
    else await store.add({ id: newId(), kind, details: { ...details }, firstAt: at, lastAt: at, times: 1, acknowledgedAt: null, acknowledgedBy: null }, subject)
  }

  async function work(): Promise<void> {
    let tries = 0
    for (let next = unwritten[0]; next && !stopped; next = unwritten[0]) {
      try {
        await write(next)
      } catch (error) {
        tries += 1
        const again = tries < TRIES
        log.error(again ? 'an alarm could not be kept; tried again' : 'an alarm was not kept', { kind: next.kind, error })
        if (again) {
          await new Promise<void>((resolve) => void clock.at(clock.now() + RETRY_MS, resolve))
          continue
        }
      }
      tries = 0
      unwritten.shift()
    }
    working = null
  }

  return {
    keep(alarm) {
      if (stopped) return
      if (unwritten.length >= MAX_UNWRITTEN) return log.error('an alarm was not kept', { kind: alarm.kind })
      unwritten.push(alarm)
      working ??= work()
    },
    list: store.list,
    async acknowledge(id, by) {
      const alarm = await store.find(id)
      if (!alarm) throw new AppError('ALARM_NOT_FOUND')
      if (alarm.acknowledgedAt !== null) return alarm
      const at = clock.now()
      await audit.write({ at, actor: by, action: 'alarm.acknowledge', target: `alarm:${id}`, details: { kind: alarm.kind, times: alarm.times }, ok: true })
      await store.acknowledge(id, by, at)
      return (await store.find(id)) ?? alarm
    },
    async prune(before) {
      await store.prune(before)
    },
    settled: async () => {
      while (working) await working
    },
    stop: () => void (stopped = true),
  }
}
