import { useState } from 'react'
import type { AgentView, NotReadyReason } from '../../../contract/agent.ts'
import { ticking, useNow } from '../../look/format.ts'
import { useShortcuts } from '../../look/shortcuts.ts'
import { api } from '../../server/api.ts'
import { useWords } from '../../words/language.ts'
import { useActs } from './acts.ts'
import { KeyButton } from './key-button.tsx'
import { words } from './words.ts'

type Wish = { state: 'ready' } | { state: 'offline' } | { state: 'not_ready'; reason: NotReadyReason }

const REASONS = ['lunch', 'training', 'meeting', 'other'] as const

/** Whether calls come, and why not. Also during a call: then it holds afterwards. */
export function StateBar({ agent }: { agent: AgentView }) {
  const w = useWords(words)
  const { act, busy } = useActs()
  const wish = (to: Wish): void => void act(`state ${to.state}`, async () => await api.send('PUT', `/agents/${agent.extension}/state`, to))
  const is = (state: string, reason: NotReadyReason | null = null): boolean => agent.state === state && (reason === null || agent.reason === reason)
  useShortcuts([
    { keys: 'Alt+R', label: w.state.ready, act: () => wish({ state: 'ready' }) },
    { keys: 'Alt+B', label: w.state.break, act: () => wish({ state: 'not_ready', reason: 'break' }) },
  ])
  return (
    <div className="state-bar" role="group" aria-label={w.state.label}>
      <StateNow agent={agent} />
      <KeyButton keys="Alt+R" kind={is('ready') ? 'good' : undefined} pressed={is('ready')} busy={busy === 'state ready'} onClick={() => wish({ state: 'ready' })}>{w.state.ready}</KeyButton>
      <KeyButton keys="Alt+B" pressed={is('not_ready', 'break')} onClick={() => wish({ state: 'not_ready', reason: 'break' })}>{w.state.break}</KeyButton>
      <Reasons agent={agent} onChoose={(reason) => wish({ state: 'not_ready', reason })} />
      <KeyButton pressed={is('offline')} onClick={() => wish({ state: 'offline' })}>{w.state.offline}</KeyButton>
    </div>
  )
}

function StateNow({ agent: { state, reason, since } }: { agent: AgentView }) {
  const w = useWords(words).state
  const now = useNow()
  return (
    <span className={`state-now ${state}`}>
      <span role="status">{w.names[state]}{reason === null ? '' : ` · ${w.reasons[reason]}`}</span>
      <span className="numbers">{ticking(now - since)}</span>
    </span>
  )
}

/** 示忙, with the reason one click further. */
function Reasons({ agent, onChoose }: { agent: AgentView; onChoose: (reason: NotReadyReason) => void }) {
  const w = useWords(words).state
  const [open, setOpen] = useState(false)
  const chosen = agent.state === 'not_ready' && agent.reason !== 'break'
  return (
    <span className="reasons" onKeyDown={(event) => event.key === 'Escape' && setOpen(false)} onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setOpen(false)}>
      <button type="button" className="reasons-button" aria-expanded={open} aria-pressed={chosen} onClick={() => setOpen(!open)}>{w.notReady} ▾</button>
      {open ? (
        <span className="reasons-list">
          {REASONS.map((reason) => (
            <button key={reason} type="button" onClick={() => { onChoose(reason); setOpen(false) }}>{w.reasons[reason]}</button>
          ))}
        </span>
      ) : null}
    </span>
  )
}
