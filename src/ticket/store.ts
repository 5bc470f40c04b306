import type { Knex } from 'knex'
import { z } from 'zod'
import type { CallId } from '../contract/ids.ts'
import { TicketDraft, TicketNote, TicketParticipant } from '../contract/ticket.ts'
import type { Mark } from '../platform/cursor.ts'

const Row = TicketDraft.omit({ ani: true }).extend({ aniSealed: z.string().nullable() })
export type TicketRow = z.infer<typeof Row>

export interface TicketFilter {
  callId?: string | undefined
  state?: string | undefined
  /** Only those of this agent. */
  agent?: string | undefined
  after?: Mark | undefined
  limit: number
}

export interface TicketStore {
  find: (ticketNo: string) => Promise<TicketRow | undefined>
  /** Newest first. */
  list: (filter: TicketFilter) => Promise<TicketRow[]>
  /** Who joined its calls, and what they left on it, in order of time. */
  traces: (ticket: Pick<TicketRow, 'ticketNo' | 'callId'>) => Promise<Traces>
}

export interface Traces {
  callIds: CallId[]
  participants: TicketParticipant[]
  notes: TicketNote[]
}

const COLUMNS = {
  id: 'id',
  ticketNo: 'ticket_no',
  state: 'state',
  channel: 'channel',
  callId: 'call_id',
  dnis: 'dnis',
  aniSealed: 'ani_sealed',
  agent: 'agent',
  disposition: 'disposition',
  suggestedUnit: 'suggested_unit',
  openedAt: 'opened_at',
  updatedAt: 'updated_at',
  version: 'version',
} as const satisfies Record<keyof TicketRow, string>

export function ticketStore(db: Knex): TicketStore {
  return {
    find: async (ticketNo) => Row.optional().parse(await db('tickets').where({ ticket_no: ticketNo }).first(COLUMNS)),
    async list({ callId, state, agent, after, limit }) {
      const rows = await db('tickets')
        .select(COLUMNS)
        .modify((query) => {
          if (callId !== undefined) void query.where({ call_id: callId })
          if (state !== undefined) void query.where({ state })
          if (agent !== undefined) void query.where({ agent })
          if (after) void query.whereRaw('(opened_at, id) < (?, ?)', [after.at, after.id])
        })
        .orderBy([{ column: 'opened_at', order: 'desc' }, { column: 'id', order: 'desc' }])
        .limit(limit)
      return Row.array().parse(rows)
    },
    async traces({ ticketNo, callId }) {
      const others = await db('ticket_calls').where({ ticket_no: ticketNo }).pluck<CallId[]>('call_id')
      const callIds = callId === null ? others : [callId, ...others]
      return { callIds, ...(await participantsOf(db, callIds)), ...(await notesOf(db, callIds)) }
    },
  }
}

async function participantsOf(db: Knex, calls: readonly CallId[]): Promise<Pick<Traces, 'participants'>> {
  const rows = await db('ticket_participants').whereIn('call_id', [...calls]).orderBy(['joined_at', 'leg']).select({ kind: 'kind', party: 'party', name: 'name', purpose: 'purpose', joinedAt: 'joined_at', endedAt: 'ended_at' })
  const Joined = TicketParticipant.omit({ lengthMs: true }).array()
  return { participants: Joined.parse(rows).map((row) => ({ ...row, lengthMs: row.endedAt === null ? null : row.endedAt - row.joinedAt })) }
}

async function notesOf(db: Knex, calls: readonly CallId[]): Promise<Pick<Traces, 'notes'>> {
  const rows: { at: number; kind: string; details: string }[] = await db('ticket_notes').whereIn('call_id', [...calls]).orderBy(['at', 'id']).select('at', 'kind', 'details')
  return { notes: TicketNote.array().parse(rows.map(({ at, kind, details }) => ({ ...(JSON.parse(details) as object), at, kind }))) }
}

/** Ticket numbers by call, for the lists of calls: of the ticket it opened, or the one it was about. */
export const ticketNosOf = (db: Knex) => async (calls: readonly CallId[]): Promise<ReadonlyMap<CallId, string>> => {
  if (calls.length === 0) return new Map()
  const of = async (table: string): Promise<{ call_id: CallId; ticket_no: string }[]> => await db(table).whereIn('call_id', [...calls]).select('call_id', 'ticket_no')
  const rows = [...(await of('ticket_calls')), ...(await of('tickets'))]
  return new Map(rows.map((row) => [row.call_id, row.ticket_no]))
}
