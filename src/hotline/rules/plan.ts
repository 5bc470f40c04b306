import type { CallPlan } from '../../call/port.ts'
import type { PromptRef } from '../../prompt/port.ts'
import { reachOf, specialistsOf } from './reach.ts'
import { rankOf, type PlannedLine, type Situation } from './situation.ts'
import { cancelDate, statusOn } from './transition.ts'

type Queued = Extract<CallPlan, { treatment: 'queue' }>

/** What a caller gets today (domain.md §5.0–5.3, §5.5–5.8). */
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

/** Greeted in its own name; the specialists are named only when the caller waits for them. */
function dual(situation: Situation): CallPlan {
  const { line, floor } = situation
  const own = line.specialistGroup
  if (own === null) return queued(situation, [welcome(situation)])
  const usual = specialistsOf(situation) === own ? prompt('dual_welcome', { ...named(line), group: floor.name(own) }) : prompt('line_welcome', named(line))
  return queued(situation, [greeting(situation, usual)])
}

/** A life may depend on it: nothing to listen to first. Who is handed over by its people has been asked that already. */
function urgent(situation: Situation): CallPlan {
  if (situation.handedOver !== null) return queued(situation, [welcome(situation)], 'emergency')
  return { ...queued(situation, [], 'emergency'), announcements: [] }
}

function queued(situation: Situation, greetings: readonly PromptRef[], ...labels: readonly string[]): Queued {
  const { line, handedOver } = situation
  const rank = rankOf(situation)
  return {
    ...about(situation, [...labels, ...labelsOf(situation)]),
    treatment: 'queue',
    announcements: situation.notice ? [...greetings, prompt('recording_notice', ofLine(line))] : greetings,
    rank,
    reach: reachOf(situation),
    ringTimeoutMs: line.ringTimeoutMs ?? situation.ringTimeoutMs,
    // The place of one who goes before the others tells nothing; elders are spared it.
    positionSpoken: rank === 'normal',
    screenName: screenName(line),
    transferCount: handedOver?.transferCount ?? 0,
    interaction: situation.interaction,
    from: handedOver?.from ?? null,
  }
}

/** One greeting is enough: who is handed over was greeted by the other centre, an elder is told that somebody is there for them. */
function greeting(situation: Situation, usual: PromptRef): PromptRef {
  const { siteName, line, handedOver } = situation
  if (handedOver !== null) return prompt('transferred_welcome', ofLine(line))
  return rankOf(situation) === 'elder' ? prompt('elder_welcome', { site: siteName, ...ofLine(line) }) : usual
}

function labelsOf({ line, caller, handedOver }: Situation): string[] {
  const labels: string[] = []
  if (caller.elder || line.elderLine) labels.push('elder')
  if (caller.repeat) labels.push('repeat')
  if (handedOver !== null) labels.push(handedOver.peer ? 'from_peer' : 'transferred_in')
  return labels
}

const announced = (situation: Situation): CallPlan => ({
  ...about(situation, []),
  treatment: 'announce_hangup',
  announcement: prompt('number_cancelled', named(situation.line)),
  times: 2,
})

const rejected = (situation: Situation): CallPlan => ({ ...about(situation, []), treatment: 'reject' })

const about = ({ dialled, line }: Situation, labels: readonly string[]) => ({ ...dialled, lineName: line.nameZh, labels })
const prompt = (id: string, values: PromptRef['values']): PromptRef => ({ id, values })
const welcome = (situation: Situation): PromptRef => greeting(situation, prompt('welcome', { site: situation.siteName, ...ofLine(situation.line) }))
/** Nothing is said of it: a line may have a recording of its own (docs/prompts.md). */
const ofLine = ({ number }: PlannedLine) => ({ number })
const named = (line: PlannedLine) => ({ line: line.nameZh, number: line.number })

/** Goes into a SIP display name: nothing that could end the quoted string (RFC 3261 §25.1). */
const screenName = (line: PlannedLine): string => `${line.number} ${line.nameZh}`.replace(/["\\<>\p{Cc}]/gu, '')
