import { Button, Drawer, Select } from 'antd'
import { useEffect, useState } from 'react'
import { Link, useLocation, useNavigate } from 'react-router'
import { NOTICE_WORDS } from '../../contract/notice-words.ts'
import type { NoticeKind, TicketNotice } from '../../contract/ticket-notice.ts'
import { useFormat, useNow } from '../look/format.ts'
import { useShortcuts } from '../look/shortcuts.ts'
import { Empty, Failed, Loading } from '../look/states.tsx'
import { useAction } from '../look/use-action.ts'
import { useLanguage, useWords } from '../words/language.ts'
import { NoticeGroups } from './bell-list.tsx'
import { markSeen, useUnseen } from './bell-state.ts'
import { useAlarm, useNewNotices, useTitleCount } from './bell-telling.ts'
import { words } from './bell-words.ts'
import './bell.css'

/** The bell of the header: what nobody at the desk has seen. */
export function Bell() {
  const w = useWords(words)
  const [open, setOpen] = useState(false)
  const { items, count } = useUnseen()
  useShortcuts([{ keys: 'Alt+I', label: w.open, act: () => setOpen(true) }])
  useNewNotices(open, () => setOpen(true))
  useTitleCount(count.unseen)
  useSeenWhenOpened(items)
  return (
    <>
      <Button type="text" size="small" aria-haspopup="dialog" title={`${w.open} (Alt+I)`} onClick={() => setOpen(true)}>
        {w.bell}
        {count.unseen === 0 ? null : <span className={count.emergencies > 0 ? 'bell-badge urgent' : 'bell-badge'}>{count.unseen > 99 ? '99+' : count.unseen}</span>}
        <span className="visually-hidden">{w.unseen(count.unseen, count.emergencies)}</span>
      </Button>
      {open ? <NoticeDrawer onClose={() => setOpen(false)} /> : null}
    </>
  )
}

function NoticeDrawer({ onClose }: { onClose: () => void }) {
  const [w, language] = [useWords(words), useLanguage()]
  const { items, count, error, pending, refetch } = useUnseen()
  const [kind, setKind] = useState<NoticeKind | ''>('')
  const see = useAction(markSeen)
  const kinds = [...new Set(items.map((one) => one.kind))]
  const shown = items.filter((one) => kind === '' || one.kind === kind)
  const older = count.unseen - items.length
  return (
    <Drawer
      open title={w.bell} size={460} onClose={onClose} closable={{ 'aria-label': w.close }}
      footer={<div className="notice-foot"><Link to="/notices" onClick={onClose}>{w.history}</Link><Link to="/notices?settings=1" onClick={onClose}>{w.settings}</Link></div>}
    >
      {error && items.length === 0 ? <Failed error={error} retry={refetch} /> : pending ? <Loading /> : items.length === 0 ? <Empty title={w.none}><p>{w.noneWhy}</p></Empty> : (
        <>
          <div className="notice-filters">
            <Select aria-label={w.onlyKind} value={kind} onChange={setKind} options={[{ value: '' as const, label: w.everyKind }, ...kinds.map((value) => ({ value, label: NOTICE_WORDS[language][value] }))]} />
            <Button loading={see.busy} disabled={shown.length === 0} onClick={() => void see.run({ ids: shown.map(({ id }) => id) })}>{w.seeAll}</Button>
          </div>
          <NoticeGroups notices={shown} onSeen={({ notices }) => void see.run({ ids: notices.map(({ id }) => id) })} onOpen={onClose} />
          {older > 0 ? <p className="quiet">{w.more(older)}</p> : null}
        </>
      )}
    </Drawer>
  )
}

/** Opening a ticket is seeing what was told of it. */
function useSeenWhenOpened(items: readonly TicketNotice[]): void {
  const { pathname } = useLocation()
  const no = /^\/tickets\/([^/]+)$/.exec(pathname)?.[1]
  const told = items.some(({ ticketNo }) => ticketNo === no)
  useEffect(() => {
    if (no === undefined || !told) return
    // Whoever cannot reach the server is told so by the ticket page itself.
    void markSeen({ ticketNo: no }).catch(() => {})
  }, [no, told])
}

/** Below the header, as long as an emergency waits for somebody at this desk: it is heard too. */
export function EmergencyStrip() {
  const w = useWords(words)
  const { items } = useUnseen()
  const waiting = items.filter(({ urgency }) => urgency === 'emergency').toSorted((a, b) => a.at - b.at)
  const [first] = waiting
  const tickets = new Set(waiting.map(({ ticketNo }) => ticketNo)).size
  const alarm = useAlarm(first !== undefined)
  const { span } = useFormat()
  const now = useNow(first !== undefined)
  const navigate = useNavigate()
  const take = useAction(async ({ ticketNo, kind }: TicketNotice) => {
    await markSeen({ ticketNo })
    // Whoever is called to help need not have the ticket.
    await navigate(kind === 'callout' ? '/duty?tab=called' : `/tickets/${ticketNo}`)
  })
  return (
    <div role="alert">
      {first === undefined ? null : (
        <div className="emergency-strip">
          <span>{w.emergency(tickets)}</span>
          <span className="numbers">{first.ticketNo} {first.title}</span>
          <span className="numbers" aria-hidden>{w.waits(span(Math.max(0, now - first.at)))}</span>
          <Button size="small" loading={take.busy} onClick={() => void take.run(first)}>{w.take}</Button>
          {alarm.blocked ? <span className="sound-blocked">{w.blocked}<Button size="small" onClick={alarm.unblock}>{w.unblock}</Button></span> : null}
        </div>
      )}
    </div>
  )
}
