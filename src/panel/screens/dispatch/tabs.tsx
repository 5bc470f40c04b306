import { useWords } from '../../words/language.ts'
import { words } from './words.ts'

interface Tab<Name extends string> {
  name: Name
  label: string
  count: number | null
  late: number
}

interface TabsProps<Name extends string> {
  label: string
  tabs: readonly Tab<Name>[]
  chosen: Name
  choose: (name: Name) => void
}

/** The lists of a desk, each with how much is in it and how much of that is late. */
export function Tabs<Name extends string>({ label, tabs, chosen, choose }: TabsProps<Name>) {
  const w = useWords(words)
  return (
    <nav className="desk-tabs" aria-label={label}>
      {tabs.map(({ name, label: said, count, late }) => (
        <button type="button" key={name} className={name === chosen ? 'desk-tab on' : 'desk-tab'} aria-current={name === chosen ? 'true' : undefined} onClick={() => choose(name)}>
          {said} {count === null ? null : <strong className="numbers">{count}</strong>}{late > 0 ? <span className="desk-late">{w.late(late)}</span> : null}
        </button>
      ))}
    </nav>
  )
}
