import { Button } from 'antd'
import { type ReactNode, useEffect, useRef } from 'react'
import { useNavigate } from 'react-router'
import type { WorklistEntry, WorklistName } from '../../../contract/worklist.ts'
import { useShortcuts } from '../../look/shortcuts.ts'
import { Failed, Loading } from '../../look/states.tsx'
import { useWords } from '../../words/language.ts'
import { useWide, useWorklist } from '../unit/data.ts'
import { neighbour } from '../unit/rules/desk.ts'
import '../ticket-draft/draft.css'
import '../ticket-work/ticket-work.css'
import './dispatch.css'
import { type DeskListWords, List } from './list.tsx'
import { nextAfter } from './rules/steady.ts'
import { useSteady } from './use-steady.ts'
import { words } from './words.ts'

interface BoardProps {
  list: WorklistName
  said: DeskListWords
  also?: (entry: WorklistEntry) => ReactNode
  /** The chosen ticket; `onDone`: it was dealt with here, and `stays` while something is left to do about it. */
  show: (ticketNo: string, onDone: (stays: boolean) => void) => ReactNode
  chosen: string | null
  choose: (ticketNo: string | null) => void
}

/** A list and the chosen ticket beside it; on a telephone one after the other. */
export function Board({ list, said, also, show, chosen, choose }: BoardProps) {
  const wide = useWide()
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
  const shownList = <List said={said} {...(also ? { also } : {})} {...steady} chosen={chosen} choose={choose} more={hasNextPage ? () => void fetchNextPage() : null} />
  const shownCase = (
    <section className="dispatch-case" aria-label={w.ticket} tabIndex={-1} ref={pane}>
      {chosen === null ? <p className="quiet dispatch-none">{w.chooseOne}</p> : show(chosen, onDone)}
    </section>
  )
  if (wide) return <div className="dispatch wide">{shownList}{shownCase}</div>
  return <div className="dispatch">{chosen === null ? shownList : <><Button className="dispatch-back" onClick={() => choose(null)}>← {w.back}</Button>{shownCase}</>}</div>
}
