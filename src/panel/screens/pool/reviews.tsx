import { Tag } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { useFormat } from '../../look/format.ts'
import { Empty, Failed, Loading } from '../../look/states.tsx'
import { useWords } from '../../words/language.ts'
import { useReview, useReviews } from './data.ts'
import { words } from './words.ts'

/** Every weekly review, newest first; one opens what was found in it. */
export function Reviews() {
  const w = useWords(words)
  const { instant } = useFormat()
  const { data, error, refetch } = useReviews(true)
  const [opened, setOpened] = useState<string | null>(null)
  if (error) return <Failed error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  if (data.length === 0) return <Empty title={w.noReviews} />
  return (
    <ul className="pool-reviews">
      {data.map(({ id, openedAt, openedBy, closedAt, entries, kept, struckOff }) => (
        <li key={id} className="paper">
          <details open={opened === id} onToggle={({ currentTarget }) => setOpened((now) => (currentTarget.open ? id : now === id ? null : now))}>
            <summary>
              <strong className="numbers">{instant(openedAt)}</strong> {w.by} {openedBy} {closedAt === null ? <Tag color="blue">{w.open}</Tag> : null}
              <span className="quiet"> {w.entries} {entries} · {w.keptN} {kept} · {w.struckN} {struckOff}{closedAt === null ? '' : ` · ${w.unseen} ${Math.max(0, entries - kept - struckOff)}`}</span>
            </summary>
            {opened === id ? <Findings id={id} /> : null}
          </details>
        </li>
      ))}
    </ul>
  )
}

function Findings({ id }: { id: string }) {
  const w = useWords(words)
  const { instant } = useFormat()
  const { data, error, refetch } = useReview(id)
  if (error) return <Failed error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  return (
    <ol className="work-records">
      {data.findings.map(({ ticketNo, title, outcome, note, approver, nextAt, at, actor }) => (
        <li key={ticketNo}>
          <p><Link className="numbers" to={`/tickets/${ticketNo}`}>{ticketNo}</Link> {title} <Tag color={outcome === 'kept' ? 'blue' : 'green'}>{outcome === 'kept' ? w.keptN : w.struckN}</Tag></p>
          <p className="draft-text">{note}</p>
          <p className="quiet numbers">{instant(at)} {actor}{approver === '' ? '' : ` · ${w.approver} ${approver}`}{nextAt === null ? '' : ` · ${w.next} ${instant(nextAt)}`}</p>
        </li>
      ))}
    </ol>
  )
}
