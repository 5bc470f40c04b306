import { Checkbox, Input, type InputRef, Select } from 'antd'
import { type Ref, useState } from 'react'
import type { ListFilterName } from '../../../contract/ticket-list.ts'
import { useAddress } from '../../look/address.ts'
import { useUser } from '../../server/session.ts'
import { useWords } from '../../words/language.ts'
import { useChoices } from './choices.ts'
import { type FieldProps, Labelled, OneOf, SomeOf, Span } from './filter-fields.tsx'
import { conditionsOf, sortOf, wantedOf } from './rules/wanted.ts'
import './tickets.css'
import { words } from './words.ts'

/** Shown only when asked for, or when one of them is set. */
const FURTHER: readonly ListFilterName[] = ['stage', 'type', 'channel', 'dnis', 'urgency', 'grade', 'ticketNo', 'phone', 'openedFrom', 'openedTo', 'dueFrom', 'dueTo', 'closedFrom', 'closedTo', 'mine']

/** Narrows the list; every condition stands in the address, so that a list can be kept and passed on. */
export function Filter({ searchRef }: { searchRef: Ref<InputRef> }) {
  const w = useWords(words)
  const [params, want] = useAddress()
  const wanted = wantedOf(params)
  const { of, said } = useChoices()
  const [opened, setOpened] = useState(false)
  const set = conditionsOf(wanted)
  const further = opened || set.some((name) => FURTHER.includes(name))
  const fields = { wanted, want }
  const tick = (name: ListFilterName) => <Checkbox checked={wanted[name] === 'true'} onChange={({ target }) => want({ [name]: target.checked ? 'true' : undefined })}>{w.filters[name]}</Checkbox>
  return (
    <div className={further ? 'list-bar further' : 'list-bar'} role="search">
      <div className="list-fields">
        {/* What is typed is looked for when it is sent, not letter by letter. */}
        <Labelled label={w.search}>{(id) => <Input.Search id={id} ref={searchRef} className="list-words" key={wanted.text ?? ''} defaultValue={wanted.text ?? ''} allowClear maxLength={60} placeholder={w.searchHint} onSearch={(text) => want({ text: text.trim() })} />}</Labelled>
        <SomeOf name="state" options={of.state ?? []} {...fields} />
        <OneOf name="unit" options={of.unit ?? []} {...fields} />
        <OneOf name="category" options={of.category ?? []} {...fields} />
        <OneOf name="area" options={of.area ?? []} {...fields} />
        <OneOf name="openedDays" options={of.openedDays ?? []} {...fields} />
        <span className="list-ticks">{tick('overdue')}{tick('nearlyDue')}</span>
        {further && !opened ? null : <button type="button" className="as-link list-further" aria-expanded={further} onClick={() => setOpened(!opened)}>{further ? w.less : w.more}</button>}
      </div>
      {further ? <Further {...fields} of={of} tick={tick} /> : null}
      {set.length === 0 ? null : (
        <div className="list-taken">
          {set.map((name) => <button key={name} type="button" className="list-take" title={w.take(said(name, wanted))} onClick={() => want({ [name]: undefined })}><span>{said(name, wanted)}</span><span aria-hidden="true">×</span><span className="visually-hidden">{w.take('')}</span></button>)}
          <button type="button" className="as-link list-further" onClick={() => want(Object.fromEntries(set.map((name) => [name, undefined])))}>{w.clear}</button>
        </div>
      )}
    </div>
  )
}

type FurtherProps = FieldProps & { of: ReturnType<typeof useChoices>['of']; tick: (name: ListFilterName) => React.ReactNode }

function Further({ wanted, want, of, tick }: FurtherProps) {
  const w = useWords(words)
  const user = useUser()
  const fields = { wanted, want }
  // Finding a number would tell a department who the citizen is: the server refuses it.
  const mayAskNumber = user.role !== 'unit' && user.role !== 'unit_head'
  return (
    <div className="list-fields">
      {(['stage', 'type', 'channel', 'dnis', 'urgency', 'grade'] as const).map((name) => <OneOf key={name} name={name} options={of[name] ?? []} {...fields} />)}
      <Typed name="ticketNo" pattern={/^[A-Za-z]{2,4}\d{0,14}$/} {...fields} />
      {mayAskNumber ? <Typed name="phone" pattern={/^\d{5,12}$/} hint={w.phoneHint} {...fields} /> : null}
      <Span label={w.columns.openedAt} from="openedFrom" to="openedTo" {...fields} />
      <Span label={w.columns.dueAt} from="dueFrom" to="dueTo" {...fields} />
      <Span label={w.columns.closedAt} from="closedFrom" to="closedTo" {...fields} />
      {user.extension === null ? null : <span className="list-ticks">{tick('mine')}</span>}
    </div>
  )
}

/** In which order; the heads of the columns do the same. */
export function Order() {
  const w = useWords(words)
  const [params, set] = useAddress()
  return <Select aria-label={w.sort} value={sortOf(wantedOf(params))} options={[...(useChoices().of.sort ?? [])]} onChange={(sort: string) => set({ sort: sort === 'newest' ? null : sort })} />
}

/** Sent with Return or when one leaves it; what the server would refuse is not sent. */
function Typed({ name, pattern, hint, wanted, want }: FieldProps & { name: ListFilterName; pattern: RegExp; hint?: string }) {
  const w = useWords(words)
  const [text, setText] = useState(wanted[name] ?? '')
  const bad = text !== '' && !pattern.test(text)
  const send = (): void => {
    if (!bad && text !== (wanted[name] ?? '')) want({ [name]: text === '' ? undefined : text })
  }
  return <Labelled label={w.filters[name]}>{(id) => <Input id={id} key={wanted[name] ?? ''} value={text} status={bad ? 'error' : ''} aria-invalid={bad} placeholder={hint} title={hint} autoComplete="off" maxLength={20} onChange={({ target }) => setText(target.value.trim())} onPressEnter={send} onBlur={send} />}</Labelled>
}
