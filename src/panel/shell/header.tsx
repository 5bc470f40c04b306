import { Button } from 'antd'
import { Link } from 'react-router'
import { setLargeType, useLargeType } from '../look/large-type.ts'
import { queries } from '../server/queries.ts'
import { useFeed } from '../server/feed.ts'
import { signOut, useUser } from '../server/session.ts'
import { setLanguage, useLanguage, useWords } from '../words/language.ts'
import { words } from './words.ts'

export function Header() {
  const w = useWords(words)
  const user = useUser()
  const language = useLanguage()
  const large = useLargeType()
  return (
    <header className="header">
      <Link to="/" className="brand">{w.product}</Link>
      <Connection />
      <span className="who">
        <span>{user.name}</span>
        <span className="header-quiet">{w.roles[user.role]}{user.extension === null ? '' : ` · ${user.extension}`}</span>
      </span>
      <span className="header-actions">
        <Button type="text" size="small" aria-pressed={large} onClick={() => setLargeType(!large)}>{w.largeType}</Button>
        <Button type="text" size="small" lang={language === 'zh' ? 'en' : 'zh-CN'} onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}>{w.otherLanguage}</Button>
        <Button type="text" size="small" onClick={() => void leave()}>{w.signOut}</Button>
      </span>
    </header>
  )
}

async function leave(): Promise<void> {
  await signOut()
  queries.clear()
}

/** Whether what is shown live is live. */
function Connection() {
  const { links } = useWords(words)
  const link = useFeed((feed) => feed.link)
  if (link === 'off') return null
  return <span className={`connection ${link}`}>{links[link]}</span>
}
