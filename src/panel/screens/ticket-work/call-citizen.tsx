import { PhoneOutlined } from '@ant-design/icons'
import { AutoComplete, Button, Select, Tag } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { ContactPhone, ContactStage, TicketContacts } from '../../../contract/ticket-contact.ts'
import type { TicketDetail } from '../../../contract/ticket-detail.ts'
import { useFormat, useNow } from '../../look/format.ts'
import { Failed } from '../../look/states.tsx'
import { useWords } from '../../words/language.ts'
import { contactWords } from './call-citizen-words.ts'
import './call-citizen.css'
import { CallRecordings } from './call-recordings.tsx'
import { useUnitNames } from './unit-names.ts'
import { isGoing, useCallCitizen, useContacts } from './use-contacts.ts'

type Contact = TicketContacts['items'][number]

/** One button to speak with the citizen, numbers hidden; how far the call is, and what came of earlier ones. Nothing for those it does not concern. */
export function CallCitizen({ ticket: { ticketNo } }: { ticket: Pick<TicketDetail, 'ticketNo'> }) {
  const w = useWords(contactWords)
  const { data, error, refetch } = useContacts(ticketNo)
  const going = data?.items.find(isGoing)
  const frame = useKeptFocus(going !== undefined)
  if (!data) return error ? <section className="paper" aria-label={w.title}><Failed error={error} retry={() => void refetch()} /></section> : null
  const why = data.refusal === null ? undefined : w.refusals[data.refusal]
  if (!data.allowed && !going && why === undefined && data.items.length === 0) return null
  return (
    <section className="paper contact" aria-label={w.title} ref={frame} tabIndex={-1}>
      <h3>{w.title}</h3>
      {going ? <Going contact={going} /> : null}
      {data.allowed ? <Form ticketNo={ticketNo} phones={data.phones} /> : null}
      {why === undefined ? null : <p className="quiet">{why}</p>}
      <Earlier items={data.items.filter((one) => one !== going)} />
    </section>
  )
}

/** The button goes when the call begins, and comes back after it: whoever works by keyboard stays here. */
function useKeptFocus(going: boolean) {
  const frame = useRef<HTMLElement>(null)
  const before = useRef(going)
  useEffect(() => {
    if (before.current !== going && (document.activeElement === document.body || document.activeElement === null)) frame.current?.focus()
    before.current = going
  }, [going])
  return frame
}

function Form({ ticketNo, phones }: { ticketNo: string; phones: readonly ContactPhone[] }) {
  const w = useWords(contactWords)
  const { busy, call } = useCallCitizen(ticketNo)
  const [reason, setReason] = useState(w.reasons[0] ?? '')
  const [chosen, setPhone] = useState<string | undefined>()
  const shown = ({ kind, name, number }: ContactPhone): string => [w.phones[kind], name, number].filter((text) => text !== '').join(' ')
  const phone = phones.find(({ id }) => id === chosen) ?? phones[0]
  if (!phone) return null
  const asked = reason.trim()
  return (
    <form className="contact-form" onSubmit={(event) => { event.preventDefault(); if (asked.length >= 2) void call({ reason: asked, phone: phone.id }) }}>
      <p className="quiet">{w.how}</p>
      <label>
        <span>{w.reason}</span>
        <AutoComplete value={reason} onChange={(value: string) => setReason(value)} options={w.reasons.map((value) => ({ value }))} placeholder={w.ownReason} maxLength={200} aria-label={w.reason} aria-required />
      </label>
      {phones.length === 1 ? <p>{w.phone} <strong className="numbers">{shown(phone)}</strong></p> : (
        <label>
          <span>{w.phone}</span>
          <Select value={phone.id} onChange={setPhone} options={phones.map((one) => ({ value: one.id, label: shown(one) }))} aria-label={w.phone} />
        </label>
      )}
      <Button htmlType="submit" type="primary" icon={<PhoneOutlined aria-hidden="true" />} loading={busy} disabled={asked.length < 2}>{w.call}</Button>
    </form>
  )
}

/** Which of the three steps each stage is. */
const STEP: Readonly<Record<ContactStage, number>> = { phone: 0, told: 1, citizen: 1, talking: 2 }

function Going({ contact: { stage, at, answeredAt, by } }: { contact: Contact }) {
  const w = useWords(contactWords)
  const { span } = useFormat()
  const now = useNow()
  const step = STEP[stage ?? 'phone']
  return (
    <div className="contact-now">
      <p role="status"><strong>{w.stages[stage ?? 'phone']}</strong></p>
      <ol className="contact-steps">
        {w.steps.map((name, i) => <li key={name} className={i < step ? 'done' : i === step ? 'now' : ''} {...(i === step ? { 'aria-current': 'step' as const } : {})}><span aria-hidden="true">{i < step ? '✓' : i + 1}</span> {name}</li>)}
      </ol>
      <p className="quiet numbers"><span role="timer">{span(Math.max(0, now - (answeredAt ?? at)))}</span> {by}</p>
    </div>
  )
}

function Earlier({ items }: { items: readonly Contact[] }) {
  const w = useWords(contactWords)
  const unitName = useUnitNames()
  const { instant, span } = useFormat()
  if (items.length === 0) return null
  const whoOf = ({ by, unit }: Contact): string => [by === null ? w.system : unit === null ? w.centre : unitName(unit), by ?? ''].filter((text) => text !== '').join(' ')
  return (
    <>
      <h4>{w.earlier}</h4>
      <ul className="contact-list">
        {items.map((one) => (
          <li key={`${one.at} ${one.by}`}>
            <p>
              <span className="quiet numbers">{instant(one.at)}</span>{' '}
              <Tag color={one.outcome === 'answered' ? 'green' : one.outcome === null ? 'blue' : 'default'}>{one.outcome === null ? w.goesOn : w.outcomes[one.outcome]}</Tag>{' '}
              {one.lengthMs === null ? null : <span className="numbers">{span(one.lengthMs)}</span>}
            </p>
            <p className="quiet">{[whoOf(one), one.reason].filter((text) => text !== '').join(' · ')}</p>
            {one.callId === null || one.outcome !== 'answered' ? null : <CallRecordings call={one.callId} label={instant(one.at)} />}
          </li>
        ))}
      </ul>
    </>
  )
}
