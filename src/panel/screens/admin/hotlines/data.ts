import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { GroupView } from '../../../../contract/calendar.ts'
import type { Hotline } from '../../../../contract/hotline.ts'
import type { HotlinePreview, HotlineUse, KnownHotlines } from '../../../../contract/hotline-preview.ts'
import { api, Problem } from '../../../server/api.ts'
import { type Draft, isAskable } from './draft.ts'

interface Named {
  code: string
  nameZh: string
  nameEn: string
}

export const useHotlines = () => useQuery({ queryKey: ['hotlines'], queryFn: async () => (await api.get<{ items: Hotline[] }>('/hotlines')).items })
export const useUse = () => useQuery({ queryKey: ['hotlines', 'use'], queryFn: async () => await api.get<HotlineUse>('/hotlines/use'), refetchInterval: 30_000 })
export const useKnown = () => useQuery({ queryKey: ['hotlines', 'known'], queryFn: async () => (await api.get<KnownHotlines>('/hotlines/known')).items })
export const useGroups = () => useQuery({ queryKey: ['groups'], queryFn: async () => (await api.get<{ items: GroupView[] }>('/groups')).items })

/** Names of departments by code; a role that may not read them sees codes. */
export const useDepartments = () =>
  useQuery({
    queryKey: ['departments', 'names'],
    queryFn: async () =>
      (await api.get<{ items: Named[] }>('/departments').catch((error: unknown) => {
        if (error instanceof Problem && (error.status === 403 || error.status === 404)) return { items: [] }
        throw error
      })).items,
  })

/** Typing rests so long before the server is asked. */
const REST_MS = 350

/** What callers of the draft would get, as the server's own rules say. */
export function usePreview(draft: Draft, isNew: boolean) {
  const [asked, setAsked] = useState(draft)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(draft), REST_MS)
    return () => clearTimeout(timer)
  }, [draft])
  return useQuery({
    queryKey: ['hotlines', 'preview', asked, isNew],
    queryFn: async () => await api.send<HotlinePreview>('POST', '/hotlines/preview', { line: asked, isNew }),
    enabled: isAskable(asked), placeholderData: (before) => before, retry: false,
  })
}
