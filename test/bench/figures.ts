// Small statistics for the bench; pure.

export interface Spread {
  count: number
  p50: number
  p95: number
  p99: number
  max: number
}

/** Nearest-rank percentile (ISO 3534-1 quantile of a sample); `share` in 0..1, NaN for no values. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

export const median = (values: readonly number[]): number => percentile(values, 0.5)

export const spread = (values: readonly number[]): Spread => ({
  count: values.length,
  p50: median(values),
  p95: percentile(values, 0.95),
  p99: percentile(values, 0.99),
  max: percentile(values, 1),
})

/** Median over several runs, figure by figure: one disturbed run does not decide. */
export function medianSpread(runs: readonly Spread[]): Spread {
  const over = (pick: (run: Spread) => number): number => median(runs.map(pick))
  return {
    count: runs.reduce((sum, run) => sum + run.count, 0),
    p50: over((r) => r.p50),
    p95: over((r) => r.p95),
    p99: over((r) => r.p99),
    max: over((r) => r.max),
  }
}
