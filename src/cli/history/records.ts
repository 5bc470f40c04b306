import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Knex } from 'knex'
import type { KeptCall, KeptCallback, KeptLeg, KeptRecording, KeptTicket } from '../../call/rules/history-check.ts'
import type { CallOutcome } from '../../contract/call.ts'

export interface Records {
  calls: (KeptCall & { bridgedMs: number | null })[]
  legs: KeptLeg[]
  tickets: KeptTicket[]
  callbacks: KeptCallback[]
  recordings: (Omit<KeptRecording, 'onDisk'> & { file: string; size: number | null })[]
}

interface Asked {
  node: string
  /** Half-open, Unix ms, by the arrival of the call. */
  from: number
  to: number
}

/** Everything kept of the calls of one node, as of one moment. Reads nothing personal. */
export async function readRecords(db: Knex, asked: Asked): Promise<Records> {
  const settings = db.client.config.client === 'pg' ? ({ isolationLevel: 'repeatable read' } as const) : {}
  return await db.transaction(async (trx) => {
    const ids = () => trx('calls').where({ node: asked.node }).andWhere('arrived_at', '>=', asked.from).andWhere('arrived_at', '<', asked.to)
    return {
      calls: await readCalls(ids()),
      legs: await trx('call_legs').whereIn('call_id', ids().select('id')).orderBy(['started_at', 'id']).select<KeptLeg[]>({ id: 'id', callId: 'call_id', role: 'role', endedAt: 'ended_at' }),
      tickets: await readTickets(trx, ids, asked),
      callbacks: await readCallbacks(trx, ids),
      recordings: await trx('recordings').whereIn('call_id', ids().select('id')).orderBy(['call_id', 'started_at', 'id']).select<Records['recordings']>(RECORDING),
    }
  }, settings)
}

const RECORDING = { id: 'id', callId: 'call_id', state: 'state', lengthMs: 'length_ms', file: 'file', size: 'size' }
const CALL = { id: 'id', direction: 'direction', callerLeg: 'caller_leg', arrivedAt: 'arrived_at', answeredAt: 'answered_at', endedAt: 'ended_at', waitedMs: 'waited_ms', bridgedMs: 'bridged_ms', outcome: 'outcome' }

async function readCalls(calls: Knex.QueryBuilder): Promise<Records['calls']> {
  const rows: (Omit<Records['calls'][number], 'outcome'> & { outcome: string | null })[] = await calls.orderBy(['arrived_at', 'id']).select(CALL)
  return rows.map((row) => ({ ...row, outcome: row.outcome as CallOutcome | null }))
}

type Ids = () => Knex.QueryBuilder

/** Those of the calls, and those of no call at all. */
async function readTickets(trx: Knex.Transaction, ids: Ids, { from, to }: Asked): Promise<KeptTicket[]> {
  const columns = { ticketNo: 'tickets.ticket_no', callId: 'tickets.call_id' }
  const ofCalls: KeptTicket[] = await trx('tickets').whereIn('call_id', ids().select('id')).select(columns)
  const ofNone: KeptTicket[] = await trx('tickets')
    .leftJoin('calls', 'calls.id', 'tickets.call_id')
    .whereNull('calls.id')
    .whereNotNull('tickets.call_id')
    .andWhereBetween('tickets.opened_at', [from, to])
    .select(columns)
  return [...ofCalls, ...ofNone]
}

async function readCallbacks(trx: Knex.Transaction, ids: Ids): Promise<KeptCallback[]> {
  const asked = () => trx('callback_calls').whereIn('call_id', ids().select('id')).whereNotNull('callback_id').select('callback_id')
  const rows: { id: string; state: string; ani_index: string | null; missed_count: number }[] = await trx('callbacks').whereIn('id', asked()).select('id', 'state', 'ani_index', 'missed_count')
  const counted: { callback_id: string; call_id: string }[] = await trx('callback_calls').whereIn('callback_id', asked()).select('callback_id', 'call_id')
  const calls = new Map<string, string[]>(rows.map(({ id }) => [id, []]))
  for (const { callback_id, call_id } of counted) calls.get(callback_id)?.push(call_id)
  return rows.map(({ id, state, ani_index, missed_count }) => ({ id, unfinished: state !== 'closed', number: ani_index, missedCount: missed_count, calls: calls.get(id) ?? [] }))
}

/** Whether each file is there and as long as it was when it was checked. Without `dir` the files are taken on trust. */
export async function lookForFiles(recordings: Records['recordings'], dir: string | null): Promise<KeptRecording[]> {
  const found: KeptRecording[] = []
  for (const { file, size, ...recording } of recordings) {
    const onDisk = dir === null || file === '' || !size || (await sizeOf(join(dir, file))) >= size
    found.push({ ...recording, onDisk })
  }
  return found
}

const sizeOf = async (path: string): Promise<number> =>
  await stat(path).then(
    ({ size }) => size,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return -1
      throw error
    },
  )
