import { AutoComplete, Checkbox, Form, Input, InputNumber, Select } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { MergeMode, ProcessingMode } from '../../../../contract/hotline.ts'
import { useLanguage, useWords } from '../../../words/language.ts'
import { useDepartments, useGroups, useKnown } from './data.ts'
import { type Change, type Draft, type StepName, withMode } from './draft.ts'
import { words } from './words.ts'

interface FieldsProps {
  step: StepName
  draft: Draft
  change: Change
  isNew: boolean
  day: string
  wrong: Readonly<Record<string, string>>
}

const MODES = ['whole_merge', 'dual_number', 'sub_center', 'direct_cancel', 'emergency', 'primary'] as const satisfies readonly MergeMode[]
const AFTERS = ['announce_hangup', 'announce_forward', 'reject'] as const
const PROCESSINGS = ['collaborative', 'exchange', 'sub_platform'] as const satisfies readonly ProcessingMode[]

/** What one step asks. */
export function Fields(props: FieldsProps) {
  switch (props.step) {
    case 'number':
      return <NumberFields {...props} />
    case 'mode':
      return <ModeFields {...props} />
    case 'dates':
      return <DateFields {...props} />
    case 'people':
      return <PeopleFields {...props} />
    case 'prompts':
      return <PromptsHint />
    case 'review':
      return null
  }
}

function Field({ id, label, help, wrong, children }: { id: string; label: string; help?: string; wrong?: string | undefined; children: ReactNode }) {
  return (
    <Form.Item layout="vertical" label={label} htmlFor={id} {...(wrong === undefined ? { extra: help } : { validateStatus: 'error' as const, help: wrong })}>
      {children}
    </Form.Item>
  )
}

function NumberFields({ draft, change, isNew, wrong }: FieldsProps) {
  const [w, language] = [useWords(words), useLanguage()]
  const known = useKnown().data ?? []
  const departments = useDepartments().data ?? []
  const options = known.filter(({ number, nameZh }) => `${number}${nameZh}`.includes(draft.number)).map(({ number, nameZh, nameEn }) => ({ value: number, label: `${number} ${language === 'zh' ? nameZh : nameEn}` }))
  function pick(number: string): void {
    const line = known.find((one) => one.number === number)
    change(line ? { number, nameZh: line.nameZh, nameEn: line.nameEn, owner: line.owner } : { number })
  }
  return (
    <>
      <Field id="line-number" label={w.number} help={isNew ? `${w.numberHelp}。${w.pick}` : ''} wrong={draft.number === '' ? undefined : wrong['number']}>
        <AutoComplete id="line-number" value={draft.number} disabled={!isNew} options={options} onSelect={pick} onChange={(number: string) => change({ number: number.replace(/\D/g, '').slice(0, 12) })} placeholder="12369" />
      </Field>
      <Field id="line-name" label={w.name} wrong={wrong['nameZh']}>
        <Input id="line-name" value={draft.nameZh} maxLength={60} onChange={({ target }) => change({ nameZh: target.value })} />
      </Field>
      <Field id="line-name-en" label={`${w.nameEn} · ${w.optional}`} wrong={wrong['nameEn']}>
        <Input id="line-name-en" value={draft.nameEn} maxLength={120} onChange={({ target }) => change({ nameEn: target.value })} />
      </Field>
      <Field id="line-owner" label={`${w.owner} · ${w.optional}`} wrong={wrong['owner']}>
        <Select
          id="line-owner" allowClear showSearch={{ optionFilterProp: 'label' }} value={draft.owner} placeholder={w.nobody} onChange={(owner?: string) => change({ owner: owner ?? null })}
          options={departments.length > 0 ? departments.map(({ code, nameZh, nameEn }) => ({ value: code, label: `${language === 'zh' ? nameZh : nameEn} (${code})` })) : draft.owner === null ? [] : [{ value: draft.owner, label: draft.owner }]}
        />
      </Field>
    </>
  )
}

function ModeFields({ draft, change, day, wrong }: FieldsProps) {
  const w = useWords(words)
  return (
    <>
      <fieldset className="mode-choices">
        <legend className="quiet">{wrong['mergeMode'] ?? w.mode}</legend>
        {MODES.map((mode) => (
          <label key={mode} className="mode-choice">
            <input type="radio" name="merge-mode" checked={draft.mergeMode === mode} onChange={() => change(withMode(draft, mode, day))} />
            <b>{w.modes[mode][0]}</b>
            <span className="quiet">{w.modes[mode][1]}</span>
          </label>
        ))}
      </fieldset>
      <Field id="line-processing" label={w.processing} wrong={wrong['processingMode']}>
        <Select id="line-processing" value={draft.processingMode} options={PROCESSINGS.map((value) => ({ value, label: w.processings[value] }))} onChange={(processingMode: ProcessingMode) => change({ processingMode })} />
      </Field>
    </>
  )
}

