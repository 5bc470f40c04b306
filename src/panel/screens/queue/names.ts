import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { GroupView } from '../../../contract/calendar.ts'
import type { Hotline } from '../../../contract/hotline.ts'
import { api } from '../../server/api.ts'
import { useLanguage } from '../../words/language.ts'

const KEEP_MS = 60_000

interface List<Item> {
  items: Item[]
}

export interface Names {
  groups: readonly { id: string; name: string }[]
  group: (id: string) => string
  /** "" for a number that is not registered. */
  line: (dnis: string) => string
}

/** How groups and numbers are called, in the reader's language. The same object as long as nothing in it changed. */
export function useNames(): Names {
  const language = useLanguage()
  const groups = useQuery({ queryKey: ['groups'], queryFn: async () => (await api.get<List<GroupView>>('/groups')).items, staleTime: KEEP_MS }).data
  const lines = useQuery({ queryKey: ['hotlines'], queryFn: async () => (await api.get<List<Hotline>>('/hotlines')).items, staleTime: KEEP_MS }).data
  return useMemo(() => {
    const named = ({ nameZh, nameEn }: { nameZh: string; nameEn: string }): string => (language === 'en' && nameEn !== '' ? nameEn : nameZh)
    const byGroup = new Map((groups ?? []).map((one) => [one.id as string, named(one)]))
    const byLine = new Map((lines ?? []).map((one) => [one.number as string, named(one)]))
    return { groups: [...byGroup].map(([id, name]) => ({ id, name })), group: (id) => byGroup.get(id) ?? id, line: (dnis) => byLine.get(dnis) ?? '' }
  }, [groups, lines, language])
}
