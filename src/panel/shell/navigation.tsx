import { NavLink } from 'react-router'
import { useUser } from '../server/session.ts'
import { useWords } from '../words/language.ts'
import { pagesOf } from './pages.ts'
import { words } from './words.ts'

/** The pages of the reader's role. */
export function Navigation() {
  const w = useWords(words)
  const pages = pagesOf(useUser().role)
  return (
    <nav className="navigation" aria-label={w.pagesLabel}>
      {pages.map(({ name, path }) => (
        <NavLink key={path} to={path}>{w.pages[name]}</NavLink>
      ))}
    </nav>
  )
}
