import type { Knex } from 'knex'
import { z } from 'zod'
import { AgentState, Device, NotReadyReason } from '../contract/agent.ts'
import { CallId, Extension } from '../contract/ids.ts'
import { insertRows, type Value } from '../database/statements.ts'

/** What is known of an agent after a restart; instants in Unix ms. */
export const SavedAgent = z.object({
  extension: Extension,
  wish: z.enum(['ready', 'not_ready', 'offline']),
  wishReason: NotReadyReason.nullable(),
  state: AgentState,
  reason: NotReadyReason.nullable(),
  since: z.int(),
  idleSince: z.int().nullable(),
  wrapUpUntil: z.int().nullable(),
  call: CallId.nullable(),
  /** The device chosen; null = auto. */
  choice: Device.nullable(),
})
export type SavedAgent = z.infer<typeof SavedAgent>

/** One line of an agent's day, never changed: from `at` on the agent was in this state. */
export const StateChange = z.object({
  extension: Extension,
  at: z.int(),
  state: AgentState,
  reason: NotReadyReason.nullable(),
  call: CallId.nullable(),
})
export type StateChange = z.infer<typeof StateChange>

export interface AgentStore {
  all: () => Promise<SavedAgent[]>
  /** All of it or nothing. */
  save: (agents: readonly SavedAgent[], changes: readonly StateChange[]) => Promise<void>
  /** Half open: from ≤ at < to; in order of time. */
  changes: (from: number, to: number) => Promise<StateChange[]>
}

const AGENT = {
  extension: 'extension',
  wish: 'wish',
  wishReason: 'wish_reason',
  state: 'state',
  reason: 'reason',
  since: 'since',
  idleSince: 'idle_since',
  wrapUpUntil: 'acw_until',
  call: 'call_id',
  choice: 'device',
} as const satisfies Record<keyof SavedAgent, string>

const CHANGE = {
  extension: 'extension',
  at: 'at',
  state: 'state',
  reason: 'reason',
  call: 'call_id',
} as const satisfies Record<keyof StateChange, string>

export function agentStore(db: Knex): AgentStore {
  return {
    all: async () => SavedAgent.array().parse(await db('agents').select(AGENT).orderBy('extension')),
    save: (agents, changes) =>
      db.transaction(async (tx) => {
        await insertRows(tx, 'agents', agents.map((agent) => named(AGENT, agent)), MERGE)
        await insertRows(tx, 'agent_states', changes.map((change) => named(CHANGE, change)))
      }),
    changes: async (from, to) =>
      StateChange.array().parse(
        await db('agent_states').select(CHANGE).where('at', '>=', from).andWhere('at', '<', to).orderBy(['at', 'position']),
      ),
  }
}

const MERGE = `on conflict (extension) do update set ${Object.values(AGENT).filter((column) => column !== 'extension').map((column) => `${column} = excluded.${column}`).join(', ')}`

function named<Row extends { [Key in keyof Row]: Value }>(columns: Readonly<Record<keyof Row & string, string>>, row: Row): Record<string, Value> {
  return Object.fromEntries(Object.entries<string>(columns).map(([key, column]) => [column, row[key as keyof Row]]))
}
