import { useQuery } from '@tanstack/react-query'
import { App, Button, Input, Table } from 'antd'
import { useId, useState } from 'react'
import { Link } from 'react-router'
import type { AgendaTicket } from '../../../contract/session-agenda.ts'
import type { TicketRemark } from '../../../contract/social-review.ts'
import { useFormat } from '../../look/format.ts'
import { Empty, Failed, Loading } from '../../look/states.tsx'
import { useAction } from '../../look/use-action.ts'
import { api } from '../../server/api.ts'
import { useWords } from '../../words/language.ts'
import { Papers } from './papers.tsx'
import { words } from './words.ts'

/** Finished tickets drawn for a social supervisor, and what they have to say about one. */
export function Samples() {
  const w = useWords(words)
  const [shown, setShown] = useState<AgendaTicket | null>(null)
  const { data, error, isPending, refetch } = useQuery({ queryKey: ['ticket-samples'], queryFn: ({ signal }) => api.get<{ items: AgendaTicket[] }>('/ticket-samples', {}, { signal }), staleTime: 60_000 })
  if (isPending) return <Loading />
  if (!data) return <Failed error={error} retry={() => void refetch()} />
  if (shown) return <Sample ticket={shown} onBack={() => setShown(null)} />
  if (data.items.length === 0) return <Empty title={w.noneSamples}><p>{w.sampleHint}</p></Empty>
  return (
    <>
      <p className="quiet">{w.sampleHint}</p>
      <ul className="review-samples">{data.items.map((ticket) => <li key={ticket.ticketNo}><Button type="link" onClick={() => setShown(ticket)}>{ticket.title === '' ? ticket.ticketNo : ticket.title}</Button></li>)}</ul>
    </>
  )
}

function Sample({ ticket, onBack }: { ticket: AgendaTicket; onBack: () => void }) {
  const w = useWords(words)
  const { message } = App.useApp()
  const id = useId()
  const [text, setText] = useState('')
  const send = useAction(async () => {
    await api.send('POST', `/ticket-samples/${ticket.ticketNo}/remarks`, { text })
    setText('')
    void message.success(w.remarkSent)
  })
  return (
    <section className="paper review-item" aria-label={ticket.title}>
      <Button size="small" onClick={onBack}>{w.back}</Button>
      <h2>{ticket.title}</h2>
      <Papers path={`/ticket-samples/${ticket.ticketNo}`} />
      <label htmlFor={id}>{w.remark}</label>
      <Input.TextArea id={id} rows={3} maxLength={500} value={text} onChange={({ target }) => setText(target.value)} />
      <Button type="primary" disabled={text.trim() === ''} loading={send.busy} onClick={() => void send.run()}>{w.remarkSend}</Button>
    </section>
  )
}

/** What social supervisors said, for whoever runs the centre. */
export function Remarks() {
  const w = useWords(words)
  const { instant } = useFormat()
  const { data, error, isPending, refetch } = useQuery({ queryKey: ['ticket-remarks'], queryFn: ({ signal }) => api.get<{ items: TicketRemark[] }>('/ticket-remarks', { limit: 100 }, { signal }) })
  if (isPending) return <Loading />
  if (!data) return <Failed error={error} retry={() => void refetch()} />
  if (data.items.length === 0) return <Empty title={w.noneRemarks} />
  return (
    <Table<TicketRemark>
      size="small" rowKey="id" dataSource={data.items} pagination={false} scroll={{ x: 'max-content' }}
      columns={[{ title: w.startsAt, render: (_, { at }) => <span className="numbers">{instant(at)}</span> }, { title: w.agenda, render: (_, { ticketNo, title }) => <Link to={`/tickets/${ticketNo}`}>{title || ticketNo}</Link> }, { title: w.remark, dataIndex: 'text' }, { title: w.username, dataIndex: 'username' }]}
    />
  )
}
