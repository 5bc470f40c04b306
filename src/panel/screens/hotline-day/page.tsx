import { useQuery } from '@tanstack/react-query'
import { Button, Table, Tabs, Tag } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { FollowUpEntry, HotlineDay, HotlineDayCounts } from '../../../contract/hotline-day.ts'
import { useFormat } from '../../look/format.ts'
import { Page } from '../../look/page.tsx'
import { Empty, Failed, Loading } from '../../look/states.tsx'
import { api } from '../../server/api.ts'
import { serverNow } from '../../server/feed.ts'
import { useUser } from '../../server/session.ts'
import { useWords } from '../../words/language.ts'
import { useUnitNames } from '../ticket-work/unit-names.ts'
import { useDays, useFollowUp } from './data.ts'
import { PlanForm } from './plan-form.tsx'
import './hotline-day.css'
import { words } from './words.ts'

/** Hotline days and leaders' call days, and what became of what they decided. */
export function HotlineDayPage() {
  const w = useWords(words)
  const [planning, setPlanning] = useState(false)
  const { role } = useUser()
  return (
    <Page title={w.title} actions={<><Counts />{role === 'supervisor' ? <Button type="primary" onClick={() => setPlanning(true)}>{w.plan}</Button> : null}</>}>
      <Tabs items={[{ key: 'sessions', label: w.sessions, children: <Sessions /> }, { key: 'followUp', label: w.followUp, children: <FollowUp /> }]} />
      {planning ? <PlanForm onClose={() => setPlanning(false)} /> : null}
    </Page>
  )
}

function Sessions() {
  const w = useWords(words)
  const { instant } = useFormat()
  const { data, error, isPending, refetch } = useDays()
  if (isPending) return <Loading />
  if (!data) return <Failed error={error} retry={() => void refetch()} />
  if (data.items.length === 0) return <Empty title={w.none}><p>{w.noneWhy}</p></Empty>
  return (
    <Table<HotlineDay>
      size="small" rowKey="id" dataSource={data.items} pagination={false} scroll={{ x: 'max-content' }}
      columns={[
        { title: w.startsAt, render: (_, one) => <Link className="numbers" to={`/hotline-day/${one.id}`}>{instant(one.startsAt)}</Link> }, { title: w.level, render: (_, { level }) => w.levels[level] }, { title: w.chair, dataIndex: 'chair' }, { title: w.place, dataIndex: 'place' },
        { title: w.state, render: (_, { state }) => <Tag color={state === 'held' ? 'processing' : 'default'}>{w.states[state]}</Tag> }, { title: w.agenda, render: (_, { counts }) => `${counts.decided} / ${counts.items}` },
      ]}
    />
  )
}

function FollowUp() {
  const w = useWords(words)
  const { instant } = useFormat()
  const unitName = useUnitNames()
  const { data, error, isPending, refetch } = useFollowUp()
  if (isPending) return <Loading />
  if (!data) return <Failed error={error} retry={() => void refetch()} />
  if (data.items.length === 0) return <Empty title={w.noFollowUp} />
  return (
    <Table<FollowUpEntry>
      size="small" rowKey="id" dataSource={data.items} pagination={false} scroll={{ x: 'max-content' }}
      columns={[
        { title: w.agenda, render: (_, { ticket }) => <Link to={`/tickets/${ticket.ticketNo}`}>{ticket.title || ticket.ticketNo}</Link> }, { title: w.lead, render: (_, { ticket }) => (ticket.leadUnit === null ? '' : unitName(ticket.leadUnit)) },
        { title: w.text, render: (_, { decision }) => <span className="day-text">{decision?.text}</span> }, { title: w.dueAt, render: (_, { dueAt }) => <span className="numbers">{dueAt === null ? '' : instant(dueAt)}</span> },
        { title: w.state, render: (_, { followUp }) => (followUp === null ? '' : <Tag color={followUp === 'overdue' ? 'error' : followUp === 'done' ? 'success' : 'processing'}>{w.followStates[followUp]}</Tag>) },
        { title: w.session, render: (_, { session }) => <Link to={`/hotline-day/${session.id}`}>{w.levels[session.level]} {instant(session.startsAt)}</Link> },
      ]}
    />
  )
}

/** This year's, over all kinds. */
function Counts() {
  const w = useWords(words)
  const year = new Date(serverNow()).getFullYear()
  const { data } = useQuery({ queryKey: ['hotline-days', 'counts', year], queryFn: () => api.get<HotlineDayCounts>('/hotline-days/counts', { from: `${year}-01-01T00:00:00+08:00`, to: `${year + 1}-01-01T00:00:00+08:00` }) })
  const sum = (name: 'held' | 'decided' | 'resolved'): number => (data?.items ?? []).reduce((all, one) => all + one[name], 0)
  return data ? <span className="quiet day-count">{w.count(sum('held'), sum('decided'), sum('resolved'))}</span> : null
}
