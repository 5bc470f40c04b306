import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { Ticket } from '../../../contract/ticket.ts'
import type { TicketSort } from '../../../contract/ticket-list.ts'
import { useFormat } from '../../look/format.ts'
import { useLines } from '../../server/lines.ts'
import { useWords } from '../../words/language.ts'
import { useNames } from '../ticket-draft/matter.tsx'
import { useTicketForm } from '../ticket-draft/use-draft.ts'
import { words as draftWords } from '../ticket-draft/words.ts'
import { useUnitNames } from '../ticket-work/unit-names.ts'
import { workWords } from '../ticket-work/words.ts'
import { type ListWords, words } from './words.ts'

export type ColumnName = keyof ListWords['columns']

export interface Column {
  name: ColumnName
  title: string
  /** Smallest width, in rem; grows with `grow`. */
  width: number
  grow?: number
  /** Orders a press on its head goes through. */
  sorts?: readonly TicketSort[]
  cell: (ticket: Ticket) => ReactNode
}

export const COLUMN_NAMES: readonly ColumnName[] = [
  'ticketNo', 'title', 'state', 'unit', 'dueAt', 'category', 'type', 'area', 'urgency', 'grade', 'channel', 'dnis', 'ani', 'agent', 'openedAt', 'dispatchedAt', 'signedAt', 'feedbackAt', 'closedAt', 'updatedAt', 'satisfied', 'repeatCount', 'bounceCount',
]
export const FIRST_COLUMNS: readonly ColumnName[] = ['ticketNo', 'title', 'state', 'unit', 'dueAt', 'category', 'area', 'openedAt']

export type StandingOf = (ticket: Ticket) => 'late' | 'near' | null

/** Every column there is, in the reader's language. */
export function useColumns(standingOf: StandingOf): Readonly<Record<ColumnName, Column>> {
  const [w, draft, work] = [useWords(words), useWords(draftWords), useWords(workWords)]
  const { instant } = useFormat()
  const { nameOf: lineName } = useLines()
  const [unitName, nameOf] = [useUnitNames(), useNames()]
  const { data: form } = useTicketForm()
  const categories = new Map((form?.categories ?? []).flatMap(({ children }) => children.map((one) => [one.code, nameOf(one)])))
  const areas = new Map((form?.areas ?? []).map((one) => [one.code, nameOf(one)]))
  const types = new Map((form?.types ?? []).map((one) => [one.code as string, nameOf(one)]))
  const when = (at: number | null): ReactNode => (at === null ? '' : <span className="numbers">{instant(at)}</span>)
  const due = (ticket: Ticket): ReactNode => {
    const standing = ticket.dueAt === null ? null : standingOf(ticket)
    return <>{when(ticket.dueAt)}{standing === null ? null : <span className={`tone-${standing} list-mark`}>{standing === 'late' ? work.late : work.near}</span>}</>
  }
  const cells: Record<ColumnName, Omit<Column, 'name' | 'title'>> = {
    ticketNo: { width: 12.5, cell: ({ ticketNo }) => <Link className="numbers" to={`/tickets/${ticketNo}`} tabIndex={-1}>{ticketNo}</Link> },
    title: { width: 16, grow: 4, cell: ({ title, urgency, confidential, disposition }) => (
      <>
        {urgency === 'normal' ? null : <span className={`list-tag ${urgency}`}>{urgency === 'emergency' ? work.emergency : work.urgent}</span>}
        {confidential ? <span className="list-tag">{work.confidential}</span> : null}
        {disposition === 'three_way' ? <span className="list-tag">{w.threeWay}</span> : null}
        {title}
      </>
    ) },
    state: { width: 7, cell: ({ state }) => draft.states[state] },
    unit: { width: 10, grow: 1, cell: ({ leadUnit }) => (leadUnit === null ? '' : unitName(leadUnit)) },
    dueAt: { width: 15, sorts: ['dueAt'], cell: due },
    category: { width: 8, grow: 1, cell: ({ categoryCode }) => (categoryCode === null ? '' : (categories.get(categoryCode) ?? categoryCode)) },
    type: { width: 5, cell: ({ type }) => (type === null ? '' : (types.get(type) ?? type)) },
    area: { width: 7, grow: 1, cell: ({ areaCode }) => (areaCode === null ? '' : (areas.get(areaCode) ?? areaCode)) },
    urgency: { width: 5, cell: ({ urgency }) => draft.urgencies[urgency] },
    grade: { width: 4, cell: ({ grade }) => (grade === null ? '' : w.grade(grade)) },
    channel: { width: 7, cell: ({ channel }) => w.channels[channel] },
    dnis: { width: 11, cell: ({ dnis }) => <><span className="numbers">{dnis}</span> <span className="quiet">{lineName(dnis)}</span></> },
    ani: { width: 8, cell: ({ ani, channel }) => <span className="numbers">{ani ?? (channel === 'phone' ? w.withheld : '')}</span> },
    agent: { width: 5, cell: ({ agent }) => <span className="numbers">{agent}</span> },
    openedAt: { width: 11, sorts: ['newest', 'oldest'], cell: ({ openedAt }) => when(openedAt) },
    dispatchedAt: { width: 11, cell: ({ dispatchedAt }) => when(dispatchedAt) },
    signedAt: { width: 11, cell: ({ signedAt }) => when(signedAt) },
    feedbackAt: { width: 11, cell: ({ feedbackAt }) => when(feedbackAt) },
    closedAt: { width: 11, cell: ({ closedAt }) => when(closedAt) },
    updatedAt: { width: 11, sorts: ['changed'], cell: ({ updatedAt }) => when(updatedAt) },
    satisfied: { width: 6, cell: ({ satisfied }) => (satisfied === null ? '' : w.satisfied[satisfied]) },
    repeatCount: { width: 6, cell: ({ repeatCount }) => (repeatCount === 0 ? '' : w.times(repeatCount)) },
    bounceCount: { width: 6, cell: ({ bounceCount }) => (bounceCount === 0 ? '' : w.times(bounceCount)) },
  }
  return Object.fromEntries(COLUMN_NAMES.map((name) => [name, { name, title: w.columns[name], ...cells[name] }])) as Record<ColumnName, Column>
}
