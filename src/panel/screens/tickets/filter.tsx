import { Button, Checkbox, Input, Select } from 'antd'
import { useSearchParams } from 'react-router'
import type { TicketState } from '../../../contract/ticket.ts'
import { useWords } from '../../words/language.ts'
import { useNames } from '../ticket-draft/matter.tsx'
import { useTicketForm } from '../ticket-draft/use-draft.ts'
import { words as draftWords } from '../ticket-draft/words.ts'
import './tickets.css'
import { words } from './words.ts'

const NAMES = ['text', 'state', 'unit', 'overdue', 'nearlyDue', 'sort'] as const
type Name = (typeof NAMES)[number]

/** What the server is asked for, from the address; other things in it are left alone. */
export const wantedOf = (params: URLSearchParams): Partial<Record<Name, string>> =>
  Object.fromEntries(NAMES.flatMap((name) => {
    const value = params.get(name) ?? ''
    return value === '' ? [] : [[name, value]]
  }))

const holds = (typed: string, option: object | undefined): boolean => {
  const { label = '', value = '' } = (option ?? {}) as { label?: string; value?: string }
  return `${label} ${value}`.toLowerCase().includes(typed.trim().toLowerCase())
}

/** Narrows the list: by words or number, state, department, and whether it is overdue. */
export function Filter() {
  const [w, draft] = [useWords(words), useWords(draftWords)]
  const nameOf = useNames()
  const { data: form } = useTicketForm()
  const [params, setParams] = useSearchParams()
  const wanted = wantedOf(params)
  const want = (name: Name, value: string | undefined): void =>
    setParams((before) => {
      const after = new URLSearchParams(before)
      if (value === undefined || value === '') after.delete(name)
      else after.set(name, value)
      return after
    })
  return (
    <div className="tickets-filter" role="search">
      {/* What is typed is looked for when it is sent, not letter by letter. */}
      <Input.Search key={wanted.text ?? ''} defaultValue={wanted.text ?? ''} allowClear maxLength={60} aria-label={w.search} placeholder={w.searchHint} onSearch={(text) => want('text', text.trim())} />
      <Select aria-label={w.state} allowClear placeholder={w.anyState} value={wanted.state ?? null} showSearch={{ filterOption: holds }} options={(Object.keys(draft.states) as TicketState[]).map((value) => ({ value, label: draft.states[value] }))} onChange={(value: string | undefined) => want('state', value)} />
      <Select aria-label={w.lead} allowClear placeholder={w.anyUnit} value={wanted.unit ?? null} showSearch={{ filterOption: holds }} options={(form?.units ?? []).map((one) => ({ value: one.code, label: nameOf(one) }))} onChange={(value: string | undefined) => want('unit', value)} />
      <Checkbox checked={wanted.overdue === 'true'} onChange={({ target }) => want('overdue', target.checked ? 'true' : undefined)}>{w.overdue}</Checkbox>
      <Checkbox checked={wanted.nearlyDue === 'true'} onChange={({ target }) => want('nearlyDue', target.checked ? 'true' : undefined)}>{w.nearlyDue}</Checkbox>
      <Checkbox checked={wanted.sort === 'dueAt'} onChange={({ target }) => want('sort', target.checked ? 'dueAt' : undefined)}>{w.byDue}</Checkbox>
      {Object.keys(wanted).length > 0 ? <Button type="link" onClick={() => setParams({})}>{w.showAll}</Button> : null}
    </div>
  )
}
