import { useQuery } from '@tanstack/react-query'
import type { Hotline } from '../../contract/hotline.ts'
import { useLanguage } from '../words/language.ts'
import { api } from './api.ts'

/** Every number of the registry, and what it is called in the reader's language. */
export function useLines(): { lines: readonly Hotline[]; nameOf: (number: string | null) => string } {
  const language = useLanguage()
  const { data } = useQuery({ queryKey: ['hotlines'], queryFn: ({ signal }) => api.get<{ items: Hotline[] }>('/hotlines', {}, { signal }), staleTime: 60_000 })
  const lines = data?.items ?? []
  const nameOf = (number: string | null): string => {
    const found = lines.find((line) => line.number === number)
    return found === undefined ? '' : language === 'en' && found.nameEn !== '' ? found.nameEn : found.nameZh
  }
  return { lines, nameOf }
}
