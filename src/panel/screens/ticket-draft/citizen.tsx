import { Checkbox, Input } from 'antd'
import { useWords } from '../../words/language.ts'
import { Labelled, OneOf, TextField } from './fields.tsx'
import { Reveal } from './reveal.tsx'
import { useWriting } from './use-draft.ts'
import { words } from './words.ts'

/** Who calls. */
export function Citizen() {
  const w = useWords(words)
  const { state: { fields }, set, detail } = useWriting()
  const { masked, ani } = detail
  return (
    <section className="draft-part" aria-label={w.citizen}>
      <h3>{w.citizen}</h3>
      <div className="draft-grid thirds">
        <TextField name="callerName" label={w.name} disabled={masked} />
        <TextField name="contactPhone" label={w.phone} hint={ani === null ? w.phoneWithheld : w.phoneHint(ani)} disabled={masked} />
        <Labelled path="callerAge" label={w.age}>
          {(aria) => <Input {...aria} value={fields.callerAge ?? ''} inputMode="numeric" maxLength={3} autoComplete="off" onChange={({ target }) => set({ callerAge: /\d/.test(target.value) ? Number(target.value.replaceAll(/\D/g, '')) : null })} />}
        </Labelled>
        <OneOf path="callerSex" label={w.sex} value={fields.callerSex} options={(['female', 'male'] as const).map((value) => ({ value, label: w.sexes[value] }))} onChoose={(callerSex) => set({ callerSex })} />
        <OneOf path="subjectType" label={w.subject} value={fields.subjectType} options={(['person', 'enterprise'] as const).map((value) => ({ value, label: w.subjects[value] }))} onChoose={(subjectType) => set({ subjectType })} />
        <fieldset className="draft-field" data-field="callerLabels">
          <legend>{w.labels}</legend>
          <Checkbox.Group value={fields.callerLabels} options={(['elder', 'disabled', 'minor'] as const).map((value) => ({ value, label: w.labelNames[value] }))} onChange={(callerLabels) => set({ callerLabels })} />
        </fieldset>
      </div>
      <div className="draft-checks">
        <Flag name="anonymous" label={w.anonymous} />
        <Flag name="confidential" label={w.confidential} />
        <Flag name="wantsReply" label={w.wantsReply} />
        {masked ? <Reveal ticketNo={detail.ticketNo} /> : null}
      </div>
    </section>
  )
}

function Flag({ name, label }: { name: 'anonymous' | 'confidential' | 'wantsReply'; label: string }) {
  const { state, set } = useWriting()
  const error = state.errors[name]
  return (
    <span data-field={name}>
      <Checkbox checked={state.fields[name]} onChange={({ target }) => set({ [name]: target.checked })}>{label}</Checkbox>
      {error === undefined ? null : <span className="draft-error" role="alert">{error}</span>}
    </span>
  )
}
