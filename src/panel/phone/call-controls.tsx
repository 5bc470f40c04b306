import { AudioMutedOutlined, AudioOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useWords } from '../words/language.ts'
import { Keypad } from './keypad.tsx'
import type { Phone } from './port.ts'
import { words } from './words.ts'

/** What the bar has during a call in this browser; without keys where the page has them. */
export function CallControls({ phone, withKeys }: { phone: Phone; withKeys: boolean }) {
  const w = useWords(words)
  const { details, level } = phone
  return (
    <>
      {withKeys ? <Mute phone={phone} /> : null}
      <Level label={w.level} read={level} />
      <Quality phone={phone} />
      {withKeys ? <KeypadAndEnd phone={phone} /> : null}
      <span role="alert" className="softphone-warn">{details.speakingWhileMuted ? w.speakingWhileMuted : details.switched ? w.switched : ''}</span>
    </>
  )
}

function Mute({ phone: { state: { muted }, mute } }: { phone: Phone }) {
  const w = useWords(words)
  return (
    <Button size="small" type={muted ? 'primary' : 'default'} danger={muted} aria-pressed={muted} icon={muted ? <AudioMutedOutlined aria-hidden /> : <AudioOutlined aria-hidden />} onClick={() => mute(!muted)} aria-keyshortcuts="Alt+M">
      {muted ? w.unmute : w.mute}
    </Button>
  )
}

function KeypadAndEnd({ phone: { keypad, hangUp } }: { phone: Phone }) {
  const w = useWords(words)
  const [keys, setKeys] = useState(false)
  return (
    <>
      <Button size="small" aria-expanded={keys} onClick={() => setKeys(!keys)}>{w.keypad}</Button>
      {keys ? <Keypad label={w.keypad} press={keypad} /> : null}
      <Button size="small" danger onClick={hangUp} aria-keyshortcuts="Alt+E">{w.hangUp}</Button>
    </>
  )
}

const LOOK_EVERY_MS = 100

/** How loud the microphone is, moving by itself: it draws outside React. */
export function Level({ label, read }: { label: string; read: () => number }) {
  const bar = useRef<HTMLElement>(null)
  const latest = useRef(read)
  latest.current = read
  useEffect(() => {
    const timer = setInterval(() => bar.current?.style.setProperty('transform', `scaleX(${latest.current().toFixed(2)})`), LOOK_EVERY_MS)
    return () => clearInterval(timer)
  }, [])
  return <span className="softphone-level" role="img" aria-label={label}><i ref={bar} /></span>
}

function Quality({ phone: { details: { figures } } }: { phone: Phone }) {
  const w = useWords(words)
  if (!figures) return null
  const round = (n: number | null): string => (n === null ? '–' : String(Math.round(n)))
  return <span className={`softphone-quality ${figures.level}`} title={w.figures(figures.lossPercent.toFixed(1), round(figures.jitterMs), round(figures.rttMs))}>{w.quality[figures.level]}</span>
}
