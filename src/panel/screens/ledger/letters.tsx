import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Input, Modal, Select } from 'antd'
import { useId, useState } from 'react'
import type { LedgerEntry, Letter, LetterKind } from '../../../contract/ledger.ts'
import type { TicketDetail } from '../../../contract/ticket-detail.ts'
import { useFormat } from '../../look/format.ts'
import { useUnsaved } from '../../look/unsaved.ts'
import { api, newKey, Problem, sentenceOf } from '../../server/api.ts'
import { serverNow } from '../../server/feed.ts'
import { useWords } from '../../words/language.ts'
import '../ticket-draft/draft.css'
import { stepWords } from '../ticket-work/step-words.ts'
import { useUnitNames } from '../ticket-work/unit-names.ts'
import { answerBy, type Draft, draftsOf, lateIn } from './rules/letters.ts'
import { words } from './words.ts'

interface LettersProps {
  kind: LetterKind
  entries: readonly LedgerEntry[]
  /** `sent`: at least one letter has gone out. */
  onClose: (sent: boolean) => void
}

interface Going extends Draft {
  key: string
  content: string
  /** What became of it. */
  letter: Letter | null
  refusal: string
}

/** The same tickets as they are now; what cannot be read stays as it was. */
const reread = async (entries: readonly LedgerEntry[]): Promise<readonly LedgerEntry[]> =>
  await Promise.all(entries.map(async (entry) => {
    const now = await api.get<TicketDetail>(`/tickets/${entry.ticket.ticketNo}`).catch(() => null)
    return now === null ? entry : { ...entry, ticket: { ...entry.ticket, version: now.version, state: now.state, dueAt: now.dueAt } }
  }))

/** A letter to each department about what was chosen: all of them are seen before they are sent. */
export function Letters({ kind, entries, onClose }: LettersProps) {
  const [w, steps] = [useWords(words), useWords(stepWords)]
  const client = useQueryClient()
  const [all, setAll] = useState<readonly Going[]>(() => draftsOf(entries).map((draft) => ({ ...draft, key: newKey(), content: (kind === 'reminder' ? w.reminderText : w.orderText)(draft.entries.length, lateIn(draft)), letter: null, refusal: '' })))
  const [how, setHow] = useState({ type: 'written', level: 'handler', replyBy: answerBy(serverNow()) })
  const [busy, setBusy] = useState(false)
  const id = useId()
  const left = all.filter(({ letter }) => letter === null)
  const sent = all.length - left.length
  const unfinished = left.some(({ content }) => content.trim() === '')
  const past = kind === 'order' && !(Date.parse(how.replyBy) > serverNow())
  useUnsaved(sent < all.length)
  const put = (key: string, change: Partial<Going>): void => setAll((now) => now.map((one) => (one.key === key ? { ...one, ...change } : one)))

  async function send(): Promise<void> {
    setBusy(true)
    for (const { key, unit, content, entries: about } of left) {
      const order = kind === 'order' ? { type: how.type, level: how.level, replyBy: new Date(how.replyBy).toISOString() } : {}
      const body = { kind, unit, content, ...order, tickets: about.map(({ ticket: { ticketNo, version } }) => ({ ticketNo, version })) }
      try {
        put(key, { letter: await api.send<Letter>('POST', '/letters', body, { key }), refusal: '' })
      } catch (error) {
        const which = error instanceof Problem && typeof error.said['ticketNo'] === 'string' ? `${error.said['ticketNo']} ` : ''
        // Asked anew it is another request, about the tickets as they are now.
        const now = error instanceof Problem && error.code === 'VERSION_CONFLICT' ? await reread(about) : about
        put(key, { refusal: which + [sentenceOf(error), ...(error instanceof Problem ? Object.values(error.fields) : [])].join(' '), entries: now, key: newKey() })
      }
    }
    setBusy(false)
    void client.invalidateQueries({ queryKey: ['ledger'] })
  }

  const choice = (name: 'type' | 'level', list: 'supervision' | 'level', label: string) => (
    <div className="draft-field">
      <label htmlFor={`${id}-${name}`}>{label}</label>
      <Select id={`${id}-${name}`} value={how[name]} disabled={sent > 0} options={Object.entries(steps.lists[list] ?? {}).map(([value, text]) => ({ value, label: text }))} onChange={(value: string) => setHow({ ...how, [name]: value })} />
    </div>
  )
  const footer = left.length === 0
    ? <Button type="primary" onClick={() => onClose(true)}>{w.close}</Button>
    : <><Button disabled={busy} onClick={() => onClose(sent > 0)}>{sent > 0 ? w.close : w.cancel}</Button><Button type="primary" loading={busy} disabled={unfinished || past} onClick={() => void send()}>{sent > 0 || left.some(({ refusal }) => refusal !== '') ? w.again : w.send(left.length)}</Button></>
  return (
    <Modal open width={760} title={w.write[kind]} onCancel={() => onClose(sent > 0)} mask={{ closable: false }} closable={{ 'aria-label': w.close }} footer={footer}>
      <p className="quiet">{w.letters(entries.length, all.length)}</p>
      {kind === 'order' ? (
        <div className="ledger-how">
          {choice('type', 'supervision', w.manner)}{choice('level', 'level', w.target)}
          <div className="draft-field">
            <label htmlFor={`${id}-by`}>{w.replyBy}</label>
            <Input id={`${id}-by`} type="datetime-local" value={how.replyBy} disabled={sent > 0} status={past ? 'error' : ''} aria-invalid={past} onChange={({ target }) => setHow({ ...how, replyBy: target.value })} />
            {past ? <p className="draft-error" role="alert">{w.pastReply}</p> : null}
          </div>
        </div>
      ) : null}
      <ol className="ledger-letters">{all.map((going, n) => <li key={n}><One kind={kind} going={going} busy={busy} put={(content) => put(going.key, { content })} /></li>)}</ol>
    </Modal>
  )
}

function One({ kind, going: { unit, entries, content, letter, refusal }, busy, put }: { kind: LetterKind; going: Going; busy: boolean; put: (content: string) => void }) {
  const w = useWords(words)
  const { instant } = useFormat()
  const nameOf = useUnitNames()
  const id = useId()
  return (
    <section className="ledger-letter" aria-label={`${w.kinds[kind]} ${nameOf(unit)}`}>
      <h3>{w.to} {nameOf(unit)} <span className="quiet">{w.about(entries.length)}</span></h3>
      {letter === null ? (
        <div className="draft-field">
          <label htmlFor={id}>{w.content}</label>
          <Input.TextArea id={id} value={content} maxLength={500} rows={3} disabled={busy} status={content.trim() === '' ? 'error' : ''} aria-invalid={content.trim() === ''} onChange={({ target }) => put(target.value)} />
          {content.trim() === '' ? <p className="draft-error" role="alert">{w.noContent}</p> : null}
        </div>
      ) : <p className="draft-text">{letter.content}</p>}
      <ul className="ledger-about">
        {entries.map(({ ticket }) => <li key={ticket.id}><span className="numbers">{ticket.ticketNo}</span> {ticket.title} {ticket.dueAt === null ? null : <span className={ticket.dueAt < serverNow() ? 'numbers tone-late' : 'numbers quiet'}>{instant(ticket.dueAt)}</span>}</li>)}
      </ul>
      {letter === null ? null : <p className="tone-good" role="status">{w.sent(letter.number)} <a href={`/letters/${letter.id}`} target="_blank" rel="noreferrer">{w.print}</a></p>}
      {refusal === '' ? null : <Alert type="error" showIcon role="alert" title={w.unsent} description={refusal} />}
    </section>
  )
}
