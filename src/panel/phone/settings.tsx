import { App, Button } from 'antd'
import { useEffect, useId, useRef, useState } from 'react'
import type { AgentView } from '../../contract/agent.ts'
import { clockOf } from '../look/format.ts'
import { api, sentenceOf } from '../server/api.ts'
import { useFeed } from '../server/feed.ts'
import { useUser } from '../server/session.ts'
import { useWords } from '../words/language.ts'
import { MicrophoneCheck } from './microphone-check.tsx'
import { usePhone } from './port.ts'
import type { SoundDevice, SoundUse } from './sound/devices.ts'
import { words } from './words.ts'
import { troublesNow } from './troubles.ts'

/** Which phone rings, which microphone and loudspeakers, and whether they work. */
export function PhoneSettings({ close }: { close: () => void }) {
  const w = useWords(words)
  const dialog = useRef<HTMLDialogElement>(null)
  const title = useId()
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} className="phone-settings" aria-labelledby={title} onClose={close}>
      <div>
        <h2 id={title}>{w.settings}</h2>
        <RingsOn />
        <Devices />
        <MicrophoneCheck />
        <Notices />
        <Troubles />
        <div className="actions foot"><Button type="primary" onClick={() => dialog.current?.close()}>{w.close}</Button></div>
      </div>
    </dialog>
  )
}

function RingsOn() {
  const w = useWords(words)
  const { message } = App.useApp()
  const { extension } = useUser()
  const phone = usePhone()
  const chosen = useFeed(({ agents }) => (extension === null ? undefined : agents.get(extension)?.chosenDevice))
  const choose = (device: 'browser' | 'desk'): void => {
    api.send<AgentView>('PUT', `/agents/${extension}/device`, { device }).catch((error: unknown) => void message.error(sentenceOf(error)))
  }
  return (
    <fieldset>
      <legend>{w.devices.ringsOn}</legend>
      <div className="actions">
        {(['browser', 'desk'] as const).map((device) => (
          <label key={device}>
            <input type="radio" name="rings-on" checked={(chosen ?? phone.state.device) === device} onChange={() => choose(device)} /> {w.devices[device]}
          </label>
        ))}
      </div>
      <label>
        <input type="checkbox" checked={phone.details.answersItself} onChange={({ target }) => phone.answerItself(target.checked)} /> {w.answersItself}
      </label>
    </fieldset>
  )
}

function Devices() {
  const w = useWords(words)
  const { details: { devices }, choose } = usePhone()
  const uses: readonly (readonly [SoundUse, readonly SoundDevice[]])[] = [['microphone', devices.microphones], ['speaker', devices.speakers], ['ringer', devices.speakers]]
  return (
    <fieldset>
      {uses.map(([use, present]) => (
        <label key={use} className="row">
          {w.devices[use]}
          <select value={devices.chosen[use] ?? ''} onChange={({ target }) => choose(use, target.value === '' ? null : target.value)}>
            <option value="">{w.devices.system}</option>
            {present.filter(({ id }) => id !== 'default' && id !== '').map(({ id, name }, i) => <option key={id} value={id}>{name || w.devices.unnamed(i + 1)}</option>)}
          </select>
        </label>
      ))}
    </fieldset>
  )
}

function Notices() {
  const w = useWords(words)
  const [permission, setPermission] = useState(() => ('Notification' in window ? Notification.permission : 'denied'))
  return (
    <fieldset>
      <legend>{w.notices.title}</legend>
      {permission === 'default' ? <div><Button size="small" onClick={() => void Notification.requestPermission().then(setPermission)}>{w.notices.allow}</Button></div> : <p className="quiet">{permission === 'granted' ? w.notices.on : w.notices.denied}</p>}
    </fieldset>
  )
}

function Troubles() {
  const w = useWords(words)
  const troubles = troublesNow()
  if (troubles.length === 0) return null
  return (
    <fieldset>
      <legend>{w.troubles.title}</legend>
      <ul>
        {troubles.map(({ at, with: what, detail }, i) => <li key={`${at} ${i}`}>{clockOf(at)} {w.troubles.with[what]}：{detail}</li>)}
      </ul>
    </fieldset>
  )
}
