import { Button, Input } from 'antd'
import { type KeyboardEvent, useId, useState } from 'react'
import type { AgentView } from '../../../contract/agent.ts'
import { useFeed } from '../../server/feed.ts'
import { useLanguage, useWords } from '../../words/language.ts'
import { useActs } from './acts.ts'
import { find, type Found } from './rules/find.ts'
import type { May } from './rules/stage.ts'
import { useTargets } from './seat.ts'
import { words } from './words.ts'

interface FinderProps {
  call: string
  own: string
  transfer: May
  onClose: () => void
}

/** One field for everybody who can be asked to join: by name, pinyin, or number. */
export function Finder({ call, own, transfer, onClose }: FinderProps) {
  const w = useWords(words)
  const { command, busy } = useActs()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const found = find(useTargets(), typed, own)
  const list = useId()
  const chosen = found[Math.min(at, found.length - 1)]

  const ask = async (path: 'consult' | 'transfer', who: Found): Promise<void> => {
    if (await command(call, path, { target: who.target })) onClose()
  }
  const pressed = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    const move = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (move !== 0 && found.length > 0) setAt((at + move + found.length) % found.length)
    else if (event.key === 'Escape') onClose()
    else if (event.key === 'Enter' && chosen && !(event.ctrlKey && transfer !== 'yes')) void ask(event.ctrlKey && chosen.kind !== 'emergency' ? 'transfer' : 'consult', chosen)
    else return
    event.preventDefault()
  }
  return (
    <section className="finder paper" aria-label={w.find.title}>
      <Input
        autoFocus value={typed} placeholder={w.find.placeholder} maxLength={60} spellCheck={false} autoComplete="off" onKeyDown={pressed} role="combobox" aria-expanded="true" aria-controls={list}
        aria-label={w.find.placeholder} aria-activedescendant={chosen ? `${list}-${found.indexOf(chosen)}` : undefined} onChange={({ target: { value } }) => { setTyped(value); setAt(0) }}
      />
      {found.length === 0 ? <p className="hint">{w.find.none}</p> : null}
      <ul className="found" id={list} role="listbox" aria-label={w.find.results}>
        {found.map((one, i) => (
          <li key={`${one.kind} ${one.number}`} id={`${list}-${i}`} role="option" aria-selected={one === chosen} className={one === chosen ? 'chosen' : ''} onClick={() => setAt(i)}>
            <Entry one={one} />
          </li>
        ))}
      </ul>
      {chosen ? (
        <div className="found-acts">
          <Button size="small" loading={busy === 'consult'} onClick={() => void ask('consult', chosen)}>{chosen.kind === 'emergency' ? w.find.call : w.find.ask}</Button>
          {chosen.kind === 'emergency' ? null : <Button size="small" disabled={transfer !== 'yes'} loading={busy === 'transfer'} onClick={() => void ask('transfer', chosen)}>{w.find.transfer}</Button>}
        </div>
      ) : null}
      <p className="hint">{w.find.keys}</p>
    </section>
  )
}

function Entry({ one }: { one: Found }) {
  const w = useWords(words)
  const english = useLanguage() === 'en'
  const there = useThere(one)
  return (
    <span className="found-entry">
      <span className="tag">{w.find.kinds[one.kind]}</span>
      <span className="found-name">{english && one.nameEn !== '' ? one.nameEn : one.nameZh}</span>
      {one.kind === 'seat' || one.kind === 'hotline' || one.kind === 'emergency' ? <span className="numbers quiet">{one.number}</span> : null}
      {one.open ? null : <span className="tag warn">{w.find.closed}</span>}
      {there === null ? null : <span className="found-there">{there}</span>}
    </span>
  )
}

/** Whether a seat, or anybody of a group, is free. */
function useThere({ kind, number }: Found): string | null {
  const w = useWords(words)
  const there = useFeed((feed) => (kind === 'seat' ? (feed.agents.get(number)?.state ?? null) : kind === 'group' ? readyIn(feed.agents, number) : null))
  if (there === null) return null
  if (typeof there === 'number') return there === 0 ? w.find.nobodyFree : w.find.free(there)
  return w.state.names[there]
}

const readyIn = (agents: ReadonlyMap<string, AgentView>, group: string): number =>
  [...agents.values()].filter(({ state, groups }) => state === 'ready' && groups.some((id) => id === group)).length
