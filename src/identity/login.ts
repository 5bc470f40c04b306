import type { Policy } from '../contract/policy.ts'
import type { Clock } from '../platform/clock.ts'
import { AppError } from '../platform/errors.ts'
import { mailbox } from '../platform/mailbox.ts'
import { afterFailure, noFailures, waitBeforeAttempt, type Failures } from './rules/throttle.ts'

export interface LoginThrottle {
  /**
   * Runs one attempt; `attempt` says whether the password was right.
   * Throws AppError TOO_MANY_REQUESTS (with retryAfterMs) instead of running it when it comes too early.
   */
  attempt: (username: string, ip: string, attempt: () => Promise<boolean>) => Promise<boolean>
}

const MAX_KEYS = 50_000
const MAX_IN_LINE = 50
const PER_MINUTE_AND_ADDRESS = 100
const MINUTE_MS = 60_000

/**
 * Remembers failures in memory, per account and network, and per address alone. For an address only failures count,
 * because a whole call centre may sign in from one at the start of a shift. Attempts at the same account from
 * the same network run one after another, so that a hundred at once are worth no more than a hundred in turn.
 */
export function createLoginThrottle(clock: Pick<Clock, 'now'>, policy: Policy['login']): LoginThrottle {
  const accounts = bounded<Failures>()
  const addresses = bounded<{ count: number; since: number }>()
  const waiting = new Map<string, number>()
  const inTurn = mailbox<string>()

  const ofAddress = (ip: string) => {
    const known = addresses.get(ip)
    return known && clock.now() < known.since + MINUTE_MS ? known : { count: 0, since: clock.now() }
  }
  const failed = (key: string, ip: string): void => {
    accounts.set(key, afterFailure(accounts.get(key) ?? noFailures, clock.now(), policy))
    const known = ofAddress(ip)
    addresses.set(ip, { ...known, count: known.count + 1 })
  }
  const refuseEarly = (key: string, ip: string): void => {
    const address = ofAddress(ip)
    const addressMs = address.count >= PER_MINUTE_AND_ADDRESS ? address.since + MINUTE_MS - clock.now() : 0
    const waitMs = Math.max(addressMs, waitBeforeAttempt(accounts.get(key) ?? noFailures, clock.now(), policy))
    if (waitMs > 0) throw new AppError('TOO_MANY_REQUESTS', { retryAfterMs: waitMs })
  }

  return {
    async attempt(username, ip, attempt) {
      const key = `${username.toLowerCase().slice(0, 64)} ${networkOf(ip)}`
      refuseEarly(key, ip)
      const inLine = waiting.get(key) ?? 0
      if (inLine >= MAX_IN_LINE) throw new AppError('TOO_MANY_REQUESTS', { retryAfterMs: policy.firstDelayMs })
      waiting.set(key, inLine + 1)
      let right = false
      try {
        await inTurn(key, async () => {
          refuseEarly(key, ip)
          right = await attempt()
          if (right) accounts.delete(key)
          else failed(key, ip)
        })
      } finally {
        const left = (waiting.get(key) ?? 1) - 1
        if (left > 0) waiting.set(key, left)
        else waiting.delete(key)
      }
      return right
    },
  }
}

/** Neighbours in one network share their failures: an IPv4 /24, an IPv6 /64. */
function networkOf(ip: string): string {
  const four = /(\d+\.\d+\.\d+)\.\d+$/.exec(ip)?.[1]
  return four ?? ip.split(':').slice(0, 4).join(':')
}

/** A map that forgets what was longest untouched beyond MAX_KEYS. */
function bounded<Value>() {
  const map = new Map<string, Value>()
  return {
    get: (key: string) => map.get(key),
    delete: (key: string) => map.delete(key),
    set(key: string, value: Value) {
      map.delete(key)
      map.set(key, value)
      const [oldest] = map.keys()
      if (map.size > MAX_KEYS && oldest !== undefined) map.delete(oldest)
    },
  }
}
