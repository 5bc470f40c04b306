import { z } from 'zod'
import { CallId, Extension, GroupId } from './ids.ts'

/** Agent states of domain.md §6.8. The first three are wishes of the agent, the rest follow from calls. */
export const AgentState = z.enum(['offline', 'ready', 'not_ready', 'ringing', 'talking', 'on_hold', 'three_way', 'acw'])
export type AgentState = z.infer<typeof AgentState>

/** Why an agent is not ready: own reasons, then those set by the server (rna = did not answer a ringing call). */
export const NotReadyReason = z.enum(['break', 'lunch', 'training', 'meeting', 'other', 'rna', 'busy', 'unreachable', 'declined'])
export type NotReadyReason = z.infer<typeof NotReadyReason>

export const SetAgentState = z
  .object({ state: z.enum(['ready', 'not_ready', 'offline']), reason: NotReadyReason.optional() })
  .strict()
  .meta({ id: 'SetAgentState' })
export type SetAgentState = z.infer<typeof SetAgentState>

export const AgentView = z
  .object({
    extension: Extension,
    name: z.string(),
    groups: z.array(GroupId),
    state: AgentState,
    reason: NotReadyReason.nullable(),
    /** Unix ms since when the agent is in this state. */
    since: z.int(),
    call: CallId.nullable(),
    /** Whether Asterisk knows a reachable phone; null while unknown. */
    reachable: z.boolean().nullable(),
  })
  .meta({ id: 'Agent' })
export type AgentView = z.infer<typeof AgentView>
