import type { Knex } from 'knex'
import { z } from 'zod'
import { CallId } from '../../contract/ids.ts'
import { SurveyAnswers } from '../../contract/survey.ts'
import { TicketNo } from '../../contract/ticket-no.ts'
import type { Cipher } from '../view.ts'

const Row = z.object({ ticketId: z.string(), ticketNo: TicketNo, round: z.coerce.number().int(), by: z.string(), begunAt: z.coerce.number().int(), savedAt: z.coerce.number().int(), call: CallId.nullable(), answersSealed: z.string() })
/** A call-back under way, as it is kept. */
export type SurveyRow = Omit<z.infer<typeof Row>, 'answersSealed'> & { answers: SurveyAnswers }

const COLUMNS = { ticketId: 'ticket_id', ticketNo: 'ticket_no', round: 'survey_drafts.round', by: 'by', begunAt: 'begun_at', savedAt: 'saved_at', call: 'survey_drafts.call_id', answersSealed: 'answers_sealed' }

/** One for each ticket: of its present round, while it waits for the citizen's answer. */
export function surveyStore(db: Knex, { seal, open }: Pick<Cipher, 'seal' | 'open'>) {
  const waiting = (): Knex.QueryBuilder => db('survey_drafts').join('tickets', 'tickets.id', 'survey_drafts.ticket_id').where({ state: 'pending_callback' }).whereRaw('survey_drafts.round = tickets.round').select(COLUMNS)
  const read = (found: unknown): SurveyRow => {
    const { answersSealed, ...row } = Row.parse(found)
    return { ...row, answers: SurveyAnswers.parse(JSON.parse(open(answersSealed))) }
  }

  return {
    async find(ticketId: string): Promise<SurveyRow | null> {
      const row: unknown = await waiting().where({ ticket_id: ticketId }).first()
      return row === undefined ? null : read(row)
    },
    /** Touched since then, the last one first. */
    since: async (at: number): Promise<SurveyRow[]> => ((await waiting().where('saved_at', '>=', at).orderBy('saved_at', 'desc').limit(200)) as unknown[]).map(read),
    /** Begins one, in place of one that `over` says may be taken over; false when somebody was quicker. */
    async begin(row: Omit<SurveyRow, 'ticketNo'>, over: Pick<SurveyRow, 'by' | 'savedAt'> | null): Promise<boolean> {
      const { ticketId, round, by, begunAt, savedAt, call, answers } = row
      const columns = { round, by, begun_at: begunAt, saved_at: savedAt, call_id: call, answers_sealed: seal(JSON.stringify(answers)) }
      if (over !== null) return (await db('survey_drafts').where({ ticket_id: ticketId, by: over.by, saved_at: over.savedAt }).update(columns)) === 1
      // One that was left over from before is nobody's.
      await db('survey_drafts').insert({ ticket_id: ticketId, ...columns }).onConflict('ticket_id').merge().whereRaw('survey_drafts.round <> ?', [round])
      return (await db('survey_drafts').where({ ticket_id: ticketId, round, by, begun_at: begunAt }).first()) !== undefined
    },
    /** False when it is not theirs any more. */
    save: async ({ ticketId, by, savedAt, call, answers }: Pick<SurveyRow, 'ticketId' | 'by' | 'savedAt' | 'call' | 'answers'>): Promise<boolean> =>
      (await db('survey_drafts').where({ ticket_id: ticketId, by }).update({ saved_at: savedAt, answers_sealed: seal(JSON.stringify(answers)), ...(call === null ? {} : { call_id: call }) })) === 1,
    leave: async (ticketId: string, by: string): Promise<void> => void (await db('survey_drafts').where({ ticket_id: ticketId, by }).del()),
  }
}
export type SurveyStore = ReturnType<typeof surveyStore>

/** The ticket was told what came of it: nothing is kept beside it. */
export const forgetSurvey = async (trx: Knex.Transaction, ticketId: string): Promise<void> => void (await trx('survey_drafts').where({ ticket_id: ticketId }).del())
