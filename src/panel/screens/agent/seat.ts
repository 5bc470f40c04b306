import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import type { AgentView } from '../../../contract/agent.ts'
import type { CallerView } from '../../../contract/caller.ts'
import type { Hotline } from '../../../contract/hotline.ts'
import type { WaitingView } from '../../../contract/queue.ts'
import type { LiveCall } from '../../../contract/socket.ts'
import type { TargetView } from '../../../contract/target.ts'
import { api } from '../../server/api.ts'
import { useFeed } from '../../server/feed.ts'
import { useLines } from '../../server/lines.ts'
import { type Stage, stageOf } from './rules/stage.ts'

/** The agent with the call in hand, from the live feed, and who calls. */
export interface Seat {
  agent: AgentView | null
  /** The call in hand: ringing, going on, or being wrapped up. */
  call: string | null
  stage: Stage
  /** A call of one's own that goes on; null in somebody else's, and when it has ended. */
  now: LiveCall | null
  /** The call as it was told last: also after it has ended, for as long as it is wrapped up. */
  told: LiveCall | null
  waiting: WaitingView | null
  caller: CallerView | undefined
}

export function useSeat(extension: string): Seat {
  const agent = useFeed((feed) => feed.agents.get(extension) ?? null)
  const call = agent?.call ?? null
  const live = useFeed((feed) => (call === null ? null : (feed.calls.get(call) ?? null)))
  const waiting = useFeed((feed) => (call === null ? null : (feed.waiting.get(call) ?? null)))
  const last = useRef<LiveCall | null>(null)
  if (live) last.current = live
  const told = live ?? (last.current?.call === call ? last.current : null)
  const caller = useQuery({ queryKey: ['caller', call], enabled: call !== null, staleTime: 60_000, queryFn: async ({ signal }) => await api.get<CallerView>(`/calls/${call}/caller`, {}, { signal }) })
  const now = live?.agent === extension ? live : null
  return { agent, call, stage: stageOf(agent, now), now, told, waiting, caller: caller.data }
}

const MINUTE_MS = 60_000

/** The line with this number; undefined while the registry is not known. */
export const useLine = (number: string | null): Hotline | undefined => useLines().lines.find((line) => line.number === number)

export function useTargets(): readonly TargetView[] {
  const { data } = useQuery({ queryKey: ['targets'], staleTime: MINUTE_MS, queryFn: async ({ signal }) => (await api.get<{ items: TargetView[] }>('/targets', {}, { signal })).items })
  return data ?? []
}
