import { useSearchParams } from 'react-router'
import { Page } from '../../look/page.tsx'
import { useListsLive } from '../../server/lists-live.ts'
import { useUser } from '../../server/session.ts'
import { useWords } from '../../words/language.ts'
import '../ledger/ledger.css'
import '../pool/pool.css'
import '../ticket-work/ticket-work.css'
import { Averages } from './averages.tsx'
import { CaseList } from './cases.tsx'
import { ComplaintList } from './complaints.tsx'
import { Due } from './due.tsx'
import './evaluation.css'
import { words } from './words.ts'

const TABS = { due: Due, averages: Averages, complaints: ComplaintList, cases: CaseList } as const
type Tab = keyof typeof TABS
/** Who has something to rate. */
const RATES = new Set(['supervisor', 'leader', 'unit', 'unit_head'])

/** Mutual evaluation (G46), complaints about service (J36), typical cases (G38). */
export function EvaluationPage() {
  const w = useWords(words)
  const rates = RATES.has(useUser().role)
  const [params, setParams] = useSearchParams()
  const tabs = (Object.keys(TABS) as Tab[]).filter((one) => rates || (one !== 'due' && one !== 'averages'))
  const tab = tabs.find((one) => one === params.get('tab')) ?? tabs[0] ?? 'cases'
  const Shown = TABS[tab]
  useListsLive('evaluation')
  return (
    <Page title={w.title}>
      <div className="ledger-seg evaluation-tabs" role="group" aria-label={w.tabsLabel}>{tabs.map((one) => <button key={one} type="button" aria-pressed={one === tab} onClick={() => setParams({ tab: one }, { replace: true })}>{w.tabs[one]}</button>)}</div>
      <div className="evaluation"><Shown /></div>
    </Page>
  )
}
