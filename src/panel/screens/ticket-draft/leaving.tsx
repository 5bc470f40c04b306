import { Button } from 'antd'
import { useState } from 'react'
import type { TicketDetail } from '../../../contract/ticket-detail.ts'
import { useWords } from '../../words/language.ts'
import { EVENT_FORMS } from '../ticket-work/rules/event-forms.ts'
import { missingIn, payloadOf, type Values } from '../ticket-work/rules/payload.ts'
import { StepFieldInput } from '../ticket-work/step-fields.tsx'
import { stepWords } from '../ticket-work/step-words.ts'
import '../ticket-work/ticket-work.css'
import { workWords } from '../ticket-work/words.ts'
import type { useSteps } from './use-steps.ts'
import { words } from './words.ts'

interface LeavingProps extends ReturnType<typeof useSteps> {
  event: 'reject' | 'handOver'
  ticket: TicketDetail
  back: () => void
}

/** A draft that does not become a ticket here: it is not accepted, or somebody else has taken it. What the citizen was told is written down. */
export function Leaving({ event, ticket, busy, take, back }: LeavingProps) {
  const [w, steps, work] = [useWords(words), useWords(stepWords), useWords(workWords)]
  const [values, setValues] = useState<Values>({})
  const [missing, setMissing] = useState<readonly string[]>([])
  const form = EVENT_FORMS[event]
  const title = steps.events[event] ?? event
  function send(): void {
    const wrong = missingIn(form, values)
    setMissing(wrong)
    if (wrong.length === 0) void take({ event, ...payloadOf(form, values, String) })
  }
  return (
    <form className="draft-actions draft-leaving step-form" aria-label={title} onSubmit={(submitted) => { submitted.preventDefault(); send() }}>
      <p>{steps.asks[event]}</p>
      {form.fields.map((field) => (
        <StepFieldInput key={field.name} event={event} field={field} ticket={ticket} value={values[field.name]} error={missing.includes(field.name) ? work.fillIn : undefined} set={(name, value) => { setValues((before) => ({ ...before, [name]: value })); setMissing([]) }} />
      ))}
      <div className="step-foot">
        <Button onClick={back}>{w.back}</Button>
        <Button danger htmlType="submit" loading={busy}>{title}</Button>
      </div>
    </form>
  )
}
