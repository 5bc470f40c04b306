import type { WorklistCount } from '../../../contract/worklist.ts'
import { useWords } from '../../words/language.ts'
import { DISPATCH_LISTS, type DispatchList } from './rules/lists.ts'
import { words } from './words.ts'

interface TabsProps {
  counts: readonly WorklistCount[]
  chosen: DispatchList
  choose: (list: DispatchList) => void
}

/** The lists, each with how much is in it and how much of that is late. */
export function Tabs({ counts, chosen, choose }: TabsProps) {
  const w = useWords(words)
  return (
    <nav className="desk-tabs" aria-label={w.lists}>
      {DISPATCH_LISTS.map((list) => {
        const { count, late } = counts.find(({ name }) => name === list) ?? { count: 0, late: 0 }
        return (
          <button type="button" key={list} className={list === chosen ? 'desk-tab on' : 'desk-tab'} aria-current={list === chosen ? 'true' : undefined} onClick={() => choose(list)}>
            {w.names[list]} <strong className="numbers">{count}</strong>{late > 0 && list !== 'overdue' ? <span className="desk-late">{w.late(late)}</span> : null}
          </button>
        )
      })}
    </nav>
  )
}
