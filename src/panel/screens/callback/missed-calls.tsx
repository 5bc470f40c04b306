import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Radio } from 'antd'
import { useState } from 'react'
import type { Callback } from '../../../contract/callback.ts'
import { Empty, Failed, Loading } from '../../look/states.tsx'
import { api } from '../../server/api.ts'
import { useWords } from '../../words/language.ts'
import { CallbackTable } from './table.tsx'
import { words } from './words.ts'

type Shown = 'open' | 'closed' | 'all'

const REFRESH_MS = 10_000

/** Who must be called back, missed longest ago first: take one, call, say what came of it (A-J25). */
export function MissedCalls() {
  const w = useWords(words)
  const [shown, setShown] = useState<Shown>('open')
  const { data, error, isPending, isFetching, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: ['callbacks', shown === 'closed'],
    queryFn: ({ pageParam, signal }) => api.get<{ items: Callback[]; nextCursor: string | null }>('/callbacks', { limit: 100, cursor: pageParam, ...(shown === 'closed' ? { state: 'closed' } : {}) }, { signal }),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchInterval: REFRESH_MS,
  })
  const items = (data?.pages.flatMap((page) => page.items) ?? []).filter(({ state }) => shown === 'all' || (state === 'closed') === (shown === 'closed'))
  return (
    <div className="callback-missed">
      <div className="page-actions">
        <Radio.Group aria-label={w.filter} optionType="button" value={shown} onChange={(event) => setShown(event.target.value as Shown)} options={(['open', 'closed', 'all'] as const).map((value) => ({ value, label: w[value] }))} />
        <Button onClick={() => void refetch()} loading={isFetching && !isPending}>{w.refresh}</Button>
      </div>
      {isPending ? <Loading /> : error && items.length === 0 ? <Failed error={error} retry={() => void refetch()} /> : items.length === 0 ? <Empty title={w.none}><p>{w.noneWhy}</p></Empty> : <CallbackTable items={items} />}
      {hasNextPage ? <Button onClick={() => void fetchNextPage()}>{w.more}</Button> : null}
    </div>
  )
}
