import { Input, Select } from 'antd'
import { useId, type ReactNode } from 'react'
import { useWords } from '../../words/language.ts'
import { useWriting } from './use-draft.ts'
import { words } from './words.ts'

interface LabelledProps {
  /** Field path: "content", "extra.shop". */
  path: string
  label: string
  wide?: boolean
  children: (aria: Aria) => ReactNode
  /** Below the field: suggestions. */
  after?: ReactNode
}

interface Aria {
  id: string
  'aria-required': boolean
  'aria-invalid': boolean
  'aria-describedby': string | undefined
  status: '' | 'error'
}

/** A field with its name, the mark that it is needed, and what is wrong with it. */
export function Labelled({ path, label, wide = false, children, after }: LabelledProps) {
  const w = useWords(words)
  const { state, isNeeded } = useWriting()
  const id = useId()
  const [error, needed] = [state.errors[path], isNeeded(path)]
  return (
    <div className={wide ? 'draft-field wide' : 'draft-field'} data-field={path}>
      <label htmlFor={id}>
        {label}
        {needed ? <span className="draft-needed" title={w.required}>*</span> : null}
      </label>
      {children({ id, 'aria-required': needed, 'aria-invalid': error !== undefined, 'aria-describedby': error === undefined ? undefined : `${id}-error`, status: error === undefined ? '' : 'error' })}
      {error === undefined ? null : <p className="draft-error" id={`${id}-error`} role="alert">{error}</p>}
      {after}
    </div>
  )
}

type TextName = 'title' | 'content' | 'address' | 'respondent' | 'callerName' | 'contactPhone' | 'reply'
const LONGEST: Readonly<Record<TextName, number>> = { title: 100, content: 4_000, address: 200, respondent: 120, callerName: 60, contactPhone: 12, reply: 4_000 }

interface TextProps {
  name: TextName
  label: string
  hint?: string
  wide?: boolean
  disabled?: boolean
  after?: ReactNode
}

export function TextField({ name, label, hint, wide = false, disabled = false, after }: TextProps) {
  const { state, set } = useWriting()
  const clean = (text: string): string => (name === 'contactPhone' ? text.replaceAll(/\D/g, '') : text)
  return (
    <Labelled path={name} label={label} wide={wide} after={after}>
      {(aria) => <Input {...aria} value={state.fields[name]} placeholder={hint} maxLength={LONGEST[name]} disabled={disabled} autoComplete="off" inputMode={name === 'contactPhone' ? 'tel' : 'text'} onChange={({ target }) => set({ [name]: clean(target.value) })} />}
    </Labelled>
  )
}

export function LongField({ name, label, hint, rows, after }: Omit<TextProps, 'wide' | 'disabled'> & { rows: number }) {
  const { state, set } = useWriting()
  return (
    <Labelled path={name} label={label} wide after={after}>
      {(aria) => <Input.TextArea {...aria} value={state.fields[name]} placeholder={hint} maxLength={LONGEST[name]} rows={rows} className="draft-long" onChange={({ target }) => set({ [name]: target.value })} />}
    </Labelled>
  )
}

export interface Choice {
  value: string
  label: string
  /** What else is typed to find it: its code. */
  also?: string
}

interface ChoiceProps {
  name: 'categoryCode' | 'areaCode' | 'suggestedUnit'
  label: string
  options: readonly (Choice | { label: string; options: Choice[] })[]
  after?: ReactNode
}

/** By name or code; the heading of a group is no choice. */
const holds = (typed: string, option: object | undefined): boolean => {
  const { label = '', also = '' } = (option ?? {}) as Partial<Choice>
  return `${label} ${also}`.toLowerCase().includes(typed.trim().toLowerCase())
}

/** One of a list, found by typing part of its name or code. */
export function ChoiceField({ name, label, options, after }: ChoiceProps) {
  const w = useWords(words)
  const { state, set } = useWriting()
  return (
    <Labelled path={name} label={label} after={after}>
      {(aria) => (
        <Select
          {...aria}
          value={state.fields[name]}
          options={[...options]}
          placeholder={w.choose}
          allowClear
          showSearch={{ filterOption: holds }}
          onChange={(value: string | undefined) => set({ [name]: value ?? null })}
          className="draft-choice"
        />
      )}
    </Labelled>
  )
}

interface OneOfProps<Value extends string> {
  path: string
  label: string
  value: Value | null
  options: readonly { value: Value; label: string }[]
  onChoose: (value: Value) => void
  wide?: boolean
}

/** One of a few, all to be seen: arrow keys move. */
export function OneOf<Value extends string>({ path, label, value, options, onChoose, wide = false }: OneOfProps<Value>) {
  const w = useWords(words)
  const { state, isNeeded } = useWriting()
  const name = useId()
  const error = state.errors[path]
  return (
    <fieldset className={wide ? 'draft-field wide' : 'draft-field'} data-field={path} aria-describedby={error === undefined ? undefined : `${name}-error`}>
      <legend>
        {label}
        {isNeeded(path) ? <span className="draft-needed" title={w.required}>*</span> : null}
      </legend>
      <div className={error === undefined ? 'draft-radios' : 'draft-radios wrong'}>
        {options.map((option) => (
          <label key={option.value}>
            <input type="radio" name={name} value={option.value} checked={value === option.value} onChange={() => onChoose(option.value)} />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
      {error === undefined ? null : <p className="draft-error" id={`${name}-error`} role="alert">{error}</p>}
    </fieldset>
  )
}
