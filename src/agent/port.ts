import type { AgentView, Device, SetAgentState } from '../contract/agent.ts'
import type { CallId, Extension, GroupId } from '../contract/ids.ts'

/** How an offer to an agent ended. withdrawn = the caller left first, which is no fault of the agent. */
export type OfferEnd = 'answered' | 'no_answer' | 'busy' | 'declined' | 'unreachable' | 'withdrawn'

/** What calls tell about agents. The server's own record is the truth; Asterisk is asked whether it still holds. */
export interface Agents {
  all: () => readonly AgentView[]
  find: (agent: Extension) => AgentView | undefined
  /** The agent's own wish. During a call it is remembered and takes effect after wrap-up. Throws AppError AGENT_NOT_FOUND. */
  wish: (agent: Extension, wish: SetAgentState) => Promise<AgentView>
  /** The agent's phone is about to ring for the call. */
  ringing: (agent: Extension, call: CallId) => void
  /** The offer ended; a late or repeated message about another call changes nothing. */
  offerEnded: (agent: Extension, call: CallId, how: OfferEnd) => void
  talking: (agent: Extension, call: CallId) => void
  onHold: (agent: Extension, call: CallId, held: boolean) => void
  /** Three talk, or two again. */
  inThree: (agent: Extension, call: CallId, on: boolean) => void
  /** The agent's part in the call is over: wrap-up begins, unless there is nothing to wrap up. */
  released: (agent: Extension, call: CallId, wrapUp?: boolean) => void
  /** The one idle longest of these groups; undefined when nobody is free. */
  free: (groups: readonly GroupId[], except?: readonly Extension[]) => AgentView | undefined
  setReachable: (agent: Extension, reachable: boolean, device?: Device) => void
  /** Which device rings from now on; null = auto. Throws AppError AGENT_NOT_FOUND. */
  chooseDevice: (agent: Extension, device: Device | null) => Promise<AgentView>
  onChange: (listener: (now: AgentView, before: AgentView) => void) => void
  /** Told when an agent can take a caller (idle) and when not any more. */
  onIdle: (listener: (agent: AgentView, idle: boolean) => void) => void
}
