import { Button, Dropdown, Input, InputNumber, Select } from 'antd'
import { useId, type ReactNode } from 'react'
import type { TicketDetail } from '../../../contract/ticket-detail.ts'
import type { TicketEventName } from '../../../contract/ticket.ts'
import { serverNow } from '../../server/feed.ts'
import { useWords } from '../../words/language.ts'
import { useNames } from '../ticket-draft/matter.tsx'
import { useTicketForm } from '../ticket-draft/use-draft.ts'
import { localOf } from './local-time.ts'
import { phrases } from './phrases.ts'
import { useRecordLine } from './record-line.ts'
import { LISTS, type StepField } from './rules/event-forms.ts'
import { withPhrase } from './rules/gaps.ts'
import type { Values } from './rules/payload.ts'
import { unitsBelow } from './rules/units-below.ts'
import { labelOf, stepWords, yesNoOf } from './step-words.ts'
import { workWords } from './words.ts'

interface FieldProps {
  event: TicketEventName
  field: StepField
  ticket: Pick<TicketDetail, 'records' | 'leadUnit'>
  value: Values[string]
  error: string | undefined
  set: (name: string, value: Values[string]) => void
}

/** One field of a step, with its name, hint and what is wrong with it. */
export function StepFieldInput(props: FieldProps) {
  const { event, field, error } = props
  const [w, steps] = [useWords(workWords), useWords(stepWords)]
  const id = useId()
  const label = labelOf(steps, event, field.name) ?? field.name
  const hint = steps.hints[`${event}.${field.name}`]
  const radios = field.as === 'choice' || field.as === 'yesNo'
  const [Frame, Label] = radios ? (['fieldset', 'legend'] as const) : (['div', 'label'] as const)
  const told = [...(hint === undefined ? [] : [`${id}-hint`]), ...(error === undefined ? [] : [`${id}-error`])].join(' ') || undefined
  return (
    <Frame className="draft-field" data-field={field.name} {...(radios ? { 'aria-describedby': told } : {})}>
      <Label id={`${id}-label`} {...(radios ? {} : { htmlFor: id })}>
        {label}
        {field.required ? <span className="step-needed"> {w.required}</span> : null}
      </Label>
      <Entry {...props} aria={{ id, 'aria-required': field.required === true, 'aria-invalid': error !== undefined, 'aria-describedby': told, status: error === undefined ? '' : 'error' }} />
      {field.as === 'area' || field.as === 'text' ? <Ready event={event} field={field} labelledBy={`${id}-label`} value={props.value} set={props.set} /> : null}
      {hint === undefined ? null : <span className="step-hint" id={`${id}-hint`}>{hint}</span>}
      {error === undefined ? null : <p className="draft-error" id={`${id}-error`} role="alert">{error}</p>}
    </Frame>
  )
}

/** Words to begin with, put after what is there. */
function Ready({ event, field, labelledBy, value, set }: Pick<FieldProps, 'event' | 'field' | 'value' | 'set'> & { labelledBy: string }) {
  const w = useWords(workWords)
  const ready = useWords(phrases)[`${event}.${field.name}`]
  if (ready === undefined || !('max' in field) || typeof field.max !== 'number') return null
  const { max, name } = field
  const insert = (phrase: string): void => set(name, withPhrase(typeof value === 'string' ? value : '', phrase, max))
  return (
    <Dropdown trigger={['click']} autoFocus menu={{ className: 'step-phrases', items: ready.map((phrase) => ({ key: phrase, label: phrase })), onClick: ({ key }) => insert(key) }}>
      <Button size="small" className="step-ready" aria-describedby={labelledBy}>{w.phrases} <span aria-hidden="true">▾</span></Button>
    </Dropdown>
  )
}

interface Aria {
  id: string
  'aria-required': boolean
  'aria-invalid': boolean
  'aria-describedby': string | undefined
  status: '' | 'error'
}

