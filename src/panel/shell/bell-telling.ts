import { App } from 'antd'
import { createElement, useCallback, useEffect, useReducer, useRef } from 'react'
import { NOTICE_WORDS, noticeSense } from '../../contract/notice-words.ts'
import type { TicketNotice } from '../../contract/ticket-notice.ts'
import { serverNow } from '../server/feed.ts'
import { language, useWords } from '../words/language.ts'
import { createAlarm, type Alarm } from './bell-alarm.ts'
import { useNoticeFeed, useWishes } from './bell-state.ts'
import { words } from './bell-words.ts'
import { counted, isQuiet } from './rules/unseen.ts'

const TOAST_S = 6

const minuteNow = (): number => {
  const now = new Date(serverNow())
  return now.getHours() * 60 + now.getMinutes()
}

/** Tells of what is new as the reader wishes: a toast that takes no focus while the list is not open, and a notification of the browser while the page is not looked at. */
export function useNewNotices(listed: boolean, show: () => void): void {
  const w = useWords(words)
  const { notification } = App.useApp()
  const { wishes } = useWishes()
  const since = useRef(0)
  const latest = useRef({ w, wishes, show, listed })
  latest.current = { w, wishes, show, listed }
  useEffect(() => {
    if (listed) notification.destroy('notices')
  }, [listed, notification])
  const came = useCallback((notice: TicketNotice) => {
    const { wishes: now, w: say, show: open, listed: shown } = latest.current
    if (notice.urgency !== 'emergency' && (now === undefined || now.muted.includes(notice.kind) || isQuiet(now.quietHours, minuteNow()))) return
    if ((now?.browser ?? true) && document.hidden) notifyBrowser(notice, open)
    // Emergencies have a place of their own; what may wait is only counted.
    if (notice.urgency !== 'soon' || now?.toasts !== true || shown) return
    since.current += 1
    notification.open({
      key: 'notices', title: say.came(since.current), description: `${NOTICE_WORDS[language()][noticeSense(notice)]} ${notice.ticketNo}`, placement: 'bottomRight', duration: TOAST_S, role: 'status',
      actions: createElement('button', { type: 'button', className: 'as-link', onClick: () => { notification.destroy('notices'); open() } }, say.show),
      onClose: () => void (since.current = 0),
    })
  }, [notification])
  useNoticeFeed(came)
}

function notifyBrowser(notice: TicketNotice, open: () => void): void {
  if (!('Notification' in window) || Notification.permission !== 'granted') return
  const shown = new Notification(`${NOTICE_WORDS[language()][noticeSense(notice)]} ${notice.ticketNo}`, { tag: notice.ticketNo, requireInteraction: notice.urgency === 'emergency' })
  shown.addEventListener('click', () => {
    window.focus()
    shown.close()
    open()
  })
}

/** The number in the title of the tab, which pages set. */
export function useTitleCount(unseen: number): void {
  useEffect(() => {
    const set = (): void => {
      const wanted = counted(document.title, unseen)
      if (document.title !== wanted) document.title = wanted
    }
    set()
    const watcher = new MutationObserver(set)
    const title = document.querySelector('title')
    if (title) watcher.observe(title, { childList: true })
    return () => watcher.disconnect()
  }, [unseen])
}

/** Rings as long as it is on, and says whether the browser keeps it back. */
export function useAlarm(on: boolean): { blocked: boolean; unblock: () => void } {
  const [, changed] = useReducer((n: number) => n + 1, 0)
  const { wishes } = useWishes()
  const volume = wishes?.volume ?? 70
  const alarm = useRef<Alarm | null>(null)
  alarm.current ??= createAlarm(changed)
  useEffect(() => {
    if (on) alarm.current?.start(volume)
    else alarm.current?.stop()
  }, [on, volume])
  useEffect(() => () => alarm.current?.stop(), [])
  return { blocked: alarm.current.blocked(), unblock: () => alarm.current?.unblock() }
}
