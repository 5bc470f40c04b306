import { z } from 'zod'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { Due, Outbox, Tried } from './outbox-store.ts'
import type { Post } from './post.ts'
import { nextTryAt } from './rules/retry.ts'
import { sign, SIGNATURE_HEADER } from './signature.ts'

export interface LinkageAlarm {
  /** peer_no_answer: an emergency line did not pick up. order_delayed, order_undelivered: an order does not get through. */
  kind: 'peer_no_answer' | 'order_delayed' | 'order_undelivered'
  at: number
  details: Readonly<Record<string, unknown>>
}

export interface PusherDeps {
  outbox: Outbox
  post: Post
  /** Where the peer takes orders now; null when it does not. */
  urlOf: (peer: string) => string | null
  secretOf: (peer: string) => string
  cipher: { open: (sealed: string) => string }
  policy: { retryMs: readonly number[]; timeoutMs: number; lookEveryMs: number }
  clock: Clock
  log: Log
  alarm: (alarm: LinkageAlarm) => void
}

export interface Pusher {
  start: () => void
  /** Looks at once: an order has just been placed. */
  kick: () => void
  /** Lets tries under way come to their end. */
  stop: () => Promise<void>
}

/** Longer than a try takes; then another process may think that ours is gone. */
const LEASE_GRACE_MS = 10_000
const AT_ONCE = 4
const Reply = z.object({ reference: z.string().min(1).max(120) })

/**
 * Sends the orders of the outbox: each until the peer has taken it, at least once, and with one key for all tries, by
 * which the peer tells that it is the same (reliability notes J5).
 */
export function createPusher(deps: PusherDeps): Pusher {
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
      if (!failing) log.error('the orders to peers can not be looked at; tried again and again', { error })
      failing = true
    } finally {
      looking = false
    }
  }

  function begin(due: Due): void {
    const work = send(deps, due)
      .catch((error: unknown) => log.error('how the sending of an order went could not be put on record', { linkage: due.id, error }))
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

async function send(deps: PusherDeps, due: Due): Promise<void> {
  const { outbox, policy, clock, log, alarm } = deps
  const answer = await tryOnce(deps, due).catch((error: unknown): Failure => ({ error: whyOf(error) }))
  const now = clock.now()
  const tried = 'error' in answer ? failed(answer.error, nextTryAt(due.fence, policy.retryMs, { now, expiresAt: due.expiresAt }), now) : answer
  const about = { linkage: due.id, peer: due.peer, tries: due.fence }
  if (!(await outbox.settle(due, tried))) return log.debug('an order was settled meanwhile', about)
  if (tried.how === 'failed') {
    log.warn('an order did not get through', { ...about, error: tried.error })
    if (due.fence === 1) alarm({ kind: 'order_delayed', at: now, details: { ...about, error: tried.error } })
  } else if (tried.how === 'dead') alarm({ kind: 'order_undelivered', at: now, details: { ...about, error: tried.error } })
  else log.info('an order was taken', { ...about, how: tried.how })
}

interface Failure {
  error: string
}

async function tryOnce({ post, urlOf, secretOf, cipher, policy, clock }: PusherDeps, { id, peer, bodySealed }: Due): Promise<Tried | Failure> {
  const url = urlOf(peer)
  if (url === null) return { error: 'the peer has no address for orders any more' }
  const body = cipher.open(bodySealed)
  const headers = { 'Idempotency-Key': id, [SIGNATURE_HEADER]: sign({ id, body, secret: secretOf(peer), now: clock.now() }) }
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
