import { Input, Select } from 'antd'
import { type ReactNode, useId } from 'react'
import type { ListFilter, ListFilterName } from '../../../contract/ticket-list.ts'
import { useWords } from '../../words/language.ts'
import { words } from './words.ts'

export interface FieldProps {
  wanted: ListFilter
  want: (change: Readonly<Partial<Record<ListFilterName, string | undefined>>>) => void
}

export interface Option {
  value: string
  label: string
}

/** Found by any part of the name, or by the code. */
const holds = (typed: string, option: object | undefined): boolean => {
  const { label = '', value = '' } = (option ?? {}) as Partial<Option>
  return `${label} ${value}`.toLowerCase().includes(typed.trim().toLowerCase())
}

export const Labelled = ({ label, children }: { label: string; children: (id: string) => ReactNode }) => {
  const id = useId()
  return <div className="list-field"><label htmlFor={id}>{label}</label>{children(id)}</div>
}

/** One of a list, or none. */
export function OneOf({ name, options, wanted, want }: FieldProps & { name: ListFilterName; options: readonly Option[] }) {
  const w = useWords(words)
  return (
    <Labelled label={w.filters[name]}>
      {(id) => <Select id={id} allowClear placeholder={w.any} value={wanted[name] ?? null} showSearch={{ filterOption: holds }} options={[...options]} popupMatchSelectWidth={false} onChange={(value: string | null | undefined) => want({ [name]: value ?? undefined })} />}
    </Labelled>
  )
}

/** Any of a list; with commas between in the address. */
export function SomeOf({ name, options, wanted, want }: FieldProps & { name: ListFilterName; options: readonly Option[] }) {
  const w = useWords(words)
  return (
    <Labelled label={w.filters[name]}>
      {(id) => (
        <Select
          id={id} mode="multiple" className="list-many" allowClear placeholder={w.any} maxTagCount="responsive" showSearch={{ filterOption: holds }} options={[...options]} popupMatchSelectWidth={false}
          value={wanted[name]?.split(',') ?? []} onChange={(values: string[]) => want({ [name]: values.length === 0 ? undefined : values.join(',') })}
        />
      )}
    </Labelled>
  )
}

const two = (n: number): string => String(n).padStart(2, '0')
export const dayOf = (instant: string | undefined): string => {
  const at = new Date(instant ?? '')
  return Number.isNaN(at.getTime()) ? '' : `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}
const instantOf = (day: string, end: boolean): string | undefined => (day === '' ? undefined : new Date(`${day}T${end ? '23:59:59.999' : '00:00:00'}`).toISOString())

/** From one day to another, both whole. */
export function Span({ label, from, to, wanted, want }: FieldProps & { label: string; from: ListFilterName; to: ListFilterName }) {
  const w = useWords(words)
  const [first, last] = [dayOf(wanted[from]), dayOf(wanted[to])]
  return (
    <div className="list-field" role="group" aria-label={label}>
      <span>{label}</span>
      <span className="list-span">
        <Input type="date" aria-label={`${label} ${w.from}`} value={first} max={last || undefined} onChange={({ target }) => want({ [from]: instantOf(target.value, false) })} />
        <span aria-hidden="true">–</span>
        <Input type="date" aria-label={`${label} ${w.to}`} value={last} min={first || undefined} onChange={({ target }) => want({ [to]: instantOf(target.value, true) })} />
      </span>
    </div>
  )
}
