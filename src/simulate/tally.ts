import type { CallFact } from '../call/facts.ts'
import type { AgentState, AgentView } from '../contract/agent.ts'
import type { CallId, Extension } from '../contract/ids.ts'
import { HOUR_MS } from './rules/day-profile.ts'

export interface Hour {
  /** Calls that arrived in this hour and asked for an agent. */
  asked: number
  answered: number
  inTarget: number
  abandoned: number
  /** Sent away or taken by the fallback. */
  lost: number
  /** From arrival to answer of the answered, in ms. */
  waits: number[]
  /** Total wait of all who asked, those who gave up included, in ms. */
  waitedMs: number
  talkedMs: number
  longestQueue: number
  /** Agent time in ms. */
  busyMs: number
  readyMs: number
  awayMs: number
}

/** What a supervisor would read off the day (domain.md §2.6). */
export interface Tally {
  hours: readonly Hour[]
  outcomes: Readonly<Record<string, number>>
  fact: (fact: CallFact) => void
  queued: (at: number, size: number) => void
  agent: (now: AgentView, at: number) => void
  /** Closes the books. */
  finish: (at: number) => void
}

const newHour = (): Hour => ({
  asked: 0, answered: 0, inTarget: 0, abandoned: 0, lost: 0, waits: [], waitedMs: 0, talkedMs: 0, longestQueue: 0, busyMs: 0, readyMs: 0, awayMs: 0,
})

export function createTally(start: number, targetMs: number): Tally {
  const hours: Hour[] = []
  const outcomes: Record<string, number> = {}
  const answeredAfter = new Map<CallId, number>()
  const agents = new Map<Extension, { state: AgentState; since: number }>()

  const hourOf = (at: number): Hour => {
    const index = Math.max(0, Math.floor((at - start) / HOUR_MS))
    while (hours.length <= index) hours.push(newHour())
    return hours[index] ?? newHour()
  }

  /** Books a stretch of an agent's time on the hours it lies in. */
  function book(state: AgentState, from: number, to: number): void {
    for (let at = from; at < to; ) {
      const hour = hourOf(at)
      const end = Math.min(to, start + (Math.floor((at - start) / HOUR_MS) + 1) * HOUR_MS)
      if (state === 'ready') hour.readyMs += end - at
      else if (state === 'not_ready') hour.awayMs += end - at
      else if (state !== 'offline') hour.busyMs += end - at
      at = end
    }
  }

  function ended(fact: Extract<CallFact, { type: 'callEnded' }>): void {
    outcomes[fact.outcome] = (outcomes[fact.outcome] ?? 0) + 1
    const waited = answeredAfter.get(fact.call)
    answeredAfter.delete(fact.call)
    if (fact.outcome === 'cancelled_number' || fact.outcome === 'rejected') return
    const hour = hourOf(fact.arrivedAt)
    hour.asked += 1
    hour.waitedMs += waited ?? fact.waitedMs
    hour.talkedMs += fact.talkedMs
    if (waited !== undefined) {
      hour.answered += 1
      hour.waits.push(waited)
      if (waited <= targetMs) hour.inTarget += 1
    } else if (fact.outcome === 'abandoned') hour.abandoned += 1
    else hour.lost += 1
  }

  return {
    hours,
    outcomes,
    fact(fact) {
      if (fact.type === 'agentConnected' && !answeredAfter.has(fact.call)) answeredAfter.set(fact.call, fact.waitedMs)
      if (fact.type === 'callEnded') ended(fact)
    },
    queued(at, size) {
      const hour = hourOf(at)
      hour.longestQueue = Math.max(hour.longestQueue, size)
    },
    agent({ extension, state }, at) {
      const before = agents.get(extension)
      if (before) book(before.state, before.since, at)
      agents.set(extension, { state, since: at })
    },
    finish(at) {
      for (const { state, since } of agents.values()) book(state, since, at)
    },
  }
}

/** All hours as one. */
export function total(hours: readonly Hour[]): Hour {
  const sum = newHour()
  for (const hour of hours) {
    for (const key of ['asked', 'answered', 'inTarget', 'abandoned', 'lost', 'waitedMs', 'talkedMs', 'busyMs', 'readyMs', 'awayMs'] as const) sum[key] += hour[key]
    sum.longestQueue = Math.max(sum.longestQueue, hour.longestQueue)
    sum.waits = sum.waits.concat(hour.waits)
  }
  return sum
}

export interface Figures {
  asked: number
  /** Shares of those who asked; null when nobody did. */
  answerRate: number | null
  serviceLevel: number | null
  /** Of the answered, ms. */
  meanWaitMs: number | null
  p95WaitMs: number | null
  longestWaitMs: number | null
  longestQueue: number
  /** Share of their time at work that agents spend on calls. */
  occupancy: number | null
}

export function figuresOf(hour: Hour): Figures {
  const { asked, answered, inTarget, busyMs, readyMs, longestQueue } = hour
  const waits = hour.waits.toSorted((a, b) => a - b)
  const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)
  return {
    asked,
    answerRate: share(answered, asked),
    serviceLevel: share(inTarget, asked),
    meanWaitMs: share(waits.reduce((sum, wait) => sum + wait, 0), waits.length),
    p95WaitMs: waits[Math.ceil(waits.length * 0.95) - 1] ?? null,
    longestWaitMs: waits.at(-1) ?? null,
    longestQueue,
    occupancy: share(busyMs, busyMs + readyMs),
  }
}
