import { z } from 'zod'
import { CallId } from './ids.ts'

/**
 * recording = the call goes on, or its file is not checked yet; truncated = shorter than the conversation;
 * missing = no file; failed = Asterisk could not begin it.
 */
export const RecordingState = z.enum(['recording', 'complete', 'truncated', 'missing', 'failed'])
export type RecordingState = z.infer<typeof RecordingState>

export const Recording = z
  .object({
    id: z.string(),
    callId: CallId,
    state: RecordingState,
    startedAt: z.int(),
    /** Of this file; a call that was recorded in several parts has several. */
    lengthMs: z.int().nullable(),
    /** How long the caller of the whole call was in conversation. */
    bridgedMs: z.int().nullable(),
    size: z.int().nullable(),
    sha256: z.string().nullable(),
  })
  .meta({ id: 'Recording' })
export type Recording = z.infer<typeof Recording>
