import type { Rank } from '../../contract/call.ts'
import type { ReachStep } from '../port.ts'
import { callOf, everybody, nextPositionAt, seatGroup } from './of-call.ts'
import type { Call, CallCommand, CallState, Hearing, In, Later } from './state.ts'

interface Place {
  rank: Rank
  reach: readonly ReachStep[]
  /** The times of `reach` count from here. */
  since: number
  hearing: Hearing
  /** So many are waiting that the caller is offered to be called back at once. */
  crowded?: boolean
}

export interface Placed {
  state: In<'waiting'>
  commands: readonly CallCommand[]
}

/** Puts the caller in line. The place counts from the arrival, whatever happened since. */
export function inLine(from: CallState | Call, { rank, reach, since, hearing, crowded = false }: Place, now: number): Placed {
  const call = 'at' in from ? callOf(from) : from
  const { arrivedAt, headAt, terms, plan } = call
  const [first, ...more] = reach
  const due = more.filter(({ afterMs, announcement }) => since + afterMs <= now && announcement === null)
  const later: Later[] = more.filter((step) => !due.includes(step)).map(({ afterMs, groups, announcement }) => ({ at: since + afterMs, groups, announcement }))
  const firstGroups = first?.groups ?? []
  const groups = [...new Set([...firstGroups, ...due.flatMap((step) => step.groups)])]
  const spoken = plan.treatment === 'queue' && plan.positionSpoken
  const fresh = call.answeredAt === null && call.attempts === 0
  const callbackAt = terms.callbackOfferMs === null || plan.treatment !== 'queue' ? null : crowded ? now : fresh ? arrivedAt + terms.callbackOfferMs : null
  return {
    state: {
      ...call,
      at: 'waiting',
      rank,
      groups,
      later,
      enteredAt: now,
      positionAt: fresh && spoken ? arrivedAt + terms.positionFirstMs : nextPositionAt(call, now),
      callbackAt,
      callbackOffered: false,
      hearing,
      offer: null,
    },
    commands: [
      { type: 'enqueue', rank, arrivedAt, headAt, groups: firstGroups },
      // Each step is asked before the next, if only by a moment: an idle elder seat goes before any other.
      ...due.map((_, n) => ({ type: 'widen', groups: [...new Set([...firstGroups, ...due.slice(0, n + 1).flatMap((step) => step.groups)])] }) as const),
    ],
  }
}

/** Who is asked for a caller who lost the agent: everybody. */
export const anybody = (call: Pick<Call, 'plan'>): readonly ReachStep[] => [{ afterMs: 0, groups: everybody(call), announcement: null }]

/** For a caller who could not be handed on: the agent who knows the matter alone for a while, then everybody. */
export const sameAgentFirst = (call: Pick<Call, 'plan' | 'terms' | 'agent'>): readonly ReachStep[] =>
  call.agent === null
    ? anybody(call)
    : [
        { afterMs: 0, groups: [seatGroup(call.agent)], announcement: null },
        { afterMs: call.terms.thirds.sameAgentMs, groups: everybody(call), announcement: null },
      ]
