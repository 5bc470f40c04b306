import { Button, Tag } from 'antd'
import { Link } from 'react-router'
import { NOTICE_WORDS, noticeSense } from '../../contract/notice-words.ts'
import type { TicketNotice } from '../../contract/ticket-notice.ts'
import { useFormat, useNow } from '../look/format.ts'
import { useLanguage, useWords } from '../words/language.ts'
import { words } from './bell-words.ts'
import { byTicket, type TicketGroup } from './rules/unseen.ts'
import './bell.css'

interface NoticeGroupsProps {
  notices: readonly TicketNotice[]
  onSeen: (group: TicketGroup) => void
  /** A ticket was opened from here. */
  onOpen?: () => void
}

/** Notices by ticket: what, when, until when, and who has seen it. */
export function NoticeGroups({ notices, onSeen, onOpen }: NoticeGroupsProps) {
  const w = useWords(words)
  return (
    <ul className="notice-groups">
      {byTicket(notices).map((group) => (
        <li key={group.ticketNo}>
          <div className="notice-ticket">
            <Link to={group.notices.every(({ kind }) => kind === 'callout') ? '/duty?tab=called' : `/tickets/${group.ticketNo}`} {...(onOpen ? { onClick: onOpen } : {})} className="numbers">{group.ticketNo}</Link>
            <span className="notice-title">{group.title}</span>
            {group.notices.some(({ seenAt }) => seenAt === null) ? <Button size="small" onClick={() => onSeen(group)} aria-label={`${w.see} ${group.ticketNo}`}>{w.see}</Button> : null}
          </div>
          <ul className="notice-lines">
            {group.notices.map((notice) => <NoticeLine key={notice.id} notice={notice} />)}
          </ul>
        </li>
      ))}
    </ul>
  )
}

const COLOURS = { emergency: 'red', soon: 'blue', later: 'default' } as const

function NoticeLine({ notice }: { notice: TicketNotice }) {
  const w = useWords(words)
  const { instant } = useFormat()
  const now = useNow(notice.dueBy !== null)
  const { at, dueBy, seenAt, seenBy, urgency, details } = notice
  return (
    <li className={seenAt === null ? 'notice-line' : 'notice-line seen'}>
      <Tag color={COLOURS[urgency]}>{NOTICE_WORDS[useLanguage()][noticeSense(notice)]}</Tag>
      <span className="quiet numbers">{instant(at)}</span>
      {dueBy === null ? null : <span className={dueBy < now ? 'notice-late numbers' : 'numbers'}>{dueBy < now ? w.overdue(instant(dueBy)) : w.due(instant(dueBy))}</span>}
      {details['standsInFor'] === undefined ? null : <span className="quiet">{w.standsIn}</span>}
      {seenAt === null || seenBy === null ? null : <span className="quiet">{w.seenBy(seenBy, instant(seenAt))}</span>}
    </li>
  )
}
