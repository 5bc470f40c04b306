import type { CallEvent, CallState, In, Request } from './state.ts'

/** Stable codes, told to the client as they are (platform/errors.ts). */
export type Refusal = 'WRONG_CALL_STATE' | 'TRANSFER_LIMIT' | 'TOO_MANY_PARTIES' | 'ALREADY_MONITORED' | 'PEER_NOT_SPOKEN' | 'BEING_OFFERED'

const REQUESTS: ReadonlySet<CallEvent['type']> = new Set<Request['type']>([
  'hold', 'resume', 'hangUp', 'invite', 'join', 'complete', 'cancelConsult', 'monitor', 'stopMonitor', 'takeOver', 'forceRelease', 'foundClosed', 'move', 'cancel',
])
export const isRequest = (event: CallEvent): event is Request => REQUESTS.has(event.type)

/** A caller changes hands once, whoever counts (domain.md §5.5, Z08). */
const TRANSFERS_MAX = 1

/**
 * Why a request cannot be met in the present state; null = it can. Asked by the API for its answer and by the call
 * flow before it acts, so of two who ask at once the second is refused.
 */
export function refusal(state: CallState, request: Request): Refusal | null {
  switch (request.type) {
    case 'cancel':
      return state.at === 'booked' || state.at === 'dialling' || state.at === 'reaching' ? null : 'WRONG_CALL_STATE'
    case 'hangUp':
      return state.at === 'talking' || state.at === 'rescuing' || state.at === 'dialling' || (state.at === 'booked' && state.offer !== null) ? null : 'WRONG_CALL_STATE'
    case 'forceRelease':
      return state.at === 'talking' || state.at === 'rescuing' || state.at === 'transferring' || state.at === 'handed' || state.at === 'dialling' || state.at === 'reaching' || state.at === 'linked' ? null : 'WRONG_CALL_STATE'
    case 'move':
      if (state.at !== 'waiting' && !(state.at === 'booked' && state.plan.treatment === 'dial' && state.plan.by === null)) return 'WRONG_CALL_STATE'
      return when(state.offer === null, 'BEING_OFFERED')
    default:
      if (state.at === 'rescuing') return when(request.type === 'stopMonitor' && state.monitor?.by === request.by)
      return state.at === 'talking' ? inTalk(state, request) : 'WRONG_CALL_STATE'
  }
}

const when = (fine: boolean, otherwise: Refusal = 'WRONG_CALL_STATE'): Refusal | null => (fine ? null : otherwise)

function inTalk(state: In<'talking'>, request: Exclude<Request, { type: 'cancel' | 'hangUp' | 'forceRelease' | 'move' }>): Refusal | null {
  const { third, monitor, bridgedSince } = state
  const held = bridgedSince === null
  const barged = monitor?.mode === 'barge'
  switch (request.type) {
    case 'hold':
      return when(!held && (third === null || third.answeredAt !== null))
    case 'resume':
      return when(held && (third === null || third.joinedAt !== null))
    case 'invite':
      if (third) return 'WRONG_CALL_STATE'
      if (barged) return 'TOO_MANY_PARTIES'
      return when(request.purpose !== 'transfer' || state.transferCount < TRANSFERS_MAX, 'TRANSFER_LIMIT')
    case 'join':
      return when(held && third?.answeredAt != null && third.purpose === 'consult')
    case 'complete':
      return mayLeave(state)
    case 'foundClosed':
      return null
    case 'cancelConsult':
      return when(third !== null)
    case 'monitor':
      if (request.by === state.agent || (third?.party.kind === 'seat' && third.party.agent === request.by)) return 'WRONG_CALL_STATE'
      if (monitor && monitor.by !== request.by) return 'ALREADY_MONITORED'
      return when(request.mode !== 'barge' || third === null, 'TOO_MANY_PARTIES')
    case 'stopMonitor':
      return when(monitor?.by === request.by)
    case 'takeOver':
      if (monitor?.by !== request.by || !barged || monitor.answeredAt === null || third || held) return 'WRONG_CALL_STATE'
      return when(state.transferCount < TRANSFERS_MAX, 'TRANSFER_LIMIT')
  }
}

function mayLeave({ third, transferCount }: In<'talking'>): Refusal | null {
  if (!third || third.answeredAt === null) return 'WRONG_CALL_STATE'
  if (third.purpose === 'emergency') return when(third.spoke, 'PEER_NOT_SPOKEN')
  return when(transferCount < TRANSFERS_MAX, 'TRANSFER_LIMIT')
}
