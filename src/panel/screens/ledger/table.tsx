import { Button, Tag } from 'antd'
import { Link } from 'react-router'
import type { LedgerEntry } from '../../../contract/ledger.ts'
import { useFormat } from '../../look/format.ts'
import { useWords } from '../../words/language.ts'
import { words as draftWords } from '../ticket-draft/words.ts'
import { timeOf } from '../ticket-work/clocks.tsx'
import { stepWords } from '../ticket-work/step-words.ts'
import { useUnitNames } from '../ticket-work/unit-names.ts'
import { workWords } from '../ticket-work/words.ts'
import { words } from './words.ts'

interface TableProps {
  entries: readonly LedgerEntry[]
  /** null = nothing can be chosen. */
  chosen: ReadonlySet<string> | null
  choose: (ticketNos: readonly string[], on: boolean) => void
  history: (ticketNo: string) => void
  nearBy: number | null
}

/** The tickets, what is due first at the top. On a narrow window each is a card. */
export function LedgerTable({ entries, chosen, choose, history, nearBy }: TableProps) {
  const w = useWords(words)
  const all = entries.map(({ ticket }) => ticket.ticketNo)
  const every = chosen !== null && all.length > 0 && all.every((no) => chosen.has(no))
  return (
    <table className="ledger-table">
      <thead>
        <tr>
          {chosen === null ? null : <th><input type="checkbox" aria-label={w.chooseAll} checked={every} onChange={() => choose(all, !every)} /></th>}
          <th>{w.ticket}</th><th>{w.unit}</th><th>{w.left}</th><th>{w.order}</th><th>{w.reminders}</th><th><span className="visually-hidden">{w.history}</span></th>
        </tr>
      </thead>
      <tbody>{entries.map((entry) => <Row key={entry.ticket.id} entry={entry} chosen={chosen} choose={choose} history={history} nearBy={nearBy} />)}</tbody>
    </table>
  )
}

function Row({ entry: { ticket, remaining, order, orders, reminders, problem }, chosen, choose, history, nearBy }: Omit<TableProps, 'entries'> & { entry: LedgerEntry }) {
  const [w, draft, work, steps] = [useWords(words), useWords(draftWords), useWords(workWords), useWords(stepWords)]
  const { instant } = useFormat()
  const nameOf = useUnitNames()
  const { ticketNo, title, leadUnit, state, dueAt, urgency, round } = ticket
  const tone = remaining.ms < 0 ? 'late' : dueAt !== null && nearBy !== null && dueAt <= nearBy ? 'near' : 'plain'
  return (
    <tr className={chosen?.has(ticketNo) === true ? `ledger-${tone} chosen` : `ledger-${tone}`}>
      {chosen === null ? null : <td><input type="checkbox" aria-label={w.choose(ticketNo)} checked={chosen.has(ticketNo)} onChange={({ target }) => choose([ticketNo], target.checked)} /></td>}
      <td>
        <Link className="numbers" to={`/tickets/${ticketNo}`}>{ticketNo}</Link>
        <span className="ledger-title">{title}</span>
        <span className="ledger-tags">
          {urgency === 'emergency' ? <Tag color="red">{work.emergency}</Tag> : null}
          {problem ? <Tag color="purple">{w.problemTag}</Tag> : null}
          {round > 0 ? <Tag>{work.round(round)}</Tag> : null}
        </span>
      </td>
      <td>{leadUnit === null ? '' : nameOf(leadUnit)}<span className="quiet ledger-under">{draft.states[state]}</span></td>
      <td>
        <strong className={`tone-${tone}`}>{remainingText(remaining, w, (ms) => timeOf(ms, work))}</strong>
        <span className="quiet numbers ledger-under">{dueAt === null ? '' : instant(dueAt)}</span>
      </td>
      <td>
        {order === null ? null : <Tag color={order.level === 'leader' ? 'red' : order.level === 'head' ? 'volcano' : 'orange'}>{steps.lists['supervision']?.[order.type]} · {steps.lists['level']?.[order.level]}</Tag>}
        {orders > 0 ? <span className="quiet ledger-under">{w.orders(orders)}</span> : null}
      </td>
      <td>{w.reminded(reminders) || <span className="quiet">{w.notYet}</span>}</td>
      <td><Button size="small" aria-label={`${w.history} ${ticketNo}`} onClick={() => history(ticketNo)}>{w.history}</Button></td>
    </tr>
  )
}

/** "还有 3 个工作日", "今天到期，剩 5 小时", "超期 2 个工作日". */
function remainingText({ workingDays, ms }: LedgerEntry['remaining'], w: ReturnType<typeof useWords<typeof words.zh>>, spanOf: (ms: number) => string): string {
  if (ms < 0) return workingDays < 0 ? w.lateDays(-workingDays) : w.late(spanOf(-ms))
  return workingDays > 0 ? w.days(workingDays) : w.today(spanOf(ms))
}
