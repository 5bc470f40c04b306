import type { Campaign } from '../../../contract/campaign.ts'
import { useWords } from '../../words/language.ts'
import { progressOf } from './rules/settings.ts'
import { words } from './words.ts'

/** How far it is: a bar of all numbers by what came of them, and, with `legend`, what each part is. */
export function Progress({ campaign, legend = false }: { campaign: Campaign; legend?: boolean }) {
  const w = useWords(words)
  const { done, parts } = progressOf(campaign)
  const said = campaign.listed === 0 ? w.listedNone : w.progress(done, campaign.listed)
  return (
    <div className="campaign-progress">
      <div className="campaign-bar" role="img" aria-label={`${w.progressLabel}: ${said}`}>{parts.map(({ state, share }) => <span key={state} className={`entry-${state}`} style={{ width: `${share * 100}%` }} />)}</div>
      <span className="numbers">{said}</span>
      {legend && parts.length > 0 ? <ul className="campaign-legend">{parts.map(({ state, count }) => <li key={state}><span className={`campaign-key entry-${state}`} aria-hidden="true" />{w.entries[state]} <strong className="numbers">{count}</strong></li>)}</ul> : null}
    </div>
  )
}
