import { Alert } from 'antd'
import type { TicketDetail } from '../../../contract/ticket-detail.ts'
import type { TicketRecord } from '../../../contract/ticket-record.ts'
import { useFormat } from '../../look/format.ts'
import { useUser } from '../../server/session.ts'
import { useWords } from '../../words/language.ts'
import { AttachmentList } from './attachments.tsx'
import { RecordFacts } from './records.tsx'
import { useUnitNames } from './unit-names.ts'
import { AgainBecause } from './why-again.tsx'
import { workWords } from './words.ts'

const FACTS = ['resolved', 'unresolvedReason', 'lawfulBasis', 'reviewAt', 'contacted', 'contactedAt', 'contactManner', 'contactedBy'] as const

/** The reply beside what the citizen said and what was found: what a reviewer compares, side by side. */
export function ReplyUnderReview({ ticket }: { ticket: TicketDetail }) {
  const w = useWords(workWords)
  const { records, fields, replyAuthor } = ticket
  const { username } = useUser()
  const reply = records.findLast(({ kind, state }) => kind === 'reply' && state === 'open')
  return (
    <>
      {replyAuthor === null ? null : replyAuthor === username
        ? <Alert type="error" showIcon title={w.ownReply} description={w.ownReplyWhy} />
        : <p>{w.writtenBy(replyAuthor)} · {w.reviewedBy(username)}</p>}
      <AgainBecause ticket={ticket} />
      <div className="review">
        <section aria-label={w.said}>
          <h3>{w.said}</h3>
          <p className={fields.content === '' ? 'quiet' : 'draft-text'}>{fields.content === '' ? w.noContent : fields.content}</p>
          {fields.address === '' ? null : <p className="quiet">{fields.address}</p>}
        </section>
        <Found ticket={ticket} />
        <Replied reply={reply} />
      </div>
      <section aria-label={w.proofs}><h3>{w.proofs}</h3><AttachmentList ticket={ticket} readOnly /></section>
    </>
  )
}

/** What the department and those who helped it found and did. */
function Found({ ticket: { records } }: { ticket: TicketDetail }) {
  const w = useWords(workWords)
  const unitName = useUnitNames()
  const verified = records.findLast(({ kind }) => kind === 'verification')
  const helped = records.filter(({ kind, state }) => kind === 'co_task' && state === 'done')
  return (
    <section aria-label={w.kinds.verification}>
      <h3>{w.kinds.verification}</h3>
      {verified ? <RecordFacts record={verified} /> : <p className="quiet">{w.notVerified}</p>}
      {helped.map(({ id, unit, data }) => <p key={id}><span className="quiet">{unitName(unit ?? '')}：</span>{String(data['result'] ?? '')}</p>)}
    </section>
  )
}

function Replied({ reply }: { reply: TicketRecord | undefined }) {
  const w = useWords(workWords)
  const { instant } = useFormat()
  if (!reply) return null
  const text = (name: string): string => String(reply.data[name] ?? '')
  return (
    <section className="review-reply" aria-label={w.kinds.reply}>
      <h3>{w.kinds.reply} <span className="quiet numbers">{instant(reply.openedAt)}</span></h3>
      <p className="quiet">{w.toCitizen}</p>
      <p className="draft-text">{text('publicReply')}</p>
      <p className="quiet">{w.toCentre}</p>
      <p className="draft-text">{text('result')}</p>
      <RecordFacts record={reply} only={FACTS} />
    </section>
  )
}
