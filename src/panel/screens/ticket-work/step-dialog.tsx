import { Alert, App, Button, Drawer, Modal } from 'antd'
import { type ReactNode, useRef } from 'react'
import type { TicketDetail } from '../../../contract/ticket-detail.ts'
import type { TicketEventName } from '../../../contract/ticket.ts'
import { useFormat } from '../../look/format.ts'
import { useUnsaved } from '../../look/unsaved.ts'
import { useWords } from '../../words/language.ts'
import { words as draftWords } from '../ticket-draft/words.ts'
import { shownFields } from './rules/payload.ts'
import { StepFieldInput } from './step-fields.tsx'
import { stepWords } from './step-words.ts'
import { useStep } from './use-step.ts'
import { workWords } from './words.ts'

interface StepDialogProps {
  ticket: TicketDetail
  event: TicketEventName
  onClose: () => void
}

/** The form of one step in a drawer; a step without fields asks once. */
export function StepDialog({ ticket, event, onClose }: StepDialogProps) {
  const [w, steps] = [useWords(workWords), useWords(stepWords)]
  const { modal } = App.useApp()
  const body = useRef<HTMLFormElement>(null)
  const step = useStep(ticket, event, onClose)
  const { form, values, errors, busy, news, possible } = step
  const dirty = Object.values(values).some((value) => value !== undefined && value !== null && value !== '')
  useUnsaved(dirty && form.fields.length > 0)

  function close(): void {
    if (!dirty) return onClose()
    modal.confirm({ title: w.unsaved, content: w.unsavedWhy, okText: w.discard, cancelText: w.keep, okButtonProps: { danger: true }, onOk: onClose })
  }
  async function send(): Promise<void> {
    await step.send()
    requestAnimationFrame(() => body.current?.querySelector<HTMLElement>('[aria-invalid=true], .wrong input')?.focus())
  }
  const focusFirst = (opened: boolean): void => {
    if (opened) (body.current?.querySelector<HTMLElement>('input, textarea') ?? body.current?.ownerDocument.querySelector<HTMLElement>('.step-send'))?.focus()
  }
  const title = steps.events[event] ?? event
  return (
    <Frame asks={form.fields.length === 0} title={title} close={close} opened={focusFirst} footer={(
      <div className="step-foot">
        <Button onClick={close}>{w.cancel}</Button>
        <Button type="primary" danger={form.ends === true} className="step-send" loading={busy} disabled={!possible} onClick={() => void send()}>{news === null ? (form.fields.length === 0 ? w.confirm : title) : w.goOn}</Button>
      </div>
    )}>
      <form ref={body} className="step-form" aria-label={title} noValidate onSubmit={(submitted) => { submitted.preventDefault(); void send() }}>
        {steps.asks[event] === undefined ? null : <p>{steps.asks[event]}</p>}
        {news === null ? null : <News ticket={ticket} news={news} possible={possible} />}
        {step.refusal === '' ? null : <Alert type="error" showIcon role="alert" title={w.notDone} description={step.refusal} />}
        {shownFields(form, values).map((field) => <StepFieldInput key={field.name} event={event} field={field} ticket={ticket} value={values[field.name]} error={errors[field.name]} set={step.set} />)}
        {/* Return sends the form from any field of one line. */}
        <button type="submit" hidden disabled={!possible} />
      </form>
    </Frame>
  )
}

interface FrameProps {
  asks: boolean
  title: string
  close: () => void
  opened: (open: boolean) => void
  footer: ReactNode
  children: ReactNode
}

function Frame({ asks, title, close, opened, footer, children }: FrameProps) {
  const w = useWords(workWords)
  if (asks) return <Modal open title={title} onCancel={close} afterOpenChange={opened} footer={footer} closable={{ 'aria-label': w.close }}>{children}</Modal>
  return <Drawer open title={title} size={520} className="step-drawer" onClose={close} afterOpenChange={opened} footer={footer} closable={{ 'aria-label': w.close }}>{children}</Drawer>
}

/** What happened to the ticket while the form was open. */
function News({ ticket, news, possible }: { ticket: TicketDetail; news: TicketDetail['timeline']; possible: boolean }) {
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
        </>
      )}
    />
  )
}
