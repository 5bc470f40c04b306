import { App as Antd, Button, Table, Tag } from 'antd'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { AuditRow } from '../../../../contract/user.ts'
import { useFormat } from '../../../look/format.ts'
import { Page } from '../../../look/page.tsx'
import { Failed } from '../../../look/states.tsx'
import { api, sentenceOf } from '../../../server/api.ts'
import { words as shell } from '../../../shell/words.ts'
import { useWords } from '../../../words/language.ts'
import { AuditDetails } from './details.tsx'
import { AuditFilter, type Filter, NO_FILTER } from './filter.tsx'
import { useSentence } from './sentence.ts'
import { words } from './words.ts'
import './audit.css'

interface AuditPageOf {
  items: AuditRow[]
  nextCursor: string | null
}

/** Where the reader is; the end day is included. */
const instantOf = (day: string, plusDays: number): string => (day === '' ? '' : new Date(new Date(`${day}T00:00:00`).getTime() + plusDays * 86_400_000).toISOString())

/** /admin/audit: who did what, newest first. Reading it is itself on record. */
export function AuditPage() {
  const [w, s, { instant, clock }] = [useWords(words), useWords(shell), useFormat()]
  const sentence = useSentence()
  const [filter, setFilter] = useState<Filter>(NO_FILTER)
  const log = useInfiniteQuery({
    queryKey: ['audit', filter],
    queryFn: async ({ pageParam }) => await api.get<AuditPageOf>('/audit', { actor: filter.actor, action: filter.action, target: filter.target, from: instantOf(filter.from, 0), to: instantOf(filter.to, 1), cursor: pageParam, limit: 50 }),
    initialPageParam: '', getNextPageParam: (last) => last.nextCursor, refetchOnWindowFocus: false, staleTime: 0,
  })
  const rows = log.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <Page title={s.pages.audit} actions={<Verify />}>
      <AuditFilter filter={filter} onFilter={(next) => (JSON.stringify(next) === JSON.stringify(filter) ? void log.refetch() : setFilter(next))} />
      {log.isError ? <Failed error={log.error} retry={() => void log.refetch()} /> : (
        <Table<AuditRow>
          rowKey="seq" size="small" pagination={false} dataSource={rows} loading={log.isPending} locale={{ emptyText: w.none }}
          expandable={{ expandedRowRender: ({ details, hash, seq }) => <AuditDetails {...{ details, hash, seq }} />, expandRowByClick: true }}
          columns={[
            { title: w.at, dataIndex: 'at', width: 180, render: (at: number) => <span className="numbers">{instant(at).slice(0, 10)} {clock(at)}</span> },
            { title: w.who, dataIndex: 'actor', width: 160, render: (actor: string) => (actor === 'system' ? w.system : actor) },
            { title: w.what, key: 'what', render: (_, row) => sentence(row) },
            { title: w.result, dataIndex: 'ok', width: 100, render: (ok: boolean) => <Tag color={ok ? 'green' : 'red'} variant="outlined">{ok ? w.ok : w.refused}</Tag> },
          ]}
        />
      )}
      <div className="audit-foot">{log.hasNextPage ? <Button loading={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>{w.more}</Button> : rows.length > 0 ? <span className="quiet">{w.end}</span> : null}</div>
    </Page>
  )
}

function Verify() {
  const w = useWords(words)
  const { message } = Antd.useApp()
  const [busy, setBusy] = useState(false)
  async function verify(): Promise<void> {
    setBusy(true)
    try {
      const { ok, rows, seq } = await api.get<{ ok: boolean; rows: number; seq?: number }>('/audit/verify')
      if (ok) void message.success(w.whole.replace('{n}', String(rows)))
      else void message.error(w.broken.replace('{n}', String(seq)), 10)
    } catch (error) {
      void message.error(sentenceOf(error))
    } finally {
      setBusy(false)
    }
  }
  return <Button loading={busy} onClick={() => void verify()}>{w.verify}</Button>
}
