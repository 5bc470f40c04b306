import type { TicketRecord } from '../../contract/ticket-record.ts'
import { type Case, type Context, DAY_MS, type Decision, type EventOf, type Handlers, type Limits, moves, openRecord, refuse, type Settled, settling, stays } from './case.ts'
import { surveyId } from './replying.ts'

// Trying to reach the citizen (domain.md §5.12): what has been tried stands on the open survey of the round, each try in
// the time line. Who was tried often enough and not reached is closed as such (T30, A-J19).

/** What has been tried in this round. Only tries that count lie so far apart that the citizen may have been elsewhere. */
export interface Tries {
  automatic: number
  human: number
  busy: number
  notNow: number
  /** The last one that counts. */
  countedAt: number | null
  /** The number is nobody's, or not the citizen's: trying again is of no use. */
  inVain: boolean
}

const BUSY_AGAIN_MS = 900_000
/** So often busy, or asked for another time, is no try (domain.md §4.5, §5.12). */
const BUSY_FREE = 3
const NOT_NOW_FREE = 2
const AGAIN_MAX_MS = 14 * DAY_MS

const numberIn = (data: TicketRecord['data'], name: string): number => (typeof data[name] === 'number' ? data[name] : 0)

export function triesOf(now: Pick<Case, 'records' | 'round'>): Tries {
  const data = now.records.findLast(({ kind, round }) => kind === 'survey' && round === now.round)?.data ?? {}
  const { countedAt = null, inVain } = data
  return {
    automatic: numberIn(data, 'automatic'), human: numberIn(data, 'human'), busy: numberIn(data, 'busy'), notNow: numberIn(data, 'notNow'),
    countedAt: typeof countedAt === 'number' ? countedAt : null, inVain: inVain === true,
  }
}

/** Tried as often as it takes, by a person at least once. */
export const isExhausted = ({ automatic, human }: Pick<Tries, 'automatic' | 'human'>, { callbackTries, callbackTriesHuman }: Pick<Limits, 'callbackTries' | 'callbackTriesHuman'>): boolean =>
  human >= callbackTriesHuman && automatic + human >= callbackTries + callbackTriesHuman

/** Whether it is true that the citizen cannot be reached. */
export const isUnreachable = (now: Case, limits: Limits): boolean => {
  const tries = triesOf(now)
  return now.reachable && (tries.inVain || isExhausted(tries, limits))
}

/** Nobody was reached, or may be: there is no answer then (T30). */
export const unanswered = (now: Case, at: number, reason: string, data: Settled['data'] = {}): Pick<Decision, 'reason' | 'sets' | 'settle'> => ({
  reason, sets: { satisfied: null, closedAt: at, closeReason: reason === 'unreachable' ? 'unreachable' : 'callback_exempt' },
  settle: settling(now, ['survey'], { state: 'dropped', data: { ...data, reason } }),
})

type Attempt = EventOf<'callbackAttempt'>

/** With this one. */
function after(before: Tries, { outcome }: Pick<Attempt, 'outcome'>, { now: at, limits }: Pick<Context, 'now' | 'limits'>): { tries: Tries; counts: boolean } {
  const [busy, notNow] = [before.busy + Number(outcome === 'busy'), before.notNow + Number(outcome === 'not_now')]
  const missed = outcome === 'no_answer' || outcome === 'rejected' || busy > BUSY_FREE || notNow > NOT_NOW_FREE
  const counts = missed && (before.countedAt === null || at - before.countedAt >= limits.callbackGapMs)
  const inVain = outcome === 'invalid' || outcome === 'wrong_person'
  return { counts, tries: { ...before, busy, notNow, human: before.human + Number(counts), countedAt: counts ? at : before.countedAt, inVain } }
}

/** When it is tried again, unless it was said; a number that is of no use waits for whoever looks for another. */
function nextAt({ outcome, againAt }: Pick<Attempt, 'outcome' | 'againAt'>, { countedAt, inVain }: Tries, { now: at, limits }: Pick<Context, 'now' | 'limits'>): number {
  if (againAt !== null) return againAt
  if (inVain) return at
  return outcome === 'busy' ? at + BUSY_AGAIN_MS : Math.max(at, (countedAt ?? at) + limits.callbackGapMs)
}

export const ATTEMPTING = {
  /** Somebody tried and there was no conversation about the matter. Nothing of it was disclosed (J25). */
  callbackAttempt(now, event, context) {
    const { outcome, againAt, note } = event
    const at = context.now
    if (outcome === 'not_now' && againAt === null) return refuse([{ path: 'againAt', why: 'needed' }])
    if (againAt !== null && againAt <= at) return refuse([{ path: 'againAt', why: 'past' }])
    if (againAt !== null && againAt > at + AGAIN_MAX_MS) return refuse([{ path: 'againAt', why: 'againLate' }])
    const { tries, counts } = after(triesOf(now), event, context)
    const dueAt = nextAt(event, tries, context)
    const data = { ...tries, last: outcome, lastAt: at }
    const details = { outcome, counts, attempts: tries.automatic + tries.human }
    if (counts && isExhausted(tries, context.limits)) return moves('closed', { ...unanswered(now, at, 'unreachable', data), note, details })
    const survey = openRecord(now, 'survey')
    return stays(now, {
      reason: outcome, note, details: { ...details, againAt: dueAt },
      ...(survey ? { amend: [{ id: survey.id, dueAt, data }] } : { add: [{ id: surveyId(now), kind: 'survey', unit: now.leadUnit, dueAt, data: { ...data, mode: 'human' } }] }),
    })
  },
} satisfies Partial<Handlers>
