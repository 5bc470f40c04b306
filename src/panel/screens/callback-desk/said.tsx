import { Button } from 'antd'
import { useEffect, useState } from 'react'
import type { TicketDetail } from '../../../contract/ticket-detail.ts'
import { useWords } from '../../words/language.ts'
import { AttachmentList } from '../ticket-work/attachments.tsx'
import { Matter } from '../ticket-work/matter.tsx'
import { RecordFacts } from '../ticket-work/records.tsx'
import { useUnitNames } from '../ticket-work/unit-names.ts'
import { words } from './words.ts'

/** What the citizen said and what the department did and proved; out of sight until it is known who is on the line. */
export function Said({ ticket, hidden }: { ticket: TicketDetail; hidden: boolean }) {
  const w = useWords(words)
  const [shown, setShown] = useState(false)
  useEffect(() => setShown(false), [hidden])
  if (hidden && !shown) return <section className="paper" aria-label={w.said}><h3>{w.said}</h3><p className="quiet">{w.sayFirst} <Button size="small" onClick={() => setShown(true)}>{w.show}</Button></p></section>
  return (
    <>
      <Replied ticket={ticket} />
      <Matter ticket={ticket} />
    </>
  )
}

/** The reply that was approved, what was found, and the files that prove it. */
export function Replied({ ticket }: { ticket: TicketDetail }) {
  const w = useWords(words)
  const unitName = useUnitNames()
  const { records, leadUnit, attachments } = ticket
  const reply = records.findLast(({ kind, state }) => kind === 'reply' && state === 'done')
  const found = records.findLast(({ kind }) => kind === 'verification')
  return (
    <section className="paper callback-reply" aria-label={w.replied}>
      <h3>{w.replied}{leadUnit === null ? '' : ` · ${unitName(leadUnit)}`}</h3>
      {reply ? <RecordFacts record={reply} /> : <p className="quiet">{w.noReply}</p>}
      {found ? <><h4>{w.found}</h4><RecordFacts record={found} /></> : null}
      {attachments.some(({ removedAt }) => removedAt === null) ? <><h4>{w.files}</h4><AttachmentList ticket={ticket} readOnly /></> : null}
    </section>
  )
}
