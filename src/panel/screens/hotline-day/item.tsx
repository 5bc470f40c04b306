import { useQuery } from '@tanstack/react-query'
import { Button, Space, Tag } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { AgendaItem, HotlineDayDetail } from '../../../contract/hotline-day.ts'
import type { TicketDetail } from '../../../contract/ticket-detail.ts'
import { useFormat } from '../../look/format.ts'
import { useAction } from '../../look/use-action.ts'
import { api } from '../../server/api.ts'
import { useWords } from '../../words/language.ts'
import { words as draftWords } from '../ticket-draft/words.ts'
import { useUnitNames } from '../ticket-work/unit-names.ts'
import { useDayStep } from './data.ts'
import { Decide } from './decide.tsx'
import { words } from './words.ts'

interface ItemProps {
  day: HotlineDayDetail
  item: AgendaItem
  runs: boolean
  /** May change the agenda. */
  orders: boolean
}

/** One ticket before the session: what it is about, where it stands, what was decided. */
export function Item({ day, item, runs, orders }: ItemProps) {
  const [w, draft] = [useWords(words), useWords(draftWords)]
  const { instant } = useFormat()
  const unitName = useUnitNames()
  const send = useDayStep(day.id)
  const [deciding, setDeciding] = useState(false)
  const { ticket, decision } = item
  // A confidential matter is not put on a wall.
  const { data: whole } = useQuery({ queryKey: ['hotline-day-ticket', ticket.ticketNo], enabled: !ticket.confidential, queryFn: () => api.get<TicketDetail>(`/tickets/${ticket.ticketNo}`) })
  const act = useAction(send)
  const move = (by: number): void => {
    const ids = day.items.map(({ id }) => id)
    const [from, to] = [ids.indexOf(item.id), ids.indexOf(item.id) + by]
    if (to < 0 || to >= ids.length) return
    ids.splice(to, 0, ...ids.splice(from, 1))
    void act.run('PUT', '/order', { version: day.version, items: ids })
  }
  return (
    <section className="paper day-item" aria-label={ticket.title} data-item-state={item.state}>
      <h2>{ticket.title || ticket.ticketNo} {ticket.confidential ? <Tag color="warning">{w.confidential}</Tag> : null}</h2>
      <p><Link to={`/tickets/${ticket.ticketNo}`}>{ticket.ticketNo}</Link> <Tag>{draft.states[ticket.state]}</Tag> {ticket.leadUnit === null ? null : `${w.leadUnit}：${unitName(ticket.leadUnit)}`} {ticket.dueAt === null ? null : `${w.due}：${instant(ticket.dueAt)}`} <span className="quiet">{w.rounds(ticket.round, ticket.bounceCount)}</span></p>
      {item.endedMeanwhile ? <p role="status"><strong>{w.endedMeanwhile}</strong></p> : null}
      {item.reason === '' ? null : <p>{w.reason}：{item.reason}</p>}
      {whole && whole.fields.content !== '' ? <p className="day-said"><strong>{w.said}：</strong>{whole.fields.content}</p> : null}
      {decision === null ? null : (
        <div className="day-decision">
          <h3>{w.text} {item.followUp === null ? null : <Tag color={item.followUp === 'overdue' ? 'error' : item.followUp === 'done' ? 'success' : 'processing'}>{w.followStates[item.followUp]}</Tag>}</h3>
          <p className="day-said">{decision.text}</p>
          <p>{[decision.lead && `${w.lead}：${unitName(decision.lead)}`, decision.method && `${w.method}：${decision.method}`, decision.requirements && `${w.requirements}：${decision.requirements}`, item.dueAt !== null && `${w.dueAt}：${instant(item.dueAt)}`, decision.sponsor && `${w.sponsor}：${decision.sponsor}`].filter(Boolean).join('；')}</p>
          <ul>{decision.tasks.map(({ unit, task }) => <li key={unit}>{unitName(unit)}：{task}</li>)}</ul>
        </div>
      )}
      {item.state !== 'waiting' ? null : (
        <Space wrap className="no-print">
          {runs && day.state === 'held' && !item.endedMeanwhile ? <Button type="primary" size="large" onClick={() => setDeciding(true)}>{w.decide}</Button> : null}
          {runs && day.state === 'held' ? <Button size="large" loading={act.busy} onClick={() => void act.run('POST', `/items/${item.id}/carry-over`, {})}>{w.carryOver}</Button> : null}
          {orders && day.state !== 'closed' ? <><Button onClick={() => move(-1)}>{w.up}</Button><Button onClick={() => move(1)}>{w.down}</Button><Button loading={act.busy} onClick={() => void act.run('DELETE', `/items/${item.id}`)}>{w.remove}</Button></> : null}
        </Space>
      )}
      {deciding ? <Decide day={day} item={item} onClose={() => setDeciding(false)} /> : null}
    </section>
  )
}
