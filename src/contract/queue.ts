import { z } from 'zod'
import { AgentView } from './agent.ts'
import { Rank } from './call.ts'
import { CallId, Extension, GroupId, HotlineNumber } from './ids.ts'

export const WaitingView = z
  .object({
    call: CallId,
    /** 1 = next. */
    position: z.int(),
    dnis: HotlineNumber,
    rank: Rank,
    groups: z.array(GroupId),
    arrivedAt: z.int(),
    /** When a supervisor moved the caller to the head of the line; the last one moved is first. */
    headAt: z.int().nullable(),
    waitedMs: z.int(),
    /** The agent whose phone rings for this caller now. */
    offeredTo: Extension.nullable(),
  })
  .meta({ id: 'Waiting' })
export type WaitingView = z.infer<typeof WaitingView>

export const OfferView = z.object({ call: CallId, agent: Extension, since: z.int() }).meta({ id: 'Offer' })
export type OfferView = z.infer<typeof OfferView>

export const QueueView = z
  .object({
    waiting: z.array(WaitingView),
    agents: z.array(AgentView),
    /** Number of agents in each state. */
    byState: z.record(z.string(), z.int()),
    offers: z.array(OfferView),
    talking: z.int(),
  })
  .meta({ id: 'Queue' })
export type QueueView = z.infer<typeof QueueView>
