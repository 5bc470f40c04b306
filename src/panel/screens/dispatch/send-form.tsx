import { AutoComplete, Checkbox, Input } from 'antd'
import { type ReactNode, type RefObject, useId } from 'react'
import type { DispatchAdvice } from '../../../contract/dispatch-advice.ts'
import type { TicketState } from '../../../contract/ticket.ts'
import { useWords } from '../../words/language.ts'
import { LISTS } from '../ticket-work/rules/event-forms.ts'
import { stepWords } from '../ticket-work/step-words.ts'
import { given, type Sending } from './rules/sending.ts'
import { UnitSelect, UnitsSelect, useUnits } from './unit-select.tsx'
import { words } from './words.ts'

interface SendFormProps {
  state: TicketState
  sending: Sending
  set: (sending: Sending) => void
  advice: DispatchAdvice | undefined
  /** What the server says is wrong, by field. */
  errors: Readonly<Record<string, string>>
  picker: RefObject<{ focus: () => void } | null>
}

/** To whom, and with what. The reason is asked for where the place is outside the department's district. */
export function SendForm({ state, sending, set, advice, errors, picker }: SendFormProps) {
  const w = useWords(words)
  const { data: units = [] } = useUnits()
  const { unit, section, coUnits, method, requirements, overrideReason, final } = sending
  const sections = units.find(({ code }) => code === unit)?.sections ?? []
  const outside = errors['overrideReason'] !== undefined || overrideReason !== '' || advice?.faults.some((one) => one.unit === unit && one.why === 'outsideDistrict') === true
  return (
    <div className="send-form">
      <Field label={w.unit} error={errors['unit']}>{(aria) => <UnitSelect {...aria} focus={picker} value={unit} change={(code) => set(given(sending, code, { list: advice?.list ?? [] }))} />}</Field>
      <Field label={w.section} error={errors['section']}>{(aria) => <AutoComplete {...aria} value={section ?? ''} maxLength={30} className="draft-choice" placeholder={w.sectionHint} options={sections.map((value) => ({ value }))} onChange={(text: string) => set({ ...sending, section: text === '' ? null : text })} />}</Field>
      {outside && state !== 'in_triage' ? <Field label={w.override} error={errors['overrideReason']} wide>{(aria) => <Input {...aria} value={overrideReason} maxLength={200} onChange={({ target }) => set({ ...sending, overrideReason: target.value })} />}</Field> : null}
      <Field label={w.coUnits} error={errors['coUnits']} wide>{(aria) => <UnitsSelect {...aria} without={unit} value={coUnits} change={(codes) => set({ ...sending, coUnits: codes })} />}</Field>
      <Field label={w.requirements} error={errors['requirements']} wide>{(aria) => <Input.TextArea {...aria} value={requirements} maxLength={500} rows={2} className="send-long" onChange={({ target }) => set({ ...sending, requirements: target.value })} />}</Field>
      <Field label={w.method} error={errors['method']} wide>{(aria) => <Input {...aria} value={method} maxLength={200} onChange={({ target }) => set({ ...sending, method: target.value })} />}</Field>
      {state === 'in_triage' ? <Checkbox className="wide" checked={final} onChange={({ target }) => set({ ...sending, final: target.checked })}>{w.final}</Checkbox> : null}
    </div>
  )
}

/** Why people are to decide together. */
export function TriageForm({ sending, set, errors, focus }: Pick<SendFormProps, 'sending' | 'set' | 'errors'> & { focus: boolean }) {
  const [w, steps] = [useWords(words), useWords(stepWords)]
  const name = useId()
  return (
    <div className="send-form">
      <fieldset className="draft-field wide">
        <legend>{w.triageReason}</legend>
        <div className="draft-radios step-radios">
          {LISTS.triage.map((code, at) => (
            <label key={code}><input type="radio" name={name} autoFocus={focus && at === 0} checked={sending.reason === code} onChange={() => set({ ...sending, reason: code })} /><span>{steps.lists['triage']?.[code] ?? code}</span></label>
          ))}
        </div>
      </fieldset>
      <NoteField sending={sending} set={set} errors={errors} label={w.note} />
    </div>
  )
}

export function NoteField({ sending, set, errors, label, focus = false }: Pick<SendFormProps, 'sending' | 'set' | 'errors'> & { label: string; focus?: boolean }) {
  return <Field label={label} error={errors['note']} wide>{(aria) => <Input.TextArea {...aria} autoFocus={focus} value={sending.note} maxLength={500} rows={2} className="send-long" onChange={({ target }) => set({ ...sending, note: target.value })} />}</Field>
}

interface Aria {
  id: string
  'aria-invalid': boolean
  'aria-describedby': string | undefined
  status: '' | 'error'
}

function Field({ label, error, wide = false, children }: { label: string; error: string | undefined; wide?: boolean; children: (aria: Aria) => ReactNode }) {
  const id = useId()
  return (
    <div className={wide ? 'draft-field wide' : 'draft-field'}>
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-invalid': error !== undefined, 'aria-describedby': error === undefined ? undefined : `${id}-error`, status: error === undefined ? '' : 'error' })}
      {error === undefined ? null : <p className="draft-error" id={`${id}-error`} role="alert">{error}</p>}
    </div>
  )
}
