import type { Knex } from 'knex'
import { z } from 'zod'
import { CallerLanguage, type ElderSource } from '../contract/caller.ts'
import { CallId, Extension, HotlineNumber } from '../contract/ids.ts'
import { DONE_STATES, TicketNo, TicketState } from '../contract/ticket.ts'
import { ROWS_PER_STATEMENT, slices } from '../platform/slices.ts'

/** Who said it, and when (Unix ms). */
export interface Said {
  by: string
  at: number
}

const Language = z.object({ ani_index: z.string(), language: CallerLanguage })
const Conversation = z.object({ id: z.string(), ani_index: z.string(), agent: Extension.nullable(), opened_at: z.int(), state: TicketState, direction: z.enum(['inbound', 'outbound']).nullable() })
const OpenTicket = z.object({ id: z.string(), ticketNo: TicketNo, dnis: HotlineNumber.nullable(), state: z.string(), at: z.int() })
export type OpenTicket = z.infer<typeof OpenTicket>
const Going = z.object({ id: CallId, ani_index: z.string() })

export type CallerStore = ReturnType<typeof callerStore>

/** What is known of numbers, by their keyed hash. */
export function callerStore(db: Knex) {
  return {
    elders: async (): Promise<{ index: string; source: ElderSource }[]> =>
      (await db('elder_numbers').select('ani_index', 'source')).map((row: { ani_index: string; source: ElderSource }) => ({ index: row.ani_index, source: row.source })),
    /** A number that is there already takes the new source. */
    async putElders(indexes: readonly string[], source: ElderSource, { by, at }: Said): Promise<void> {
      const rows = indexes.map((index) => ({ ani_index: index, source, marked_by: by, marked_at: at }))
      await db.transaction(async (trx) => {
        for (const some of slices(rows, ROWS_PER_STATEMENT)) await trx('elder_numbers').insert(some).onConflict('ani_index').merge()
      })
    },
    async removeElders(indexes: readonly string[]): Promise<void> {
      await db.transaction(async (trx) => {
        for (const some of slices(indexes, ROWS_PER_STATEMENT)) await trx('elder_numbers').whereIn('ani_index', some).delete()
      })
    },
    languages: async (): Promise<[string, CallerLanguage][]> =>
      Language.array().parse(await db('caller_languages').select('ani_index', 'language')).map((row) => [row.ani_index, row.language]),
    async putLanguage(index: string, language: CallerLanguage | null, { by, at }: Said): Promise<void> {
      if (language === null) await db('caller_languages').where({ ani_index: index }).delete()
      else await db('caller_languages').insert({ ani_index: index, language, marked_by: by, marked_at: at }).onConflict('ani_index').merge()
    },
    /** Conversations that opened a ticket since `since`, oldest first, each with the agent who had the caller last. */
    async conversationsSince(since: number) {
      const rows: unknown[] = await db('tickets')
        .leftJoin('calls', 'calls.id', 'tickets.call_id')
        .whereNotNull('tickets.ani_index')
        .andWhere('tickets.opened_at', '>=', since)
        .orderBy('tickets.opened_at')
        .select('tickets.id', 'tickets.ani_index', 'tickets.opened_at', 'tickets.state', 'calls.direction', db.raw('coalesce(calls.agent, tickets.agent) as agent'))
      return Conversation.array().parse(rows)
    },
    /** Calls that go on, of callers with a number. */
    going: async () => Going.array().parse(await db('calls').whereNull('ended_at').whereNotNull('ani_index').select('id', 'ani_index')),
    /** Newest first. */
    openTickets: async (index: string, limit: number): Promise<OpenTicket[]> =>
      OpenTicket.array().parse(
        await db('tickets').where({ ani_index: index }).whereNotIn('state', [...DONE_STATES])
          .orderBy([{ column: 'opened_at', order: 'desc' }, { column: 'id', order: 'desc' }])
          .limit(limit).select({ id: 'id', ticketNo: 'ticket_no', dnis: 'dnis', state: 'state', at: 'opened_at' }),
      ),
  }
}
