import type { Script, ScriptEnd } from '../call/script.ts'
import type { DialKind } from '../contract/dialer.ts'
import type { CallId, HotlineNumber } from '../contract/ids.ts'
import type { Trx } from '../platform/store.ts'

/** What may be called for by the machine. Each has its own windows, quota and attempts (domain.md §5.12, §5.13). */
export type JobKind = DialKind

/**
 * scheduled → dialing → talking → done. `waiting_person`: the machine has done what it can, a person goes on. `dropped`: not
 * wanted any more. A job is held with a lease and a fence while somebody decides about it, and while it is `dialing` or `talking`.
 */
export type JobState = 'scheduled' | 'dialing' | 'talking' | 'done' | 'waiting_person' | 'dropped'

/** Somebody shall be called about something. At most one job for a kind and subject, however often it is asked for. */
export interface NewJob {
  kind: JobKind
  /** What it is about: "<ticket id>/<round>", "<supervision record id>", "<campaign id>/<entry id>". */
  subject: string
  /** As it passed the number plan. */
  number: string
  /** The line whose number the person called sees. */
  dnis: HotlineNumber
  /** Not before; windows may make it later. */
  dueAt: number
  /** At any hour (emergencies). */
  anyHour: boolean
}

export interface Job {
  id: string
  kind: JobKind
  subject: string
  state: JobState
  dnis: HotlineNumber
  dueAt: number
  /** Tries that count, tries that found the line busy, and how often another time was asked for. */
  attempts: number
  busy: number
  notNow: number
  /** The last try; null = none yet. */
  lastAt: number | null
  last: JobEnd | null
}

/** How a try ended, as the job sees it; `unknown` where we were not there to see it and Asterisk's event log says nothing rang. */
export type JobEnd = ScriptEnd | 'not_now' | 'wrong_person' | 'refused' | 'unknown'

/** Every key and message of a try, in order. */
export interface Heard {
  call: CallId
  answers: readonly { step: string; value: string; at: number }[]
  /** Recordings that were left, by step. */
  messages: readonly { step: string; recordingId: string; lengthMs: number }[]
}

/** What comes of a try. */
export type Verdict =
  | { state: 'done' | 'waiting_person' | 'dropped' }
  /** `counts`: it was one of the tries a person is asked to bear. `again`: from then on, in the next window that is open. */
  | { state: 'scheduled'; counts: boolean; againAt: number }

/** What a kind of job brings with it; the dialer knows none of them by name. */
export interface JobRules {
  kind: JobKind
  /** What is said, for these jobs of one number together (at most `together`); null = not wanted any more: dropped. */
  script: (jobs: readonly Job[], now: number) => Promise<Script | null>
  /** How many jobs of one number one call may be about. */
  together: number
  /** When this kind may call, in the site's time. */
  mayCall: (job: Pick<Job, 'subject' | 'attempts' | 'lastAt' | 'dueAt'> & { anyHour: boolean }, now: number) => boolean
  /** The next instant at which mayCall may become true. */
  opensAt: (job: Pick<Job, 'subject' | 'attempts' | 'lastAt' | 'dueAt'> & { anyHour: boolean }, now: number) => number
  /** Calls of this kind at once; the dialer takes less when trunks or callers need them. */
  maxAtOnce: () => number
  /** False: goes on while callers wait for an agent, and takes the lines that are kept for callers. */
  yieldsToCallers: boolean
  /** At most one call that rings a number on one site day, over all kinds that say so. A busy number did not ring. */
  oncePerDay: boolean
  /** The ticket the call is noted on; without it none. */
  ticketNo?: (jobs: readonly Job[]) => Promise<string | null>
  /** Says what a key means as soon as it is pressed; in the transaction that keeps it. */
  heard: (trx: Trx, job: Job, heard: Heard) => Promise<void>
  /** The try is over; in the transaction that settles the job. */
  settle: (...over: [trx: Trx, job: Job, end: JobEnd, heard: Heard, now: number]) => Promise<Verdict>
  /** After the transaction is safe: whoever watches is told. */
  settled: (job: Job) => void
}

/**
 * When citizens may be called and what follows a try that did not come to its end (domain.md §5.12): for kinds that call
 * citizens. The wiring makes one and gives it to them.
 */
export interface Timing extends Pick<JobRules, 'mayCall' | 'opensAt'> {
  /**
   * After no_answer, silent and left: the next day, in another day-part, until the tries are used up. busy and failed: after a
   * quarter of an hour, uncounted at first. not_now: the next day, uncounted, twice. rejected: the next day. invalid and
   * wrong_person: a person. completed, person, refused: done. A kind that knows better (half an answer) decides by itself.
   */
  after: (job: Pick<Job, 'attempts' | 'busy' | 'notNow'>, end: JobEnd, now: number) => Verdict
}

export interface Dialing {
  /** In the caller's transaction; false when there is one for this subject already. */
  schedule: (trx: Trx, job: NewJob) => Promise<boolean>
  /** Not wanted any more; a call under way is not cut off. */
  drop: (trx: Trx, kind: JobKind, subject: string) => Promise<void>
  /** At `at`, whatever was planned, within what the law allows (windows stay); also when a person was to go on. */
  hasten: (trx: Trx, kind: JobKind, subject: string, at: number) => Promise<void>
}
