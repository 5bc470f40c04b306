import { Button } from 'antd'
import type { LedgerUnits } from '../../../contract/ledger.ts'
import { useWords } from '../../words/language.ts'
import { useUnitNames } from '../ticket-work/unit-names.ts'
import { words } from './words.ts'

interface UnitsProps {
  units: LedgerUnits
  /** Below which department; null = the topmost. */
  under: string | null
  go: (unit: string | null) => void
  /** Where one came from, the topmost first. */
  path: readonly string[]
}

/** How much each department has, what is late first; one leads to those below it. */
export function Units({ units: { total, items }, under, go, path }: UnitsProps) {
  const w = useWords(words)
  const nameOf = useUnitNames()
  return (
    <nav className="ledger-units paper" aria-label={w.units}>
      <h2>{under === null ? w.allUnits : nameOf(under)}</h2>
      {under === null ? null : <Button size="small" onClick={() => go(path.at(-1) ?? null)}>← {w.up}</Button>}
      <p className="quiet">{w.of(total.open, total.nearlyDue, total.overdue)}</p>
      {items.length === 0 ? <p className="quiet">{w.noUnits}</p> : (
        <>
          <p className="ledger-unit quiet" aria-hidden="true"><span /><span>{w.lists.open}</span><span>{w.lists.nearly_due}</span><span>{w.lists.overdue}</span></p>
          <ul>
            {items.map(({ unit, open, nearlyDue, overdue, below }) => (
              <li key={unit}>
                <button type="button" className="ledger-unit" aria-current={unit === under} onClick={() => go(unit)}>
                  <span className="ledger-unit-name">{nameOf(unit)}{below ? ' ›' : ''}</span>
                  <span className="visually-hidden">{w.of(open, nearlyDue, overdue)}</span>
                  <span className="numbers" aria-hidden="true">{open}</span>
                  <span className={nearlyDue > 0 ? 'numbers tone-near' : 'numbers quiet'} aria-hidden="true">{nearlyDue}</span>
                  <span className={overdue > 0 ? 'numbers tone-late' : 'numbers quiet'} aria-hidden="true">{overdue}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </nav>
  )
}
