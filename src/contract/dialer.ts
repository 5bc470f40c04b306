import { z } from 'zod'

/** What is called for by the machine: follow-up surveys, reminders to departments, campaigns (domain.md §5.12, §5.13, U24). */
export const DialKind = z.enum(['survey', 'reminder', 'campaign'])
export type DialKind = z.infer<typeof DialKind>

/**
 * Why no further call is begun now: paused by a supervisor; no link to Asterisk; outside the hours of calling (`opensAt` says
 * until when); callers wait too long for an agent; no line is free but those kept for callers; all that may run at once
 * are running; the limits of outbound calls are reached.
 */
export const DialerWait = z.enum(['paused', 'no_link', 'window', 'callers', 'trunks', 'at_once', 'limit'])
export type DialerWait = z.infer<typeof DialerWait>

export const DialerKind = z
  .object({
    kind: DialKind,
    /** Calls of this kind that ring or speak. */
    running: z.int(),
    /** Jobs whose time has come. */
    due: z.int(),
    /** Jobs that are planned for later. */
    planned: z.int(),
    /** Jobs that a person has to go on with. */
    waitingPerson: z.int(),
    /** Calls that may run at once now, those running among them; and at most, when nothing stands against it. */
    allowed: z.int(),
    maxAtOnce: z.int(),
    /** null: nothing stands in the way. */
    why: DialerWait.nullable(),
    /** With `window`: when the hours begin, Unix ms. */
    opensAt: z.int().nullable(),
    /** Who paused it, and when. */
    pausedBy: z.string().nullable(),
    pausedAt: z.int().nullable(),
  })
  .meta({ id: 'DialerKind' })
export type DialerKind = z.infer<typeof DialerKind>

export const DialerState = z
  .object({
    kinds: z.array(DialerKind),
    /** Lines of the carrier: all, those in use, and those kept free for callers. */
    trunks: z.object({ total: z.int(), inUse: z.int(), reserved: z.int() }),
    /** How long the caller has waited who waits longest, ms; 0 = nobody waits. Above `pauseWaitMs` surveys and campaigns wait. */
    longestWaitMs: z.int(),
    pauseWaitMs: z.int(),
  })
  .meta({ id: 'DialerState' })
export type DialerState = z.infer<typeof DialerState>

export const PauseDialer = z.object({ kind: DialKind, paused: z.boolean() }).strict().meta({ id: 'PauseDialer' })
export type PauseDialer = z.infer<typeof PauseDialer>
