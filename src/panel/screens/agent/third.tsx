import { ticking, useNow } from '../../look/format.ts'
import { useShortcuts } from '../../look/shortcuts.ts'
import { useWords } from '../../words/language.ts'
import { useActs } from './acts.ts'
import { KeyButton } from './key-button.tsx'
import { allowed, type Now } from './rules/stage.ts'
import { words } from './words.ts'

type Third = NonNullable<Now['third']>

/** Who was asked to join, how far that is, and what can be done about it. */
export function ThirdParty({ call, now, third }: { call: string; now: Now; third: Third }) {
  const w = useWords(words)
  const { busy, command } = useActs()
  const clock = useNow()
  const may = allowed(now)
  const join = (): void => void command(call, 'join')
  const letGo = (): void => void command(call, 'cancel-consult')
  const leave = (): void => void command(call, 'complete')
  const apart = third.state === 'private'
  useShortcuts([
    { keys: 'Alt+J', label: w.acts.join, act: join, on: may.join === 'yes' },
    { keys: 'Alt+K', label: w.acts.letGo, act: letGo, on: may.letGo === 'yes' },
    { keys: 'Alt+L', label: w.acts.leave, act: leave, on: may.leave === 'yes' },
  ])
  return (
    <section className="third" aria-label={third.name}>
      <p className="third-line">
        <strong>{third.name}</strong>
        <span className="numbers">{third.extension ?? third.line ?? ''}</span>
        <span className="numbers quiet">{ticking(clock - third.since)}</span>
      </p>
      <p className="hint">{told(w, third)}</p>
      <div className="call-buttons">
        {may.join === 'yes' ? <KeyButton kind="primary" keys="Alt+J" busy={busy === 'join'} onClick={join}>{w.acts.join}</KeyButton> : null}
        {may.leave === 'no' ? null : <KeyButton keys="Alt+L" disabled={may.leave !== 'yes'} busy={busy === 'complete'} onClick={leave}>{w.acts.leave}</KeyButton>}
        <KeyButton keys="Alt+K" busy={busy === 'cancel-consult'} onClick={letGo}>{third.state === 'ringing' ? w.acts.cancelAsk : apart ? w.acts.letGo : w.acts.release}</KeyButton>
      </div>
      {may.leave === 'TRANSFER_LIMIT' ? <p className="hint">{w.refused.TRANSFER_LIMIT}</p> : null}
    </section>
  )
}

function told(w: (typeof words)['zh'], { purpose, state, spoke }: Third): string {
  if (purpose === 'emergency') return state === 'ringing' ? w.hears.emergency : spoke ? w.emergency.spoke : w.emergency.answered
  if (state === 'ringing') return purpose === 'transfer' ? w.hears.transferring : w.hears.asking
  return state === 'private' ? w.hears.private : ''
}
