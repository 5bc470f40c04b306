import { Alert, App, Button, Tag } from 'antd'
import { Link } from 'react-router'
import type { TicketDetail } from '../../../contract/ticket-detail.ts'
import type { TicketRecord } from '../../../contract/ticket-record.ts'
import { useShortcuts } from '../../look/shortcuts.ts'
import { Failed, Loading } from '../../look/states.tsx'
import { useAction } from '../../look/use-action.ts'
import { api } from '../../server/api.ts'
import { useUser } from '../../server/session.ts'
import { useLiveTicket } from '../../server/ticket.ts'
import { useWords } from '../../words/language.ts'
import { Reveal } from '../ticket-draft/reveal.tsx'
import { History } from '../ticket-work/history.tsx'
import { workWords } from '../ticket-work/words.ts'
import { Presence } from '../tickets/presence.tsx'
import { Said } from './said.tsx'
import { SurveyForm } from './survey-form.tsx'
import { useSurvey } from './use-survey.ts'
import { words } from './words.ts'

interface SurveyProps {
  ticketNo: string
  onDone: (stays: boolean) => void
}

const numberIn = (data: TicketRecord['data'] | undefined, name: string): number => (typeof data?.[name] === 'number' ? data[name] : 0)

/** The call-back of one ticket by a person: who it is first, then the questions, each answer kept at once (domain.md §5.12). */
export function Survey({ ticketNo, onDone }: SurveyProps) {
  const { data: ticket, error, refetch } = useLiveTicket(ticketNo)
  if (error && !ticket) return <Failed error={error} retry={() => void refetch()} />
  if (!ticket) return <Loading />
  return <Begun ticket={ticket} onDone={onDone} />
}

function Begun({ ticket, onDone }: { ticket: TicketDetail; onDone: (stays: boolean) => void }) {
  const [w, work] = [useWords(words), useWords(workWords)]
  const { message } = App.useApp()
  const survey = useSurvey(ticket.ticketNo)
  const { answers, other, lost, busy, take } = survey
  const { data } = ticket.records.findLast(({ kind, state }) => kind === 'survey' && state === 'open') ?? {}
  const waits = ticket.state === 'pending_callback'
  const begin = (takeOver: boolean): void => void take(takeOver)
  const { call, dial } = useDialling(ticket)
  useShortcuts([
    { keys: 'g', label: w.keys.begin, act: () => begin(false), on: waits && answers === null && other === null && !survey.isPending },
    { keys: 'd', label: w.keys.call, act: dial ?? (() => {}), on: dial !== null && answers !== null },
  ])
  const tried = numberIn(data, 'human') + numberIn(data, 'automatic')
  return (
    <article className="work callback-case" aria-label={ticket.ticketNo}>
      <header className="paper work-head">
        <Presence ticketNo={ticket.ticketNo} writing={answers !== null} />
        <div className="work-title">
          <h2>{answers !== null && answers.identity !== 'self' ? ticket.ticketNo : ticket.title || ticket.ticketNo}</h2>
          <span className="work-tags">
            {ticket.confidential ? <Tag color="purple">{work.confidential}</Tag> : null}
            {data?.['mode'] === 'human' ? <Tag color="purple">{w.byPerson}</Tag> : null}
            {ticket.round > 0 ? <Tag color="gold">{work.round(ticket.round)}</Tag> : null}
            {tried > 0 ? <Tag>{w.lastTry(tried)}</Tag> : null}
          </span>
          <Link className="case-page" to={`/tickets/${ticket.ticketNo}`}>{w.open} <kbd>O</kbd></Link>
        </div>
        {other === null ? null : <Alert type="warning" showIcon role="alert" title={lost === null ? w.takenBy(other) : w.taken(other)} action={<Button size="small" loading={busy} onClick={() => begin(true)}>{w.takeOver}</Button>} />}
        {waits && answers === null && other === null ? (
          <div className="send-acts"><Button type="primary" loading={busy || survey.isPending} onClick={() => begin(false)}>{w.begin} <kbd>G</kbd></Button><span className="quiet">{w.beginWhy}</span></div>
        ) : null}
        {answers === null ? null : (
          <div className="send-acts">
            {dial === null ? <span className="quiet">{w.noPhone}</span> : <Button onClick={dial} loading={call.busy}>{w.call} <kbd>D</kbd></Button>}
            <Reveal ticketNo={ticket.ticketNo} />
            <Button type="text" onClick={() => void survey.leave().catch(() => message.error(w.notSaved))}>{w.leave}</Button>
            <span className={survey.saving === 'failed' ? 'draft-save bad' : 'draft-save'} role="status">{survey.saving === 'failed' ? w.notSaved : survey.saving === 'saving' ? w.saving : w.saved}</span>
          </div>
        )}
      </header>
      <div className="callback-form">
        {answers === null ? null : <SurveyForm ticket={ticket} answers={answers} change={survey.change} tries={{ inVain: data?.['inVain'] === true }} onDone={(stays) => { survey.over(); onDone(stays) }} />}
      </div>
      <div className="callback-said">
        <Said ticket={ticket} hidden={answers !== null && answers.identity !== 'self'} />
        {answers !== null && answers.identity !== 'self' ? null : <History ticket={ticket} />}
      </div>
    </article>
  )
}

/** The clerk's own phone rings first. */
function useDialling({ ticketNo }: TicketDetail) {
  const w = useWords(words)
  const { message } = App.useApp()
  const { extension } = useUser()
  const call = useAction(async () => {
    await api.send('POST', '/calls', { ticketNo })
    void message.info(w.calling, 5)
  })
  return { call, dial: extension === null ? null : (): void => void call.run() }
}
