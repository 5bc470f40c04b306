import { z } from 'zod'
import { CallId } from '../contract/ids.ts'
import type { Trx } from '../platform/store.ts'
import { End, JOB_COLUMNS, JobRow } from './job-rows.ts'
import type { Heard } from './port.ts'

const Said = z.object({
  answers: z.array(z.object({ step: z.string(), value: z.string(), at: z.int() })),
  messages: z.array(z.object({ step: z.string(), recordingId: z.string(), lengthMs: z.int() })),
})
export type Said = z.infer<typeof Said>

const TryRow = z.object({
  call: CallId,
  said: z.string().nullable().transform((text): Said => (text === null ? { answers: [], messages: [] } : Said.parse(JSON.parse(text)))),
  how: End.nullable(),
  endedAt: z.coerce.number().nullable(),
  answeredUnseen: z.coerce.boolean(),
})
/** A call of ours that is not settled. */
export type TryRow = z.infer<typeof TryRow>

/** Of these calls those the dialer made and has not settled. */
export async function openTries(trx: Trx, calls: readonly CallId[]): Promise<Map<CallId, TryRow>> {
  if (calls.length === 0) return new Map()
  const rows: unknown = await trx('dial_tries').whereIn('call_id', [...calls]).whereNull('settled_at').select({ call: 'call_id', said: 'heard', how: 'how', endedAt: 'ended_at', answeredUnseen: 'answered_unseen' })
  return new Map(TryRow.array().parse(rows).map((one) => [one.call, one]))
}

/** What it is about; the job it was made for first, if that is due longest, as it is. */
export const jobsOf = async (trx: Trx, call: CallId): Promise<JobRow[]> =>
  JobRow.array().parse(await trx('dial_jobs').where({ call_id: call }).whereIn('state', ['dialing', 'talking']).orderBy(['due_at', 'id']).select(JOB_COLUMNS))

export const heardOf = ({ call, said }: TryRow): Heard => ({ call, ...said })
