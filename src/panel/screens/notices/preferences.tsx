import { Button, Drawer, Form, Input, Select, Slider, Switch } from 'antd'
import { useEffect, useState } from 'react'
import { KINDS_TOLD, NOTICE_WORDS } from '../../../contract/notice-words.ts'
import type { NotifyPreferences } from '../../../contract/notify.ts'
import { Failed, Loading } from '../../look/states.tsx'
import { createAlarm } from '../../shell/bell-alarm.ts'
import { keepWishes, useWishes } from '../../shell/bell-state.ts'
import { useLanguage, useWords } from '../../words/language.ts'
import { DrawerForm } from '../admin/frame/drawer-form.tsx'
import { words as frameWords } from '../admin/frame/words.ts'
import { words } from './words.ts'
import './notices.css'

type Values = Omit<NotifyPreferences, 'quietHours' | 'mailTo'> & { from: string; until: string; mailTo: string }

const LISTEN_MS = 2_500

/** How the reader wants to be told, kept with the account. */
export function Preferences({ onClose }: { onClose: () => void }) {
  const [w, frame] = [useWords(words), useWords(frameWords)]
  const { wishes, error, refetch } = useWishes()
  if (!wishes) return <Drawer open title={w.settingsOf} onClose={onClose} closable={{ 'aria-label': frame.close }}>{error ? <Failed error={error} retry={refetch} /> : <Loading />}</Drawer>
  return <PreferencesForm wishes={wishes} onClose={onClose} />
}

function PreferencesForm({ wishes, onClose }: { wishes: NotifyPreferences; onClose: () => void }) {
  const [w, language] = [useWords(words), useLanguage()]
  const { quietHours, mailTo, ...rest } = wishes
  const [from = '', until = ''] = (quietHours ?? '').split('-')
  const kinds = KINDS_TOLD.filter((kind) => kind !== 'emergency').map((value) => ({ value, label: NOTICE_WORDS[language][value] }))
  async function submit({ from: begin, until: end, mailTo: to, ...values }: Values): Promise<void> {
    await keepWishes({ ...values, quietHours: begin === '' || end === '' ? null : (`${begin}-${end}` as NotifyPreferences['quietHours']), mailTo: to.trim() === '' ? null : to.trim() })
  }
  return (
    <DrawerForm<Values> title={w.settingsOf} initial={{ ...rest, from, until, mailTo: mailTo ?? '' }} submit={submit} onClose={onClose}>
      <Volume />
      <Form.Item name="toasts" label={w.toasts} valuePropName="checked"><Switch /></Form.Item>
      <Form.Item name="browser" label={w.browser} valuePropName="checked" extra={<Permission />}><Switch /></Form.Item>
      <fieldset className="notice-quiet">
        <legend>{w.quiet}</legend>
        <Form.Item name="from" label={w.from}><Input type="time" /></Form.Item>
        <Form.Item name="until" label={w.until}><Input type="time" /></Form.Item>
        <p className="admin-note">{w.quietHelp}</p>
      </fieldset>
      <Form.Item name="mailTo" label={w.mailTo} extra={w.mailHelp}><Input type="email" maxLength={200} autoComplete="email" /></Form.Item>
      <div className="admin-pair">
        <Form.Item name="mailWhen" label={w.mailWhen}><Select options={(['off', 'soon', 'all'] as const).map((value) => ({ value, label: w.mailWhens[value] }))} /></Form.Item>
        <Form.Item name="mailLanguage" label={w.mailLanguage}><Select options={[{ value: 'zh', label: '中文' }, { value: 'en', label: 'English' }]} /></Form.Item>
      </div>
      <Form.Item name="muted" label={w.muted} extra={w.mutedHelp}><Select mode="multiple" options={kinds} showSearch={{ optionFilterProp: 'label' }} /></Form.Item>
    </DrawerForm>
  )
}

function Volume() {
  const w = useWords(words)
  const form = Form.useFormInstance<Values>()
  const [alarm] = useState(() => createAlarm(() => {}))
  const [timer, setTimer] = useState<ReturnType<typeof setTimeout> | null>(null)
  useEffect(() => () => alarm.stop(), [alarm])
  function listen(): void {
    if (timer !== null) clearTimeout(timer)
    alarm.start(form.getFieldValue('volume') as number)
    setTimer(setTimeout(alarm.stop, LISTEN_MS))
  }
  return (
    <>
      <Form.Item name="volume" label={w.volume} extra={w.volumeHelp}><Slider min={10} max={100} step={10} ariaLabelForHandle={w.volume} /></Form.Item>
      <Form.Item><Button onClick={listen}>{w.listen}</Button></Form.Item>
    </>
  )
}

/** What the browser says about notifications, and a button to ask it. */
function Permission() {
  const w = useWords(words)
  const [state, setState] = useState(() => ('Notification' in window ? Notification.permission : 'none'))
  if (state === 'none') return <>{w.browserNone}</>
  if (state === 'granted') return <>{w.browserAllowed}</>
  if (state === 'denied') return <>{w.browserDenied}</>
  return <Button size="small" onClick={() => void Notification.requestPermission().then(setState)}>{w.browserAllow}</Button>
}
