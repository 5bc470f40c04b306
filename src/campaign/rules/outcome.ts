import type { CampaignKind, EntryState } from '../../contract/campaign.ts'
import type { Heard, JobEnd } from '../../dialer/port.ts'
import { OPEN, questionOf } from './script.ts'

// What comes of a call for an entry of a list.

/** What was tried before this call. */
export interface Tried {
  attempts: number
  busy: number
  notNow: number
}

export interface Asked {
  kind: CampaignKind
  questions: number
  /** Tries that count, at most. */
  attemptsMax: number
}

export interface Outcome extends Tried {
  state: EntryState
  /** Earliest next try; what remains of the hours decides the rest. Null = none. */
  againAt: number | null
}

const BUSY_MAX = 3
const NOT_NOW_MAX = 2
const BUSY_AGAIN_MS = 15 * 60_000
/** The next day and another part of it: a morning becomes an afternoon, an afternoon an evening, an evening the morning after. */
const ANOTHER_TIME_MS = 27 * 3_600_000

/** Questions that were answered, and with which key; the first key counts. */
export function answersIn(answers: Heard['answers']): Map<number, { key: string; at: number }> {
  const found = new Map<number, { key: string; at: number }>()
  for (const { step, value, at } of answers) {
    const n = questionOf(step)
    if (n !== null && !found.has(n)) found.set(n, { key: value, at })
  }
  return found
}

const openedWith = (answers: Heard['answers']): string | null => answers.findLast(({ step }) => step === OPEN)?.value ?? null
/** Nobody may be called any more who has said so. */
export const wantsNoCalls = (answers: Heard['answers']): boolean => openedWith(answers) === 'never'

/** Answers count whenever they were given; without one it is tried again as often as was allowed. */
export function outcomeOf({ kind, questions, attemptsMax }: Asked, tried: Tried, { end, answers, now }: { end: JobEnd; answers: Heard['answers']; now: number }): Outcome {
  const ended = (state: EntryState, more: Partial<Tried> = {}): Outcome => ({ ...tried, attempts: tried.attempts + 1, ...more, state, againAt: null })
  const again = (againAt: number, more: Partial<Tried>): Outcome => ({ ...tried, ...more, state: 'waiting', againAt })
  if (wantsNoCalls(answers)) return ended('do_not_call')
  const [opened, answered] = [openedWith(answers), answersIn(answers).size]
  if (kind === 'notice' ? opened === 'yes' : answered >= questions) return ended('completed')
  if (answered > 0) return ended('partial')
  if (opened === 'not_now') return tried.notNow < NOT_NOW_MAX ? again(now + ANOTHER_TIME_MS, { notNow: tried.notNow + 1 }) : ended('refused')
  if (opened === 'yes') return ended('refused')
  if (end === 'invalid') return ended('invalid')
  if (end === 'busy' && tried.busy < BUSY_MAX) return again(now + BUSY_AGAIN_MS, { busy: tried.busy + 1 })
  const attempts = tried.attempts + 1
  return attempts < attemptsMax ? again(now + ANOTHER_TIME_MS, { attempts, busy: 0 }) : ended(end === 'left' ? 'refused' : 'unreached')
}
