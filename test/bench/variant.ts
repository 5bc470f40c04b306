import type { Pids } from './process-cpu.ts'

export type VariantName = 'dial' | 'queue100' | 'queue500' | 'recorded' | 'product'

/** Agents of the bench: extensions 3001, 3002, … */
export const agentExtension = (index: number): string => String(3001 + index)

/** The phones that hang up during a cell; they have a SIPp process (and a port) of their own. */
export const FREEING_AGENTS = 16

/** One system under test, the same to the cells whatever is beneath. */
export interface Variant {
  name: VariantName
  title: string
  sipPort: number
  /** The most agents it can be given. */
  maxAgents: number
  pids: () => Pids
  /** What the n-th caller dials when `agents` agents are there. */
  dialled: (call: number, agents: number) => string
  /** Brings exactly the first `agents` agents to where they can take calls; their phones are up already. */
  readyAgents: (agents: number) => Promise<void>
  /** Where the agents' phones listen. */
  phonePorts: { freeing: number; others: number }
  /** Leaves these ports to SIPp; the returned function takes them back, so that a registered phone is never unreachable. */
  lendPhones: () => Promise<() => Promise<void>>
  /** Ends every call and waits until no channel is left. Throws when some remain. */
  drain: () => Promise<void>
  /** Loads or unloads the music module, so that waiting costs no RTP where RTP is not the question. */
  music: (on: boolean) => Promise<void>
}

export interface System {
  variants: readonly Variant[]
  stop: () => Promise<void>
}

/** SIP ports of the load; `callers + 1` is used too. */
export interface LoadPorts {
  callers: number
  /** First media port given to SIPp; the following 30 are used. */
  media: number
}
