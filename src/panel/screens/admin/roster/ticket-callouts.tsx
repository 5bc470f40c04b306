import { Button, Select } from 'antd'
import { useState } from 'react'
import type { TicketDetail } from '../../../../contract/ticket-detail.ts'
import { useAction } from '../../../look/use-action.ts'
import { api } from '../../../server/api.ts'
import { useUser } from '../../../server/session.ts'
import { useWords } from '../../../words/language.ts'
import { CalloutLine } from './callouts.tsx'
import { dutyChanged, usePeople, useTicketCallouts, useUnitName } from './data.ts'
import { Reach } from './people.tsx'
import './roster.css'
import { shortInstant } from './week.ts'
import { words } from './words.ts'

const DISPATCHES = ['dispatcher', 'supervisor']

/** On an emergency: who is on duty where it is, who was called, and what they answered. */
export const TicketCallouts = ({ ticket }: { ticket: TicketDetail }) => (ticket.urgency === 'emergency' && ticket.state !== 'draft' ? <Called ticket={ticket} /> : null)

function Called({ ticket }: { ticket: TicketDetail }) {
  const w = useWords(words)
  const { role } = useUser()
  const unitName = useUnitName(w.centre)
  const { data } = useTicketCallouts(ticket.ticketNo)
  if (!data) return null
  const dispatches = DISPATCHES.includes(role)
  return (
    <section className="paper" aria-label={w.callouts}>
      <h3>{w.callouts}</h3>
      <p className="quiet">{w.onDutyNow}</p>
      {data.onDuty.length === 0 ? <p>{w.nobodyOnDuty}</p> : (
        <ul className="duty-on">
          {data.onDuty.map(({ id, unit, person, post, endsAt }) => (
            <li key={id}>{unitName(unit)} {w.posts[post]} <strong>{person?.name}</strong> <span className="quiet numbers">– {shortInstant(endsAt)}</span> {person && (dispatches || unit !== null) ? <Reach person={{ ...person, phone: '', hasEmail: true }} mayReach={dispatches || role === 'leader'} /> : null}</li>
          ))}
        </ul>
      )}
      {data.items.map((one) => (
        <CalloutLine key={one.id} callout={one} mayAnswer={dispatches && one.answer !== 'arrived'}>
          <span className="quiet">{unitName(one.unit)}</span>
          {dispatches ? <Reach person={{ ...one.person, phone: '', hasEmail: true }} mayReach /> : null}
        </CalloutLine>
      ))}
      {dispatches && ticket.closedAt === null ? <CallMore ticketNo={ticket.ticketNo} called={data.items.map(({ person }) => person.id)} /> : null}
    </section>
  )
}

function CallMore({ ticketNo, called }: { ticketNo: string; called: readonly string[] }) {
  const w = useWords(words)
  const unitName = useUnitName(w.centre)
  const [people, setPeople] = useState<string[]>([])
  const others = (usePeople().data ?? []).filter(({ id, inUse }) => inUse && !called.includes(id))
  const { busy, run } = useAction(async () => {
    await api.send('POST', `/tickets/${ticketNo}/callouts`, { people })
    setPeople([])
    await dutyChanged()
  })
  if (others.length === 0) return null
  return (
    <div className="duty-bar">
      <Select mode="multiple" aria-label={w.callMore} placeholder={w.callMore} value={people} onChange={setPeople} showSearch={{ optionFilterProp: 'label' }} options={others.map(({ id, name, unit }) => ({ value: id, label: `${name}（${unitName(unit)}）` }))} className="duty-unit" />
      <Button disabled={people.length === 0} loading={busy} onClick={() => void run()}>{w.callMore}</Button>
    </div>
  )
}
