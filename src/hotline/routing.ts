import type { Arriving, CallPlan, Routing } from '../call/port.ts'
import type { Groups } from '../calendar/port.ts'
import { STRANGER, type KnowCaller, type KnownCaller } from '../caller/port.ts'
import { GroupId } from '../contract/ids.ts'
import type { Policy } from '../contract/policy.ts'
import type { Log } from '../platform/log.ts'
import { siteDay } from '../platform/site-day.ts'
import { callerNumber } from './rules/caller-number.ts'
import { dialledNumber, keptRaw } from './rules/dialled-number.ts'
import { handingOver, handOverOf } from './rules/handed-over.ts'
import { plan } from './rules/plan.ts'
import type { Floor, Situation } from './rules/situation.ts'
import { PRIMARY } from './seed.ts'
import type { Site } from './site.ts'
import type { Line } from './store.ts'

export interface RoutingDeps {
  lines: ReadonlyMap<string, Line>
  site: Site
  policy: Policy
  log: Log
  groups: Pick<Groups, 'isOpen'>
  specialistsSignedIn: (group: GroupId) => boolean
  knowCaller: KnowCaller
  onUnknown: (dialled: string, now: number) => void
}

export interface Foretelling {
  /** What a stranger who dials the line on that day gets when everybody is there and open. */
  foretell: (line: Line, day: string) => CallPlan
}

const ELDER = GroupId.parse('elder')

/** What each caller gets, from the lines, groups and seats as they are at that moment. */
export function createRouting({ lines, site, policy, log, groups, specialistsSignedIn, knowCaller, onUnknown }: RoutingDeps): Routing & Foretelling {
  const dayOf = siteDay(site.timeZone)
  const ids = site.groups.map(({ id }) => id)
  const names = new Map(site.groups.map(({ id, nameZh }) => [id, nameZh]))
  const primary = (): Line => [...lines.values()].find(({ mergeMode }) => mergeMode === 'primary') ?? PRIMARY

  const floor = (now: number): Floor => ({
    groups: ids,
    general: primary().group,
    elder: ELDER,
    specialistFirstMs: policy.offer.specialistFirstMs,
    lastAgentMs: policy.queue.lastAgentMs,
    overflowMs: policy.queue.overflowMs,
    overflow: ids.find((id) => id === policy.queue.overflowGroup) ?? null,
    name: (group) => names.get(group) ?? group,
    isOpen: (group) => groups.isOpen(group, now),
    isStaffed: specialistsSignedIn,
  })

  const situation = (line: Line, dialled: Situation['dialled'], now: number): Situation => ({
    line,
    dialled,
    known: true,
    day: dayOf(now),
    siteName: site.name,
    notice: policy.recording.enabled && policy.recording.notice,
    ringTimeoutMs: policy.offer.ringTimeoutMs,
    caller: STRANGER,
    handedOver: null,
    interaction: null,
    floor: floor(now),
  })

  /** What goes wrong while looking somebody up must not cost the number that was dialled. */
  function known(ani: string | null, now: number): KnownCaller {
    try {
      return knowCaller(ani, now)
    } catch (error) {
      log.error('a caller could not be looked up', { error })
      return STRANGER
    }
  }

  /** An emergency line that calls from its own number hands somebody over. */
  function peerCalling(caller: string): Line | undefined {
    const number = dialledNumber(caller, site.tel, (form) => lines.get(form)?.mergeMode === 'emergency')
    return number === null ? undefined : lines.get(number)
  }

  function planFor(arriving: Arriving, now: number): CallPlan {
    const { dialled, callerNumber: caller, interaction } = arriving
    const number = dialledNumber(dialled, site.tel, (form) => lines.has(form) || handingOver(lines.values(), form) !== undefined)
    const by = number === null ? undefined : handingOver(lines.values(), number)
    const line = by ?? (number === null ? undefined : lines.get(number)) ?? primary()
    const dnisRaw = keptRaw(dialled)
    if (number === null) onUnknown(dnisRaw, now)
    const about = { dnis: line.number, dnisRaw, ani: callerNumber(caller, site.tel), aniRaw: keptRaw(caller) }
    const handedOver = handOverOf(by ?? peerCalling(caller) ?? null, arriving)
    return plan({ ...situation(line, about, now), known: number !== null, caller: known(about.ani, now), handedOver, interaction })
  }

  return {
    foretell(line, day) {
      const usual = situation(line, { dnis: line.number, dnisRaw: line.number, ani: null, aniRaw: '' }, 0)
      return plan({ ...usual, day, floor: { ...usual.floor, isOpen: () => true, isStaffed: () => true } })
    },
    plan(arriving, now) {
      try {
        return planFor(arriving, now)
      } catch (error) {
        // Whatever went wrong here, a citizen is on the line.
        log.error('no plan for a call, served as the primary number', { error })
        const about = { dnis: primary().number, dnisRaw: keptRaw(arriving.dialled), ani: null, aniRaw: keptRaw(arriving.callerNumber) }
        const plain = situation(primary(), about, now)
        return plan({ ...plain, floor: { ...plain.floor, overflow: null, isOpen: () => true, isStaffed: () => true } })
      }
    },
  }
}
