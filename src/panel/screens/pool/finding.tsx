import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Input, Modal } from 'antd'
import { useId, useRef, useState } from 'react'
import type { PoolEntry, PoolReviewDetail } from '../../../contract/pool.ts'
import { useUnsaved } from '../../look/unsaved.ts'
import { api, newKey, Problem, sentenceOf } from '../../server/api.ts'
import { serverNow } from '../../server/feed.ts'
import { useWords } from '../../words/language.ts'
import '../ticket-draft/draft.css'
import { localOf } from '../ledger/rules/letters.ts'
import { words } from './words.ts'

interface FindingProps {
  review: string
  entry: PoolEntry
  outcome: 'kept' | 'struck_off'
  onClose: () => void
}

const WEEK_MS = 7 * 86_400_000

/** One entry of the review: why it is kept and until when, or the result it is struck off with and who agreed. */
export function Finding({ review, entry: { ticket, record }, outcome, onClose }: FindingProps) {
  const w = useWords(words)
  const client = useQueryClient()
  const [note, setNote] = useState('')
  const [approver, setApprover] = useState('')
  const [next, setNext] = useState(() => localOf(serverNow() + WEEK_MS))
  const [tried, setTried] = useState(false)
  const [refusal, setRefusal] = useState('')
  const [busy, setBusy] = useState(false)
  const key = useRef(newKey())
  const id = useId()
  const keeps = outcome === 'kept'
  const wrong = { note: note.trim() === '', approver: !keeps && approver.trim() === '', next: keeps && !(Date.parse(next) > serverNow()) }
  useUnsaved(note !== '')

  async function save(): Promise<void> {
    setTried(true)
    if (busy || wrong.note || wrong.approver || wrong.next) return
    setBusy(true)
    try {
      const body = { ticketNo: ticket.ticketNo, version: ticket.version, record: record.id, outcome, note, approver: keeps ? '' : approver, nextAt: keeps ? new Date(next).toISOString() : null }
      client.setQueryData(['pool', 'review', review], await api.send<PoolReviewDetail>('POST', `/pool/reviews/${review}/findings`, body, { key: key.current }))
      onClose()
    } catch (error) {
      key.current = newKey()
      setRefusal([sentenceOf(error), ...(error instanceof Problem ? Object.values(error.fields) : [])].join(' '))
    } finally {
      setBusy(false)
      void client.invalidateQueries({ queryKey: ['pool'] })
    }
  }
  const field = (name: 'note' | 'approver' | 'next', label: string, input: (aria: object) => React.ReactNode, said: string) => (
    <div className="draft-field">
      <label htmlFor={`${id}-${name}`}>{label}</label>
      {input({ id: `${id}-${name}`, 'aria-required': true, 'aria-invalid': tried && wrong[name], status: tried && wrong[name] ? 'error' : '' })}
      {tried && wrong[name] ? <p className="draft-error" role="alert">{said}</p> : null}
    </div>
  )
  return (
    <Modal open title={(keeps ? w.keepTitle : w.strikeTitle)(ticket.ticketNo)} onCancel={onClose} mask={{ closable: false }} closable={{ 'aria-label': w.close }} footer={<><Button onClick={onClose}>{w.cancel}</Button><Button type="primary" loading={busy} onClick={() => void save()}>{keeps ? w.keep : w.strike}</Button></>}>
      <form className="step-form" noValidate onSubmit={(sent) => { sent.preventDefault(); void save() }}>
        <p>{ticket.title}</p>
        {refusal === '' ? null : <Alert type="error" showIcon role="alert" title={refusal} />}
        {field('note', keeps ? w.note : `${w.resultNote}（${w.resultHint}）`, (aria) => <Input.TextArea {...aria} autoFocus value={note} maxLength={500} rows={3} onChange={({ target }) => setNote(target.value)} />, w.needed)}
        {keeps
          ? field('next', w.next, (aria) => <Input {...aria} type="datetime-local" value={next} onChange={({ target }) => setNext(target.value)} />, w.past)
          : field('approver', `${w.approver}（${w.approverHint}）`, (aria) => <Input {...aria} value={approver} maxLength={30} onChange={({ target }) => setApprover(target.value)} />, w.needed)}
        <button type="submit" hidden />
      </form>
    </Modal>
  )
}
