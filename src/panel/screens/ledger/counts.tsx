import { useState } from 'react'
import type { SupervisionCounted } from '../../../contract/ledger.ts'
import { serverNow } from '../../server/feed.ts'
import { useWords } from '../../words/language.ts'
import { stepWords } from '../ticket-work/step-words.ts'
import { useUnitNames } from '../ticket-work/unit-names.ts'
import { useCounts } from './data.ts'
import { beginOf } from './rules/letters.ts'
import { words } from './words.ts'

const PERIODS = ['week', 'month', 'year'] as const

const ordersIn = ({ orders }: SupervisionCounted): number => Object.values(orders).reduce((a, b) => a + b, 0)

/** 电话催办、催办单、约谈 (H10) in a time, over all and by department. */
export function Counts() {
  const [w, steps] = [useWords(words), useWords(stepWords)]
  const nameOf = useUnitNames()
  const [period, setPeriod] = useState<(typeof PERIODS)[number]>('month')
  const { data } = useCounts(beginOf(period, serverNow()))
  if (!data) return null
  const { total, items } = data
  const figures: [string, string][] = [
    [w.phoneCount, w.times(total.reminders.phone)], [w.slips, w.sheets(total.slips)], [w.talks, `${w.times(total.interviews)} ${w.persons(total.persons)}`], [w.ordersCount, w.times(ordersIn(total))],
  ]
  return (
    <section className="ledger-counts paper" aria-label={w.counts}>
      <div className="ledger-counts-head">
        <h2>{w.counts}</h2>
        <div className="ledger-seg" role="group" aria-label={w.counts}>{PERIODS.map((one) => <button key={one} type="button" aria-pressed={one === period} onClick={() => setPeriod(one)}>{w.periods[one]}</button>)}</div>
      </div>
      <dl className="ledger-figures">{figures.map(([name, said]) => <div key={name}><dt>{name}</dt><dd className="numbers">{said}</dd></div>)}</dl>
      <p className="quiet">{Object.entries(total.orders).filter(([, n]) => n > 0).map(([type, n]) => `${steps.lists['supervision']?.[type] ?? type} ${n}`).join('，')}</p>
      {items.length === 0 ? <p className="quiet">{w.noCounts}</p> : (
        <details>
          <summary>{w.byUnit}</summary>
          <div className="ledger-scroll" tabIndex={0} role="region" aria-label={w.byUnit}>
            <table className="ledger-small">
              <thead><tr><th>{w.unit}</th>{figures.map(([name]) => <th key={name}>{name}</th>)}</tr></thead>
              <tbody>
                {items.map((one) => (
                  <tr key={one.unit ?? ''}>
                    <th scope="row">{one.unit === null ? w.centre : nameOf(one.unit)}</th>
                    <td className="numbers">{one.reminders.phone}</td><td className="numbers">{one.slips}</td><td className="numbers">{w.times(one.interviews)} {w.persons(one.persons)}</td><td className="numbers">{ordersIn(one)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      )}
    </section>
  )
}
