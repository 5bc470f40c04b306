import { Link } from 'react-router'
import { Page } from '../look/page.tsx'
import { Empty } from '../look/states.tsx'
import { useWords } from '../words/language.ts'
import { words } from './words.ts'

/** A page that a later version brings. */
export function NotYet() {
  const w = useWords(words)
  return (
    <Page title={w.notPart}>
      <Empty title={w.notPartWhy} />
    </Page>
  )
}

export function NotFound() {
  const w = useWords(words)
  return (
    <Page title={w.notFound}>
      <Empty title={w.notFound}>
        <Link to="/">{w.toHome}</Link>
      </Empty>
    </Page>
  )
}

export function NotAllowed() {
  const w = useWords(words)
  return (
    <Page title={w.notAllowed}>
      <Empty title={w.notAllowed}>
        <Link to="/">{w.toHome}</Link>
      </Empty>
    </Page>
  )
}
