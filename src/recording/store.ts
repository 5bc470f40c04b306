import type { Knex } from 'knex'
import { z } from 'zod'
import { Recording } from '../contract/recording.ts'
import { updateRow } from '../database/statements.ts'

const Row = Recording.extend({ file: z.string(), endedAt: z.int().nullable() })
export type RecordingRow = z.infer<typeof Row>

export type Settled = Pick<RecordingRow, 'id' | 'state' | 'lengthMs' | 'size' | 'sha256'>

export interface RecordingStore {
  find: (id: string) => Promise<RecordingRow | undefined>
  ofCall: (callId: string) => Promise<RecordingRow[]>
  /** Extensions of the agents the caller of the call has talked to. */
  agentsOf: (callId: string) => Promise<string[]>
  /** Recordings of at most `limit` calls that ended at or before `endedBy`, not checked yet. */
  unsettled: (endedBy: number, limit: number) => Promise<RecordingRow[]>
  settle: (settled: readonly Settled[], at: number) => Promise<void>
  /** Recordings whose call has ended without telling them; returns how many. */
  closeLeftOpen: () => Promise<number>
}

const COLUMNS = {
  id: 'id',
  callId: 'call_id',
  file: 'file',
  state: 'state',
  startedAt: 'started_at',
  endedAt: 'ended_at',
  lengthMs: 'length_ms',
  bridgedMs: 'bridged_ms',
  size: 'size',
  sha256: 'sha256',
} as const satisfies Record<keyof RecordingRow, string>

export function recordingStore(db: Knex): RecordingStore {
  return {
    find: async (id) => Row.optional().parse(await db('recordings').where({ id }).first(COLUMNS)),
    ofCall: async (callId) => Row.array().parse(await db('recordings').where({ call_id: callId }).select(COLUMNS).orderBy(['started_at', 'id'])),
    async agentsOf(callId) {
      const rows: { agent: string }[] = await db('recording_agents').where({ call_id: callId }).select('agent')
      return rows.map(({ agent }) => agent)
    },
    async unsettled(endedBy, limit) {
      const due = db('recordings').whereNull('settled_at').andWhere('ended_at', '<=', endedBy)
      const calls = due.groupBy('call_id').orderByRaw('min(ended_at)').limit(limit).select('call_id')
      return Row.array().parse(await db('recordings').whereIn('call_id', await calls.pluck('call_id')).select(COLUMNS).orderBy(['call_id', 'started_at', 'id']))
    },
    async settle(settled, at) {
      await db.transaction(async (trx) => {
        for (const { id, state, lengthMs, size, sha256 } of settled) {
          await updateRow(trx, 'recordings', id, { state, length_ms: lengthMs, size, sha256, settled_at: at })
        }
      })
    },
    async closeLeftOpen() {
      const open = db('recordings').whereNull('recordings.ended_at').join('calls', 'calls.id', 'recordings.call_id').whereNotNull('calls.ended_at')
      const rows: { id: string; ended_at: number; bridged_ms: number | null }[] = await open.select('recordings.id', 'calls.ended_at', 'calls.bridged_ms')
      for (const { id, ended_at, bridged_ms } of rows) await db('recordings').where({ id }).update({ ended_at, bridged_ms: bridged_ms ?? 0 })
      return rows.length
    },
  }
}
