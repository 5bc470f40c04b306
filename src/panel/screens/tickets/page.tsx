import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Table, Tag, type TableColumnsType } from 'antd'
import { Link, useSearchParams } from 'react-router'
import type { Ticket } from '../../../contract/ticket.ts'
import { useFormat, useNow } from '../../look/format.ts'
import { Page } from '../../look/page.tsx'
import { Empty, Failed, Loading } from '../../look/states.tsx'
import { api } from '../../server/api.ts'
import { useLines } from '../../server/lines.ts'
import { useWords } from '../../words/language.ts'
import { words as draftWords } from '../ticket-draft/words.ts'
import { Standing } from '../ticket-work/clocks.tsx'
import '../ticket-work/ticket-work.css'
import { useUnitNames } from '../ticket-work/unit-names.ts'
import { Filter, wantedOf } from './filter.tsx'
import { words } from './words.ts'

/** Tickets as far as the reader may see them; what is wanted stands in the address. */
export function TicketsPage() {
  const w = useWords(words)
  const [params] = useSearchParams()
  const wanted = wantedOf(params)
  const { data, error, isPending, isFetching, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: ['tickets', wanted],
    queryFn: ({ pageParam, signal }) => api.get<{ items: Ticket[]; nextCursor: string | null }>('/tickets', { ...wanted, limit: 50, cursor: pageParam }, { signal }),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
  const items = data?.pages.flatMap((page) => page.items) ?? []
  const filtered = Object.keys(wanted).length > 0
  return (
    <Page title={w.title} actions={<Button onClick={() => void refetch()} loading={isFetching && !isPending}>{w.refresh}</Button>}>
      <Filter />
      {isPending ? <Loading /> : error && items.length === 0 ? <Failed error={error} retry={() => void refetch()} /> : items.length === 0 ? <Nothing filtered={filtered} /> : <TicketTable items={items} />}
      {hasNextPage ? <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>{w.more}</Button> : null}
    </Page>
  )
}

function Nothing({ filtered }: { filtered: boolean }) {
  const w = useWords(words)
  return filtered ? <Empty title={w.noneFound}><Link to="/tickets">{w.showAll}</Link></Empty> : <Empty title={w.none}><p>{w.noneWhy}</p></Empty>
}

function TicketTable({ items }: { items: readonly Ticket[] }) {
  const [w, draft] = [useWords(words), useWords(draftWords)]
  const { instant } = useFormat()
  const { nameOf } = useLines()
  const unitName = useUnitNames()
  const now = useNow()
  const columns: TableColumnsType<Ticket> = [
    { title: w.ticketNo, render: (_, { ticketNo }) => <Link className="numbers" to={`/tickets/${ticketNo}`}>{ticketNo}</Link> },
    { title: w.subject, dataIndex: 'title', className: 'tickets-title' },
    { title: w.state, render: (_, { state, disposition }) => <>{draft.states[state]}{disposition === 'three_way' ? <> <Tag>{w.threeWay}</Tag></> : null}</> },
    { title: w.lead, render: (_, { leadUnit }) => (leadUnit === null ? '' : unitName(leadUnit)) },
    { title: w.due, render: (_, ticket) => <>{ticket.dueAt === null ? '' : <span className="numbers">{instant(ticket.dueAt)}</span>} <Standing ticket={ticket} now={now} /></> },
    { title: w.line, render: (_, { dnis }) => <><span className="numbers">{dnis}</span> <span className="quiet">{nameOf(dnis)}</span></> },
    { title: w.caller, render: (_, { ani }) => <span className="numbers">{ani ?? w.withheld}</span> },
    { title: w.agent, dataIndex: 'agent' },
    { title: w.opened, render: (_, { openedAt }) => <span className="numbers">{instant(openedAt)}</span> },
  ]
  return <Table size="small" rowKey="id" columns={columns} dataSource={[...items]} pagination={false} scroll={{ x: 'max-content' }} />
}
