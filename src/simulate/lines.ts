import type { CallPlan, ReachStep, Routing } from '../call/port.ts'
import type { Extension, GroupId, HotlineNumber } from '../contract/ids.ts'
import type { PromptRef } from '../prompt/port.ts'
import type { Random } from './rules/random.ts'
import type { Scenario } from './scenario.ts'

const general = 'general' as GroupId
const hr = 'hr' as GroupId

interface Line {
  number: string
  name: string
  /** Share of the calls. */
  share: number
  announcements: readonly string[]
  rank: 'normal' | 'elder' | 'emergency'
  specialists: GroupId | null
}

/** A few lines of every kind a city has (domain.md §2.1); the shares are assumptions. */
const CITY: readonly Line[] = [
  { number: '12345', name: '政务服务便民热线', share: 0.68, announcements: ['welcome', 'recording_notice'], rank: 'normal', specialists: null },
  { number: '12319', name: '城管热线', share: 0.1, announcements: ['transition', 'recording_notice'], rank: 'normal', specialists: null },
  { number: '12333', name: '人社热线', share: 0.15, announcements: ['dual_welcome', 'recording_notice'], rank: 'normal', specialists: hr },
  { number: '12349', name: '为老服务热线', share: 0.03, announcements: ['welcome', 'recording_notice'], rank: 'elder', specialists: null },
  { number: '119', name: '消防', share: 0.01, announcements: [], rank: 'emergency', specialists: null },
  { number: '12358', name: '价格监督热线', share: 0.03, announcements: [], rank: 'normal', specialists: null },
]

const CANCELLED = '12358'
const ONE: readonly Line[] = [{ number: '12345', name: '热线', share: 1, announcements: ['welcome', 'recording_notice'], rank: 'normal', specialists: null }]

const linesOf = (scenario: Scenario): readonly Line[] => (scenario.lines === 'city' ? CITY : ONE)

export function dialled(scenario: Scenario, chance: Random): string {
  let draw = chance.next()
  for (const { number, share } of linesOf(scenario)) {
    if (draw < share) return number
    draw -= share
  }
  return '12345'
}

export const extensionOf = (index: number): Extension => `${10_000 + index}` as Extension

/** Every third agent is a specialist as well. */
export const groupsOf = (scenario: Scenario, index: number): readonly GroupId[] =>
  scenario.lines === 'city' && index % 3 === 0 ? [general, hr] : [general]

export function routingOf(scenario: Scenario): Routing {
  const lines = new Map(linesOf(scenario).map((line) => [line.number, line]))
  return {
    plan({ dialled: number, callerNumber }): CallPlan {
      const { number: dnis, name, rank, specialists, announcements } = lines.get(number) ?? ONE[0]!
      const about = { dnis: dnis as HotlineNumber, dnisRaw: number, ani: callerNumber, aniRaw: callerNumber, lineName: name, labels: [] }
      if (scenario.lines === 'city' && dnis === CANCELLED) return { ...about, treatment: 'announce_hangup', announcement: prompt('number_cancelled'), times: 2 }
      return {
        ...about,
        treatment: 'queue',
        announcements: scenario.announcements ? announcements.map(prompt) : [],
        rank,
        reach: specialists ? [asked(0, [specialists]), asked(scenario.policy.offer.specialistFirstMs, [specialists, general])] : [asked(0, [general])],
        ringTimeoutMs: scenario.policy.offer.ringTimeoutMs,
        positionSpoken: scenario.announcements && rank === 'normal',
        screenName: `${dnis} ${name}`,
        transferCount: 0,
        interaction: null,
        from: null,
      }
    },
  }
}

const asked = (afterMs: number, groups: readonly GroupId[]): ReachStep => ({ afterMs, groups, announcement: null })
const prompt = (id: string): PromptRef => ({ id, values: {} })

/** Spoken lengths in ms, as synthesized from the default texts; anything else takes 4 s. */
const LENGTH_MS: Readonly<Record<string, number>> = {
  welcome: 3_500,
  transition: 9_000,
  dual_welcome: 5_000,
  recording_notice: 2_500,
  rate_agent: 7_000,
  rate_thanks: 2_500,
  number_cancelled: 9_000,
  queue_position: 4_500,
}

export const lengthMs = (promptId: string): number => LENGTH_MS[promptId] ?? 4_000
