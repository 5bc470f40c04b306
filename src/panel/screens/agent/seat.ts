import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { AgentView } from '../../../contract/agent.ts'
import type { CallDetail, CallNow } from '../../../contract/call.ts'
import type { CallerView } from '../../../contract/caller.ts'
import type { Hotline } from '../../../contract/hotline.ts'
import type { WaitingView } from '../../../contract/queue.ts'
import type { LiveCall } from '../../../contract/socket.ts'
import type { TargetView } from '../../../contract/target.ts'
import { api } from '../../server/api.ts'
import { useFeed } from '../../server/feed.ts'
import { useLines } from '../../server/lines.ts'
import { type Stage, stageOf } from './rules/stage.ts'

/** The agent with the call in hand, from the live feed and what the server adds to it. */
export interface Seat {
  agent: AgentView | null
  /** The call in hand: ringing, going on, or being wrapped up. */
  call: string | null
  stage: Stage
  now: CallNow | null
  detail: CallDetail | undefined
  live: LiveCall | null
  waiting: WaitingView | null
  caller: CallerView | undefined
}

const callKey = (call: string | null) => ['call', call] as const
/** Whether a third party has spoken, and whether a supervisor listens, is asked for. */
const ASK_EVERY_MS = { third: 1_000, talk: 4_000 }

export function useSeat(extension: string): Seat {
  const agent = useFeed((feed) => feed.agents.get(extension) ?? null)
  const call = agent?.call ?? null
  const live = useFeed((feed) => (call === null ? null : (feed.calls.get(call) ?? null)))
  const waiting = useFeed((feed) => (call === null ? null : (feed.waiting.get(call) ?? null)))
  // Of a call that rings the record is not the agent's yet; one of ours is.
  const readable = call !== null && agent !== null && !(agent.state === 'ringing' && waiting !== null) && (agent.state === 'acw' || live !== null)
  const { data } = useQuery({
    queryKey: callKey(call), enabled: readable, queryFn: async ({ signal }) => await api.get<CallDetail>(`/calls/${call}`, {}, { signal }),
    refetchInterval: ({ state }) => (agent?.state === 'acw' ? false : state.data?.now?.third ? ASK_EVERY_MS.third : ASK_EVERY_MS.talk),
  })
  const queries = useQueryClient()
  useEffect(() => {
    if (readable) void queries.invalidateQueries({ queryKey: callKey(call) })
  }, [queries, readable, call, live, agent?.state])
  const caller = useQuery({ queryKey: ['caller', call], enabled: call !== null, staleTime: 60_000, queryFn: async ({ signal }) => await api.get<CallerView>(`/calls/${call}/caller`, {}, { signal }) })
  const detail = readable ? data : undefined
  const now = detail?.now ?? null
  return { agent, call, stage: stageOf(agent, now, live?.agent === extension), now, detail, live, waiting, caller: caller.data }
}

/** Puts the server's answer to a command in place, without waiting for the feed. */
export function useKnownNow(): (now: CallNow) => void {
  const queries = useQueryClient()
  return (now) => {
    queries.setQueryData<CallDetail>(callKey(now.id), (before) => before && { ...before, now: now.state === 'ended' ? null : now })
  }
}

const MINUTE_MS = 60_000

/** The line with this number; undefined while the registry is not known. */
export const useLine = (number: string | null): Hotline | undefined => useLines().lines.find((line) => line.number === number)

export function useTargets(): readonly TargetView[] {
  const { data } = useQuery({ queryKey: ['targets'], staleTime: MINUTE_MS, queryFn: async ({ signal }) => (await api.get<{ items: TargetView[] }>('/targets', {}, { signal })).items })
  return data ?? []
}
