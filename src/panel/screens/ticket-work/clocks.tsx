import { Tag } from 'antd'
import type { Ticket } from '../../../contract/ticket.ts'
import { useFormat, useNow } from '../../look/format.ts'
import { useWords } from '../../words/language.ts'
import { useNearBy } from './near-by.ts'
import { clocksOf, partsOf, standingOf } from './rules/clocks.ts'
import { type WorkWords, workWords } from './words.ts'

/** "2 天 4 小时", "12 分 30 秒": the two largest parts that count. */
export function timeOf(ms: number, { span }: WorkWords): string {
  const { days, hours, minutes, seconds } = partsOf(ms)
  if (days > 0) return `${days} ${span.days} ${hours} ${span.hours}`
  if (hours > 0) return `${hours} ${span.hours} ${minutes} ${span.minutes}`
  return `${minutes} ${span.minutes} ${seconds} ${span.seconds}`
}

/** Overdue or nearly so, in words and colour. */
export function Standing({ ticket, now }: { ticket: Ticket; now: number }) {
  const w = useWords(workWords)
  const standing = standingOf(ticket, now, useNearBy())
  return standing === null ? null : <Tag color={standing === 'late' ? 'red' : 'gold'}>{standing === 'late' ? w.late : w.near}</Tag>
}

/** What has to be done by when, and how long that is. */
export function Clocks({ ticket }: { ticket: Ticket }) {
  const w = useWords(workWords)
  const { instant } = useFormat()
  const now = useNow()
  const clocks = clocksOf(ticket, now, useNearBy())
  if (clocks.length === 0) return null
  return (
    <section className="paper" aria-label={w.clocks}>
      <h3>{w.clocks}</h3>
      <dl className="work-clocks">
        {clocks.map(({ kind, by, doneAt, tone }) => (
          <div key={kind}>
            <dt>{w.clockNames[kind]}</dt>
            <dd>
              <span className="numbers">{instant(by)}</span>
              <strong className={`numbers tone-${tone}`}>{doneAt !== null ? (tone === 'late' ? w.tooLate : w.inTime)(instant(doneAt)) : now > by ? w.over(timeOf(now - by, w)) : w.left(timeOf(by - now, w))}</strong>
              {kind === 'due' && ticket.limitDays !== null ? <span className="quiet">{w.limit(ticket.limitDays)}</span> : null}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
