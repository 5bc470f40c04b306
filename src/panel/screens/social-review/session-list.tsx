import { useQuery } from '@tanstack/react-query'
import { Button, Table, Tag } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { SocialReview, SocialReviewStatistics } from '../../../contract/social-review.ts'
import { useFormat } from '../../look/format.ts'
import { Empty, Failed, Loading } from '../../look/states.tsx'
import { api } from '../../server/api.ts'
import { serverNow } from '../../server/feed.ts'
import { useUser } from '../../server/session.ts'
import { useWords } from '../../words/language.ts'
import { useReviews } from './data.ts'
import { SessionForm } from './session-form.tsx'
import { words } from './words.ts'

/** Sessions, latest first. */
export function SessionList() {
  const w = useWords(words)
  const { role } = useUser()
  const { instant } = useFormat()
  const [planning, setPlanning] = useState(false)
  const { data, error, isPending, refetch } = useReviews()
  const mine = role === 'reviewer'
  if (isPending) return <Loading />
  if (!data) return <Failed error={error} retry={() => void refetch()} />
  return (
    <>
      {role === 'supervisor' ? <div className="review-bar"><Statistics /><Button type="primary" onClick={() => setPlanning(true)}>{w.newSession}</Button></div> : null}
      {data.items.length === 0 ? <Empty title={mine ? w.noneMine : w.none}><p>{mine ? w.noneMineWhy : w.noneWhy}</p></Empty> : (
        <Table<SocialReview>
          size="small" rowKey="id" dataSource={data.items} pagination={false} scroll={{ x: 'max-content' }}
          columns={[
            { title: w.startsAt, render: (_, one) => <Link className="numbers" to={`/social-review/${one.id}`}>{instant(one.startsAt)}</Link> },
            { title: w.place, dataIndex: 'place' },
            { title: w.state, render: (_, { state, counts }) => <><Tag color={state === 'open' ? 'processing' : 'default'}>{w.states[state]}</Tag>{counts.toExplain > 0 && !mine ? <Tag color="warning">{w.itemStates['to_explain']} {counts.toExplain}</Tag> : null}</> },
            { title: w.agenda, render: (_, { counts }) => w.agendaOf(counts.decided, counts.items) },
          ]}
        />
      )}
      {planning ? <SessionForm session={null} onClose={() => setPlanning(false)} /> : null}
    </>
  )
}

/** This year's. */
function Statistics() {
  const w = useWords(words)
  const year = new Date(serverNow()).getFullYear()
  const { data } = useQuery({ queryKey: ['social-reviews', 'statistics', year], queryFn: () => api.get<SocialReviewStatistics>('/social-reviews/statistics', { from: `${year}-01-01T00:00:00+08:00`, to: `${year + 1}-01-01T00:00:00+08:00` }) })
  return <span className="quiet">{data ? w.stats(data.sessions, data.decided, data.reasonableShare === null ? '—' : `${Math.round(data.reasonableShare * 100)}%`) : ''}</span>
}
