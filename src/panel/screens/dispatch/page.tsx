import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { Page } from '../../look/page.tsx'
import { useShortcuts } from '../../look/shortcuts.ts'
import { Failed, Loading } from '../../look/states.tsx'
import { useWords } from '../../words/language.ts'
import { useCounts, useListsLive, useWide, useWorklist } from '../unit/data.ts'
import { neighbour } from '../unit/rules/desk.ts'
import { Case } from './case.tsx'
import './dispatch.css'
import { List } from './list.tsx'
import { type DispatchList, isDispatchList } from './rules/lists.ts'
import { nextAfter } from './rules/steady.ts'
import { Tabs } from './tabs.tsx'
import { useSteady } from './use-steady.ts'
import { words } from './words.ts'

/** The dispatcher's board: what waits for a department, and the ticket beside it with who should have it (G06, G33). */
export function DispatchPage() {
  const w = useWords(words)
  const wide = useWide()
  const [params, setParams] = useSearchParams()
  const { data: counts, error, refetch } = useCounts(false)
  useListsLive()
  const asked = params.get('list')
  const list: DispatchList = isDispatchList(asked) ? asked : 'unassigned'
  const set = (name: DispatchList, ticketNo: string | null): void => setParams(ticketNo === null ? { list: name } : { list: name, ticket: ticketNo }, { replace: true })
  return (
    <Page title={w.title} full={wide}>
      {error && !counts ? <Failed error={error} retry={() => void refetch()} /> : !counts ? <Loading /> : (
        <>
          <Tabs counts={counts} chosen={list} choose={(name) => set(name, null)} />
          <Board key={list} list={list} wide={wide} chosen={params.get('ticket')} choose={(ticketNo) => set(list, ticketNo)} />
        </>
      )}
    </Page>
  )
}

interface BoardProps {
  list: DispatchList
  wide: boolean
  chosen: string | null
  choose: (ticketNo: string | null) => void
}

function Board({ list, wide, chosen, choose }: BoardProps) {
  const w = useWords(words)
  const navigate = useNavigate()
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage } = useWorklist(list, false)
  const steady = useSteady(list, data?.pages.flatMap(({ items }) => items))
  const pane = useRef<HTMLElement>(null)
  const numbers = steady.rows.map(({ entry }) => entry.ticket.ticketNo as string)
  const first = steady.rows.find(({ gone }) => !gone)?.entry.ticket.ticketNo ?? null
  useEffect(() => {
    if (wide && chosen === null && first !== null) choose(first)
  })
  const go = (step: 1 | -1) => (): void => {
    const to = neighbour(numbers, chosen, step)
    if (to !== null) choose(to)
  }
  /** The next one comes by itself; a ticket that was given back is sent on here. */
  function onDone(stays: boolean): void {
    const row = steady.rows.find(({ entry }) => entry.ticket.ticketNo === chosen)
    if (row) steady.done(row.key)
    if (!stays) {
      const next = row ? nextAfter(steady.rows, row.key) : first
      choose(steady.rows.find(({ key }) => key === next)?.entry.ticket.ticketNo ?? null)
    }
    requestAnimationFrame(() => pane.current?.focus())
  }
  useShortcuts([
    { keys: 'j', label: w.nextOne, act: go(1) }, { keys: 'k', label: w.lastOne, act: go(-1) },
    { keys: 'n', label: w.showNews, act: steady.showNews, on: steady.news.length > 0 },
    { keys: 'o', label: w.openPage, act: () => void navigate(`/tickets/${chosen ?? ''}`), on: chosen !== null },
  ])
  if (isPending) return <Loading />
  if (error && steady.rows.length === 0) return <Failed error={error} retry={() => void refetch()} />
  const shownList = <List list={list} {...steady} chosen={chosen} choose={choose} more={hasNextPage ? () => void fetchNextPage() : null} />
  const shownCase = (
    <section className="dispatch-case" aria-label={w.ticket} tabIndex={-1} ref={pane}>
      {chosen === null ? <p className="quiet dispatch-none">{w.chooseOne}</p> : <Case key={chosen} ticketNo={chosen} onDone={onDone} />}
    </section>
  )
  if (wide) return <div className="dispatch wide">{shownList}{shownCase}</div>
  return <div className="dispatch">{chosen === null ? shownList : <><Button className="dispatch-back" onClick={() => choose(null)}>← {w.back}</Button>{shownCase}</>}</div>
}
