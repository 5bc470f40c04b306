import { Button } from 'antd'
import type { TicketDetail } from '../../../contract/ticket-detail.ts'
import { useFormat } from '../../look/format.ts'
import { useWords } from '../../words/language.ts'
import { LISTS } from './rules/event-forms.ts'
import { stepWords } from './step-words.ts'
import { useTake } from './take.ts'
import { workWords } from './words.ts'

/** The six steps of the lead (G32), and which are done in this round; one press each. */
export function Checklist({ ticket }: { ticket: TicketDetail }) {
  const [w, steps] = [useWords(workWords), useWords(stepWords)]
  const { instant } = useFormat()
  const { busy, take } = useTake()
  const { records, round, allowedEvents } = ticket
  const own = records.filter((one) => one.kind === 'checklist' && one.round === round)
  const may = allowedEvents.includes('checklist')
  if (!may && own.length === 0) return null
  const done = own.filter(({ state }) => state === 'done').length
  return (
    <section className="paper" aria-label={w.sixSteps}>
      <h3>{w.sixSteps} <span className="quiet">{done}/{LISTS.checklist.length}</span></h3>
      <ol className="work-six">
        {LISTS.checklist.map((step) => {
          const record = own.find(({ data }) => data['step'] === step)
          const isDone = record?.state === 'done'
          const name = steps.lists['checklist']?.[step] ?? step
          return (
            <li key={step} className={isDone ? 'done' : ''}>
              <span><span aria-hidden="true">{isDone ? '✓' : '○'}</span> {name}<span className="visually-hidden"> {isDone ? w.recordStates.done : w.notDoneYet}</span></span>
              {isDone ? <span className="quiet numbers">{instant(record.settledAt ?? record.openedAt)}</span> : may ? <Button size="small" disabled={busy} aria-label={`${name}：${w.markDone}`} onClick={() => void take(ticket, 'checklist', { step, done: true })}>{w.markDone}</Button> : null}
              {typeof record?.data['note'] === 'string' && record.data['note'] !== '' ? <span className="quiet work-six-note">{record.data['note']}</span> : null}
            </li>
          )
        })}
      </ol>
    </section>
  )
}
