import type { CallPlan, Routing } from '../call/port.ts'
import type { Groups } from '../calendar/port.ts'
import type { KnowCaller } from '../caller/port.ts'
import type { Hotline, HotlineSettings, HotlineStatus, NewHotline } from '../contract/hotline.ts'
import type { GroupId } from '../contract/ids.ts'
import type { Policy } from '../contract/policy.ts'
import type { Audit } from '../identity/port.ts'
import type { Clock } from '../platform/clock.ts'
import { AppError } from '../platform/errors.ts'
import type { Log } from '../platform/log.ts'
import { siteDay } from '../platform/site-day.ts'
import type { Alarm } from './alarm.ts'
import { createEditing } from './editing.ts'
import { createRouting } from './routing.ts'
import { stagesOf, type Stage } from './rules/stages.ts'
import { cancelDate, statusOn } from './rules/transition.ts'
import { seedLines } from './seed.ts'
import type { Site } from './site.ts'
import type { HotlineStore, Line } from './store.ts'
import { unknownNumbers } from './unknown-numbers.ts'

export interface RegistryDeps {
  store: HotlineStore
  clock: Clock
  site: Site
  policy: Policy
  audit: Audit
  log: Log
  /** Whether anybody of the skill group is signed in, free or not. */
  specialistsSignedIn: (group: GroupId) => boolean
  groups: Pick<Groups, 'isOpen'>
  knowCaller: KnowCaller
  /** Calls that arrived for a number since an instant; see callsSince in store.ts. */
  callsSince: (number: string, since: number) => Promise<number>
}

/** A line foretold, stage by stage. */
export interface Foretold {
  day: string
  status: HotlineStatus
  cancelDate: string | null
  stages: readonly (Stage & { plan: CallPlan })[]
  wrong: readonly { path: string; message: string }[]
  /** Calls of the last seven days, when ending the number takes a confirmation. */
  busyCalls: number | null
}

export interface Registry extends Routing {
  /** By number, with status and cancel date as of today. */
  all: () => Hotline[]
  find: (number: string) => Hotline | undefined
  /** Throws HOTLINE_EXISTS, INVALID_REQUEST. */
  add: (line: NewHotline, by: string) => Promise<Hotline>
  /** From the next call on. Throws HOTLINE_NOT_FOUND, INVALID_REQUEST, and HOTLINE_BUSY unless confirmed. */
  change: (number: string, change: Partial<HotlineSettings>, by: string, confirm?: boolean) => Promise<Hotline>
  /** Told of every added or changed line, e.g. to prepare its prompts. */
  onChange: (listener: (hotline: Hotline) => void) => void
  onAlarm: (listener: (alarm: Alarm) => void) => void
  /** What callers of the line would get if it were kept like this; see preview.ts. */
  preview: (line: NewHotline, isNew: boolean) => Promise<Foretold>
  /** Calls to unknown numbers since the start. */
  unknownCalls: () => number
}

/**
 * The registry of numbers (J01): in memory, so that a call never waits for the database, which is written first.
 * Filled from the site profile on the first run. Dates are looked at anew for every call, so that a transition
 * begins and ends by itself at midnight of the site.
 */
export async function createRegistry(deps: RegistryDeps): Promise<Registry> {
  const { store, clock, site, policy, audit, log, callsSince } = deps
  const dayOf = siteDay(site.timeZone)
  const lines = new Map((await seedLines(store, site, clock.now())).map((line) => [line.number as string, line]))
  const changed = listeners<Hotline>(log)
  const alarmed = listeners<Alarm>(log)
  const unknown = unknownNumbers(log, (alarm) => alarmed.tell(alarm))
  const routing = createRouting({ ...deps, lines, onUnknown: (dialled, now) => unknown.note(dialled, now) })
  const editing = createEditing({ lines, store, clock, site, policy, audit, callsSince })

  const view = (line: Line): Hotline => ({ ...line, cancelDate: cancelDate(line), status: statusOn(line, dayOf(clock.now())) })
  function find(number: string): Hotline | undefined {
    const line = lines.get(number)
    return line && view(line)
  }
  function tellChange(number: string, by: string): Hotline {
    const now = find(number)
    if (!now) throw new AppError('HOTLINE_NOT_FOUND', { number })
    log.info('hotline changed', { number, mergeMode: now.mergeMode, by })
    changed.tell(now)
    return now
  }

  return {
    plan: routing.plan,
    all: () => [...lines.values()].map(view).toSorted((a, b) => (a.number < b.number ? -1 : 1)),
    find,
    async add(settings, by) {
      await editing.add({ ...settings, updatedAt: clock.now() }, by)
      return tellChange(settings.number, by)
    },
    async change(number, change, by, confirm = false) {
      await editing.change(number, change, by, confirm)
      return tellChange(number, by)
    },
    onChange: (listener) => changed.add(listener),
    onAlarm: (listener) => alarmed.add(listener),
    async preview(settings, isNew) {
      const line: Line = { ...settings, updatedAt: clock.now() }
      const day = dayOf(clock.now())
      const stages = stagesOf(line, day).map((stage) => ({ ...stage, plan: routing.foretell(line, stage.day) }))
      return { day, status: statusOn(line, day), cancelDate: cancelDate(line), stages, ...(await editing.judge(line, isNew)) }
    },
    unknownCalls: () => unknown.total(),
  }
}

/** One listener's failure is its own. */
function listeners<Told>(log: Log) {
  const all: ((told: Told) => void)[] = []
  return {
    add: (listener: (told: Told) => void) => void all.push(listener),
    tell(told: Told) {
      for (const listener of all) {
        try {
          listener(told)
        } catch (error) {
          log.error('a listener of the hotline registry failed', { error })
        }
      }
    },
  }
}
