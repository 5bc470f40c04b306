import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { EvaluationAverage } from '../../../contract/evaluation.ts'
import { Empty, Failed, Loading } from '../../look/states.tsx'
import { api } from '../../server/api.ts'
import { serverNow } from '../../server/feed.ts'
import { useWords } from '../../words/language.ts'
import { beginOf } from '../ledger/rules/letters.ts'
import { useUnitNames } from '../ticket-work/unit-names.ts'
import { words } from './words.ts'

const PERIODS = ['month', 'year'] as const

/** Averages by department: as lead, and as one that assists. */
export function Averages() {
  const w = useWords(words)
  const nameOf = useUnitNames()
  const [period, setPeriod] = useState<(typeof PERIODS)[number]>('month')
  const from = new Date(beginOf(period, serverNow())).toISOString()
  const { data, error, refetch } = useQuery({ queryKey: ['evaluation', 'averages', from], queryFn: async ({ signal }) => (await api.get<{ items: EvaluationAverage[] }>('/evaluations/averages', { from }, { signal })).items })
  const average = (value: number | null): string => (value === null ? w.none : value.toFixed(2))
  return (
    <>
      <div className="ledger-seg" role="group" aria-label={w.period}>{PERIODS.map((one) => <button key={one} type="button" aria-pressed={one === period} onClick={() => setPeriod(one)}>{w.periods[one]}</button>)}</div>
      {error ? <Failed error={error} retry={() => void refetch()} /> : !data ? <Loading /> : data.length === 0 ? <Empty title={w.noAverages} /> : (
        <div className="ledger-scroll" tabIndex={0} role="region" aria-label={w.tabs.averages}>
          <table className="ledger-small">
            <thead><tr><th>{w.unit}</th><th>{w.asLead}</th><th>{w.scores.timeliness}</th><th>{w.scores.effect}</th><th>{w.asCo}</th><th>{w.scores.cooperation}</th></tr></thead>
            <tbody>
              {data.map(({ unit, asLead, timeliness, effect, asCo, cooperation }) => (
                <tr key={unit}><th scope="row">{nameOf(unit)}</th><td className="numbers">{asLead}</td><td className="numbers">{average(timeliness)}</td><td className="numbers">{average(effect)}</td><td className="numbers">{asCo}</td><td className="numbers">{average(cooperation)}</td></tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  )
}
