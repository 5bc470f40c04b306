import type { Clock } from './clock.ts'
import type { Log } from './log.ts'
import { nextTryAt } from './retry.ts'

/** Something on its way, for whoever claimed it; `fence` counts the tries, this one included. */
export interface Consignment {
  /** Also the key by which the other side tells that it is the same. */
  id: string
  /** Whom it is for. */
  target: string
  expiresAt: number
  fence: number
}

export type Tried =
  | { how: 'acknowledged'; at: number; reference: string }
  /** Taken, and to be acknowledged later. */
  | { how: 'delivered' }
  | { how: 'failed'; error: string; nextTryAt: number }
  | { how: 'dead'; at: number; error: string }

/** It did not get through this time. */
export interface Failure {
  error: string
}

export interface Outbox<One extends Consignment> {
  /** One that is due at `now`; nobody else gets it until `leaseUntil`. */
  claim: (now: number, leaseUntil: number) => Promise<One | undefined>
  /** How the try ended; false when somebody else has it by now, or it was settled otherwise meanwhile. */
  settle: (parcel: One, tried: Tried) => Promise<boolean>
}

export interface CourierDeps<One extends Consignment> {
  outbox: Outbox<One>
  /** One try; what it throws is a failure. What is dead is not tried again. */
  deliver: (parcel: One) => Promise<Tried | Failure>
  policy: { retryMs: readonly number[]; timeoutMs: number; lookEveryMs: number }
  clock: Clock
  log: Log
  /** A try is over and on record. */
  tried: (parcel: One, how: Tried, at: number) => void
}

export interface Sender {
  start: () => void
  /** Looks at once: something has just been put into the outbox. */
  kick: () => void
  /** Lets tries under way come to their end. */
  stop: () => Promise<void>
}

/** Longer than a try takes; then another process may think that ours is gone. */
const LEASE_GRACE_MS = 10_000
const AT_ONCE = 4

/** Takes what lies in an outbox where it belongs: each until the other side has it, at least once. */
export function createCourier<One extends Consignment>(deps: CourierDeps<One>): Sender {
  const { outbox, clock, policy, log } = deps
  const running = new Set<Promise<void>>()
  let looking = false
  let again = false
  let failing = false
  let stopped = false
  let stopTicks = (): void => {}

  async function look(): Promise<void> {
    if (looking) {
      again = true
      return
    }
    looking = true
    try {
      do {
        again = false
        while (!stopped && running.size < AT_ONCE) {
          const due = await outbox.claim(clock.now(), clock.now() + policy.timeoutMs + LEASE_GRACE_MS)
          if (!due) break
          begin(due)
        }
      } while (again)
      failing = false
    } catch (error) {
      if (!failing) log.error('the outbox can not be looked at; tried again and again', { error })
      failing = true
    } finally {
      looking = false
    }
  }

  function begin(parcel: One): void {
    const work = send(deps, parcel)
      .catch((error: unknown) => log.error('how a sending went could not be put on record', { id: parcel.id, error }))
      .finally(() => {
        running.delete(work)
        void look()
      })
    running.add(work)
  }

  return {
    start() {
      stopTicks = clock.every(policy.lookEveryMs, () => void look())
      void look()
    },
    kick: () => void look(),
    async stop() {
      stopped = true
      stopTicks()
      await Promise.all(running)
    },
  }
}

async function send<One extends Consignment>(deps: CourierDeps<One>, parcel: One): Promise<void> {
  const { outbox, policy, clock, log } = deps
  const answer = await deps.deliver(parcel).catch((error: unknown): Failure => ({ error: whyOf(error) }))
  const now = clock.now()
  const tried = 'how' in answer ? answer : failed(answer.error, nextTryAt(parcel.fence, policy.retryMs, { now, expiresAt: parcel.expiresAt }), now)
  const about = { id: parcel.id, target: parcel.target, tries: parcel.fence }
  if (!(await outbox.settle(parcel, tried))) return log.debug('it was settled meanwhile', about)
  if (tried.how === 'failed') log.warn('a sending did not get through', { ...about, error: tried.error })
  else if (tried.how !== 'dead') log.info('a sending was taken', { ...about, how: tried.how })
  deps.tried(parcel, tried, now)
}

const failed = (error: string, next: number | null, now: number): Tried => (next === null ? { how: 'dead', at: now, error } : { how: 'failed', error, nextTryAt: next })

/** "fetch failed" says nothing; its cause does. */
export function whyOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error).slice(0, 200)
  const cause = error.cause instanceof Error ? `: ${error.cause.message || ('code' in error.cause ? String(error.cause.code) : error.cause.name)}` : ''
  return `${error.message}${cause}`.slice(0, 200)
}
