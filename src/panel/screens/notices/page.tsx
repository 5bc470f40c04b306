import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Input, Radio, Select } from 'antd'
import { KINDS_TOLD, NOTICE_WORDS } from '../../../contract/notice-words.ts'
import { useAddress } from '../../look/address.ts'
import { Page } from '../../look/page.tsx'
import { Empty, Failed, Loading } from '../../look/states.tsx'
import { useAction } from '../../look/use-action.ts'
import { api } from '../../server/api.ts'
import { NoticeGroups } from '../../shell/bell-list.tsx'
import { HISTORY, markSeen, type NoticePage } from '../../shell/bell-state.ts'
import { useLanguage, useWords } from '../../words/language.ts'
import { Preferences } from './preferences.tsx'
import { words } from './words.ts'
import './notices.css'

const SEEN = ['all', 'unseen', 'seen'] as const
const PAGE = 50

/** Everything the reader was told of tickets; the filters are in the address. */
export function NoticesPage() {
  const [w, language] = [useWords(words), useLanguage()]
  const [params, set] = useAddress()
  const [seen, kind, ticketNo] = [params.get('seen') ?? 'all', params.get('kind') ?? '', params.get('ticket') ?? '']
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: [...HISTORY, seen, kind, ticketNo],
    queryFn: ({ pageParam, signal }) => api.get<NoticePage>('/ticket-notices', { limit: PAGE, cursor: pageParam, kind, ticketNo, seen: seen === 'all' ? '' : seen === 'seen' }, { signal }),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
  const see = useAction(markSeen)
  const items = data?.pages.flatMap((page) => page.items) ?? []
  const kinds = KINDS_TOLD.map((value) => ({ value: value as string, label: NOTICE_WORDS[language][value] }))
  return (
    <Page
      title={w.title}
      actions={
        <>
          <Radio.Group aria-label={w.filter} optionType="button" value={seen} onChange={({ target }) => set({ seen: target.value === 'all' ? null : String(target.value) })} options={SEEN.map((value) => ({ value, label: w[value] }))} />
          <Select aria-label={w.kind} value={kind} onChange={(value) => set({ kind: value })} options={[{ value: '', label: w.everyKind }, ...kinds]} showSearch={{ optionFilterProp: 'label' }} className="notice-kind" />
          <Input.Search allowClear aria-label={w.ticket} placeholder={w.ticket} defaultValue={ticketNo} onSearch={(value) => set({ ticket: value.trim() })} className="notice-ticket-no" />
          <Button onClick={() => set({ settings: '1' })}>{w.settings}</Button>
        </>
      }
    >
      {error && items.length === 0 ? <Failed error={error} retry={() => void refetch()} /> : isPending ? <Loading /> : items.length === 0 ? <Empty title={w.none}><p>{w.noneWhy}</p></Empty> : (
        <section className="paper notice-history" aria-label={w.title}>
          <NoticeGroups notices={items} onSeen={({ notices }) => void see.run({ ids: notices.filter((one) => one.seenAt === null).map(({ id }) => id) })} />
        </section>
      )}
      {hasNextPage ? <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>{w.more}</Button> : null}
      {params.get('settings') === null ? null : <Preferences onClose={() => set({ settings: null })} />}
    </Page>
  )
}
