import { Alert, Tag } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { TicketDetail } from '../../../contract/ticket-detail.ts'
import { useFormat, useNow } from '../../look/format.ts'
import { Failed, Loading } from '../../look/states.tsx'
import { useUser } from '../../server/session.ts'
import { useLiveTicket } from '../../server/ticket.ts'
import { useWords } from '../../words/language.ts'
import { words as draftWords } from '../ticket-draft/words.ts'
import { SimilarCases } from '../evaluation/similar.tsx'
import { Supplements } from '../ticket-work/calls.tsx'
import { Clocks, timeOf } from '../ticket-work/clocks.tsx'
import { History } from '../ticket-work/history.tsx'
import { Matter } from '../ticket-work/matter.tsx'
import { stepWords } from '../ticket-work/step-words.ts'
import { workWords } from '../ticket-work/words.ts'
import { Presence } from '../tickets/presence.tsx'
import { Decision } from './decision.tsx'
import { isToSend } from './rules/sending.ts'
import { words } from './words.ts'

interface CaseProps {
  ticketNo: string
  /** It was dealt with here. */
  onDone: (stays: boolean) => void
}

/** The chosen ticket: what it is about beside what is decided on it. */
export function Case({ ticketNo, onDone }: CaseProps) {
  const { data, error, refetch } = useLiveTicket(ticketNo)
  const [writing, setWriting] = useState(false)
  if (error && !data) return <Failed error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  return (
    <article className="case work" aria-label={ticketNo}>
      <header className="paper work-head">
        <Presence ticketNo={ticketNo} writing={writing} />
        <Head ticket={data} />
        <Taken ticket={data} writing={writing} />
      </header>
      <div className="case-said work-main">
        <Matter ticket={data} />
        <Supplements ticket={data} />
        <SimilarCases ticketNo={ticketNo} />
        <Clocks ticket={data} />
        <History ticket={data} />
      </div>
      <div className="case-decided">
        <Decision ticket={data} onDone={onDone} onWriting={setWriting} />
      </div>
    </article>
  )
}

function Head({ ticket: { ticketNo, title, state, stateSince, urgency, confidential, bounceCount, repeatCount, timeline } }: { ticket: TicketDetail }) {
  const [w, work, draft, steps] = [useWords(words), useWords(workWords), useWords(draftWords), useWords(stepWords)]
  const now = useNow()
  const triage = state === 'in_triage' ? timeline.findLast(({ to, from }) => to === 'in_triage' && from !== 'in_triage') : undefined
  const why = triage?.reason ?? null
  return (
    <div className="work-title">
      <span className="draft-state" data-state={state}>{draft.states[state]}</span>
      <h2>{title === '' ? ticketNo : title}</h2>
      <span className="work-tags">
        {urgency === 'normal' ? null : <Tag color={urgency === 'emergency' ? 'red' : 'gold'}>{urgency === 'emergency' ? work.emergency : work.urgent}</Tag>}
        {confidential ? <Tag color="purple">{work.confidential}</Tag> : null}
        {bounceCount > 0 ? <Tag color="gold">{work.bounced(bounceCount)}</Tag> : null}
        {repeatCount > 0 ? <Tag>{work.repeats(repeatCount)}</Tag> : null}
        {why === null ? null : <Tag color="gold">{w.triageSince}：{steps.reasons[why] ?? steps.lists['triage']?.[why] ?? why}</Tag>}
      </span>
      {isToSend(state) && stateSince !== null ? <span className="quiet numbers">{w.waiting(timeOf(now - stateSince, work))}</span> : null}
      <Link className="case-page" to={`/tickets/${ticketNo}`}>{w.openPage} <kbd>O</kbd></Link>
    </div>
  )
}

/** Somebody else was quicker: who, with what, and that nothing of this was sent. */
function Taken({ ticket: { state, timeline }, writing }: { ticket: TicketDetail; writing: boolean }) {
  const [w, steps] = [useWords(words), useWords(stepWords)]
  const { instant } = useFormat()
  const { username } = useUser()
  const [basis] = useState({ state, seq: timeline.at(-1)?.seq ?? 0 })
  const news = timeline.findLast(({ seq, from, to }) => seq > basis.seq && from !== to)
  if (!news || state === basis.state || news.actor === username || !writing) return null
  return <Alert type="warning" showIcon role="alert" title={w.takenBy(news.actor === 'system' ? w.system : news.actor, steps.events[news.event] ?? news.event, instant(news.at))} />
}
