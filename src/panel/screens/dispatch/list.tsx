import { Button, Tag } from 'antd'
import { type ReactNode, useEffect, useRef } from 'react'
import type { WorklistEntry } from '../../../contract/worklist.ts'
import { useNow } from '../../look/format.ts'
import { Empty } from '../../look/states.tsx'
import { useWords } from '../../words/language.ts'
import { useTicketForm } from '../ticket-draft/use-draft.ts'
import { categoryOf, useNames } from '../ticket-draft/matter.tsx'
import { timeOf } from '../ticket-work/clocks.tsx'
import { useUnitNames } from '../ticket-work/unit-names.ts'
import { workWords } from '../ticket-work/words.ts'
import type { Steady } from './rules/steady.ts'
import { words } from './words.ts'

export interface DeskListWords {
  name: string
  empty: string
  emptyWhy: string
}

interface ListProps extends Steady<WorklistEntry> {
  said: DeskListWords
  /** Marks of an entry besides. */
  also?: (entry: WorklistEntry) => ReactNode
  /** Number of the chosen ticket. */
  chosen: string | null
  choose: (ticketNo: string) => void
  showNews: () => void
  more: (() => void) | null
}

/** What waits, the most urgent first; what comes is announced above and moves nothing. */
export function List({ said, also, rows, news, chosen, choose, showNews, more }: ListProps) {
  const w = useWords(words)
  const now = useNow()
  return (
    <section className="dispatch-list" aria-label={said.name}>
      <div role="status">{news.length === 0 ? null : <Button block className="dispatch-news" onClick={showNews}>{w.news(news.length)} · {w.showNews} <kbd>N</kbd></Button>}</div>
      {rows.length === 0 ? <Empty title={said.empty}><p>{said.emptyWhy}</p></Empty> : (
        <ul className="dispatch-entries">
          {rows.map(({ key, entry, gone }) => <li key={key}><Entry entry={entry} gone={gone} now={now} chosen={entry.ticket.ticketNo === chosen} choose={choose} also={also} /></li>)}
        </ul>
      )}
      {more === null ? null : <Button block onClick={more}>{w.more}</Button>}
    </section>
  )
}

interface EntryProps {
  entry: WorklistEntry
  gone: boolean
  now: number
  chosen: boolean
  choose: (ticketNo: string) => void
  also: ListProps['also']
}

function Entry({ entry, gone, now, chosen, choose, also }: EntryProps) {
  const { ticket, by, since } = entry
  const [w, work] = [useWords(words), useWords(workWords)]
  const place = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (chosen) place.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  const { ticketNo, title, urgency, bounceCount, leadUnit } = ticket
  const unitName = useUnitNames()
  return (
    <button type="button" ref={place} className={['dispatch-entry', chosen ? 'chosen' : '', gone ? 'gone' : '', urgency === 'emergency' ? 'emergency' : ''].join(' ')} aria-current={chosen ? 'true' : undefined} onClick={() => choose(ticketNo)}>
      <span className="dispatch-entry-head">
        {urgency === 'normal' ? null : <Tag color={urgency === 'emergency' ? 'red' : 'gold'}>{urgency === 'emergency' ? work.emergency : work.urgent}</Tag>}
        <strong>{title === '' ? ticketNo : title}</strong>
      </span>
      <Where ticket={ticket} />
      <span className="dispatch-entry-foot numbers">
        <span className="quiet">{ticketNo}</span>
        {gone ? <Tag>{w.gone}</Tag> : by === null ? <span className="quiet">{w.waiting(timeOf(now - since, work))}</span> : <strong className={now > by ? 'tone-late' : ''}>{now > by ? work.over(timeOf(now - by, work)) : work.left(timeOf(by - now, work))}</strong>}
        {bounceCount > 0 ? <Tag color="gold">{work.bounced(bounceCount)}</Tag> : null}
        {leadUnit === null ? null : <span>{unitName(leadUnit)}</span>}
        {also?.(entry)}
      </span>
    </button>
  )
}

/** Which matter, and where. */
function Where({ ticket: { categoryCode, areaCode } }: Pick<WorklistEntry, 'ticket'>) {
  const nameOf = useNames()
  const { data: form } = useTicketForm()
  const category = form ? categoryOf(form, categoryCode) : undefined
  const area = form?.areas.find(({ code }) => code === areaCode)
  return <span className="quiet">{[...(category ? [nameOf(category)] : []), ...(area ? [nameOf(area)] : [])].join(' · ')}</span>
}
