import { Alert, Button, Modal, Progress, Select } from 'antd'
import { useId, useState } from 'react'
import { Link } from 'react-router'
import type { BulkEventName, BulkResult } from '../../../contract/ticket-list.ts'
import type { Ticket, TicketEventName } from '../../../contract/ticket.ts'
import { useFormat } from '../../look/format.ts'
import { useUnsaved } from '../../look/unsaved.ts'
import { useUser } from '../../server/session.ts'
import { useWords } from '../../words/language.ts'
import '../ticket-draft/draft.css'
import { words as draftWords } from '../ticket-draft/words.ts'
import { EVENT_FORMS } from '../ticket-work/rules/event-forms.ts'
import { missingIn, shownFields, type Values } from '../ticket-work/rules/payload.ts'
import { StepFieldInput } from '../ticket-work/step-fields.tsx'
import { stepWords } from '../ticket-work/step-words.ts'
import { useUnitNames } from '../ticket-work/unit-names.ts'
import { workWords } from '../ticket-work/words.ts'
import { bulkEventsOf } from './rules/bulk-events.ts'
import { useBulk } from './use-bulk.ts'
import { words } from './words.ts'

interface BulkProps {
  tickets: readonly Ticket[]
  /** Something was done; what was chosen is done with. */
  onDone: () => void
}

export function BulkButton({ tickets, onDone }: BulkProps) {
  const w = useWords(words)
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button type="primary" size="small" onClick={() => setOpen(true)}>{w.bulk}</Button>
      {open ? <BulkDialog tickets={tickets} onClose={(done) => { setOpen(false); if (done) onDone() }} /> : null}
    </>
  )
}

/** One step for all that are chosen: what it is, what would come of it for each, and then how it went for each. */
function BulkDialog({ tickets, onClose }: { tickets: readonly Ticket[]; onClose: (done: boolean) => void }) {
  const [w, steps, work] = [useWords(words), useWords(stepWords), useWords(workWords)]
  const events = bulkEventsOf(useUser().role)
  const [event, setEvent] = useState<BulkEventName>(events[0] ?? 'remind')
  const [values, setValues] = useState<Values>({})
  const [missing, setMissing] = useState<readonly string[]>([])
  const bulk = useBulk(tickets)
  const { phase, results, busy, refusal } = bulk
  const id = useId()
  // Passed down from one department: only to those below it are offered.
  const [first, ...others] = new Set(tickets.map(({ leadUnit }) => leadUnit))
  const lead = others.length === 0 ? (first ?? null) : null
  const good = results.filter(({ ok }) => ok).length
  useUnsaved(phase === 'running')

  function preview(): void {
    const lacking = missingIn(EVENT_FORMS[event], values)
    setMissing(lacking)
    if (lacking.length === 0) void bulk.preview(event, values)
  }
  const close = (): void => onClose(phase === 'done' && good > 0)
  const footer = {
    form: <><Button onClick={close}>{w.cancel}</Button><Button type="primary" loading={busy} onClick={preview}>{w.bulkPreview}</Button></>,
    preview: <><Button onClick={bulk.back}>{w.back}</Button><Button type="primary" disabled={good === 0} onClick={() => void bulk.run(event, values)}>{w.bulkRun(good)}</Button></>,
    running: <Button danger onClick={bulk.stop}>{w.bulkStop}</Button>,
    done: <Button type="primary" onClick={close}>{w.close}</Button>,
  }[phase]
  return (
    <Modal open width={860} title={`${w.bulk}：${w.chosen(tickets.length)}`} onCancel={phase === 'running' ? bulk.stop : close} footer={footer} mask={{ closable: false }} closable={{ 'aria-label': w.close }}>
      <div className="bulk-body">
        {refusal === '' ? null : <Alert type="warning" showIcon role="alert" title={refusal} />}
        {phase === 'form' ? (
          <>
            <p className="quiet">{w.bulkWhy}</p>
            <div className="draft-field">
              <label htmlFor={id}>{w.bulkStep}</label>
              <Select id={id} value={event} options={events.map((value) => ({ value, label: steps.events[value as TicketEventName] ?? value }))} onChange={(next: BulkEventName) => { setEvent(next); setValues({}); setMissing([]) }} />
            </div>
            <form aria-label={steps.events[event as TicketEventName] ?? event} className="step-form" noValidate onSubmit={(sent) => { sent.preventDefault(); preview() }}>
              {shownFields(EVENT_FORMS[event], values).map((field) => (
                <StepFieldInput key={`${event}.${field.name}`} event={event} field={field} ticket={{ records: [], leadUnit: lead }} value={values[field.name]} error={bulk.errors[field.name] ?? (missing.includes(field.name) ? work.fillIn : undefined)} set={(name, value) => setValues((before) => ({ ...before, [name]: value }))} />
              ))}
              <button type="submit" hidden />
            </form>
          </>
        ) : (
          <>
            {phase === 'running' ? <Progress percent={Math.round((100 * results.filter(({ after, problem }) => after !== null || problem !== null).length) / Math.max(1, results.length))} /> : null}
            <p className="bulk-head" role="status">
              <span className="tone-good">{phase === 'preview' ? w.bulkOk(good) : w.bulkDone(results.filter(({ after }) => after !== null).length)}</span>
              {results.length === good ? null : <span className="tone-late">{phase === 'preview' ? w.bulkNot(results.length - good) : w.bulkFailed(results.length - good)}</span>}
            </p>
            <ul className="bulk-rows" tabIndex={0} aria-label={w.bulkPreview}>
              {results.toSorted((a, b) => Number(a.ok) - Number(b.ok)).map((one) => <Result key={one.ticketNo} result={one} />)}
            </ul>
          </>
        )}
      </div>
    </Modal>
  )
}

function Result({ result: { ticketNo, title, ok, from, after, told, version, problem } }: { result: BulkResult }) {
  const [w, draft] = [useWords(words), useWords(draftWords)]
  const unitName = useUnitNames()
  const { instant } = useFormat()
  const tellings = [...new Set(told.map(({ audience, unit }) => [w.told[audience] ?? audience, unit === null ? '' : unitName(unit)].filter(Boolean).join(' ')))]
  const said = after === null ? [] : [
    after.state === from ? `${draft.states[after.state]}（${w.bulkStays}）` : draft.states[after.state],
    ...(after.leadUnit === null ? [] : [unitName(after.leadUnit)]),
    ...(after.dueAt === null ? [] : [`${w.columns.dueAt} ${instant(after.dueAt)}`]),
    ...(after.grade === null ? [] : [w.grade(after.grade)]),
    ...(tellings.length === 0 ? [] : [`${w.bulkTold} ${tellings.join('、')}`]),
    ...(version === null ? [] : [w.bulkVersion(version)]),
  ]
  return (
    <li data-ok={ok}>
      <Link className="numbers" to={`/tickets/${ticketNo}`} target="_blank">{ticketNo}</Link>
      <span className="bulk-title" title={title}>{from === null ? w.bulkNotThere : title}</span>
      {problem === null ? <span className={after === null ? 'quiet' : 'bulk-good'}>{said.join(' · ')}</span> : <span className="bulk-bad">{[problem.title, ...problem.errors.map(({ message }) => message)].join('；')}</span>}
    </li>
  )
}
