import type { Extension } from '../../contract/ids.ts'

/**
 * Why a call is placed. emergency = to 110 and the like: counted, never refused. in_call = a citizen is on the line and
 * needs somebody. callback = the citizen asked for it. own = the agent's own idea, from a ticket or by hand. survey, campaign =
 * by the machine, never at night. reminder = by the machine, to a duty phone; which of them may ring at night its kind decides.
 */
export type Purpose = 'emergency' | 'in_call' | 'callback' | 'own' | ByMachine

/** What calls of the machine are about. */
export type ByMachine = 'survey' | 'reminder' | 'campaign'

const BY_DAY: ReadonlySet<Purpose> = new Set(['own', 'survey', 'campaign'])

export interface Asked {
  /** null = the server itself. */
  agent: Extension | null
  purpose: Purpose
}

/** A call that was placed. */
export interface Placed {
  agent: Extension | null
  /** Unix ms. */
  at: number
}

export interface Caps {
  maxCalls: number
  maxCallsPerAgent: number
  callsPerHour: number
  callsPerAgentPerHour: number
  nightCallbacks: boolean
}

export interface Situation {
  /** Calls that are still up. */
  open: readonly Placed[]
  /** Calls begun within the last hour, open or not. */
  begun: readonly Placed[]
  night: boolean
}

export type Limit = 'night' | 'calls' | 'calls_of_agent' | 'per_hour' | 'per_hour_of_agent'

export const HOUR_MS = 3_600_000

/** The first limit that the call would break, or null. */
export function limitBroken({ agent, purpose }: Asked, { open, begun, night }: Situation, caps: Caps): Limit | null {
  if (purpose === 'emergency') return null
  if (night && (BY_DAY.has(purpose) || (purpose === 'callback' && caps.nightCallbacks))) return 'night'
  const ofAgent = (calls: readonly Placed[]): number => (agent === null ? 0 : calls.filter((call) => call.agent === agent).length)
  if (open.length >= caps.maxCalls) return 'calls'
  if (ofAgent(open) >= caps.maxCallsPerAgent) return 'calls_of_agent'
  if (begun.length >= caps.callsPerHour) return 'per_hour'
  if (ofAgent(begun) >= caps.callsPerAgentPerHour) return 'per_hour_of_agent'
  return null
}

/** Whether an hour's calls are far above what this hour of the day usually carries. `usual` is a mean, 0 when nothing is known. */
export const isUnusual = (calls: number, usual: number, { unusualFactor, unusualFrom }: { unusualFactor: number; unusualFrom: number }): boolean =>
  calls >= unusualFrom && calls > usual * unusualFactor
