import { Alert, Tag } from 'antd'
import type { GroupView } from '../../../../contract/calendar.ts'
import type { Heard, HotlinePreview, StagePreview } from '../../../../contract/hotline-preview.ts'
import { api } from '../../../server/api.ts'
import { useLanguage, useWords } from '../../../words/language.ts'
import { Listen } from '../prompts/listen.tsx'
import { words } from './words.ts'

interface ExperienceProps {
  number: string
  preview: HotlinePreview
  groups: readonly GroupView[]
}

/** What a caller experiences in each time of the number. */
export function Experience({ number, preview, groups }: ExperienceProps) {
  return (
    <ol className="stages">
      {preview.stages.map((stage) => <Stage key={stage.from ?? 'first'} {...{ stage, number, groups }} />)}
    </ol>
  )
}

function Stage({ stage, number, groups }: { stage: StagePreview; number: string; groups: readonly GroupView[] }) {
  const [w, language] = [useWords(words), useLanguage()]
  const { status, from, until, now, heard, outcome, rank, asked } = stage
  return (
    <li className={`stage paper ${now ? 'is-now' : ''}`}>
      <h3>
        {w.statuses[status]}
        <span className="quiet numbers">{[from === null ? null : `${w.since} ${from}`, until === null ? null : w.until.replace('{d}', until)].filter(Boolean).join(language === 'zh' ? '，' : ' ')}</span>
        {now ? <Tag color="blue">{w.now}</Tag> : null}
      </h3>
      {heard.length === 0 ? <p className="quiet">{outcome === 'reject' ? null : w.silent}</p> : (
        <ol className="heard">{heard.map((one) => <HeardPrompt key={one.prompt} {...{ one, number }} />)}</ol>
      )}
      <p>
        <b>{w.outcomes[outcome]}</b>
        {rank === null ? null : <span className="quiet"> · {w.ranks[rank]}</span>}
      </p>
      {asked.length === 0 ? null : <Asked asked={asked} groups={groups} />}
    </li>
  )
}

function Asked({ asked, groups }: { asked: StagePreview['asked']; groups: readonly GroupView[] }) {
  const w = useWords(words)
  const language = useLanguage()
  const name = (id: string): string => {
    const found = groups.find((group) => group.id === id)
    return found ? (language === 'zh' ? found.nameZh : found.nameEn) : id
  }
  const joined = (ids: readonly string[]): string => ids.map(name).join(language === 'zh' ? '、' : ', ')
  return (
    <p className="quiet">
      {asked.map(({ afterMs, groups: ids }, i) => (
        <span key={afterMs}>{i === 0 ? `${w.asks} ${joined(ids)}` : ` → ${w.afterSeconds.replace('{n}', String(afterMs / 1_000))} ${joined(ids)}`}</span>
      ))}
    </p>
  )
}

function HeardPrompt({ one, number }: { one: Heard; number: string }) {
  const w = useWords(words)
  const { line, cancelDate, group } = one.values
  const address = api.address(`/prompts/${one.prompt}@${number}/audio`, { line, cancelDate, group })
  return (
    <li>
      <Listen small address={address} what={one.text} />
      <span>
        {one.text}
        {one.times > 1 ? <span className="quiet"> · {w.times.replace('{n}', String(one.times))}</span> : null}
        {one.recording ? <Tag>{w.recorded}</Tag> : null}
      </span>
    </li>
  )
}

/** What stands in the way of saving. */
export function Wrong({ wrong }: { wrong: HotlinePreview['wrong'] }) {
  const w = useWords(words)
  if (wrong.length === 0) return null
  return <Alert type="warning" showIcon title={w.wrong} description={<ul>{wrong.map(({ path, message }) => <li key={path}>{message}</li>)}</ul>} />
}
