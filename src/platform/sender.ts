import { z } from 'zod'
import type { Clock } from './clock.ts'
import type { Log } from './log.ts'
import type { Post } from './post.ts'
import { nextTryAt } from './retry.ts'
import { sign, SIGNATURE_HEADER } from './signature.ts'

/** Something to be sent by whoever claimed it; `fence` counts the tries, this one included. */
export interface Parcel {
  /** Also the key by which the other system tells that it is the same. */
  id: string
  /** Whom it is for. */
  target: string
  bodySealed: string
  expiresAt: number
  fence: number
}

export type Tried =
  | { how: 'acknowledged'; at: number; reference: string }
  /** Taken, and to be acknowledged later. */
  | { how: 'delivered' }
  | { how: 'failed'; error: string; nextTryAt: number }
  | { how: 'dead'; at: number; error: string }

export interface Outbox<One extends Parcel = Parcel> {
  /** One that is due at `now`; nobody else gets it until `leaseUntil`. */
  claim: (now: number, leaseUntil: number) => Promise<One | undefined>
  /** How the try ended; false when somebody else has it by now, or it was settled otherwise meanwhile. */
  settle: (parcel: One, tried: Tried) => Promise<boolean>
}

export interface SenderDeps<One extends Parcel> {
  outbox: Outbox<One>
  post: Post
  /** Where it goes now; null when the other system takes none. */
  urlOf: (parcel: One) => string | null
  secretOf: (parcel: One) => string
  cipher: { open: (sealed: string) => string }
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
const Reply = z.object({ reference: z.string().min(1).max(120) })

/**
 * Sends what lies in an outbox: each until the other system has taken it, at least once, and with one key for all tries,
 * by which it tells that it is the same (reliability notes J5).
 */
export function createSender<One extends Parcel>(deps: SenderDeps<One>): Sender {
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

async function send<One extends Parcel>(deps: SenderDeps<One>, parcel: One): Promise<void> {
  const { outbox, policy, clock, log } = deps
  const answer = await tryOnce(deps, parcel).catch((error: unknown): Failure => ({ error: whyOf(error) }))
  const now = clock.now()
  const tried = 'error' in answer ? failed(answer.error, nextTryAt(parcel.fence, policy.retryMs, { now, expiresAt: parcel.expiresAt }), now) : answer
  const about = { id: parcel.id, target: parcel.target, tries: parcel.fence }
  if (!(await outbox.settle(parcel, tried))) return log.debug('it was settled meanwhile', about)
  if (tried.how === 'failed') log.warn('a sending did not get through', { ...about, error: tried.error })
  else if (tried.how !== 'dead') log.info('a sending was taken', { ...about, how: tried.how })
  deps.tried(parcel, tried, now)
}

interface Failure {
  error: string
}

async function tryOnce<One extends Parcel>({ post, urlOf, secretOf, cipher, policy, clock }: SenderDeps<One>, parcel: One): Promise<Tried | Failure> {
  const url = urlOf(parcel)
  if (url === null) return { error: 'the other system has no address any more' }
  const [{ id }, body] = [parcel, cipher.open(parcel.bodySealed)]
  const headers = { 'Idempotency-Key': id, [SIGNATURE_HEADER]: sign({ id, body, secret: secretOf(parcel), now: clock.now() }) }
  const { status, text } = await post(url, { body, headers, timeoutMs: policy.timeoutMs })
  if (status < 200 || status > 299) return { error: `HTTP ${status}` }
  const reply = Reply.safeParse(jsonOf(text))
  return reply.success ? { how: 'acknowledged', at: clock.now(), reference: reply.data.reference } : { how: 'delivered' }
}

const failed = (error: string, next: number | null, now: number): Tried => (next === null ? { how: 'dead', at: now, error } : { how: 'failed', error, nextTryAt: next })

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null // taken, but without a reference
  }
}

/** "fetch failed" says nothing; its cause does. */
function whyOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error).slice(0, 200)
  const cause = error.cause instanceof Error ? `: ${error.cause.message || ('code' in error.cause ? String(error.cause.code) : error.cause.name)}` : ''
  return `${error.message}${cause}`.slice(0, 200)
}
