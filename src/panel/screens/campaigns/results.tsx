import { DownOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import type { Campaign, CampaignResults, QuestionResult } from '../../../contract/campaign.ts'
import { useAction } from '../../look/use-action.ts'
import { Empty, Failed, Loading } from '../../look/states.tsx'
import { download } from '../../server/download.ts'
import { useUser } from '../../server/session.ts'
import { useWords } from '../../words/language.ts'
import { resultsFile, useResults } from './data.ts'
import { words } from './words.ts'

const VIEWS = ['chart', 'table'] as const

/** What people answered: how many, and of how many; as bars or as a table, and as a file. */
export function Results({ campaign }: { campaign: Campaign }) {
  const w = useWords(words)
  const [view, setView] = useState<(typeof VIEWS)[number]>('chart')
  const { role } = useUser()
  const { data, error, isPending, refetch } = useResults(campaign.id)
  if (isPending) return <Loading />
  if (!data) return <Failed error={error} retry={() => void refetch()} />
  return (
    <section className="campaign-results" aria-label={w.parts.results}>
      <Figures campaign={campaign} results={data} />
      {data.reached === 0 ? <Empty title={w.noResults}><p>{w.noResultsWhy}</p></Empty> : (
        <>
          <div className="campaign-filter">
            {data.questions.length === 0 ? null : <div className="ledger-seg" role="group" aria-label={w.view}>{VIEWS.map((one) => <button key={one} type="button" aria-pressed={one === view} onClick={() => setView(one)}>{w[one]}</button>)}</div>}
            {role === 'supervisor' ? <Export campaign={campaign} /> : null}
          </div>
          {data.questions.length === 0 ? null : view === 'chart' ? data.questions.map((question, i) => <Bars key={i} at={i} question={question} />) : <Answers questions={data.questions} />}
        </>
      )}
    </section>
  )
}

function Figures({ campaign: { kind }, results: { listed, reached, answered, completed, responseRate } }: { campaign: Campaign; results: CampaignResults }) {
  const w = useWords(words)
  const names = kind === 'notice' ? w.noticeFigures : w.figures
  const figures: [string, string][] = [[names.listed, String(listed)], [names.reached, String(reached)], [names.answered, String(answered)], [names.completed, String(completed)], [names.rate, `${responseRate.toFixed(1)}%`]]
  return (
    <div className="paper">
      <dl className="campaign-figures">{figures.map(([name, value]) => <div key={name}><dt>{name}</dt><dd className="numbers">{value}</dd></div>)}</dl>
      <p className="quiet">{w.rateWhy}</p>
    </div>
  )
}

/** As wide as its share; the numbers stand beside it. */
function Bars({ at, question: { text, base, options } }: { at: number; question: QuestionResult }) {
  const w = useWords(words)
  return (
    <figure className="paper campaign-chart">
      <figcaption>{at + 1}. {text} <span className="quiet numbers">{base === 0 ? w.noOne : w.base(base)}</span></figcaption>
      <ul aria-label={w.bars(text)}>
        {options.map(({ key, label, count, percent }) => (
          <li key={key}>
            <span><kbd>{key}</kbd> {label}</span>
            <span className="campaign-chart-bar" aria-hidden="true"><span style={{ width: `${percent}%` }} /></span>
            <span className="numbers"><strong>{count}</strong> <span className="quiet">{percent.toFixed(1)}%</span></span>
          </li>
        ))}
      </ul>
    </figure>
  )
}

function Answers({ questions }: { questions: readonly QuestionResult[] }) {
  const w = useWords(words)
  return (
    <div className="campaign-scroll" tabIndex={0} role="region" aria-label={w.table}>
      <table className="ledger-small">
        <thead><tr><th>{w.questions}</th><th>{w.key}</th><th>{w.answer}</th><th>{w.count}</th><th>{w.share}</th></tr></thead>
        <tbody>
          {questions.flatMap(({ text, base, options }, i) => options.map(({ key, label, count, percent }, j) => (
            <tr key={`${i} ${key}`}>
              {j === 0 ? <th scope="rowgroup" rowSpan={options.length} className="campaign-wrap">{i + 1}. {text}<br /><span className="quiet numbers">{w.base(base)}</span></th> : null}
              <td className="numbers">{key}</td><td className="campaign-wrap">{label}</td><td className="numbers">{count}</td><td className="numbers">{percent.toFixed(1)}%</td>
            </tr>
          )))}
        </tbody>
      </table>
    </div>
  )
}

/** Counts, or answers one by one, as a spreadsheet has them. */
function Export({ campaign: { id, name } }: { campaign: Campaign }) {
  const w = useWords(words)
  const { busy, run } = useAction(async (what: 'counts' | 'answers', format: 'csv' | 'xlsx') => await download(resultsFile(id, format, what), `${name}-${w.exportWhat[what]}.${format}`))
  const items = (['counts', 'answers'] as const).flatMap((what) => (['xlsx', 'csv'] as const).map((format) => ({ key: `${what} ${format}`, label: `${w.exportWhat[what]} · ${format === 'xlsx' ? 'Excel' : 'CSV'}` })))
  return (
    <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => { const [what, format] = key.split(' '); void run(what as 'counts' | 'answers', format as 'csv' | 'xlsx') } }}>
      <Button loading={busy} icon={<DownOutlined />} iconPlacement="end" aria-haspopup="menu">{w.export}</Button>
    </Dropdown>
  )
}
