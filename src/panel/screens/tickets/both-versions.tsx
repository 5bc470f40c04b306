import type { TicketDetail } from '../../../contract/ticket-detail.ts'
import type { TicketState } from '../../../contract/ticket.ts'
import { useFormat } from '../../look/format.ts'
import { useWords } from '../../words/language.ts'
import { words as draftWords } from '../ticket-draft/words.ts'
import { useUnitNames } from '../ticket-work/unit-names.ts'
import { useChoices } from './choices.ts'
import { type Compared, type Difference, differences } from './rules/versions.ts'
import './tickets.css'
import { words } from './words.ts'

interface BothProps {
  /** The ticket as it was when its reader began, and as it is now. */
  before: TicketDetail
  now: TicketDetail
  /** What its reader has typed: names of the fields, and what stands in them. */
  mine: readonly { label: string; value: string }[]
}

/** Two people on one ticket: what the other has saved beside what one is typing, which stays. */
export function BothVersions({ before, now, mine }: BothProps) {
  const w = useWords(words)
  const [name, said] = useDifference()
  const changed = differences(before, now)
  const rows = Math.max(changed.length, mine.length, 1)
  return (
    <table className="both-versions">
      <caption>{w.both}</caption>
      <thead><tr><th scope="col">{w.theirs}</th><th scope="col">{w.mine}</th></tr></thead>
      <tbody>
        {Array.from({ length: rows }, (_, i) => [changed[i], mine[i]] as const).map(([theirs, own], i) => (
          <tr key={i}>
            <td>{theirs === undefined ? (i === 0 ? w.nothingElse : '') : <><span className="quiet">{name(theirs.name)}</span> {said(theirs, 'now')} <span className="quiet">（{w.before} {said(theirs, 'before')}）</span></>}</td>
            <td>{own === undefined ? '' : <><span className="quiet">{own.label}</span> {own.value}</>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Names and values of what changed, as people read them. */
function useDifference(): [name: (of: Compared) => string, said: (one: Difference, which: 'before' | 'now') => string] {
  const [w, draft] = [useWords(words), useWords(draftWords)]
  const { instant } = useFormat()
  const unitName = useUnitNames()
  const { of } = useChoices()
  const names: Readonly<Record<Compared, string>> = {
    state: w.columns.state, leadUnit: w.columns.unit, section: w.section, dueAt: w.columns.dueAt, urgency: w.columns.urgency, grade: w.columns.grade, round: w.rounds, title: w.columns.title,
    content: draft.content, address: draft.address, respondent: draft.respondent, categoryCode: w.columns.category, areaCode: w.columns.area, type: w.columns.type, reply: draft.reply, confidential: draft.confidential,
  }
  const among = (list: 'category' | 'area' | 'type' | 'urgency', value: string): string => of[list]?.find((one) => one.value === value)?.label ?? value
  function said({ name, ...values }: Difference, which: 'before' | 'now'): string {
    const value = values[which]
    if (value === null || value === '') return '—'
    if (name === 'state') return draft.states[value as TicketState]
    if (name === 'leadUnit') return unitName(String(value))
    if (name === 'dueAt') return instant(Number(value))
    if (name === 'categoryCode') return among('category', String(value))
    if (name === 'areaCode') return among('area', String(value))
    if (name === 'type' || name === 'urgency') return among(name, String(value))
    if (name === 'grade') return w.grade(String(value))
    if (typeof value === 'boolean') return value ? '✓' : '—'
    return String(value)
  }
  return [(one) => names[one], said]
}
