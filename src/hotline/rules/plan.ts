import type { HotlineSettings } from '../../contract/hotline.ts'
import type { GroupId, HotlineNumber } from '../../contract/ids.ts'
import type { CallPlan, ReachStep } from '../../call/port.ts'
import type { PromptRef } from '../../prompt/port.ts'
import { cancelDate, statusOn } from './transition.ts'

type Line = HotlineSettings & { number: HotlineNumber }
type Dialled = Pick<CallPlan, 'dnis' | 'dnisRaw' | 'ani' | 'aniRaw'>
type Queued = Extract<CallPlan, { treatment: 'queue' }>

export interface Situation {
  line: Line
  dialled: Dialled
  /** Today in the site's time zone. */
  day: string
  /** Spoken name of the site. */
  siteName: string
  /** False: the number dialled is not in the registry, and `line` is the primary one. */
  known: boolean
  /** Whether the caller is told about the recording. */
  notice: boolean
  ringTimeoutMs: number
  specialistFirstMs: number
  /** Spoken name of a skill group: "人社". */
  groupName: (group: GroupId) => string
  /** Whether anybody of the group is signed in at all, free or not. */
  specialistsSignedIn: (group: GroupId) => boolean
}

/** What a caller gets today (domain.md §5.0–5.3, §5.6). */
export function plan(situation: Situation): CallPlan {
  const { line, known } = situation
  if (!known) return queued(situation, [prompt('unknown_number', ofLine(line))], 'unknown_number')
  switch (line.mergeMode) {
    case 'primary':
      return queued(situation, [welcome(situation)])
    case 'whole_merge':
      return merged(situation)
    case 'dual_number':
      return dual(situation)
    case 'sub_center': // its own seats are reached by a transfer; a caller who dials us is served by us
      return queued(situation, [welcome(situation)], 'sub_center')
    case 'emergency':
      return urgent(situation)
    case 'direct_cancel': // never the queue, whatever else is configured (J02)
      return line.afterTransition === 'reject' ? rejected(situation) : announced(situation)
  }
}

function merged(situation: Situation): CallPlan {
  const { line, day } = situation
  const end = cancelDate(line)
  switch (statusOn(line, day)) {
    case 'active':
    case 'scheduled':
      return queued(situation, [welcome(situation)])
    case 'transition': // the welcome is left out: one greeting is enough (domain.md §5.1)
      return queued(situation, [prompt('transition', { ...named(line), cancelDate: end ?? '' })], 'transition')
    case 'cancelled':
      return ended(situation)
  }
}

function ended(situation: Situation): CallPlan {
  switch (situation.line.afterTransition) {
    case 'announce_hangup':
      return announced(situation)
    case 'announce_forward':
      return queued(situation, [prompt('forward_notice', ofLine(situation.line))], 'forwarded')
    case 'reject':
      return rejected(situation)
  }
}

/** Specialists alone first, then whoever is free; at once whoever is free when no specialist is signed in. */
function dual(situation: Situation): CallPlan {
  const { line } = situation
  const own = line.specialistGroup
  if (own === null) return queued(situation, [welcome(situation)])
  const greeting = prompt('dual_welcome', { ...named(line), group: situation.groupName(own) })
  const everybody = own === line.group ? [own] : [own, line.group]
  const firstMs = line.specialistFirstMs ?? situation.specialistFirstMs
  const alone = everybody.length > 1 && firstMs > 0 && situation.specialistsSignedIn(own)
  return {
    ...queued(situation, [greeting]),
    reach: alone ? [asked(0, [own]), asked(firstMs, everybody)] : [asked(0, everybody)],
  }
}

/** A life may depend on it: nothing to listen to first. */
function urgent(situation: Situation): CallPlan {
  return { ...queued(situation, [], 'emergency'), announcements: [], rank: 'emergency', positionSpoken: false }
}

function queued(situation: Situation, greeting: readonly PromptRef[], ...labels: readonly string[]): Queued {
  const { line } = situation
  return {
    ...about(situation, labels),
    treatment: 'queue',
    announcements: situation.notice ? [...greeting, prompt('recording_notice', ofLine(line))] : greeting,
    rank: 'normal',
    reach: [asked(0, [line.group])],
    ringTimeoutMs: line.ringTimeoutMs ?? situation.ringTimeoutMs,
    positionSpoken: true,
    screenName: screenName(line),
    transferCount: 0,
    interaction: null,
    from: null,
  }
}

const asked = (afterMs: number, groups: readonly GroupId[]): ReachStep => ({ afterMs, groups, announcement: null })

const announced = (situation: Situation): CallPlan => ({
  ...about(situation, []),
  treatment: 'announce_hangup',
  announcement: prompt('number_cancelled', named(situation.line)),
  times: 2,
})

const rejected = (situation: Situation): CallPlan => ({ ...about(situation, []), treatment: 'reject' })

const about = ({ dialled, line }: Situation, labels: readonly string[]) => ({ ...dialled, lineName: line.nameZh, labels })
const prompt = (id: string, values: PromptRef['values']): PromptRef => ({ id, values })
const welcome = ({ siteName, line }: Situation): PromptRef => prompt('welcome', { site: siteName, ...ofLine(line) })
/** Nothing is said of it: a line may have a recording of its own (docs/prompts.md). */
const ofLine = ({ number }: Line) => ({ number })
const named = (line: Line) => ({ line: line.nameZh, number: line.number })

/** Goes into a SIP display name: nothing that could end the quoted string (RFC 3261 §25.1). */
const screenName = (line: Line): string => `${line.number} ${line.nameZh}`.replace(/["\\<>\p{Cc}]/gu, '')
