import { defaultPolicy, type Policy } from '../contract/policy.ts'
import type { DayProfile } from './rules/day-profile.ts'

/** Chances and times of what goes wrong; all zero in a good world. Times are means of exponential intervals in ms, 0 = never. */
export interface Faults {
  serverKilledEveryMs: number
  asteriskKilledEveryMs: number
  linkLostEveryMs: number
  /** Callers who hang up at the worst moment: within ms of an arrival, a ring, an answer, a bridge, a question. */
  whim: number
  /** Agents whose phone is lost in the middle of a talk. */
  lostInTalk: number
  /** Talks that are put on hold and taken back by the agent. */
  hold: number
  /** Per offer. */
  busy: number
  declined: number
  unreachable: number
  /** Agents who ask for a break at a random moment of a call. */
  breaks: number
  promptFails: number
  recordFails: number
  /** Up to this long between Asterisk and server, each way, and for a decision to reach the disk. */
  latencyMs: number
}

export const NO_FAULTS: Faults = {
  serverKilledEveryMs: 0,
  asteriskKilledEveryMs: 0,
  linkLostEveryMs: 0,
  whim: 0,
  lostInTalk: 0,
  hold: 0,
  busy: 0,
  declined: 0,
  unreachable: 0,
  breaks: 0,
  promptFails: 0,
  recordFails: 0,
  latencyMs: 0,
}

/** Everything goes wrong much more often than anywhere in life. */
export const ALL_FAULTS: Faults = {
  serverKilledEveryMs: 600_000,
  asteriskKilledEveryMs: 7_200_000,
  linkLostEveryMs: 900_000,
  whim: 0.15,
  lostInTalk: 0.03,
  hold: 0.1,
  busy: 0.01,
  declined: 0.02,
  unreachable: 0.01,
  breaks: 0.05,
  promptFails: 0.02,
  recordFails: 0.02,
  latencyMs: 6,
}

export interface Scenario {
  seed: number
  /** Calls per day of 24 hours. */
  callsPerDay: number
  profile: DayProfile
  hours: number
  /** No call begins after this many. */
  maxCalls: number
  /** Signed in, for each hour of the day. */
  agents: readonly number[]
  meanTalkMs: number
  /** Standard deviation of the logarithm; null = exponential. */
  talkSpread: number | null
  /** Exponential; Infinity = everybody waits as long as it takes. */
  meanPatienceMs: number
  meanWrapUpMs: number
  meanAnswerMs: number
  /** Share of offers nobody picks up. */
  noAnswer: number
  /** After an unanswered offer the agent is back after this long. */
  meanReturnMs: number
  /** Share of talks that the agent ends; the caller is then asked for a rating. */
  agentEnds: number
  /** Welcome, transition prompt and recording notice are played. */
  announcements: boolean
  /** Lines by their share of the calls; see lines.ts. */
  lines: 'city' | 'one'
  faults: Faults
  policy: Policy
  /** Answered within this counts for the service level (domain.md §2.6). */
  targetMs: number
}

/** A city of a few million on a weekday. The figures are assumptions; give your own. */
export const weekdayScenario = (seed: number, profile: DayProfile, agents: readonly number[]): Scenario => ({
  seed,
  callsPerDay: 34_000,
  profile,
  hours: 24,
  maxCalls: Infinity,
  agents,
  meanTalkMs: 180_000,
  talkSpread: 0.8,
  meanPatienceMs: 150_000,
  meanWrapUpMs: 40_000,
  meanAnswerMs: 4_000,
  noAnswer: 0.01,
  meanReturnMs: 60_000,
  agentEnds: 0.5,
  announcements: true,
  lines: 'city',
  faults: NO_FAULTS,
  policy: calmPolicy(),
  targetMs: 15_000,
})

/** Where nothing goes astray, looking for it every 15 s only takes time. */
function calmPolicy(): Policy {
  const policy = defaultPolicy()
  return { ...policy, ari: { ...policy.ari, reconcileEveryMs: 120_000 } }
}
