import { z } from 'zod'
import { CallId, Extension, GroupId } from './ids.ts'

/** Agent states of domain.md §6.8. The first three are wishes of the agent, the rest follow from calls. */
export const AgentState = z.enum(['offline', 'ready', 'not_ready', 'ringing', 'talking', 'on_hold', 'three_way', 'acw'])
export type AgentState = z.infer<typeof AgentState>

/** Why an agent is not ready: own reasons, then those set by the server (rna = did not answer a ringing call). */
export const NotReadyReason = z.enum(['break', 'lunch', 'training', 'meeting', 'other', 'rna', 'busy', 'unreachable', 'declined'])
export type NotReadyReason = z.infer<typeof NotReadyReason>

/** What an agent's calls ring: the softphone in the browser, or a SIP phone on the desk. */
export const Device = z.enum(['browser', 'desk'])
export type Device = z.infer<typeof Device>

/** auto = the browser while its softphone is signed on, else the desk phone. */
export const ChooseDevice = z.object({ device: z.enum(['browser', 'desk', 'auto']) }).strict().meta({ id: 'ChooseDevice' })
export type ChooseDevice = z.infer<typeof ChooseDevice>

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
    /** In acw: when it ends by itself. Unix ms. */
    wrapUpUntil: z.int().nullable(),
    /** The device that rings. It does not change by itself during a call. */
    device: Device,
    /** What the agent has chosen; null = auto. */
    chosenDevice: Device.nullable(),
    /** Whether Asterisk reaches each of the two; null while unknown. */
    phones: z.object({ browser: z.boolean().nullable(), desk: z.boolean().nullable() }),
    /** Whether Asterisk reaches the device that rings; null while unknown. */
    reachable: z.boolean().nullable(),
  })
  .meta({ id: 'Agent' })
export type AgentView = z.infer<typeof AgentView>
