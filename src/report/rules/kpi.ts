import type { CallFigures } from '../../contract/report.ts'

/** What is counted of a set of calls; counts of two sets add up. */
export interface CallCounts {
  answered: number
  answeredInTime: number
  /** All of them, the short ones too. */
  abandoned: number
  abandonedShort: number
  overflow: number
  lost: number
  waiting: number
  /** Of those answered. */
  waitedMs: number
  /** Of those answered whose call is over. */
  talks: number
  talkedMs: number
}

/** What is left open by domain.md §2.6. */
export interface KpiTerms {
  leaveOutShort: boolean
}

export const NO_CALLS: CallCounts = { answered: 0, answeredInTime: 0, abandoned: 0, abandonedShort: 0, overflow: 0, lost: 0, waiting: 0, waitedMs: 0, talks: 0, talkedMs: 0 }

const NAMES = Object.keys(NO_CALLS) as (keyof CallCounts)[]

export function sumOf(all: readonly CallCounts[]): CallCounts {
  const sum = { ...NO_CALLS }
  for (const one of all) for (const name of NAMES) sum[name] += one[name]
  return sum
}

/** Null when there is nothing to divide by, never 0 or 1. */
export const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)

/**
 * Calls that wanted an agent and of which it is known what became of them: answered, abandoned, overflow, lost.
 * Who waits still is in neither answer rate nor service level.
 */
export const settledCalls = ({ answered, abandoned, abandonedShort, overflow, lost }: CallCounts, { leaveOutShort }: KpiTerms): number =>
  answered + abandoned + overflow + lost - (leaveOutShort ? abandonedShort : 0)

/** 接通率: answered ÷ calls requesting an agent. */
export const answerRate = (counts: CallCounts, terms: KpiTerms): number | null => share(counts.answered, settledCalls(counts, terms))

/** 15秒接通率: answered in time, queue and ringing together, ÷ calls requesting an agent. */
export const serviceLevel = (counts: CallCounts, terms: KpiTerms): number | null => share(counts.answeredInTime, settledCalls(counts, terms))

const mean = (sum: number, of: number): number | null => (of === 0 ? null : Math.round(sum / of))

/** The figures of domain.md §2.6 that follow from the counts alone. */
export const figuresOf = (counts: CallCounts, terms: KpiTerms): Omit<CallFigures, 'longestWaitMs'> => {
  const { answered, answeredInTime, abandoned, abandonedShort, overflow, lost, waiting, waitedMs, talks, talkedMs } = counts
  return {
    offered: answered + abandoned + overflow + lost + waiting,
    answered, answeredInTime, abandoned, abandonedShort, overflow, lost, waiting,
    serviceLevel: serviceLevel(counts, terms),
    answerRate: answerRate(counts, terms),
    meanWaitMs: mean(waitedMs, answered),
    meanTalkMs: mean(talkedMs, talks),
  }
}
