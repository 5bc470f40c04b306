import { Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import { useShortcuts } from '../../look/shortcuts.ts'
import { api } from '../../server/api.ts'
import { useWords } from '../../words/language.ts'
import { useActs } from './acts.ts'
import { useTargets } from './seat.ts'
import { words } from './words.ts'

/** One key for each emergency line. It rings at once; the order can follow while it does. */
export function EmergencyLines({ call, on }: { call: string; on: boolean }) {
  const w = useWords(words).emergency
  const { command } = useActs()
  const lines = useTargets().filter(({ kind }) => kind === 'emergency').map(({ number }) => number)
  const ring = (peer: string): void => void command(call, 'consult', { target: { peer } })
  useShortcuts(lines.slice(0, 9).map((peer, i) => ({ keys: `Ctrl+Alt+${i + 1}`, label: w.call(peer), act: () => ring(peer), on })))
  if (lines.length === 0) return null
  return (
    <section className="emergency" aria-label={w.title}>
      <h3>{w.title}</h3>
      <div className="emergency-lines">
        {lines.map((peer, i) => (
          <Button key={peer} danger disabled={!on} onClick={() => ring(peer)} title={w.call(peer)} aria-keyshortcuts={`Control+Alt+${i + 1}`}>
            <strong className="numbers">{peer}</strong>
            <span>{w.names[peer] ?? ''}</span>
            <kbd aria-hidden="true">Ctrl+Alt+{i + 1}</kbd>
          </Button>
        ))}
      </div>
    </section>
  )
}

/** What the emergency line is told in writing, while the call with it goes on (domain.md §5.6). */
export function Order({ call, peer }: { call: string; peer: string }) {
  const w = useWords(words).emergency
  const { act, busy } = useActs()
  const [place, setPlace] = useState('')
  const [summary, setSummary] = useState('')
  const [callerNumber, setCallerNumber] = useState(false)
  const [sent, setSent] = useState(false)
  const whole = place.trim() !== '' && summary.trim() !== ''
  const send = async (): Promise<void> => setSent(await act('order', async () => await api.send('POST', `/calls/${call}/order`, { peer, place, summary, callerNumber })))
  if (sent) return <p className="hint" role="status">{w.sent(peer)}</p>
  return (
    <form className="order" aria-label={w.order} onSubmit={(event) => { event.preventDefault(); if (whole) void send() }}>
      <h3>{w.order} · {peer}</h3>
      <label>{w.place}<Input value={place} maxLength={200} onChange={({ target }) => setPlace(target.value)} /></label>
      <label>{w.summary}<Input.TextArea rows={2} value={summary} maxLength={1_000} onChange={({ target }) => setSummary(target.value)} /></label>
      <Checkbox checked={callerNumber} onChange={({ target }) => setCallerNumber(target.checked)}>{w.giveNumber}</Checkbox>
      <Button htmlType="submit" type="primary" disabled={!whole} loading={busy === 'order'} title={whole ? '' : w.needed}>{w.send}</Button>
    </form>
  )
}
