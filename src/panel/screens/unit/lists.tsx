import type { WorklistCount } from '../../../contract/worklist.ts'
import { useWords } from '../../words/language.ts'
import { type DeskList, type GroupName, GROUPS, isDeskList } from './rules/desk.ts'
import { words } from './words.ts'

interface ListsProps {
  counts: readonly WorklistCount[]
  chosen: DeskList
  choose: (name: DeskList) => void
}

/** The lists of the desk, each with how much is in it and how much of that is late. */
export function DeskLists({ counts, chosen, choose }: ListsProps) {
  const w = useWords(words)
  return (
    <nav className="unit-lists" aria-label={w.lists}>
      {(Object.keys(GROUPS) as GroupName[]).map((group) => {
        const own = counts.filter(({ name }) => GROUPS[group].includes(name)).toSorted((a, b) => GROUPS[group].indexOf(a.name) - GROUPS[group].indexOf(b.name))
        if (own.length === 0) return null
        return (
          <div key={group} className="unit-group">
            <h2>{w.groups[group]}</h2>
            <ul>{own.map((one) => (isDeskList(one.name) ? <li key={one.name}><One of={one} name={one.name} on={one.name === chosen} choose={choose} /></li> : null))}</ul>
          </div>
        )
      })}
    </nav>
  )
}

function One({ of: { count, late }, name, on, choose }: { of: WorklistCount; name: DeskList; on: boolean; choose: (name: DeskList) => void }) {
  const w = useWords(words)
  return (
    <button type="button" className={on ? 'unit-list on' : 'unit-list'} aria-current={on ? 'true' : undefined} onClick={() => choose(name)}>
      <span>{w.names[name]}</span>
      {late > 0 ? <span className="unit-late">{w.late(late)}</span> : null}
      <span className={count > 0 ? 'unit-count numbers' : 'unit-count none numbers'}>{count}</span>
    </button>
  )
}
