import { useState } from 'react'
import { useShortcuts } from '../../look/shortcuts.ts'
import { usePhone } from '../../phone/port.ts'
import { useWords } from '../../words/language.ts'
import { useActs } from './acts.ts'
import { KeyButton } from './key-button.tsx'
import { Keypad } from './keypad.tsx'
import { type Allowed, allowed } from './rules/stage.ts'
import type { Seat } from './seat.ts'
import { words } from './words.ts'

interface CallButtonsProps {
  seat: Seat
  finding: boolean
  onFind: (open: boolean) => void
}

/** What can be done with the call now. What would be refused says so before it is tried. */
export function CallButtons({ seat, finding, onFind }: CallButtonsProps) {
  const { stage, call } = seat
  if (call === null) return null
  if (stage === 'ringing') return <RingingButtons />
  if (stage === 'guest') return <GuestButtons />
  return <TalkButtons call={call} seat={seat} finding={finding} onFind={onFind} />
}

function RingingButtons() {
  const w = useWords(words)
  const phone = usePhone()
  const here = phone.state.device === 'browser'
  useShortcuts([{ keys: 'Alt+A', label: w.acts.answer, act: phone.answer, on: here }])
  if (!here) return <p className="hint">{w.deskAnswer}</p>
  return (
    <div className="call-buttons">
      <KeyButton kind="good" keys="Alt+A" onClick={phone.answer}>{w.acts.answer}</KeyButton>
      <KeyButton kind="danger" onClick={phone.hangUp}>{w.acts.decline}</KeyButton>
    </div>
  )
}

/** In the call of somebody else: one's own voice, and leaving. */
function GuestButtons() {
  const w = useWords(words)
  const { state, mute, hangUp } = usePhone()
  const here = state.device === 'browser'
  useShortcuts([
    { keys: 'Alt+M', label: w.acts.mute, act: () => mute(!state.muted), on: here },
    { keys: 'Alt+E', label: w.acts.hangUp, act: hangUp, on: here },
  ])
  if (!here) return <p className="hint">{w.deskHangUp}</p>
  return (
    <div className="call-buttons">
      <KeyButton keys="Alt+M" pressed={state.muted} onClick={() => mute(!state.muted)}>{state.muted ? w.acts.unmute : w.acts.mute}</KeyButton>
      <KeyButton kind="danger" keys="Alt+E" onClick={hangUp}>{w.acts.hangUp}</KeyButton>
    </div>
  )
}

function TalkButtons({ call, seat: { now }, finding, onFind }: CallButtonsProps & { call: string }) {
  const w = useWords(words)
  const { busy, command } = useActs()
  const { state, mute } = usePhone()
  const [keys, setKeys] = useState(false)
  const may = allowed(now)
  const here = state.device === 'browser'
  const held = may.resume === 'yes'
  const hold = (): void => void command(call, held ? 'resume' : 'hold')
  const holdable = held || may.hold === 'yes'
  const hangUp = (): void => void command(call, 'hangup')
  useShortcuts([
    { keys: 'Alt+M', label: w.acts.mute, act: () => mute(!state.muted), on: here },
    { keys: 'Alt+H', label: `${w.acts.hold} / ${w.acts.resume}`, act: hold, on: holdable },
    { keys: 'Alt+T', label: w.acts.find, act: () => onFind(!finding), on: may.ask === 'yes' },
    { keys: 'Alt+E', label: w.acts.hangUp, act: hangUp, on: may.hangUp === 'yes' },
  ])
  return (
    <>
      <div className="call-buttons">
        {here ? <KeyButton keys="Alt+M" pressed={state.muted} onClick={() => mute(!state.muted)}>{state.muted ? w.acts.unmute : w.acts.mute}</KeyButton> : null}
        <KeyButton keys="Alt+H" kind={held ? 'primary' : undefined} disabled={!holdable} busy={busy === 'hold' || busy === 'resume'} onClick={hold}>{held ? w.acts.resume : w.acts.hold}</KeyButton>
        <KeyButton keys="Alt+T" pressed={finding} disabled={may.ask !== 'yes'} onClick={() => onFind(!finding)}>{w.acts.find}</KeyButton>
        {here ? <KeyButton pressed={keys} onClick={() => setKeys(!keys)}>{w.acts.keypad}</KeyButton> : null}
        <KeyButton keys="Alt+E" kind="danger" disabled={may.hangUp !== 'yes'} busy={busy === 'hangup'} onClick={hangUp}>{w.acts.hangUp}</KeyButton>
      </div>
      {keys && here ? <Keypad onClose={() => setKeys(false)} /> : null}
      <Why may={may} />
    </>
  )
}

function Why({ may: { transfer } }: { may: Allowed }) {
  const w = useWords(words).refused
  return transfer === 'TRANSFER_LIMIT' || transfer === 'TOO_MANY_PARTIES' ? <p className="hint">{w[transfer]}</p> : null
}

