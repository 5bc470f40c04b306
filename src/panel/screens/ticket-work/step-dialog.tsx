import { Alert, App, Button, Drawer, Modal } from 'antd'
import { type ReactNode, useRef, useState } from 'react'
import type { TicketDetail } from '../../../contract/ticket-detail.ts'
import type { TicketEventName } from '../../../contract/ticket.ts'
import { useFormat } from '../../look/format.ts'
import { useWords } from '../../words/language.ts'
import { words as draftWords } from '../ticket-draft/words.ts'
import { BothVersions } from '../tickets/both-versions.tsx'
import type { StepForm } from './rules/event-forms.ts'
import { shownFields, type Values } from './rules/payload.ts'
import { AfterFields, BeforeFields, WIDTHS } from './step-besides.tsx'
import { StepFieldInput } from './step-fields.tsx'
import { labelOf, type StepWords, stepWords, yesNoOf } from './step-words.ts'
import { useStep } from './use-step.ts'
import { workWords } from './words.ts'

interface StepDialogProps {
  ticket: TicketDetail
  event: TicketEventName
  onClose: () => void
}

const NARROW = 520

/** The form of one step in a drawer; a step without fields asks once. What is typed stays in this tab until it is sent. */
export function StepDialog({ ticket, event, onClose }: StepDialogProps) {
  const [w, steps] = [useWords(workWords), useWords(stepWords)]
  const { message } = App.useApp()
  const body = useRef<HTMLFormElement>(null)
  const [opened] = useState(ticket)
  const step = useStep(ticket, event, onClose)
  const { form, values, errors, busy, news, possible, dirty } = step

  function close(): void {
    if (dirty) void message.info(w.keptForLater, 4)
    onClose()
  }
  async function send(): Promise<void> {
    await step.send()
    requestAnimationFrame(() => body.current?.querySelector<HTMLElement>('[aria-invalid=true], .wrong input')?.focus())
  }
  const focusFirst = (opened: boolean): void => {
    if (opened) (body.current?.querySelector<HTMLElement>('.draft-field input, .draft-field textarea') ?? body.current?.ownerDocument.querySelector<HTMLElement>('.step-send'))?.focus()
  }
  const title = steps.events[event] ?? event
  return (
    <Frame asks={form.fields.length === 0} width={WIDTHS[event] ?? NARROW} title={title} close={close} opened={focusFirst} footer={(
      <div className="step-foot">
        {dirty ? <Button type="text" className="step-clear" onClick={step.clear}>{w.startAnew}</Button> : null}
        <Button onClick={close}>{dirty ? w.putAside : w.cancel}</Button>
        <Button type="primary" danger={form.ends === true} className="step-send" loading={busy} disabled={!possible} onClick={() => void send()}>{news === null ? (form.fields.length === 0 ? w.confirm : title) : w.goOn}</Button>
      </div>
    )}>
      <form ref={body} className="step-form" aria-label={title} noValidate onSubmit={(submitted) => { submitted.preventDefault(); void send() }}>
        {steps.asks[event] === undefined ? null : <p>{steps.asks[event]}</p>}
        {step.restoredAt === null ? null : <Restored at={step.restoredAt} clear={step.clear} />}
        {news === null ? null : <News ticket={ticket} news={news} possible={possible}><BothVersions before={opened} now={ticket} mine={typedIn({ event, form, values, steps })} /></News>}
        {step.refusal === '' ? null : <Alert type="error" showIcon role="alert" title={w.notDone} description={step.refusal} />}
        <BeforeFields ticket={ticket} event={event} />
        {shownFields(form, values).map((field) => <StepFieldInput key={field.name} event={event} field={field} ticket={ticket} value={values[field.name]} error={errors[field.name]} set={step.set} />)}
        <AfterFields ticket={ticket} event={event} values={values} />
        {/* Return sends the form from any field of one line. */}
        <button type="submit" hidden disabled={!possible} />
      </form>
    </Frame>
  )
}

interface FrameProps {
  asks: boolean
  width: number
  title: string
  close: () => void
  opened: (open: boolean) => void
  footer: ReactNode
  children: ReactNode
}

function Frame({ asks, width, title, close, opened, footer, children }: FrameProps) {
  const w = useWords(workWords)
  if (asks) return <Modal open title={title} onCancel={close} afterOpenChange={opened} footer={footer} closable={{ 'aria-label': w.close }}>{children}</Modal>
  return <Drawer open title={title} size={width} className="step-drawer" onClose={close} afterOpenChange={opened} footer={footer} closable={{ 'aria-label': w.close }}>{children}</Drawer>
}

/** The form begins with what was typed before. */
function Restored({ at, clear }: { at: number; clear: () => void }) {
  const w = useWords(workWords)
  const { instant } = useFormat()
  return <Alert type="info" showIcon role="status" title={w.restored(instant(at))} action={<Button size="small" onClick={clear}>{w.startAnew}</Button>} />
}

/** What stands in the form now, as one reads it. */
function typedIn({ event, form, values, steps }: { event: TicketEventName; form: StepForm; values: Values; steps: StepWords }): { label: string; value: string }[] {
  return shownFields(form, values).flatMap((field) => {
    const value = values[field.name]
    if (value === undefined || value === null || value === '') return []
    const said = field.as === 'choice' ? (steps.lists[field.of]?.[String(value)] ?? String(value)) : field.as === 'yesNo' ? (yesNoOf(steps, event, field.name)[value === true ? 0 : 1] ?? '') : Array.isArray(value) ? value.join('、') : String(value)
    return [{ label: labelOf(steps, event, field.name) ?? field.name, value: said }]
  })
}

/** What happened to the ticket while the form was open. */
function News({ ticket, news, possible, children }: { ticket: TicketDetail; news: TicketDetail['timeline']; possible: boolean; children: ReactNode }) {
  const [w, steps, draft] = [useWords(workWords), useWords(stepWords), useWords(draftWords)]
  const { instant } = useFormat()
  return (
    <Alert
      type="warning" showIcon role="alert" title={w.changed}
      description={(
        <>
          <ul className="step-news">
            {news.map(({ seq, at, actor, event }) => <li key={seq}><span className="numbers">{instant(at)}</span> {actor === 'system' ? w.system : actor} {steps.events[event] ?? event}</li>)}
          </ul>
          <p>{w.now(draft.states[ticket.state])} · {possible ? w.changedWhy : w.gone}</p>
          {children}
        </>
      )}
    />
  )
}
