export interface Visitor {
  /** Unix ms, in the order of arrival. */
  arrivedAt: number
  talkMs: number
  /** Infinity = waits as long as it takes. */
  patienceMs: number
}

/**
 * The textbook queue, first come first served, in one line per caller: each takes the agent free first, unless that
 * takes longer than the patience (J. Kiefer and J. Wolfowitz, "On the theory of queues with many servers", 1955).
 * Gives each caller's wait in ms, null for who gave up.
 */
export function textbookWaits(agents: number, visitors: readonly Visitor[]): (number | null)[] {
  const freeAt = new Float64Array(agents).fill(-Infinity)
  return visitors.map(({ arrivedAt, talkMs, patienceMs }) => {
    let first = 0
    for (let i = 1; i < agents; i += 1) if ((freeAt[i] ?? 0) < (freeAt[first] ?? 0)) first = i
    const wait = Math.max(0, (freeAt[first] ?? 0) - arrivedAt)
    if (wait >= patienceMs) return null
    freeAt[first] = arrivedAt + wait + talkMs
    return wait
  })
}

/** Standard error of the mean of values that depend on their neighbours: by the means of `parts` batches. */
export function standardError(values: readonly number[], parts = 40): number {
  const size = Math.floor(values.length / parts)
  const means = Array.from({ length: parts }, (_, i) => mean(values.slice(i * size, (i + 1) * size)))
  const centre = mean(means)
  const variance = means.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (parts - 1)
  return Math.sqrt(variance / parts)
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
