import type { SurveyByPerson } from '../../contract/survey.ts'
import type { TicketRecord } from '../../contract/ticket-record.ts'
import { type Amended, type Case, type Context, DAY_MS, type Decision, type EventOf, type Handlers, type Limits, moves, openRecord, refuse, type Settled, settling, stays, SYSTEM } from './case.ts'
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

/** The survey that calls by itself. */
export const isMachine = ({ actor }: Pick<Context, 'actor'>): boolean => actor.username === SYSTEM.username

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

/** From here on a person calls, within the days in which a citizen is called back. */
export const handed = (now: Pick<Case, 'leadUnit'>, survey: TicketRecord, why: SurveyByPerson, { now: at, days, limits }: Pick<Context, 'now' | 'days' | 'limits'>) => ({
  amend: { id: survey.id, dueAt: days.deadline(at, limits.callbackDays), data: { mode: 'human', why } } satisfies Amended,
  notices: [{ kind: 'callback' as const, audience: 'callback' as const, unit: now.leadUnit, details: { why } }],
})

/** Once a person has called, the machine does not any more. */
export const takenOver = ({ data }: Pick<TicketRecord, 'data'>, context: Pick<Context, 'actor'>): TicketRecord['data'] => (isMachine(context) || data['mode'] === 'human' ? {} : { mode: 'human', why: 'taken' })

/** What the machine has met with that a person has to go on from; the rest of a half answer is asked for once. */
function leftTo(tries: Tries, { counts, outcome, half }: { counts: boolean; outcome: Attempt['outcome']; half: boolean }, { callbackTries }: Pick<Limits, 'callbackTries'>): SurveyByPerson | null {
  if (outcome === 'invalid' || outcome === 'wrong_person') return outcome
  if (!counts) return null
  return half ? 'half' : tries.automatic >= callbackTries ? 'tried' : null
}

/** With this one. */
function after(before: Tries, { outcome }: Pick<Attempt, 'outcome'>, { now: at, limits, actor }: Pick<Context, 'now' | 'limits' | 'actor'>): { tries: Tries; counts: boolean } {
  const [busy, notNow] = [before.busy + Number(outcome === 'busy'), before.notNow + Number(outcome === 'not_now')]
  const missed = outcome === 'no_answer' || outcome === 'rejected' || busy > BUSY_FREE || notNow > NOT_NOW_FREE
  const counts = missed && (before.countedAt === null || at - before.countedAt >= limits.callbackGapMs)
  const inVain = outcome === 'invalid' || outcome === 'wrong_person'
  const [automatic, human] = isMachine({ actor }) ? [1, 0] : [0, 1]
  return { counts, tries: { ...before, busy, notNow, automatic: before.automatic + automatic * Number(counts), human: before.human + human * Number(counts), countedAt: counts ? at : before.countedAt, inVain } }
}

/** When it is tried again, unless it was said; a number that is of no use waits for whoever looks for another. */
function nextAt({ outcome, againAt }: Pick<Attempt, 'outcome' | 'againAt'>, { countedAt, inVain }: Tries, { now: at, limits }: Pick<Context, 'now' | 'limits'>): number {
  if (againAt !== null) return againAt
  if (inVain) return at
  return outcome === 'busy' ? at + BUSY_AGAIN_MS : Math.max(at, (countedAt ?? at) + limits.callbackGapMs)
}

export const ATTEMPTING = {
  /** Somebody, or the machine, tried and there was no conversation about the matter. Nothing of it was disclosed (J25). */
  callbackAttempt(now, event, context) {
    const { outcome, againAt, note } = event
    const at = context.now
    if (outcome === 'not_now' && againAt === null && !isMachine(context)) return refuse([{ path: 'againAt', why: 'needed' }])
    if (againAt !== null && againAt <= at) return refuse([{ path: 'againAt', why: 'past' }])
    if (againAt !== null && againAt > at + AGAIN_MAX_MS) return refuse([{ path: 'againAt', why: 'againLate' }])
    const { tries, counts } = after(triesOf(now), event, context)
    const dueAt = nextAt(event, tries, context)
    const data = { ...tries, last: outcome, lastAt: at }
    const details = { outcome, counts, attempts: tries.automatic + tries.human }
    if (counts && isExhausted(tries, context.limits)) return moves('closed', { ...unanswered(now, at, 'unreachable', data), note, details })
    const survey = openRecord(now, 'survey')
    const why = isMachine(context) ? leftTo(tries, { counts, outcome, half: now.solved !== null || now.satisfied !== null }, context.limits) : null
    if (survey && why !== null) {
      const { amend, notices } = handed(now, survey, why, context)
      return stays(now, { reason: outcome, note, details, amend: [{ ...amend, data: { ...data, ...amend.data } }], notices })
    }
    return stays(now, {
      reason: outcome, note, details: { ...details, againAt: dueAt },
      ...(survey ? { amend: [{ id: survey.id, dueAt, data: { ...data, ...takenOver(survey, context) } }] } : { add: [{ id: surveyId(now), kind: 'survey', unit: now.leadUnit, dueAt, data: { ...data, mode: 'human' } }] }),
    })
  },
  /** The citizen asked for a person before anything was said, or the machine cannot go on. */
  toPerson(now, { why }, context) {
    const survey = openRecord(now, 'survey')
    if (!survey || survey.data['mode'] === 'human') return refuse([{ path: 'event', why: 'nothingAsked' }])
    const { amend, notices } = handed(now, survey, why, context)
    return stays(now, { reason: why, amend: [amend], notices })
  },
} satisfies Partial<Handlers>