function Entry({ event, field, ticket, value, error, set, aria }: FieldProps & { aria: Aria }): ReactNode {
  const [w, steps] = [useWords(workWords), useWords(stepWords)]
  const line = useRecordLine()
  const change = (next: Values[string]): void => set(field.name, next)
  const text = typeof value === 'string' ? value : ''
  switch (field.as) {
    case 'text':
    case 'ticket':
      return <Input {...aria} value={text} maxLength={field.as === 'text' ? field.max : 20} autoComplete="off" onChange={({ target }) => change(target.value)} />
    case 'area':
      return <Input.TextArea {...aria} value={text} maxLength={field.max} rows={field.max > 600 ? 4 : 2} className="step-long" onChange={({ target }) => change(target.value)} />
    case 'instant':
      return (
        <span className="step-instant">
          <Input {...aria} type="datetime-local" value={text} onChange={({ target }) => change(target.value)} />
          {/* Most write it down when they have just hung up. */}
          {field.name === 'contactedAt' ? <Button onClick={() => change(localOf(serverNow()))}>{w.justNow}</Button> : null}
        </span>
      )
    case 'number':
      return <InputNumber {...aria} value={typeof value === 'number' ? value : null} min={field.min} max={field.max} precision={0} onChange={(next) => change(next)} />
    case 'unit':
    case 'units':
      return <Departments aria={aria} many={field.as === 'units'} below={event === 'subDispatch' ? ticket.leadUnit : null} value={value} change={change} />
    case 'record':
      return (
        <Select
          {...aria} value={text === '' ? null : text} placeholder={w.choose} className="draft-choice" onChange={change}
          options={ticket.records.filter(({ kind, state }) => kind === field.kind && state === 'open').map((one) => ({ value: one.id, label: line(one) }))}
        />
      )
    case 'yesNo': {
      const [yes, no] = yesNoOf(steps, event, field.name)
      return <Radios name={aria.id} wrong={error !== undefined} value={value} options={[[true, yes], [false, no]]} change={change} />
    }
    case 'choice': {
      const options = LISTS[field.of].map((code): [string, string] => [code, steps.lists[field.of]?.[code] ?? code])
      const none: [undefined, string][] = field.required ? [] : [[undefined, field.orNull ? w.unanswered : w.none]]
      return <Radios name={aria.id} wrong={error !== undefined} value={value} options={[...options, ...none]} change={change} />
    }
  }
}

interface RadiosProps {
  name: string
  wrong: boolean
  value: Values[string]
  options: readonly (readonly [value: string | boolean | undefined, label: string])[]
  change: (value: Values[string]) => void
}

/** All to be seen; arrow keys move. */
const Radios = ({ name, wrong, value, options, change }: RadiosProps) => (
  <div className={wrong ? 'draft-radios step-radios wrong' : 'draft-radios step-radios'}>
    {options.map(([code, label]) => (
      <label key={label}>
        <input type="radio" name={name} checked={value === code} onChange={() => change(code)} />
        <span>{label}</span>
      </label>
    ))}
  </div>
)

interface DepartmentsProps {
  aria: Aria
  many: boolean
  /** Only those below this one; null = all. */
  below: string | null
  value: Values[string]
  change: (value: Values[string]) => void
}

const holds = (typed: string, option: object | undefined): boolean => {
  const { label = '', value = '' } = (option ?? {}) as { label?: string; value?: string }
  return `${label} ${value}`.toLowerCase().includes(typed.trim().toLowerCase())
}

/** Found by typing part of the name or the code. */
function Departments({ aria, many, below, value, change }: DepartmentsProps) {
  const w = useWords(workWords)
  const nameOf = useNames()
  const { data: form } = useTicketForm()
  const units = form?.units ?? []
  const options = (below === null ? units.map((unit) => ({ unit, depth: 0 })) : unitsBelow(units, below)).map(({ unit, depth }) => ({ value: unit.code, label: `${'　'.repeat(depth)}${nameOf(unit)}` }))
  if (below !== null && form && options.length === 0) return <p className="quiet">{w.noneBelow}</p>
  const shared = { ...aria, options, allowClear: true, placeholder: w.choose, showSearch: { filterOption: holds }, className: 'draft-choice' }
  if (many) return <Select<string[]> {...shared} mode="multiple" value={Array.isArray(value) ? [...(value as readonly string[])] : []} onChange={(next) => change(next)} />
  return <Select<string> {...shared} value={typeof value === 'string' ? value : null} onChange={(next: string | undefined) => change(next)} />
}
