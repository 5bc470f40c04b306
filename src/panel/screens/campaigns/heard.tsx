import type { Campaign } from '../../../contract/campaign.ts'
import { Failed, Loading } from '../../look/states.tsx'
import { useWords } from '../../words/language.ts'
import { Listen } from '../admin/prompts/listen.tsx'
import { audioOf, useScript } from './data.ts'
import { words } from './words.ts'

/** What people will hear, part by part, as it was saved last; each part may be listened to. */
export function Heard({ campaign, old }: { campaign: Campaign | null; old: boolean }) {
  const w = useWords(words)
  return (
    <section className="paper campaign-heard" aria-label={w.heard}>
      <h2>{w.heard}</h2>
      {campaign === null ? <p className="quiet">{w.heardNone}</p> : <><p className="quiet">{old ? w.heardOld : w.heardWhy}</p><Script campaign={campaign} /></>}
    </section>
  )
}

function Script({ campaign: { id, version } }: { campaign: Campaign }) {
  const w = useWords(words)
  const { data, error, refetch } = useScript(id, version)
  if (!data) return error ? <Failed error={error} retry={() => void refetch()} /> : <Loading />
  const nameOf = (step: string): string => w.said[step] ?? w.question(Number(step.slice(1)))
  return (
    <ol>
      {data.map(({ step, text, keys }) => (
        <li key={step}>
          <div className="campaign-heard-head"><span className="quiet">{nameOf(step)}</span><Listen key={version} address={audioOf(id, step)} what={nameOf(step)} /></div>
          <p>{text}</p>
          {keys.length === 0 ? null : <p className="campaign-heard-keys quiet">{keys.map(({ key, label }) => <span key={key}>{w.press(key, label)}</span>)}</p>}
        </li>
      ))}
    </ol>
  )
}
