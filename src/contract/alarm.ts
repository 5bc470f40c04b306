import { z } from 'zod'

/** Something a supervisor should see. What happens again before somebody has seen it is counted, not repeated. */
export const Alarm = z
  .object({
    id: z.string(),
    /** Stable: "unknown_number", "nobody_signed_in", "recording_failed" … */
    kind: z.string(),
    /** Of the last time. No personal data. */
    details: z.record(z.string(), z.unknown()),
    firstAt: z.int(),
    lastAt: z.int(),
    times: z.int(),
    acknowledgedAt: z.int().nullable(),
    acknowledgedBy: z.string().nullable(),
  })
  .meta({ id: 'Alarm' })
export type Alarm = z.infer<typeof Alarm>
