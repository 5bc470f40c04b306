import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Table, Tag, type TableColumnsType } from 'antd'
import { Link } from 'react-router'
import type { Ticket } from '../../../contract/ticket.ts'
import { useFormat } from '../../look/format.ts'
import { Page } from '../../look/page.tsx'
import { Empty, Failed, Loading } from '../../look/states.tsx'
import { api } from '../../server/api.ts'
import { useLines } from '../../server/lines.ts'
import { useWords } from '../../words/language.ts'
import { words } from './words.ts'

/** Tickets, newest first; agents see their own. */
export function TicketsPage() {
  const w = useWords(words)
  const { data, error, isPending, isFetching, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: ['tickets'],
    queryFn: ({ pageParam, signal }) => api.get<{ items: Ticket[]; nextCursor: string | null }>('/tickets', { limit: 50, cursor: pageParam }, { signal }),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
  const items = data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Page title={w.title} actions={<Button onClick={() => void refetch()} loading={isFetching && !isPending}>{w.refresh}</Button>}>
      {isPending ? <Loading /> : error && items.length === 0 ? <Failed error={error} retry={() => void refetch()} /> : items.length === 0 ? <Empty title={w.none}><p>{w.noneWhy}</p></Empty> : <TicketTable items={items} />}
      {hasNextPage ? <Button onClick={() => void fetchNextPage()}>{w.more}</Button> : null}
    </Page>
  )
}

function TicketTable({ items }: { items: readonly Ticket[] }) {
  const w = useWords(words)
  const { instant } = useFormat()
  const { nameOf } = useLines()
  const columns: TableColumnsType<Ticket> = [
    { title: w.ticketNo, render: (_, { ticketNo }) => <Link className="numbers" to={`/tickets/${ticketNo}`}>{ticketNo}</Link> },
    { title: w.state, render: (_, { state, disposition }) => <>{w.states[state] ?? state}{disposition === 'three_way' ? <> <Tag>{w.threeWay}</Tag></> : null}</> },
    { title: w.line, render: (_, { dnis }) => <><span className="numbers">{dnis}</span> <span className="quiet">{nameOf(dnis)}</span></> },
    { title: w.caller, render: (_, { ani }) => <span className="numbers">{ani ?? w.withheld}</span> },
    { title: w.agent, dataIndex: 'agent' },
    { title: w.opened, render: (_, { openedAt }) => <span className="numbers">{instant(openedAt)}</span> },
  ]
  return <Table size="small" rowKey="id" columns={columns} dataSource={[...items]} pagination={false} scroll={{ x: 'max-content' }} />
}
