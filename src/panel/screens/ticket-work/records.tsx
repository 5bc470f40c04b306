import { Tag } from 'antd'
import type { TicketDetail } from '../../../contract/ticket-detail.ts'
import type { TicketRecord } from '../../../contract/ticket-record.ts'
import { useFormat } from '../../look/format.ts'
import { useWords } from '../../words/language.ts'
import { useValues } from './record-line.ts'
import { MADE_BY } from './rules/event-forms.ts'
import { useUnitNames } from './unit-names.ts'
import { workWords } from './words.ts'

const COLOURS = { open: 'blue', done: 'green', refused: 'gold', dropped: 'default' } as const

/** What is attached to the ticket: returns, tasks, supervision …; open ones first, else newest first. */
export function Records({ ticket: { records } }: { ticket: TicketDetail }) {
  const w = useWords(workWords)
  if (records.length === 0) return null
  const sorted = records.toSorted((a, b) => Number(b.state === 'open') - Number(a.state === 'open') || b.openedAt - a.openedAt)
  return (
    <section className="paper" aria-label={w.records}>
      <h3>{w.records}</h3>
      <ul className="work-records">{sorted.map((record) => <li key={record.id}><One record={record} /></li>)}</ul>
    </section>
  )
}

function One({ record: { kind, state, unit, dueAt, openedAt, openedBy, settledAt, settledBy, data } }: { record: TicketRecord }) {
  const w = useWords(workWords)
  const { instant } = useFormat()
  const { say, label } = useValues()
  const unitName = useUnitNames()
  const by = (who: string): string => (who === 'system' ? w.system : who)
  const told = Object.entries(data).flatMap(([name, value]): [string, string][] => {
    const [title, text] = [label(MADE_BY[kind], name), say(MADE_BY[kind], name, value)]
    return title === undefined || text === '' || value === false && name === 'automatic' ? [] : [[title, text]]
  })
  return (
    <>
      <p className="work-record-head">
        <strong>{w.kinds[kind]}</strong> <Tag color={COLOURS[state]}>{w.recordStates[state]}</Tag>
        {unit === null ? null : <span>{unitName(unit)}</span>}
        {dueAt === null ? null : <span className="numbers">{w.due} {instant(dueAt)}</span>}
      </p>
      {told.length === 0 ? null : <dl className="work-facts">{told.map(([name, text]) => <div key={name}><dt>{name}</dt><dd>{text}</dd></div>)}</dl>}
      <p className="quiet numbers">{w.opened} {instant(openedAt)} {by(openedBy)}{settledAt === null || settledAt === openedAt ? '' : ` · ${w.settled} ${instant(settledAt)} ${by(settledBy ?? '')}`}</p>
    </>
  )
}
