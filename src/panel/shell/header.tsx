import { App, Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { Link } from 'react-router'
import { setLargeType, useLargeType } from '../look/large-type.ts'
import { site } from '../look/site.ts'
import { useShortcuts } from '../look/shortcuts.ts'
import { useAction } from '../look/use-action.ts'
import { usePhone } from '../phone/port.ts'
import { queries } from '../server/queries.ts'
import { useFeed } from '../server/feed.ts'
import { signOut, useUser } from '../server/session.ts'
import { setLanguage, useLanguage, useWords } from '../words/language.ts'
import { Bell } from './bell-door.tsx'
import { words } from './words.ts'

const ShortcutList = lazy(async () => ({ default: (await import('./shortcut-list.tsx')).ShortcutList }))

export function Header() {
  const w = useWords(words)
  const [listing, setListing] = useState(false)
  const leave = useLeave()
  useShortcuts([{ keys: '?', label: w.shortcuts, act: () => setListing(true) }])
  const user = useUser()
  const language = useLanguage()
  const large = useLargeType()
  return (
    <header className="header">
      <Link to="/" className="brand">{w.product}</Link>
      <span className="header-quiet site" lang="zh-CN">{site}</span>
      <Connection />
      <span className="who">
        <span>{user.name}</span>
        <span className="header-quiet">{w.roles[user.role]}{user.extension === null ? '' : ` · ${user.extension}`}</span>
      </span>
      <span className="header-actions">
        <Bell />
        <Button type="text" size="small" title={`${w.shortcuts} (?)`} onClick={() => setListing(true)}>{w.shortcutsShort}</Button>
        <Button type="text" size="small" aria-pressed={large} onClick={() => setLargeType(!large)}>{w.largeType}</Button>
        <Button type="text" size="small" lang={language === 'zh' ? 'en' : 'zh-CN'} onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}>{w.otherLanguage}</Button>
        <Button type="text" size="small" onClick={leave}>{w.signOut}</Button>
      </span>
      <Suspense>{listing ? <ShortcutList close={() => setListing(false)} /> : null}</Suspense>
    </header>
  )
}

/** Signs out; whoever is talking is asked first. */
function useLeave(): () => void {
  const w = useWords(words)
  const { modal } = App.useApp()
  const { inCall } = usePhone().state
  const { run } = useAction(async () => {
    await signOut()
    queries.clear()
  })
  return () => {
    if (inCall) modal.confirm({ title: w.inCall, okText: w.signOut, cancelText: w.stay, onOk: () => void run() })
    else void run()
  }
}

/** Whether what is shown live is live. */
function Connection() {
  const { links } = useWords(words)
  const link = useFeed((feed) => feed.link)
  if (link === 'off') return null
  return <span className={`connection ${link}`}>{links[link]}</span>
}
