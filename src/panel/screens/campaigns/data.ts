import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Campaign, CampaignEntry, CampaignResults, CampaignScript, CampaignSettings, DoNotCall, EntryState, ListReport } from '../../../contract/campaign.ts'
import { api } from '../../server/api.ts'

interface Listed<Item> {
  items: Item[]
  nextCursor: string | null
}

/** Calls go on by themselves. */
const LOOK_AGAIN_MS = 5_000
const PAGE = 100

const pages = <Item>(path: string, query: Readonly<Record<string, string | null>>) => ({
  queryKey: ['campaigns', path, query],
  queryFn: ({ pageParam, signal }: { pageParam: string; signal: AbortSignal }) => api.get<Listed<Item>>(path, { ...query, limit: PAGE, cursor: pageParam }, { signal }),
  initialPageParam: '',
  getNextPageParam: ({ nextCursor }: Listed<Item>) => nextCursor,
  refetchInterval: LOOK_AGAIN_MS,
})

export const useCampaigns = () => useInfiniteQuery(pages<Campaign>('/campaigns', {}))
export const useCampaign = (id: string) => useQuery({ queryKey: ['campaigns', id], queryFn: ({ signal }) => api.get<Campaign>(`/campaigns/${id}`, {}, { signal }), refetchInterval: LOOK_AGAIN_MS })
export const useEntries = (id: string, state: EntryState | null) => useInfiniteQuery(pages<CampaignEntry>(`/campaigns/${id}/entries`, { state }))
export const useResults = (id: string) => useQuery({ queryKey: ['campaigns', id, 'results'], queryFn: ({ signal }) => api.get<CampaignResults>(`/campaigns/${id}/results`, {}, { signal }), refetchInterval: LOOK_AGAIN_MS })
export const useDoNotCall = () => useInfiniteQuery(pages<DoNotCall>('/do-not-call', {}))

/** What is heard, as it is spoken; `version`: of what was saved then. */
export const useScript = (id: string, version: number) => useQuery({ queryKey: ['campaigns', id, 'script', version], queryFn: async ({ signal }) => (await api.get<CampaignScript>(`/campaigns/${id}/script`, {}, { signal })).items })
export const audioOf = (id: string, step: string): string => api.address(`/campaigns/${id}/audio`, { step })
export const resultsFile = (id: string, format: 'csv' | 'xlsx', what: 'counts' | 'answers'): string => `/campaigns/${id}/results/file?format=${format}&what=${what}`

/** Looked at first; kept only with `apply`. */
export const sendList = async (id: string, file: Blob, apply: boolean): Promise<ListReport> => await api.upload<ListReport>('POST', `/campaigns/${id}/list?apply=${apply}`, file)

export type CampaignStep = 'start' | 'pause' | 'stop' | 'delete'

/** What a supervisor does with campaigns; what is shown is asked for again. */
export function useCampaignActs() {
  const known = useQueryClient()
  const again = async (): Promise<void> => await known.invalidateQueries({ queryKey: ['campaigns'] })
  const shown = async (campaign: Campaign): Promise<Campaign> => {
    known.setQueryData(['campaigns', campaign.id], campaign)
    await again()
    return campaign
  }
  return {
    again,
    make: async (settings: CampaignSettings) => await shown(await api.send<Campaign>('POST', '/campaigns', settings)),
    change: async ({ id, version }: Campaign, settings: CampaignSettings) => await shown(await api.send<Campaign>('PUT', `/campaigns/${id}`, { ...settings, version })),
    step: async ({ id, version }: Campaign, step: Exclude<CampaignStep, 'delete'>) => await shown(await api.send<Campaign>('POST', `/campaigns/${id}/${step}`, { version })),
    clearList: async ({ id, version }: Campaign): Promise<void> => await api.send('DELETE', `/campaigns/${id}/list?version=${version}`).then(again),
    async remove({ id, version }: Campaign): Promise<void> {
      await api.send('DELETE', `/campaigns/${id}?version=${version}`)
      known.removeQueries({ queryKey: ['campaigns', id] })
      await again()
    },
    forbid: async (entered: { number: string; note: string }): Promise<void> => await api.send('POST', '/do-not-call', entered).then(again),
    allow: async (id: string): Promise<void> => await api.send('DELETE', `/do-not-call/${id}`).then(again),
  }
}
