import type { AgentView } from '../../../contract/agent.ts'
import { ticking, useNow } from '../../look/format.ts'
import { api } from '../../server/api.ts'
import { useWords } from '../../words/language.ts'
import { useActs } from './acts.ts'
import { KeyButton } from './key-button.tsx'
import { words } from './words.ts'

/** The time after a call: how much is left, and done before. */
export function WrapUp({ agent: { extension, since, wrapUpUntil } }: { agent: AgentView }) {
  const w = useWords(words).wrapUp
  const now = useNow()
  const { act, busy } = useActs()
  const done = (state: 'ready' | 'not_ready'): void => void act(`wrap-up ${state}`, async () => await api.send('PUT', `/agents/${extension}/state`, state === 'ready' ? { state } : { state, reason: 'other' }))
  const left = wrapUpUntil === null ? null : wrapUpUntil - now
  return (
    <section className="wrap-up" aria-label={w.left}>
      {left === null || wrapUpUntil === null ? null : (
        <>
          <p><span className="quiet">{w.left}</span> <strong className="numbers wrap-up-left" role="timer">{ticking(left)}</strong></p>
          <progress max={wrapUpUntil - since} value={Math.max(0, left)} aria-label={w.left} />
        </>
      )}
      <div className="call-buttons">
        <KeyButton kind="good" keys="Alt+R" busy={busy === 'wrap-up ready'} onClick={() => done('ready')}>{w.finish}</KeyButton>
        <KeyButton busy={busy === 'wrap-up not_ready'} onClick={() => done('not_ready')}>{w.finishBusy}</KeyButton>
      </div>
      <p className="hint">{w.why}</p>
    </section>
  )
}
