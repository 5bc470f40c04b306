import type { Arriving, CallPlan, Routing } from '../call/port.ts'
import type { GroupId } from '../contract/ids.ts'
import type { Policy } from '../contract/policy.ts'
import type { Log } from '../platform/log.ts'
import { siteDay } from '../platform/site-day.ts'
import { callerNumber } from './rules/caller-number.ts'
import { dialledNumber, keptRaw } from './rules/dialled-number.ts'
import { handedOver, handingOver } from './rules/handed-over.ts'
import { plan, type Situation } from './rules/plan.ts'
import { PRIMARY } from './seed.ts'
import type { Site } from './site.ts'
import type { Line } from './store.ts'

export interface RoutingDeps {
  lines: ReadonlyMap<string, Line>
  site: Site
  policy: Policy
  log: Log
  specialistsSignedIn: (group: GroupId) => boolean
  onUnknown: (dialled: string, now: number) => void
}

/** What each caller gets, from the lines as they are at that moment. */
export function createRouting({ lines, site, policy, log, specialistsSignedIn, onUnknown }: RoutingDeps): Routing {
  const dayOf = siteDay(site.timeZone)
  const primary = (): Line => [...lines.values()].find(({ mergeMode }) => mergeMode === 'primary') ?? PRIMARY

  const situation = (line: Line, dialled: Situation['dialled'], now: number): Situation => ({
    line,
    dialled,
    known: true,
    day: dayOf(now),
    siteName: site.name,
    notice: policy.recording.enabled && policy.recording.notice,
    ringTimeoutMs: policy.offer.ringTimeoutMs,
    specialistFirstMs: policy.offer.specialistFirstMs,
    groupName: (group) => site.groups.find(({ id }) => id === group)?.nameZh ?? group,
    specialistsSignedIn,
  })

  function planFor(arriving: Arriving, now: number): CallPlan {
    const { dialled, callerNumber: caller } = arriving
    const number = dialledNumber(dialled, site.tel, (form) => lines.has(form) || handingOver(lines.values(), form) !== undefined)
    const by = number === null ? undefined : handingOver(lines.values(), number)
    const line = by ?? (number === null ? undefined : lines.get(number)) ?? primary()
    const dnisRaw = keptRaw(dialled)
    if (number === null) onUnknown(dnisRaw, now)
    const about = { dnis: line.number, dnisRaw, ani: callerNumber(caller, site.tel), aniRaw: keptRaw(caller) }
    return handedOver(plan({ ...situation(line, about, now), known: number !== null }), by ?? null, arriving)
  }

  return {
    plan(arriving, now) {
      try {
        return planFor(arriving, now)
      } catch (error) {
        // Whatever went wrong here, a citizen is on the line.
        log.error('no plan for a call, served as the primary number', { error })
        const about = { dnis: primary().number, dnisRaw: keptRaw(arriving.dialled), ani: null, aniRaw: keptRaw(arriving.callerNumber) }
        return plan(situation(primary(), about, now))
      }
    },
  }
}
