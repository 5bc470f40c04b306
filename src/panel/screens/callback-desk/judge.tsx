import { Alert, App, Button, Input, Tag } from 'antd'
import { useId, useRef, useState } from 'react'
import { Link } from 'react-router'
import type { TicketDetail } from '../../../contract/ticket-detail.ts'
import { useFormat } from '../../look/format.ts'
import { useShortcuts } from '../../look/shortcuts.ts'
import { Failed, Loading } from '../../look/states.tsx'
import { useLiveTicket } from '../../server/ticket.ts'
import { useWords } from '../../words/language.ts'
import { Foresight } from '../dispatch/foresight.tsx'
import { useForesight } from '../dispatch/use-foresight.ts'
import { Calls } from '../ticket-work/calls.tsx'
import { Clocks } from '../ticket-work/clocks.tsx'
import { History } from '../ticket-work/history.tsx'
import { Matter } from '../ticket-work/matter.tsx'
import { stepWords } from '../ticket-work/step-words.ts'
import { useTake } from '../ticket-work/take.ts'
import { workWords } from '../ticket-work/words.ts'
import { Presence } from '../tickets/presence.tsx'
import { Replied } from './said.tsx'
import { words } from './words.ts'

interface JudgeProps {
  ticketNo: string
  onDone: (stays: boolean) => void
}

/** What the citizen said beside what the department did and proved, and what either judgement brings (T25, T27, J27). */
export function Judge({ ticketNo, onDone }: JudgeProps) {
  const { data: ticket, error, refetch } = useLiveTicket(ticketNo)
  const [writing, setWriting] = useState(false)
  if (error && !ticket) return <Failed error={error} retry={() => void refetch()} />
  if (!ticket) return <Loading />
  return (
    <article className="work callback-case" aria-label={ticketNo}>
      <header className="paper work-head">
        <Presence ticketNo={ticketNo} writing={writing} />
        <Head ticket={ticket} />
      </header>
      <div className="callback-form">
        <Answer ticket={ticket} />
        {ticket.state === 'callback_review' && ticket.allowedEvents.includes('judge') ? <Judging key={ticket.version} ticket={ticket} onWriting={setWriting} onDone={onDone} /> : <Open ticket={ticket} />}
        <Clocks ticket={ticket} />
        <Calls ticket={ticket} />
      </div>
      <div className="callback-said">
        <Replied ticket={ticket} />
        <Matter ticket={ticket} />
        <History ticket={ticket} />
      </div>
    </article>
  )
}

function Head({ ticket: { ticketNo, title, round, confidential } }: { ticket: TicketDetail }) {
  const [w, work] = [useWords(words), useWords(workWords)]
  return (
    <div className="work-title">
      <h2>{title || ticketNo}</h2>
      <span className="work-tags">{confidential ? <Tag color="purple">{work.confidential}</Tag> : null}{round > 0 ? <Tag color="gold">{work.round(round)}</Tag> : null}</span>
      <Link className="case-page" to={`/tickets/${ticketNo}`}>{w.open} <kbd>O</kbd></Link>
    </div>
  )
}

/** It waits for social review, or was judged meanwhile. */
function Open({ ticket }: { ticket: TicketDetail }) {
  const w = useWords(words)
  const asked = ticket.records.some(({ kind, state }) => kind === 'social_review' && state === 'open')
  return asked ? <Alert type="info" showIcon title={w.socialAsked} /> : null
}

/** What the citizen answered, in their words. */
function Answer({ ticket }: { ticket: TicketDetail }) {
  const [w, steps] = [useWords(words), useWords(stepWords)]
  const { instant } = useFormat()
  const said = ticket.records.findLast(({ kind, round, state }) => kind === 'survey' && round === ticket.round && state === 'done')
  const lawful = ticket.records.findLast(({ kind, state }) => kind === 'reply' && state === 'done')?.data['lawfulBasis']
  const word = (list: string, value: unknown): string[] => (typeof value === 'string' && value !== '' ? [steps.lists[list]?.[value] ?? value] : [])
  const { solved = ticket.solved, satisfied = ticket.satisfied, reason, note, wantsPerson } = said?.data ?? {}
  const answers = [...word('solved', solved), ...word('satisfied', satisfied), ...word('dissatisfied', reason)]
  return (
    <section className="paper callback-answer" aria-label={w.answered}>
      <h3>{w.answered}</h3>
      <p><strong>{answers.length === 0 ? w.noAnswer : answers.join(' · ')}</strong> {said ? <span className="quiet numbers">{instant(said.settledAt ?? said.openedAt)} {w.by(said.settledBy ?? '')}</span> : null}</p>
      {wantsPerson === true ? <p>{w.asksPerson}</p> : null}
      {typeof note === 'string' && note !== '' ? <p className="draft-text">“{note}”</p> : null}
      {typeof lawful === 'string' && lawful !== '' ? <p className="quiet">{w.claims}：{lawful}</p> : null}
    </section>
  )
}

function Judging({ ticket, onWriting, onDone }: { ticket: TicketDetail; onWriting: (writing: boolean) => void; onDone: (stays: boolean) => void }) {
  const w = useWords(words)
  const { message } = App.useApp()
  const id = useId()
  const { busy, take } = useTake()
  const [explanation, setExplanation] = useState('')
  const [missing, setMissing] = useState(false)
  const area = useRef<{ focus: () => void }>(null)
  const back = useRef<HTMLButtonElement>(null)
  const yes = useForesight(ticket, { event: 'judge', reasonable: true, explanation: '' })
  const no = useForesight(ticket, { event: 'judge', reasonable: false, explanation: w.unwritten })
  const send = async (reasonable: boolean): Promise<void> => {
    if (!reasonable && explanation.trim() === '') {
      setMissing(true)
      return area.current?.focus()
    }
    if (await take(ticket, 'judge', { reasonable, explanation: explanation.trim() })) {
      void message.success(w.judged)
      onDone(false)
    }
  }
  useShortcuts([{ keys: '1', label: w.keys.yes, act: () => back.current?.focus() }, { keys: '2', label: w.keys.no, act: () => area.current?.focus() }])
  return (
    <section className="callback-judge" aria-label={w.judge}>
      <form className="paper send" aria-label={w.reasonable} onSubmit={(submitted) => { submitted.preventDefault(); void send(true) }}>
        <h3><kbd>1</kbd> {w.reasonable}</h3>
        <Foresight {...yes} />
        <Button ref={back} type="primary" htmlType="submit" loading={busy} disabled={yes.foresight === undefined}>{w.doReasonable} <kbd>⏎</kbd></Button>
      </form>
      <form className="paper send" aria-label={w.unreasonable} onSubmit={(submitted) => { submitted.preventDefault(); void send(false) }}>
        <h3><kbd>2</kbd> {w.unreasonable}</h3>
        <div className="draft-field">
          <label htmlFor={id}>{w.explanation}</label>
          <Input.TextArea
            ref={area as never} id={id} value={explanation} maxLength={1_000} rows={3} className="send-long" placeholder={w.explanationHint} aria-invalid={missing} aria-describedby={missing ? `${id}-error` : undefined} status={missing ? 'error' : ''}
            onChange={({ target }) => { setExplanation(target.value); setMissing(false); onWriting(target.value !== '') }}
          />
          {missing ? <p className="draft-error" id={`${id}-error`} role="alert">{w.needed}</p> : null}
        </div>
        <Foresight {...no} />
        <Button htmlType="submit" loading={busy} disabled={no.foresight === undefined}>{w.doUnreasonable}</Button>
      </form>
    </section>
  )
}
