export interface RateLimit {
  /** Requests in one go after a pause. */
  burst: number
  perSecond: number
}

interface Bucket {
  left: number
  at: number
}

/**
 * Token buckets by key. Returns how long to wait in ms, 0 = go on. Full buckets are forgotten, so that memory
 * follows the number of keys seen lately, never more than `maxKeys`.
 */
export function rateLimiter({ burst, perSecond }: RateLimit, now: () => number, maxKeys = 20_000): (key: string) => number {
  const buckets = new Map<string, Bucket>()
  const refillMs = (burst / perSecond) * 1000
  return (key) => {
    const at = now()
    const known = buckets.get(key)
    const left = known ? Math.min(burst, known.left + ((at - known.at) * perSecond) / 1000) : burst
    buckets.delete(key)
    buckets.set(key, { left: left >= 1 ? left - 1 : left, at })
    forget(buckets, at - refillMs, maxKeys)
    return left >= 1 ? 0 : Math.ceil(((1 - left) * 1000) / perSecond)
  }
}

/** The map is in order of last use: the oldest come first. */
function forget(buckets: Map<string, Bucket>, before: number, maxKeys: number): void {
  for (const [key, { at }] of buckets) {
    if (at > before && buckets.size <= maxKeys) return
    buckets.delete(key)
  }
}
