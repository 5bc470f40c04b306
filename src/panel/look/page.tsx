import { useEffect, type ReactNode } from 'react'
import './page.css'

interface PageProps {
  title: string
  /** Buttons and filters beside the title. */
  actions?: ReactNode
  /** Fills the window; its parts scroll, not the page. For seats. */
  full?: boolean
  children: ReactNode
}

/** The frame of a screen: its title, which is also the tab's, what can be done, and the content. */
export function Page({ title, actions, full = false, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · 一号通`
  }, [title])
  return (
    <main className={full ? 'page full' : 'page'} id="content" tabIndex={-1}>
      <div className="page-head">
        <h1>{title}</h1>
        {actions === undefined ? null : <div className="page-actions">{actions}</div>}
      </div>
      {children}
    </main>
  )
}
