// What theory says of a queue with Poisson arrivals and exponential talk times, to hold the simulator against.
// Times are in one unit of your choice throughout; load is arrivals per time × mean talk time, in erlang.

/** Erlang B: the share of callers who find all agents busy when nobody may wait (A. K. Erlang, 1917; the usual recursion). */
export function erlangB(agents: number, load: number): number {
  let blocked = 1
  for (let n = 1; n <= agents; n += 1) blocked = (load * blocked) / (n + load * blocked)
  return blocked
}

export interface Expected {
  /** Mean wait of all callers, those who give up included. */
  meanWait: number
  /** Share of all callers answered within the target. */
  answeredInTarget: number
  /** Share of callers who give up. */
  abandoned: number
}

export interface Centre {
  agents: number
  arrivalsPerMs: number
  meanTalkMs: number
  targetMs: number
}

/**
 * Erlang C: everybody waits as long as it takes (M/M/n; L. Kleinrock, Queueing Systems I, 1975, §3.5).
 * The load must be less than the number of agents.
 */
export function erlangC({ agents, arrivalsPerMs, meanTalkMs, targetMs }: Centre): Expected {
  const load = arrivalsPerMs * meanTalkMs
  const blocked = erlangB(agents, load)
  const mustWait = blocked / (1 - (load / agents) * (1 - blocked))
  const drain = (agents - load) / meanTalkMs
  return { meanWait: mustWait / drain, answeredInTarget: 1 - mustWait * Math.exp(-drain * targetMs), abandoned: 0 }
}

/** Steps of the integration per the shortest time that matters. */
const FINENESS = 200

/**
 * Erlang A: callers give up after an exponential patience (M/M/n+M; C. Palm, 1957). The wait V offered to a caller
 * who would never give up has the density λ · p(n−1) · exp(λ·H(x) − n·µ·x), H(x) = ∫₀ˣ P(patience > u) du
 * (F. Baccelli and G. Hebuterne, 1981; A. Mandelbaum and S. Zeltyn, "Call Centers with Impatient Customers",
 * 2005); everything else is an integral over it, taken here by the trapezoidal rule.
 */
export function erlangA({ agents, arrivalsPerMs, meanTalkMs, targetMs }: Centre, meanPatienceMs: number): Expected {
  const exponent = (x: number): number =>
    arrivalsPerMs * meanPatienceMs * (1 - Math.exp(-x / meanPatienceMs)) - (agents * x) / meanTalkMs
  const stays = (x: number): number => Math.exp(-x / meanPatienceMs)
  const width = Math.min(meanTalkMs / agents, meanPatienceMs, targetMs) / FINENESS
  // Where all agents are just kept busy the density is highest; scaled by it nothing overflows.
  const peakAt = Math.max(0, meanPatienceMs * Math.log((arrivalsPerMs * meanTalkMs) / agents))
  const top = exponent(peakAt)

  let all = 0
  let served = 0
  let inTarget = 0
  for (let x = 0; ; x += width) {
    const density = arrivalsPerMs * Math.exp(exponent(x) - top) * width * (x === 0 ? 0.5 : 1)
    all += density
    served += density * stays(x)
    if (x < targetMs) inTarget += density * stays(x)
    if (x > peakAt && density < all * 1e-10) break
  }
  const atOnce = Math.exp(-top) / erlangB(agents - 1, arrivalsPerMs * meanTalkMs)
  const abandoned = (all - served) / (atOnce + all)
  return {
    // Whoever gives up does so at the constant rate 1/patience while waiting.
    meanWait: abandoned * meanPatienceMs,
    answeredInTarget: (atOnce + inTarget) / (atOnce + all),
    abandoned,
  }
}
