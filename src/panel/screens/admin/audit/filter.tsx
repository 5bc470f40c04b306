import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useWords } from '../../../words/language.ts'
import { words } from './words.ts'

export interface Filter {
  actor: string
  action: string
  target: string
  /** Days, "2026-11-22"; empty = open. */
  from: string
  to: string
}

export const NO_FILTER: Filter = { actor: '', action: '', target: '', from: '', to: '' }

/** What to look for; asked when sent, for each look is itself on record. */
export function AuditFilter({ filter, onFilter }: { filter: Filter; onFilter: (filter: Filter) => void }) {
  const w = useWords(words)
  const [typed, setTyped] = useState(filter)
  const put = (some: Partial<Filter>): void => setTyped((before) => ({ ...before, ...some }))
  const options = Object.entries(w.actions).map(([value, sentence]) => ({ value, label: sentence.replace('{t}', '…') }))
  return (
    <form
      className="audit-filter paper" role="search"
      onSubmit={(event) => {
        event.preventDefault()
        onFilter(typed)
      }}
    >
      <label>{w.actor}<Input allowClear value={typed.actor} onChange={({ target }) => put({ actor: target.value.trim() })} /></label>
      <label>{w.action}<Select allowClear showSearch={{ optionFilterProp: 'label' }} placeholder={w.any} value={typed.action === '' ? null : typed.action} options={options} onChange={(action?: string) => put({ action: action ?? '' })} /></label>
      <label>{w.target}<Input allowClear placeholder="hotline:12319" value={typed.target} onChange={({ target }) => put({ target: target.value.trim() })} /></label>
      <label>{w.from}<Input type="date" value={typed.from} onChange={({ target }) => put({ from: target.value })} /></label>
      <label>{w.to}<Input type="date" value={typed.to} onChange={({ target }) => put({ to: target.value })} /></label>
      <Button type="primary" htmlType="submit">{w.apply}</Button>
      <Button onClick={() => { setTyped(NO_FILTER); onFilter(NO_FILTER) }}>{w.clear}</Button>
    </form>
  )
}
