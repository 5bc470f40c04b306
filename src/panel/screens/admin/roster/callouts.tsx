import { Button, Tag } from 'antd'
import type { ReactNode } from 'react'
import type { Callout, CalloutAnswer } from '../../../../contract/roster.ts'
import { useFormat } from '../../../look/format.ts'
import { Empty, Failed, Loading } from '../../../look/states.tsx'
import { useAction } from '../../../look/use-action.ts'
import { api } from '../../../server/api.ts'
import { useWords } from '../../../words/language.ts'
import { dutyChanged, useDutyNow } from './data.ts'
import { words } from './words.ts'

const COLOURS = { coming: 'blue', arrived: 'green', cannot: 'red' } as const

/** Emergencies the reader, or somebody of their department, is called for. */
export function Callouts() {
  const w = useWords(words)
  const { data, error, refetch } = useDutyNow()
  if (!data) return error ? <Failed error={error} retry={() => void refetch()} /> : <Loading />
  if (data.callouts.length === 0) return <Empty title={w.noCallouts}><p>{w.noCalloutsWhy}</p></Empty>
  return <ul className="duty-callouts" aria-label={w.called}>{data.callouts.map((one) => <li key={one.id} className="paper"><strong className="numbers">{one.ticketNo}</strong> <span className="duty-text">{one.title === '' ? w.confidential : one.title}</span>{one.place === '' ? null : <p>{w.place}：{one.place}</p>}<CalloutLine callout={one} mayAnswer /></li>)}</ul>
}

/** One person, why they are called, and what they answered. */
export function CalloutLine({ callout, mayAnswer, children }: { callout: Callout; mayAnswer: boolean; children?: ReactNode }) {
  const w = useWords(words)
  const { instant } = useFormat()
  const { busy, run } = useAction(async (answer: CalloutAnswer) => {
    await api.send('POST', `/callouts/${callout.id}/answer`, { answer })
    await dutyChanged()
  })
  const { person, why, calledAt, answer, arrivedAt, answeredAt, note, answeredBy } = callout
  const next: CalloutAnswer[] = answer === 'arrived' ? [] : answer === 'coming' ? ['arrived', 'cannot'] : ['coming', 'arrived', 'cannot']
  return (
    <div className="duty-callout">
      <span><strong>{person.name}</strong> <span className="quiet">{[person.position, person.team && w.teamRoles[person.team], w.why[why]].filter(Boolean).join(' · ')}</span></span>
      {answer === null ? <Tag color="gold">{w.noAnswer}</Tag> : <Tag color={COLOURS[answer]}>{w.answers[answer]}</Tag>}
      <span className="quiet numbers">{w.calledAt} {instant(calledAt)}{answeredAt === null ? '' : ` → ${instant(arrivedAt ?? answeredAt)}`} {answeredBy ?? ''}</span>
      {note === '' ? null : <span className="duty-text">{note}</span>}
      {children}
      {mayAnswer ? next.filter((one) => one !== answer).map((one) => <Button key={one} size="small" loading={busy} type={one === 'coming' ? 'primary' : 'default'} onClick={() => void run(one)} aria-label={`${w[one]} ${person.name} ${callout.ticketNo}`}>{w[one]}</Button>) : null}
    </div>
  )
}
