import { AudioMutedOutlined, AudioOutlined, PhoneOutlined, SettingOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useLocation } from 'react-router'
import { useShortcuts } from '../look/shortcuts.ts'
import { useFeed } from '../server/feed.ts'
import { useLines } from '../server/lines.ts'
import { useUser } from '../server/session.ts'
import { useWords } from '../words/language.ts'
import { CallControls } from './call-controls.tsx'
import { type Phone, usePhone } from './port.ts'
import { words } from './words.ts'
import './bar.css'

const WORKPLACE = '/agent'
const Settings = lazy(async () => ({ default: (await import('./settings.tsx')).PhoneSettings }))

/** The softphone bar, on every page of whoever has an extension. */
export function SoftphoneBar() {
  const w = useWords(words)
  const phone = usePhone()
  const [settings, setSettings] = useState(false)
  const { ringing, inCall, muted } = phone.state
  const { shown, hasCall } = useCallCard()
  useShortcuts(hasCall ? [] : [
    { keys: 'Alt+A', label: w.answer, act: phone.answer, on: ringing },
    { keys: 'Alt+M', label: muted ? w.unmute : w.mute, act: () => phone.mute(!muted), on: inCall },
    { keys: 'Alt+E', label: ringing ? w.decline : w.hangUp, act: phone.hangUp, on: ringing || inCall },
  ])
  return (
    <section className={`softphone ${ringing ? 'rings' : inCall ? 'talks' : ''}`} aria-label={w.bar}>
      <Standing phone={phone} />
      {ringing && !shown ? <Ringing phone={phone} /> : null}
      {inCall ? <CallControls phone={phone} withKeys={!shown} /> : null}
      <span className="softphone-end">
        <LastCall phone={phone} />
        <Button size="small" type="text" icon={<SettingOutlined aria-hidden />} onClick={() => setSettings(true)}>{w.settings}</Button>
      </span>
      {settings ? <Suspense fallback={null}><Settings close={() => setSettings(false)} /></Suspense> : null}
    </section>
  )
}

/**
 * The workplace has a card with what can be done with the call, and its keys; there the bar only tells. While the
 * connection to the server is lost the card can do nothing, and the bar's own controls still reach the phone.
 */
function useCallCard(): { shown: boolean; hasCall: boolean } {
  const { extension } = useUser()
  const live = useFeed(({ link }) => link === 'live')
  const call = useFeed(({ agents }) => agents.get(extension ?? '')?.call ?? null)
  const shown = useLocation().pathname === WORKPLACE && live
  return { shown, hasCall: shown && call !== null }
}

/** Whether calls reach this agent, and what to do when they do not. */
function Standing({ phone: { state, takeOver, askMicrophone } }: { phone: Phone }) {
  const w = useWords(words)
  const { registration, device, microphone } = state
  const chosenDesk = useChosenDesk()
  if (chosenDesk) return <span className="softphone-standing desk" role="status">{w.desk}</span>
  if (microphone !== 'granted' && registration === 'off') {
    return (
      <>
        <span className="softphone-standing waits" role="status">
          <AudioMutedOutlined aria-hidden /> {w.microphone[microphone]}{device === 'desk' ? `（${w.desk}）` : ''}
        </span>
        {microphone === 'unknown' ? <Button size="small" type="primary" onClick={() => void askMicrophone()}>{w.microphone.allow}</Button> : null}
        {microphone === 'denied' ? <span className="softphone-help">{w.microphone.denyHelp}</span> : null}
        {microphone === 'missing' ? <span className="softphone-help">{w.microphone.missingHelp}</span> : null}
      </>
    )
  }
  return (
    <>
      <span className={`softphone-standing ${registration}`} role="status"><PhoneOutlined aria-hidden /> {w.registration[registration]}</span>
      {registration === 'elsewhere' ? <Button size="small" type="primary" onClick={takeOver}>{w.takeOver}</Button> : null}
    </>
  )
}

function useChosenDesk(): boolean {
  const { extension } = useUser()
  return useFeed(({ agents }) => extension !== null && agents.get(extension)?.chosenDevice === 'desk')
}

function Ringing({ phone: { answer, hangUp } }: { phone: Phone }) {
  const w = useWords(words)
  const { nameOf } = useLines()
  const { extension } = useUser()
  const dnis = useFeed(({ offers, waiting }) => waiting.get(offers.find(({ agent }) => agent === extension)?.call ?? '')?.dnis ?? null)
  return (
    <>
      <strong role="alert">{w.ringing}{dnis === null ? '' : ` · ${w.line(dnis)} ${nameOf(dnis)}`}</strong>
      <Button type="primary" className="softphone-answer" icon={<PhoneOutlined aria-hidden />} onClick={answer} aria-keyshortcuts="Alt+A">{w.answer} <kbd>Alt+A</kbd></Button>
      <Button danger onClick={hangUp} aria-keyshortcuts="Alt+E">{w.decline}</Button>
    </>
  )
}

function LastCall({ phone: { state, details } }: { phone: Phone }) {
  const w = useWords(words)
  if (state.inCall || state.ringing || !details.lastFigures) return null
  return <span className="quiet softphone-last"><AudioOutlined aria-hidden /> {w.lastCall}：{w.quality[details.lastFigures.level]}</span>
}
