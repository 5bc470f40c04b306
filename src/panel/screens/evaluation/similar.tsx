import { useQuery } from '@tanstack/react-query'
import { Tag } from 'antd'
import { Link } from 'react-router'
import type { SimilarCase } from '../../../contract/evaluation.ts'
import { useFormat } from '../../look/format.ts'
import { api } from '../../server/api.ts'
import { useWords } from '../../words/language.ts'
import { useUnitNames } from '../ticket-work/unit-names.ts'
import './evaluation.css'
import { words } from './words.ts'

/** For dispatchers: typical cases and settled matters that are like this ticket, who dealt with them and how (G38). */
export function SimilarCases({ ticketNo }: { ticketNo: string }) {
  const w = useWords(words)
  const { data } = useQuery({ queryKey: ['similar-cases', ticketNo], queryFn: async ({ signal }) => (await api.get<{ items: SimilarCase[] }>(`/tickets/${ticketNo}/similar-cases`, {}, { signal })).items, staleTime: 60_000 })
  // A help, not a task: while there is nothing it takes no room.
  if (!data) return null
  return (
    <section className="paper evaluation-similar" aria-label={w.similar}>
      <h3>{w.similar}</h3>
      {data.length === 0 ? <p className="quiet">{w.noSimilar}</p> : <ul>{data.map((one) => <li key={one.ticketNo}><Similar one={one} /></li>)}</ul>}
    </section>
  )
}

function Similar({ one: { kind, ticketNo, title, unit, closedAt, lesson, tags, why } }: { one: SimilarCase }) {
  const w = useWords(words)
  const { instant } = useFormat()
  const nameOf = useUnitNames()
  const because = [...(why.category === null ? [] : [w.why[why.category]]), ...(why.area ? [w.sameArea] : []), ...(why.words.length === 0 ? [] : [w.words(why.words.join('、'))])]
  return (
    <>
      <p><Tag color={kind === 'typical' ? 'blue' : 'default'}>{kind === 'typical' ? w.typical : w.before}</Tag> <Link className="numbers" to={`/tickets/${ticketNo}`}>{ticketNo}</Link> {title}</p>
      <p><strong>{unit === null ? '' : nameOf(unit)}</strong> <span className="quiet numbers">{closedAt === null ? '' : `${w.closed} ${instant(closedAt)}`}</span> {tags.map((tag) => <Tag key={tag}>{tag}</Tag>)}</p>
      {lesson === '' ? null : <p className="draft-text">{lesson}</p>}
      <p className="quiet">{because.join(' · ')}</p>
    </>
  )
}
