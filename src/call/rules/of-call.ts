import type { Rating } from '../../contract/call.ts'
import type { Extension, GroupId, LegId } from '../../contract/ids.ts'
import type { HangUpCause } from '../../telephony/port.ts'
import type { CallFact } from '../facts.ts'
import type { Call, CallCommand, CallState, Step } from './state.ts'

// What is read off a call, and the small steps that every state takes.

/** What all states share, without the parts of the state it came from. */
export function callOf(state: Call): Call {
  const { call, caller, epoch, arrivedAt, plan, terms, attempts, thirds, monitors, playbacks, recordings, answeredAt, talkedMs, bridgedMs, agent, transferCount, headAt, recording, spoken } = state
  return { call, caller, epoch, arrivedAt, plan, terms, attempts, thirds, monitors, playbacks, recordings, answeredAt, talkedMs, bridgedMs, agent, transferCount, headAt, recording, spoken }
}

export const directionOf = ({ plan }: Pick<Call, 'plan'>): 'inbound' | 'outbound' => (plan.treatment === 'dial' ? 'outbound' : 'inbound')

/** The id over all centres: the one the caller came with, else the call's own. */
export const interactionOf = ({ call, plan }: Pick<Call, 'call' | 'plan'>): string => (plan.treatment === 'queue' ? (plan.interaction ?? call) : call)

/** The call's own group of one: an agent is a member of it besides the skill groups, so that a caller can be kept for one person. */
export const seatGroup = (agent: Extension): GroupId => `@${agent}` as GroupId
export const isSeatGroup = (group: GroupId): boolean => group.startsWith('@')

/** Everybody who may serve the caller in the end; for one who has waited long enough or was let down. */
export function everybody({ plan }: Pick<Call, 'plan'>): readonly GroupId[] {
  if (!('reach' in plan)) return []
  return [...new Set(plan.reach.flatMap(({ groups }) => groups))].filter((group) => !isSeatGroup(group))
}

/** What an agent's phone shows as the number that calls. */
export const shownToAgent = ({ plan }: Pick<Call, 'plan'>): string => (plan.treatment === 'dial' && plan.hidden ? plan.callerId : (plan.ani ?? ''))

/** Whether the caller is in the bridge with somebody to talk to; a lost agent may have left others there. */
export const inConversation = (state: CallState): boolean =>
  state.at === 'handed' || state.at === 'linked' || ((state.at === 'talking' || state.at === 'rescuing') && state.bridgedSince !== null)

export const nextPositionAt = (state: Call, now: number): number | null =>
  state.plan.treatment === 'queue' && state.plan.positionSpoken ? now + state.terms.positionEveryMs : null

export const stay = (state: CallState): Step => ({ state, commands: [], facts: [] })
export const hangUp = (leg: LegId, cause: HangUpCause = 'normal'): Extract<CallCommand, { type: 'hangUp' }> => ({ type: 'hangUp', leg, cause })
export const isRating = (digit: string): digit is '1' | '2' | '3' => digit === '1' || digit === '2' || digit === '3'
export const ratingOf = (digit: '1' | '2' | '3'): Rating => Number(digit) as Rating

/** More commands and facts around a step. */
export const around = (step: Step, { before = [], after = [], facts = [] }: { before?: readonly CallCommand[]; after?: readonly CallCommand[]; facts?: readonly CallFact[] }): Step => ({
  state: step.state,
  commands: [...before, ...step.commands, ...after],
  facts: [...facts, ...step.facts],
})
