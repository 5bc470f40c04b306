import { Button } from 'antd'
import { useEffect } from 'react'
import { useNavigate } from 'react-router'
import { useNow } from '../../look/format.ts'
import { useShortcuts } from '../../look/shortcuts.ts'
import { Empty, Failed, Loading } from '../../look/states.tsx'
import { useWords } from '../../words/language.ts'
import { useNearBy } from '../ticket-work/near-by.ts'
import { useTake } from '../ticket-work/take.ts'
import { keyOf, useNewcomers, useWorklist } from './data.ts'
import { Entry } from './entry.tsx'
import { type DeskList, neighbour } from './rules/desk.ts'
import { words } from './words.ts'

interface WaitingProps {
  list: DeskList
  below: boolean
  wide: boolean
  /** Number of the ticket beside the list; null = none. */
  chosen: string | null
  choose: (ticketNo: string) => void
}

/** One list: emergencies first, then what is due first. New entries are marked; the chosen ticket stays where it is. */
export function Waiting({ list, below, wide, chosen, choose }: WaitingProps) {
  const w = useWords(words)
  const { data, error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useWorklist(list, below)
  const loaded = data?.pages.flatMap(({ items }) => items)
  const entries = loaded ?? []
  const fresh = useNewcomers(`${list} ${below}`, loaded)
  const [now, nearBy] = [useNow(), useNearBy()]
  const numbers = entries.map(({ ticket }) => ticket.ticketNo)
  const first = numbers[0] ?? null
  const { busy, take } = useTake()
  useEffect(() => {
    if (wide && chosen === null && first !== null) choose(first)
  })
  useKeys({ list, numbers, chosen, wide, choose, act: () => {
    const entry = entries.find(({ ticket }) => ticket.ticketNo === chosen)
    if (entry && list === 'to_sign') void take(entry.ticket, 'signFor')
  } })
  if (isPending) return <div className="unit-waiting"><Loading /></div>
  if (error && entries.length === 0) return <div className="unit-waiting"><Failed error={error} retry={() => void refetch()} /></div>
  return (
    <section className="unit-waiting" aria-label={w.names[list]}>
      <h2>{w.names[list]} <span className="quiet numbers">{entries.length}{hasNextPage ? '+' : ''}</span></h2>
      <p className="visually-hidden" role="status">{fresh.size > 0 ? w.came(fresh.size) : ''}</p>
      {entries.length === 0 ? <Empty title={w.empty[list]}><p>{w.emptyWhy}</p></Empty> : (
        <ul className="unit-entries">
          {entries.map((entry) => (
            <li key={keyOf(entry)}><Entry entry={entry} list={list} now={now} nearBy={nearBy} fresh={fresh.has(keyOf(entry))} chosen={wide && entry.ticket.ticketNo === chosen} wide={wide} choose={choose} busy={busy} take={take} /></li>
          ))}
        </ul>
      )}
      {hasNextPage ? <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>{w.more}</Button> : null}
    </section>
  )
}

interface KeysOf extends Pick<WaitingProps, 'list' | 'chosen' | 'wide' | 'choose'> {
  numbers: readonly string[]
  act: () => void
}

/** J and K go through the list, Return opens the ticket on its own page, S signs. */
function useKeys({ list, numbers, chosen, wide, choose, act }: KeysOf): void {
  const w = useWords(words)
  const navigate = useNavigate()
  const go = (step: 1 | -1) => (): void => {
    const to = neighbour(numbers, chosen, step)
    if (to !== null) choose(to)
  }
  useShortcuts([
    { keys: 'j', label: w.nextOne, act: go(1), on: wide },
    { keys: 'k', label: w.lastOne, act: go(-1), on: wide },
    { keys: 'o', label: w.openPage, act: () => void navigate(`/tickets/${chosen ?? ''}`), on: chosen !== null },
    ...(list === 'to_sign' ? [{ keys: 's', label: w.sign, act, on: wide && chosen !== null && numbers.includes(chosen) }] : []),
  ])
}
