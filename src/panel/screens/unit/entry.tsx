import { Button, Tag } from 'antd'
import { useEffect, useRef } from 'react'
import { Link } from 'react-router'
import type { WorklistEntry } from '../../../contract/worklist.ts'
import { useFormat } from '../../look/format.ts'
import { useUser } from '../../server/session.ts'
import { useWords } from '../../words/language.ts'
import { timeOf } from '../ticket-work/clocks.tsx'
import { useRecordLine } from '../ticket-work/record-line.ts'
import type { useTake } from '../ticket-work/take.ts'
import { useUnitNames } from '../ticket-work/unit-names.ts'
import { workWords } from '../ticket-work/words.ts'
import { type DeskList, toneOf } from './rules/desk.ts'
import { useUntil } from './when.ts'
import { words } from './words.ts'

interface EntryProps extends ReturnType<typeof useTake> {
  entry: WorklistEntry
  list: DeskList
  now: number
  nearBy: number | null
  /** It came while the list was looked at. */
  fresh: boolean
  chosen: boolean
  wide: boolean
  choose: (ticketNo: string) => void
}

/** One thing to do: what about, what is asked, until when; what takes one press is pressed here. */
export function Entry({ entry, list, now, nearBy, fresh, chosen, wide, choose, busy, take }: EntryProps) {
  const [w, work] = [useWords(words), useWords(workWords)]
  const { instant } = useFormat()
  const until = useUntil()
  const card = useRef<HTMLElement>(null)
  const { ticket, by, since } = entry
  const { ticketNo, title, urgency } = ticket
  const emergency = urgency === 'emergency'
  const tone = toneOf({ list, by, emergency }, now, nearBy)
  useEffect(() => {
    if (chosen) card.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  const name = title === '' ? ticketNo : title
  return (
    <article ref={card} className={['unit-entry', tone, emergency ? 'emergency' : '', chosen ? 'chosen' : ''].join(' ')}>
      <p className="unit-entry-head">
        {emergency ? <Tag color="red">{work.emergency}</Tag> : urgency === 'urgent' ? <Tag color="gold">{work.urgent}</Tag> : null}
        {fresh ? <Tag color="blue">{w.fresh}</Tag> : null}
        {wide
          ? <button type="button" className="unit-title" aria-current={chosen ? 'true' : undefined} onClick={() => choose(ticketNo)}>{name}</button>
          : <Link className="unit-title" to={`/tickets/${ticketNo}`}>{name}</Link>}
      </p>
      <Asked entry={entry} list={list} />
      <p className="unit-entry-foot">
        <span className="quiet numbers">{ticketNo}</span>
        {by === null ? <span className="quiet numbers">{w.since(instant(since))}</span> : <strong className={`numbers tone-${tone}`}>{now > by ? work.over(timeOf(now - by, work)) : work.left(timeOf(by - now, work))}</strong>}
        {by === null ? null : <span className="quiet numbers">{until(by, now)}</span>}
        <OnePress entry={entry} list={list} name={name} busy={busy} take={take} />
      </p>
    </article>
  )
}

/** What is asked, in words; who has it when that is a department below. */
function Asked({ entry: { ticket, record }, list }: Pick<EntryProps, 'entry' | 'list'>) {
  const [w, work] = [useWords(words), useWords(workWords)]
  const line = useRecordLine()
  const unitName = useUnitNames()
  const { department } = useUser()
  const { leadUnit, round, state, replyAuthor, confidential } = ticket
  const marks = [
    ...(state === 'handling' && replyAuthor !== null ? [w.sentBack] : round > 0 && record === null ? [work.round(round)] : []),
    ...(confidential ? [work.confidential] : []),
    ...(leadUnit !== null && leadUnit !== department ? [`${work.lead} ${unitName(leadUnit)}`] : []),
    ...(list === 'to_review' && replyAuthor !== null ? [work.writtenBy(replyAuthor)] : []),
  ]
  return (
    <>
      {record === null ? null : <p className="unit-asked">{line({ ...record, dueAt: null })}</p>}
      {marks.length === 0 ? null : <p className="unit-marks">{marks.join(' · ')}</p>}
    </>
  )
}

/** Signing, and saying that one is on the spot, need no form. */
function OnePress({ entry: { ticket, record }, list, name, busy, take }: Pick<EntryProps, 'entry' | 'list' | 'busy' | 'take'> & { name: string }) {
  const w = useWords(words)
  if (list === 'to_sign') return <Button type="primary" size="small" className="unit-press" disabled={busy} aria-label={`${w.sign} ${name}`} onClick={() => void take(ticket, 'signFor')}>{w.sign}</Button>
  if (list === 'whistles' && record !== null) return <Button type="primary" size="small" className="unit-press" disabled={busy} aria-label={`${w.checkIn} ${name}`} onClick={() => void take(ticket, 'checkIn', { record: record.id })}>{w.checkIn}</Button>
  return null
}
