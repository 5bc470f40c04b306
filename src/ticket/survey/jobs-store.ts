import type { Knex } from 'knex'
import { z } from 'zod'

/** What the dialer has planned or is doing about a survey. */
export interface SurveyJob {
  subject: string
  calling: boolean
  /** The next try at the earliest. */
  dueAt: number
}

const Row = z.object({ subject: z.string(), state: z.string(), dueAt: z.coerce.number().int() })
const CALLING = ['dialing', 'talking']

export type SurveyJobs = ReturnType<typeof surveyJobs>

/** Read from the dialer's table: lists show many at once. */
export function surveyJobs(db: Knex) {
  const jobs = (): Knex.QueryBuilder => db('dial_jobs').where({ kind: 'survey' })
  return {
    calling: async (): Promise<string[]> => await jobs().whereIn('state', CALLING).pluck('subject'),
    async of(subjects: readonly string[]): Promise<ReadonlyMap<string, SurveyJob>> {
      const rows: unknown = subjects.length === 0 ? [] : await jobs().whereIn('subject', [...subjects]).select({ subject: 'subject', state: 'state', dueAt: 'due_at' })
      return new Map(Row.array().parse(rows).map(({ subject, state, dueAt }) => [subject, { subject, calling: CALLING.includes(state), dueAt }]))
    },
  }
}
