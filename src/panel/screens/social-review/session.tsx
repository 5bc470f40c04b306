import { useQuery } from '@tanstack/react-query'
import { App, Button, Select, Space, Tag } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { SocialReviewDetail } from '../../../contract/social-review.ts'
import type { WorklistEntry } from '../../../contract/worklist.ts'
import { useFormat } from '../../look/format.ts'
import { Page } from '../../look/page.tsx'
import { Empty, Failed, Loading } from '../../look/states.tsx'
import { useAction } from '../../look/use-action.ts'
import { api } from '../../server/api.ts'
import { useUser } from '../../server/session.ts'
import { useWords } from '../../words/language.ts'
import { Ballot } from './ballot.tsx'
import { useReview, useReviewStep } from './data.ts'
import { Item } from './item.tsx'
import { SessionForm } from './session-form.tsx'
import './social-review.css'
import { words } from './words.ts'

/** One session: for whoever runs it, and for a reviewer. */
export function SocialReviewSessionPage() {
  const w = useWords(words)
  const { id = '' } = useParams()
  const { role } = useUser()
  const { instant } = useFormat()
  const { data: session, error, isPending, refetch } = useReview(id)
  if (isPending) return <Page title={w.title}><Loading /></Page>
  if (!session) return <Page title={w.title}><Failed error={error} retry={() => void refetch()} /></Page>
  return (
    <Page title={w.minutes} actions={role === 'supervisor' ? <Steps session={session} /> : null}>
      <p className="review-head"><Link to="/social-review" className="review-back">{w.back}</Link> <span className="numbers">{instant(session.startsAt)}</span> {session.place} <Tag color={session.state === 'open' ? 'processing' : 'default'}>{w.states[session.state]}</Tag> <span className="quiet">{w.quorum(session.quorum)}</span></p>
      {session.reviewers.length === 0 ? null : <p className="quiet">{w.reviewers}：{session.reviewers.map(({ name }) => name).join('、')}</p>}
      {session.items.length === 0 ? <Empty title={w.emptyAgenda}><p>{w.emptyAgendaWhy}</p></Empty> : session.items.map((item) => (role === 'reviewer' ? <Ballot key={item.id} session={session} item={item} /> : <Item key={item.id} session={session} item={item} runs={role === 'supervisor'} />))}
    </Page>
  )
}

/** What whoever runs it can do with the session as a whole. */
function Steps({ session }: { session: SocialReviewDetail }) {
  const w = useWords(words)
  const { modal } = App.useApp()
  const [changing, setChanging] = useState(false)
  const send = useReviewStep(session.id)
  const step = useAction(async (path: string) => await send('POST', path, { version: session.version }))
  const ask = (title: string, content: string, path: string): void => void modal.confirm({ title, content, okText: title, cancelText: w.cancel, onOk: async () => void (await step.run(path)) })
  return (
    <Space wrap className="no-print">
      {session.state === 'closed' ? null : <Put session={session} />}
      {session.state === 'planned' ? <><Button onClick={() => setChanging(true)}>{w.change}</Button><Button type="primary" loading={step.busy} onClick={() => ask(w.open, w.openAsk, '/open')}>{w.open}</Button></> : null}
      {session.state === 'open' ? <Button danger loading={step.busy} onClick={() => ask(w.end, w.endAsk, '/close')}>{w.end}</Button> : null}
      <Button onClick={() => window.print()}>{w.print}</Button>
      {changing ? <SessionForm session={session} onClose={() => setChanging(false)} /> : null}
    </Space>
  )
}

/** Chosen from what waits for social review. */
function Put({ session }: { session: SocialReviewDetail }) {
  const w = useWords(words)
  const send = useReviewStep(session.id)
  const { data } = useQuery({ queryKey: ['worklists', 'in_social_review'], queryFn: () => api.get<{ items: WorklistEntry[] }>('/worklists/in_social_review', { limit: 100 }) })
  const put = useAction(async (ticketNo: string) => await send('POST', '/items', { ticketNo }))
  const waiting = (data?.items ?? []).filter(({ ticket }) => !session.items.some((item) => item.ticket.ticketNo === ticket.ticketNo))
  return <Select<string> aria-label={w.put} className="review-put" placeholder={w.put} value={null} loading={put.busy} notFoundContent={w.putNone} options={waiting.map(({ ticket }) => ({ value: ticket.ticketNo, label: `${ticket.ticketNo} ${ticket.title}` }))} onChange={(ticketNo) => void put.run(ticketNo)} />
}
