import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { useDeferredValue, useState } from 'react'
import type { Diversion as Matter } from '../../../contract/linkage.ts'
import { api } from '../../server/api.ts'
import { useWords } from '../../words/language.ts'
import { words } from './words.ts'

interface Suggested {
  emergency: string[]
  matters: (Matter & { found: string[] })[]
}

const SHOWN = 5

/** Who handles a matter, by a few of its words: we, or an emergency line (J09). A suggestion; the agent decides. */
export function Diversion() {
  const w = useWords(words).diversion
  const [typed, setTyped] = useState('')
  const text = useDeferredValue(typed.trim())
  const { data } = useQuery({
    queryKey: ['diversion', text], enabled: text !== '', staleTime: 60_000, placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => await api.get<Suggested>('/diversion', { text }, { signal }),
  })
  const shown = text === '' ? undefined : data
  return (
    <section aria-label={w.title}>
      <h3>{w.title}</h3>
      <Input allowClear value={typed} maxLength={200} placeholder={w.placeholder} aria-label={w.placeholder} onChange={({ target }) => setTyped(target.value)} />
      <div role="status">
        {shown && shown.emergency.length > 0 ? <p className="tag bad wide">{w.emergency(shown.emergency.join('、'))}</p> : null}
        {shown ? (
          <ul className="earlier">
            {shown.matters.slice(0, SHOWN).map(({ matter, side }) => <li key={`${side} ${matter}`}><span>{matter}</span><span className={side === '12345' ? 'tag' : 'tag bad'}>{w.side(side)}</span></li>)}
          </ul>
        ) : <p className="hint">{w.hint}</p>}
        {shown?.matters.length === 0 && shown.emergency.length === 0 ? <p className="hint">{w.none}</p> : null}
      </div>
    </section>
  )
}
