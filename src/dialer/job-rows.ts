import { z } from 'zod'
import { DialKind } from '../contract/dialer.ts'
import { CallId, HotlineNumber } from '../contract/ids.ts'
import type { Job, JobEnd } from './port.ts'

const STATES = ['scheduled', 'dialing', 'talking', 'done', 'waiting_person', 'dropped'] as const
const ENDS = [
  'busy', 'no_answer', 'rejected', 'invalid', 'failed', 'completed', 'left', 'silent', 'person', 'not_now', 'wrong_person', 'refused', 'unknown',
] as const satisfies readonly JobEnd[]
export const End = z.enum(ENDS)

export const JobRow = z.object({
  id: z.string(),
  kind: DialKind,
  subject: z.string(),
  state: z.enum(STATES),
  dnis: HotlineNumber,
  numberSealed: z.string(),
  numberIndex: z.string(),
  anyHour: z.coerce.boolean(),
  dueAt: z.coerce.number(),
  attempts: z.int(),
  busy: z.int(),
  notNow: z.int(),
  lastAt: z.coerce.number().nullable(),
  last: End.nullable(),
  unwanted: z.coerce.boolean(),
  fence: z.int(),
  serial: z.int(),
  redoSince: z.coerce.number().nullable(),
  call: CallId.nullable(),
})
export type JobRow = z.infer<typeof JobRow>

export const JOB_COLUMNS = {
  id: 'id', kind: 'kind', subject: 'subject', state: 'state', dnis: 'dnis', numberSealed: 'number_sealed', numberIndex: 'number_index', anyHour: 'any_hour', dueAt: 'due_at', attempts: 'attempts',
  busy: 'busy', notNow: 'not_now', lastAt: 'last_at', last: 'last_end', unwanted: 'unwanted', fence: 'fence', serial: 'serial', redoSince: 'redo_since', call: 'call_id',
} as const satisfies Record<keyof JobRow, string>

/** What a kind sees of it: never the number. */
export const jobOf = ({ id, kind, subject, state, dnis, dueAt, attempts, busy, notNow, lastAt, last }: JobRow): Job => ({ id, kind, subject, state, dnis, dueAt, attempts, busy, notNow, lastAt, last })