function DateFields({ draft, change, wrong }: FieldsProps) {
  const w = useWords(words)
  const whole = draft.mergeMode === 'whole_merge'
  if (!whole && draft.mergeMode !== 'direct_cancel') return <p className="quiet">{w.datesOnly}</p>
  return (
    <>
      {whole ? (
        <>
          <Field id="line-start" label={w.from} help={w.noDates} wrong={wrong['transitionStart']}>
            <Input id="line-start" type="date" value={draft.transitionStart ?? ''} onChange={({ target }) => change({ transitionStart: target.value === '' ? null : target.value })} />
          </Field>
          <Field id="line-months" label={w.months} wrong={wrong['transitionMonths']}>
            <InputNumber id="line-months" min={1} max={24} precision={0} value={draft.transitionMonths} suffix={w.monthsUnit} onChange={(months) => change({ transitionMonths: months ?? 3 })} />
          </Field>
        </>
      ) : null}
      <fieldset className="mode-choices">
        <legend>{w.after}</legend>
        {AFTERS.filter((after) => whole || after !== 'announce_forward').map((after) => (
          <label key={after} className="mode-choice">
            <input type="radio" name="after-transition" checked={draft.afterTransition === after} onChange={() => change({ afterTransition: after })} />
            <b>{w.afters[after][0]}</b>
            <span className="quiet">{w.afters[after][1]}</span>
          </label>
        ))}
      </fieldset>
    </>
  )
}

function PeopleFields({ draft, change, wrong }: FieldsProps) {
  const [w, language] = [useWords(words), useLanguage()]
  const groups = (useGroups().data ?? []).map(({ id, nameZh, nameEn }) => ({ value: id as string, label: language === 'zh' ? nameZh : nameEn }))
  const elsewhere = draft.mergeMode === 'sub_center' || draft.mergeMode === 'emergency'
  return (
    <>
      {draft.mergeMode === 'dual_number' ? (
        <>
          <Field id="line-specialists" label={w.specialists} help={w.specialistsHelp} wrong={wrong['specialistGroup']}>
            <Select id="line-specialists" allowClear value={draft.specialistGroup} placeholder={w.nobody} options={groups} onChange={(group?: string) => change({ specialistGroup: group ?? null })} />
          </Field>
          <Field id="line-alone" label={w.alone} wrong={wrong['specialistFirstMs']}>
            <Seconds id="line-alone" value={draft.specialistFirstMs} max={600} onChange={(specialistFirstMs) => change({ specialistFirstMs })} />
          </Field>
        </>
      ) : null}
      <Field id="line-group" label={w.group} wrong={wrong['group']}>
        <Select id="line-group" value={draft.group} options={groups} onChange={(group: string) => change({ group })} />
      </Field>
      {elsewhere ? (
        <>
          <Field id="line-target" label={w.target} help={w.targetHelp} wrong={wrong['transferTarget']}>
            <Input id="line-target" value={draft.transferTarget ?? ''} onChange={({ target }) => change({ transferTarget: target.value === '' ? null : target.value })} />
          </Field>
          <Field id="line-transfer-in" label={`${w.transferIn} · ${w.optional}`} wrong={wrong['transferInNumbers']}>
            <Select id="line-transfer-in" mode="tags" open={false} suffixIcon={null} value={draft.transferInNumbers as string[]} onChange={(numbers: string[]) => change({ transferInNumbers: numbers as Draft['transferInNumbers'] })} />
          </Field>
        </>
      ) : null}
      <Field id="line-ring" label={w.ring} wrong={wrong['ringTimeoutMs']}>
        <Seconds id="line-ring" value={draft.ringTimeoutMs} max={30} onChange={(ringTimeoutMs) => change({ ringTimeoutMs })} />
      </Field>
      <Field id="line-greeting" label={`${w.greeting} · ${w.optional}`} help={w.greetingHelp} wrong={wrong['greetingZh']}>
        <Input.TextArea id="line-greeting" rows={2} maxLength={200} value={draft.greetingZh ?? ''} onChange={({ target }) => change({ greetingZh: target.value === '' ? null : target.value })} />
      </Field>
      <Checkbox checked={draft.elderLine} onChange={({ target }) => change({ elderLine: target.checked })}>{w.elder}</Checkbox>
    </>
  )
}

/** Empty is what the policy says. */
function Seconds({ id, value, max, onChange }: { id: string; value: number | null; max: number; onChange: (ms: number | null) => void }) {
  const w = useWords(words)
  return <InputNumber id={id} min={0} max={max} value={value === null ? null : value / 1_000} placeholder={w.byPolicy} suffix={w.seconds} onChange={(seconds) => onChange(seconds === null ? null : Math.round(seconds * 1_000))} />
}

function PromptsHint() {
  const w = useWords(words)
  return (
    <>
      <p>{w.heardHelp}</p>
      <p><Link to="/admin/prompts">{w.toPrompts}</Link></p>
    </>
  )
}
