import { useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Input, Modal, Select } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import type { ServiceComplaint } from '../../../contract/evaluation.ts'
import { useUnsaved } from '../../look/unsaved.ts'
import { api, Problem, sentenceOf } from '../../server/api.ts'
import { useWords } from '../../words/language.ts'
import '../ticket-draft/draft.css'
import { useNames } from '../ticket-draft/matter.tsx'
import { useTicketForm } from '../ticket-draft/use-draft.ts'
import { stepWords } from '../ticket-work/step-words.ts'
import { words } from './words.ts'

const REASONS = ['attitude', 'ability', 'convenience', 'efficiency'] as const
const TICKET_NO = /^[A-Z]{2,4}\d{14}$/

/** Sends something about complaints, and says why it was refused. */
function useSending(onDone: () => void) {
  const { message } = App.useApp()
  const w = useWords(words)
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState('')
  async function send(path: string, body: object): Promise<void> {
    if (busy) return
    setBusy(true)
    try {
      await api.send('POST', path, body)
      void message.success(w.noted)
      onDone()
    } catch (error) {
      setRefusal([sentenceOf(error), ...(error instanceof Problem ? Object.values(error.fields) : [])].join(' '))
    } finally {
      setBusy(false)
      void client.invalidateQueries({ queryKey: ['evaluation'] })
    }
  }
  return { busy, refusal, send }
}

interface FieldProps {
  label: string
  wrong: string
  children: (aria: { id: string; 'aria-invalid': boolean; status: 'error' | '' }) => ReactNode
}

function Field({ label, wrong, children }: FieldProps) {
  const id = useId()
  return (
    <div className="draft-field">
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-invalid': wrong !== '', status: wrong === '' ? '' : 'error' })}
      {wrong === '' ? null : <p className="draft-error" role="alert">{wrong}</p>}
    </div>
  )
}

interface FrameProps {
  title: string
  busy: boolean
  refusal: string
  save: () => void
  onClose: () => void
  children: ReactNode
}

function Frame({ title, busy, refusal, save, onClose, children }: FrameProps) {
  const w = useWords(words)
  return (
    <Modal open title={title} onCancel={onClose} mask={{ closable: false }} closable={{ 'aria-label': w.close }} footer={<><Button onClick={onClose}>{w.cancel}</Button><Button type="primary" loading={busy} onClick={save}>{w.send}</Button></>}>
      <form className="step-form" noValidate onSubmit={(sent) => { sent.preventDefault(); save() }}>
        {refusal === '' ? null : <Alert type="error" showIcon role="alert" title={refusal} />}
        {children}
        <button type="submit" hidden />
      </form>
    </Modal>
  )
}

/** A complaint noted by hand, against a department or an agent. */
export function NewDialog({ onClose }: { onClose: () => void }) {
  const [w, steps] = [useWords(words), useWords(stepWords)]
  const nameOf = useNames()
  const { data: form } = useTicketForm()
  const [against, setAgainst] = useState<'unit' | 'agent'>('unit')
  const [values, setValues] = useState({ unit: '', agent: '', ticketNo: '', reason: 'attitude', content: '' })
  const [tried, setTried] = useState(false)
  const { busy, refusal, send } = useSending(onClose)
  const id = useId()
  useUnsaved(values.content !== '')
  const set = (name: keyof typeof values) => (value: string): void => setValues((before) => ({ ...before, [name]: value }))
  const ticketNo = values.ticketNo.trim().toUpperCase()
  const wrong = { who: values[against].trim() === '' ? w.needed : '', content: values.content.trim() === '' ? w.needed : '', ticketNo: ticketNo !== '' && !TICKET_NO.test(ticketNo) ? w.ticketBad : '' }
  function save(): void {
    setTried(true)
    if (Object.values(wrong).some((said) => said !== '')) return
    void send('/complaints', { unit: against === 'unit' ? values.unit : null, agent: against === 'agent' ? values.agent.trim() : null, ticketNo: ticketNo === '' ? null : ticketNo, reason: values.reason, content: values.content })
  }
  const said = (name: keyof typeof wrong): string => (tried ? wrong[name] : '')
  return (
    <Frame title={w.newComplaint} busy={busy} refusal={refusal} save={save} onClose={onClose}>
      <fieldset className="draft-field">
        <legend>{w.against}</legend>
        <div className="draft-radios step-radios">
          {(['unit', 'agent'] as const).map((one) => <label key={one}><input type="radio" name={`${id}-against`} checked={against === one} onChange={() => setAgainst(one)} /><span>{one === 'unit' ? w.againstUnit : w.againstAgent}</span></label>)}
        </div>
      </fieldset>
      {against === 'unit'
        ? <Field label={w.againstUnit} wrong={said('who')}>{(aria) => <Select {...aria} showSearch={{ optionFilterProp: 'label' }} value={values.unit === '' ? null : values.unit} options={(form?.units ?? []).map((one) => ({ value: one.code, label: nameOf(one) }))} onChange={set('unit')} />}</Field>
        : <Field label={w.agent} wrong={said('who')}>{(aria) => <Input {...aria} value={values.agent} maxLength={10} onChange={({ target }) => set('agent')(target.value)} />}</Field>}
      <Field label={w.ticketNo} wrong={said('ticketNo')}>{(aria) => <Input {...aria} value={values.ticketNo} maxLength={20} onChange={({ target }) => set('ticketNo')(target.value)} />}</Field>
      <Field label={w.reason} wrong="">{(aria) => <Select {...aria} value={values.reason} options={REASONS.map((value) => ({ value, label: steps.lists['dissatisfied']?.[value] ?? value }))} onChange={set('reason')} />}</Field>
      <Field label={w.content} wrong={said('content')}>{(aria) => <Input.TextArea {...aria} value={values.content} maxLength={1_000} rows={3} onChange={({ target }) => set('content')(target.value)} />}</Field>
    </Frame>
  )
}

/** What those say whom it is about, or what the centre decides. */
export function AnswerDialog({ complaint: { id, version, content }, what, onClose }: { complaint: ServiceComplaint; what: 'answer' | 'decide'; onClose: () => void }) {
  const w = useWords(words)
  const [text, setText] = useState('')
  const [upheld, setUpheld] = useState<boolean | null>(null)
  const [tried, setTried] = useState(false)
  const { busy, refusal, send } = useSending(onClose)
  const name = useId()
  useUnsaved(text !== '')
  const lacking = text.trim() === '' || (what === 'decide' && upheld === null)
  function save(): void {
    setTried(true)
    if (!lacking) void send(`/complaints/${id}/${what}`, what === 'answer' ? { version, answer: text } : { version, upheld, decision: text })
  }
  return (
    <Frame title={w[what]} busy={busy} refusal={refusal} save={save} onClose={onClose}>
      <p className="draft-text">{content === '' ? w.surveyContent : content}</p>
      {what === 'answer' ? null : (
        <fieldset className="draft-field">
          <legend>{w.result}</legend>
          <div className="draft-radios step-radios">
            {[true, false].map((one) => <label key={String(one)}><input type="radio" name={name} checked={upheld === one} onChange={() => setUpheld(one)} /><span>{one ? w.upheld : w.notUpheld}</span></label>)}
          </div>
          {tried && upheld === null ? <p className="draft-error" role="alert">{w.needed}</p> : null}
        </fieldset>
      )}
      <Field label={what === 'answer' ? w.answer : w.decision} wrong={tried && text.trim() === '' ? w.needed : ''}>{(aria) => <Input.TextArea {...aria} value={text} maxLength={1_000} rows={3} onChange={({ target }) => setText(target.value)} />}</Field>
    </Frame>
  )
}
