import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Input, Modal, Tag } from 'antd'
import { useId, useState } from 'react'
import { Link } from 'react-router'
import type { EvaluationDue, TicketEvaluations } from '../../../contract/evaluation.ts'
import { useFormat } from '../../look/format.ts'
import { Empty, Failed, Loading } from '../../look/states.tsx'
import { api, sentenceOf } from '../../server/api.ts'
import { useWords } from '../../words/language.ts'
import '../ticket-draft/draft.css'
import { useUnitNames } from '../ticket-work/unit-names.ts'
import { words } from './words.ts'

/** Whom the reader has not rated yet. */
export function Due() {
  const w = useWords(words)
  const { instant } = useFormat()
  const nameOf = useUnitNames()
  const { data, error, refetch } = useQuery({ queryKey: ['evaluation', 'due'], queryFn: async ({ signal }) => (await api.get<{ items: EvaluationDue[] }>('/evaluations/due', {}, { signal })).items })
  const [rating, setRating] = useState<EvaluationDue | null>(null)
  if (error) return <Failed error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  return (
    <>
      <p className="quiet">{w.dueWhy}</p>
      {data.length === 0 ? <Empty title={w.noDue} /> : (
        <ul className="evaluation-list">
          {data.map((one) => (
            <li key={`${one.ticketNo} ${one.kind} ${one.about}`} className="paper">
              <div>
                <p><Link className="numbers" to={`/tickets/${one.ticketNo}`}>{one.ticketNo}</Link> <strong>{one.title}</strong> {one.round > 0 ? <Tag>{w.round(one.round)}</Tag> : null}</p>
                <p className="quiet">{w.kinds[one.kind]} {nameOf(one.about)} · {w.fedBack} <span className="numbers">{instant(one.feedbackAt)}</span></p>
              </div>
              <Button aria-label={`${w.rate} ${one.ticketNo} ${nameOf(one.about)}`} onClick={() => setRating(one)}>{w.rate}</Button>
            </li>
          ))}
        </ul>
      )}
      {rating === null ? null : <Rating due={rating} onClose={() => setRating(null)} />}
    </>
  )
}

const ASKED = { centre_lead: ['timeliness', 'effect'], lead_co: ['cooperation'] } as const
type Score = 'timeliness' | 'effect' | 'cooperation'

/** 1 to 5 for what is asked of this kind, and a remark. */
function Rating({ due: { ticketNo, title, kind, round, about }, onClose }: { due: EvaluationDue; onClose: () => void }) {
  const w = useWords(words)
  const nameOf = useUnitNames()
  const { message } = App.useApp()
  const client = useQueryClient()
  const [scores, setScores] = useState<Partial<Record<Score, number>>>({})
  const [remark, setRemark] = useState('')
  const [tried, setTried] = useState(false)
  const [refusal, setRefusal] = useState('')
  const [busy, setBusy] = useState(false)
  const id = useId()

  async function save(): Promise<void> {
    setTried(true)
    if (busy || ASKED[kind].some((name) => scores[name] === undefined)) return
    setBusy(true)
    try {
      await api.send<TicketEvaluations>('PUT', `/tickets/${ticketNo}/evaluations`, { kind, about, round, ...scores, remark })
      void message.success(w.rated)
      onClose()
    } catch (error) {
      setRefusal(sentenceOf(error))
    } finally {
      setBusy(false)
      void client.invalidateQueries({ queryKey: ['evaluation'] })
    }
  }
  return (
    <Modal open title={`${w.kinds[kind]}：${nameOf(about)}`} onCancel={onClose} closable={{ 'aria-label': w.close }} footer={<><Button onClick={onClose}>{w.cancel}</Button><Button type="primary" loading={busy} onClick={() => void save()}>{w.save}</Button></>}>
      <form className="step-form" noValidate onSubmit={(sent) => { sent.preventDefault(); void save() }}>
        <p><span className="numbers">{ticketNo}</span> {title}</p>
        {refusal === '' ? null : <Alert type="error" showIcon role="alert" title={refusal} />}
        {ASKED[kind].map((name) => (
          <fieldset key={name} className="draft-field">
            <legend>{w.scores[name]}</legend>
            <div className="draft-radios step-radios">
              {[1, 2, 3, 4, 5].map((n) => <label key={n}><input type="radio" name={`${id}-${name}`} checked={scores[name] === n} onChange={() => setScores({ ...scores, [name]: n })} /><span>{w.points(n)}</span></label>)}
            </div>
            {tried && scores[name] === undefined ? <p className="draft-error" role="alert">{w.choose}</p> : null}
          </fieldset>
        ))}
        <div className="draft-field">
          <label htmlFor={`${id}-remark`}>{w.remark}</label>
          <Input.TextArea id={`${id}-remark`} value={remark} maxLength={500} rows={2} onChange={({ target }) => setRemark(target.value)} />
        </div>
        <button type="submit" hidden />
      </form>
    </Modal>
  )
}
