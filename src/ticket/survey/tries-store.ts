import type { Knex } from 'knex'
import { z } from 'zod'
import { CallId } from '../../contract/ids.ts'
import { SurveyAnswers, SurveyTryEnd } from '../../contract/survey.ts'
import type { Cipher } from '../view.ts'

/** One round of a ticket. */
export interface Round {
  ticketId: string
  round: number
}

const Row = z.object({
  ticketId: z.string(), round: z.coerce.number().int(), at: z.coerce.number().int(), mode: z.enum(['auto', 'human']), by: z.string().nullable(), call: CallId.nullable(), end: SurveyTryEnd.nullable(),
  saidSealed: z.string().nullable(), message: z.coerce.boolean(),
})
export type TryRow = Omit<z.infer<typeof Row>, 'saidSealed'> & { said: SurveyAnswers | null }

const COLUMNS = { ticketId: 'ticket_id', round: 'round', at: 'at', mode: 'mode', by: 'by', call: 'call_id', end: 'end', saidSealed: 'said_sealed', message: 'message' }
const ROUNDS_AT_ONCE = 100

export type TriesStore = ReturnType<typeof triesStore>

export function triesStore(db: Knex, { seal, open }: Pick<Cipher, 'seal' | 'open'>) {
  return {
    /** A try of the machine as it stands: with what has been said, and once it is over, how it ended. */
    async keep(trx: Knex.Transaction, { ticketId, round, call, at, said, message, end }: Round & { call: CallId; at: number; said: SurveyAnswers | null; message: boolean; end: SurveyTryEnd | null }): Promise<void> {
      const row = { ticket_id: ticketId, round, key: call, at, mode: 'auto', by: null, call_id: call, end, said_sealed: said === null ? null : seal(JSON.stringify(said)), message }
      await trx('survey_tries').insert(row).onConflict(['ticket_id', 'round', 'key']).merge(['end', 'said_sealed', 'message'])
    },
    /** One of a person, with the version of the ticket it made. */
    async byPerson(trx: Knex.Transaction, { ticketId, round, version, at, by, end }: Round & { version: number; at: number; by: string; end: SurveyTryEnd }): Promise<void> {
      await trx('survey_tries').insert({ ticket_id: ticketId, round, key: `person.${version}`, at, mode: 'human', by, call_id: null, end, said_sealed: null, message: false })
    },
    /** Of these tickets, in order of time. */
    async of(ticketIds: readonly string[]): Promise<TryRow[]> {
      const found: TryRow[] = []
      for (let n = 0; n < ticketIds.length; n += ROUNDS_AT_ONCE) {
        const rows: unknown[] = await db('survey_tries').whereIn('ticket_id', ticketIds.slice(n, n + ROUNDS_AT_ONCE)).orderBy(['at', 'key']).select(COLUMNS)
        found.push(...Row.array().parse(rows).map(({ saidSealed, ...row }) => ({ ...row, said: saidSealed === null ? null : SurveyAnswers.parse(JSON.parse(open(saidSealed))) })))
      }
      return found
    },
  }
}
