import type { CallNow, CallRecord } from '../contract/call.ts'
import type { CallId } from '../contract/ids.ts'
import { stageOf } from './rules/ending.ts'
import { directionOf, interactionOf } from './rules/of-call.ts'
import type { CallState, Third } from './rules/state.ts'

/** A call as those see it who are in it: what it is doing, and who is there. */
export function callNow(id: CallId, state: CallState | undefined, { monitorShown }: { monitorShown: boolean }): CallNow {
  if (!state || state.at === 'ended') return { id, state: 'ended', stage: 'ended', onHold: false, agent: state?.agent ?? null, transferCount: state?.transferCount ?? 0, third: null, monitor: null }
  const talking = state.at === 'talking' || state.at === 'rescuing' ? state : null
  const third = state.at === 'talking' || state.at === 'rescuing' || state.at === 'transferring' ? state.third : null
  return {
    id,
    state: state.at,
    stage: stageOf(state),
    onHold: talking !== null && talking.bridgedSince === null,
    agent: state.agent,
    transferCount: state.transferCount,
    third: third && thirdNow(third, talking !== null && talking.bridgedSince !== null),
    monitor: monitorShown && talking?.monitor ? { by: talking.monitor.by, mode: talking.monitor.mode, active: talking.monitor.answeredAt !== null } : null,
  }
}

/** The record of a call that has only just begun. */
export function recordOf(state: CallState): CallRecord {
  const { call, plan, arrivedAt, answeredAt, agent, transferCount } = state
  const { dnis, dnisRaw, ani, aniRaw, labels } = plan
  return {
    id: call, direction: directionOf(state), dnis, dnisRaw, ani, aniRaw, arrivedAt, answeredAt, endedAt: null, waitedMs: null, talkedMs: null, outcome: null, endedIn: null,
    agent, rating: null, transferCount, interaction: interactionOf(state), ticketId: plan.treatment === 'dial' ? plan.ticketNo : null, labels: [...labels],
  }
}

function thirdNow({ purpose, party, since, answeredAt, joinedAt, spoke }: Third, callerIn: boolean): NonNullable<CallNow['third']> {
  const state = answeredAt === null ? 'ringing' : joinedAt !== null && callerIn ? 'joined' : 'private'
  return { purpose, name: party.name, extension: party.kind === 'seat' ? party.agent : null, line: party.kind === 'outside' ? party.line : null, state, since, spoke }
}
