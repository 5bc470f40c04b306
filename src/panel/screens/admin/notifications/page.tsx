import { App, Button, Space, Table, Tag, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { Delivery, Webhook, WebhookEvent } from '../../../../contract/notify.ts'
import { useFormat } from '../../../look/format.ts'
import { Page } from '../../../look/page.tsx'
import { Empty, Failed, Loading } from '../../../look/states.tsx'
import { useAction } from '../../../look/use-action.ts'
import { api } from '../../../server/api.ts'
import { useUser } from '../../../server/session.ts'
import { words as shellWords } from '../../../shell/words.ts'
import { useWords } from '../../../words/language.ts'
import { changed } from '../frame/data.ts'
import { useDeliveries, useWebhooks } from './data.ts'
import { Mail } from './mail.tsx'
import { WebhookForm } from './webhook-form.tsx'
import { words } from './words.ts'
import '../frame/frame.css'
import './notifications.css'

/** How people and other systems are told beside the panel, and what did not get through. */
export function NotificationsPage() {
  const [w, shell] = [useWords(words), useWords(shellWords)]
  return (
    <Page title={shell.pages.notifications}>
      <section className="paper notify-part" aria-label={w.mail}><h2>{w.mail}</h2><Mail /></section>
      <section className="paper notify-part" aria-label={w.webhooks}><Webhooks /></section>
      <section className="paper notify-part"><h2>{w.deliveries}</h2><p className="admin-note">{w.deliveriesHelp}</p><Deliveries /></section>
    </Page>
  )
}

function Webhooks() {
  const w = useWords(words)
  const { message } = App.useApp()
  const { instant } = useFormat()
  const [open, setOpen] = useState<Webhook | 'new' | null>(null)
  const { data, error, refetch } = useWebhooks()
  const test = useAction(async (id: string) => {
    await api.send('POST', `/webhooks/${id}/test`)
    void message.success(w.testEventSent)
    await changed()
  })
  const again = useAction(async (id: string) => {
    void message.success(w.resent((await api.send<{ count: number }>('POST', `/webhooks/${id}/resend`)).count))
    await changed()
  })
  const columns: TableColumnsType<Webhook> = [
    { title: w.name, key: 'name', render: (_, one) => <><button type="button" className="admin-link" onClick={() => setOpen(one)}>{one.name}</button> {one.active ? null : <Tag>{w.off}</Tag>}</> },
    { title: w.url, key: 'url', render: (_, { url }) => <span className="notify-url">{url}</span> },
    { title: w.eventsLabel, key: 'events', render: (_, { events }) => <div className="notify-events">{events.map((event) => <Tag key={event}>{w.events[event]}</Tag>)}</div> },
    { title: w.waiting, dataIndex: 'waiting', align: 'right', className: 'numbers' },
    { title: w.dead, key: 'dead', align: 'right', render: (_, { id, dead }) => <span className="numbers">{dead} {dead > 0 ? <Button size="small" onClick={() => void again.run(id)}>{w.resendAll}</Button> : null}</span> },
    { title: w.lastSent, key: 'last', render: (_, { lastDeliveredAt }) => <span className="numbers">{lastDeliveredAt === null ? w.never : instant(lastDeliveredAt)}</span> },
    { title: '', key: 'do', align: 'right', render: (_, { id, active }) => (active ? <Button size="small" onClick={() => void test.run(id)}>{w.testEvent}</Button> : null) },
  ]
  return (
    <>
      <div className="notify-head"><h2>{w.webhooks}</h2><Button onClick={() => setOpen('new')}>{w.add}</Button></div>
      <p className="admin-note">{w.webhooksHelp}</p>
      {error && !data ? <Failed error={error} retry={() => void refetch()} /> : !data ? <Loading /> : data.length === 0 ? null : <Table<Webhook> size="small" rowKey="id" dataSource={data} columns={columns} pagination={false} scroll={{ x: 'max-content' }} />}
      {open === null ? null : <WebhookForm key={open === 'new' ? 'new' : open.id} webhook={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </>
  )
}

function Deliveries() {
  const w = useWords(words)
  const { instant } = useFormat()
  const admin = useUser().role === 'admin'
  const { data, error, refetch } = useDeliveries()
  const resend = useAction(async (id: string) => {
    await api.send('POST', `/deliveries/${id}/resend`)
    await changed()
  })
  const columns: TableColumnsType<Delivery> = [
    { title: w.to, dataIndex: 'to' },
    { title: w.what, key: 'what', render: (_, { by, what, ticketNo }) => <Space>{by === 'mail' ? w.notices(what) : w.events[what as WebhookEvent]}{ticketNo === null ? null : <Link to={`/tickets/${ticketNo}`} className="numbers">{ticketNo}</Link>}</Space> },
    { title: w.state, key: 'state', render: (_, { state }) => <Tag color={state === 'dead' ? 'error' : 'processing'}>{w.states[state]}</Tag> },
    { title: w.tries, dataIndex: 'tries', align: 'right', className: 'numbers' },
    { title: w.error, key: 'error', render: (_, { error: why }) => <span className="notify-url">{why ?? ''}</span> },
    { title: w.placed, key: 'placed', render: (_, { placedAt }) => <span className="numbers">{instant(placedAt)}</span> },
    { title: w.next, key: 'next', render: (_, { id, state, nextAt }) => (state === 'dead' && admin ? <Button size="small" onClick={() => void resend.run(id)}>{w.resend}</Button> : <span className="numbers">{nextAt === null ? '' : instant(nextAt)}</span>) },
  ]
  if (error && !data) return <Failed error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  return data.length === 0 ? <Empty title={w.deliveriesNone} /> : (
    <div className="notify-scroll" tabIndex={0} role="region" aria-label={w.deliveries}>
      <Table<Delivery> size="small" rowKey="id" dataSource={data} columns={columns} pagination={{ defaultPageSize: 20, hideOnSinglePage: true, showSizeChanger: false }} />
    </div>
  )
}
