import { Tabs } from 'antd'
import { Page } from '../../look/page.tsx'
import { useUser } from '../../server/session.ts'
import { useWords } from '../../words/language.ts'
import { ReviewerPool } from './reviewers.tsx'
import { Remarks, Samples } from './samples.tsx'
import { SessionList } from './session-list.tsx'
import './social-review.css'
import { words } from './words.ts'

/** Whoever runs social review: sessions, reviewers, remarks. A reviewer: what they are to judge, and the tickets drawn for them. */
export function SocialReviewPage() {
  const w = useWords(words)
  const { role } = useUser()
  const items = role === 'reviewer'
    ? [{ key: 'sessions', label: w.mySessions, children: <SessionList /> }, { key: 'samples', label: w.samples, children: <Samples /> }]
    : [{ key: 'sessions', label: w.sessions, children: <SessionList /> }, ...(role === 'supervisor' ? [{ key: 'pool', label: w.pool, children: <ReviewerPool /> }] : []), { key: 'remarks', label: w.remarks, children: <Remarks /> }]
  return <Page title={w.title}><Tabs items={items} /></Page>
}
