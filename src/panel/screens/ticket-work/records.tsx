import { Tag } from 'antd'
import type { TicketDetail } from '../../../contract/ticket-detail.ts'
import type { RecordKind, TicketRecord } from '../../../contract/ticket-record.ts'
import { useFormat } from '../../look/format.ts'
import { useWords } from '../../words/language.ts'
import { useValues } from './record-line.ts'
import { MADE_BY } from './rules/event-forms.ts'
import { useUnitNames } from './unit-names.ts'
import { workWords } from './words.ts'

const COLOURS = { open: 'blue', done: 'green', refused: 'gold', dropped: 'default' } as const
const KINDS = Object.keys(MADE_BY) as RecordKind[]
/** So many are shown at once, whatever they are. */
const FEW = 4

/** What is attached to the ticket, kind by kind: those somebody waits for first, newest first inside. The six steps and call-backs stand by themselves. */
export function Records({ ticket: { records } }: { ticket: TicketDetail }) {
  const w = useWords(workWords)
  const shown = records.filter(({ kind }) => kind !== 'checklist' && kind !== 'survey')
  if (shown.length === 0) return null
  const kinds = KINDS.filter((kind) => shown.some((one) => one.kind === kind)).toSorted((a, b) => Number(waits(shown, b)) - Number(waits(shown, a)))
  return (
    <section className="paper" aria-label={w.records}>
      <h3>{w.records}</h3>
      {kinds.map((kind) => <Kind key={kind} kind={kind} records={shown.filter((one) => one.kind === kind)} open={shown.length <= FEW || waits(shown, kind)} />)}
    </section>
  )
}

const waits = (records: readonly TicketRecord[], kind: RecordKind): boolean => records.some((one) => one.kind === kind && one.state === 'open')

function Kind({ kind, records, open }: { kind: RecordKind; records: readonly TicketRecord[]; open: boolean }) {
  const w = useWords(workWords)
  const left = records.filter(({ state }) => state === 'open').length
  const sorted = records.toSorted((a, b) => Number(b.state === 'open') - Number(a.state === 'open') || b.openedAt - a.openedAt)
  return (
    <details className="work-kind" open={open}>
      <summary>{w.kinds[kind]} <span className="quiet">{records.length}{left > 0 ? `（${w.stillOpen(left)}）` : ''}</span></summary>
      <ul className="work-records">{sorted.map((record) => <li key={record.id}><One record={record} /></li>)}</ul>
    </details>
  )
}

function One({ record }: { record: TicketRecord }) {
  const { state, unit, dueAt, openedAt, openedBy, settledAt, settledBy } = record
  const w = useWords(workWords)
  const { instant } = useFormat()
  const unitName = useUnitNames()
  const by = (who: string): string => (who === 'system' ? w.system : who)
  return (
    <>
      <p className="work-record-head">
        <Tag color={COLOURS[state]}>{w.recordStates[state]}</Tag>
        {unit === null ? null : <span>{unitName(unit)}</span>}
        {dueAt === null ? null : <span className="numbers">{w.due} {instant(dueAt)}</span>}
      </p>
      <RecordFacts record={record} />
      <p className="quiet numbers">{w.opened} {instant(openedAt)} {by(openedBy)}{settledAt === null || settledAt === openedAt ? '' : ` · ${w.settled} ${instant(settledAt)} ${by(settledBy ?? '')}`}</p>
    </>
  )
}

/** What a record says, field by field; `only`: some of them, in this order. */
export function RecordFacts({ record: { kind, data }, only }: { record: Pick<TicketRecord, 'kind' | 'data'>; only?: readonly string[] }) {
  const { say, label } = useValues()
  const told = (only ?? Object.keys(data)).flatMap((name): [string, string][] => {
    const value = data[name]
    if (value === undefined || (value === false && name === 'automatic')) return []
    const [title, text] = [label(MADE_BY[kind], name), say(MADE_BY[kind], name, value)]
    return title === undefined || text === '' ? [] : [[title, text]]
  })
  return told.length === 0 ? null : <dl className="work-facts">{told.map(([name, text]) => <div key={name}><dt>{name}</dt><dd>{text}</dd></div>)}</dl>
}
