import { PhoneOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useEffect, useState } from 'react'
import type { DemoLine } from '../../../contract/softphone.ts'
import { ticking, useNow } from '../../look/format.ts'
import { Page } from '../../look/page.tsx'
import { Empty } from '../../look/states.tsx'
import { Level } from '../../phone/call-controls.tsx'
import { Keypad } from '../../phone/keypad.tsx'
import { api } from '../../server/api.ts'
import { useLanguage, useWords } from '../../words/language.ts'
import { type CitizenPhone, type CitizenState, createCitizenPhone, START } from './citizen-phone.ts'
import { words } from './words.ts'
import '../../phone/bar.css'
import './demo-phone.css'

/** A citizen's telephone in the browser, so that a newcomer sees the whole journey on one machine. */
export function DemoPhonePage() {
  const w = useWords(words)
  const { phone, state } = useCitizenPhone()
  const [number, setNumber] = useState('12345')
  if (state.at === 'not-here') return <Page title={w.title}><Empty title={w.notHere}><p>{w.notHereWhy}</p></Empty></Page>
  const dial = (which: string): void => void phone?.dial(which)
  return (
    <Page title={w.title}>
      <p className="quiet">{w.what}</p>
      <div className="demo">
        <Handset phone={phone} state={state} number={number} setNumber={setNumber} dial={dial} />
        <div className="demo-side">
          <Lines free={state.at === 'free'} dial={(which) => {
            setNumber(which)
            dial(which)
          }} />
          <section className="paper">
            <h2>{w.steps.title}</h2>
            <ol>{w.steps.items.map((step) => <li key={step}>{step}</li>)}</ol>
          </section>
        </div>
      </div>
    </Page>
  )
}

function useCitizenPhone(): { phone: CitizenPhone | null; state: CitizenState } {
  const [state, setState] = useState(START)
  const [phone, setPhone] = useState<CitizenPhone | null>(null)
  useEffect(() => {
    const made = createCitizenPhone(async () => (await import('../../phone/sip-phone.ts')).createSipPhone, setState)
    setPhone(made)
    return () => made.stop()
  }, [])
  return { phone, state }
}

interface HandsetProps {
  phone: CitizenPhone | null
  state: CitizenState
  number: string
  setNumber: (number: string) => void
  dial: (number: string) => void
}

function Handset({ phone, state, number, setNumber, dial }: HandsetProps) {
  const w = useWords(words)
  const { at } = state
  const inCall = at === 'calling' || at === 'ringing' || at === 'talking'
  return (
    <section className="paper handset" aria-label={w.title}>
      <p className="quiet numbers">{state.number === null ? ' ' : w.from(state.number)}</p>
      <Standing state={state} />
      <form onSubmit={(event) => {
        event.preventDefault()
        if (number !== '') dial(number)
      }}>
        <Input size="large" aria-label={w.number} placeholder={w.numberHint} inputMode="tel" maxLength={20} disabled={inCall} value={inCall ? (state.dialled ?? '') : number} onChange={({ target }) => setNumber(target.value.replaceAll(/[^\d*#+]/g, ''))} />
        {inCall ? <Button size="large" danger type="primary" block onClick={() => phone?.hangUp()}>{w.hangUp}</Button> : <Button size="large" type="primary" block htmlType="submit" icon={<PhoneOutlined aria-hidden />} disabled={at !== 'free' || number === ''} className="softphone-answer">{w.call}</Button>}
      </form>
      <Keypad label={w.keypad} press={(digit) => (at === 'talking' ? phone?.press(digit) : inCall ? undefined : setNumber(number + digit))} />
      <div className="handset-foot">
        <Button size="small" aria-pressed={state.muted} disabled={at !== 'talking'} onClick={() => phone?.mute(!state.muted)}>{state.muted ? w.unmute : w.mute}</Button>
        {at === 'talking' ? <Level label={w.level} read={() => phone?.level() ?? 0} /> : null}
      </div>
      <p className="quiet">{w.keypadHint}</p>
    </section>
  )
}

function Standing({ state: { at, talkingSince, over, noMicrophone } }: { state: CitizenState }) {
  const w = useWords(words)
  useNow(talkingSince !== null)
  if (noMicrophone) return <p role="alert" className="softphone-warn">{w.noMicrophone}</p>
  const text = at === 'free' && over !== null ? w.over[over] : at === 'not-here' ? '' : w.stages[at]
  return <p role="status" className={`handset-standing ${at}`}>{text}{talkingSince === null ? null : <span className="numbers" aria-hidden> {ticking(Date.now() - talkingSince)}</span>}</p>
}

function Lines({ free, dial }: { free: boolean; dial: (number: string) => void }) {
  const w = useWords(words)
  const english = useLanguage() === 'en'
  const { data, isError } = useQuery({ queryKey: ['demo-lines'], queryFn: ({ signal }) => api.get<{ items: DemoLine[] }>('/demo/hotlines', {}, { signal }) })
  return (
    <section className="paper">
      <h2>{w.lines}</h2>
      {isError ? <p className="quiet">{w.noLines}</p> : null}
      <ul className="demo-lines">
        {data?.items.map(({ number, nameZh, nameEn, mergeMode }) => (
          <li key={number}>
            <button type="button" disabled={!free} onClick={() => dial(number)}>
              <strong className="numbers">{number}</strong>
              <span>{english && nameEn !== '' ? nameEn : nameZh}</span>
              <span className="quiet">{w.modes[mergeMode]}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
