import type { CallRecord } from '../../../../contract/call.ts'

export interface OwnFigures {
  answered: number
  /** Over answered calls that are over; null = none yet. */
  meanTalkMs: number | null
  /** Calls of ours. */
  placed: number
  /** Ratings given, and how many of them say satisfied (1). */
  rated: number
  satisfied: number
}

/** An agent's own day from the records of their calls. */
export function figuresOf(calls: readonly CallRecord[]): OwnFigures {
  const answered = calls.filter(({ direction, answeredAt }) => direction === 'inbound' && answeredAt !== null)
  const talked = calls.flatMap(({ talkedMs }) => (talkedMs === null ? [] : [talkedMs]))
  const ratings = calls.flatMap(({ rating }) => (rating === null ? [] : [rating]))
  return {
    answered: answered.length,
    meanTalkMs: talked.length === 0 ? null : Math.round(talked.reduce((sum, ms) => sum + ms, 0) / talked.length),
    placed: calls.filter(({ direction }) => direction === 'outbound').length,
    rated: ratings.length,
    satisfied: ratings.filter((rating) => rating === 1).length,
  }
}
