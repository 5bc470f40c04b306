import { Button } from 'antd'
import { Link, useParams } from 'react-router'
import { useFormat } from '../../look/format.ts'
import { Page } from '../../look/page.tsx'
import { Failed, Loading } from '../../look/states.tsx'
import { useWords } from '../../words/language.ts'
import { useUnitNames } from '../ticket-work/unit-names.ts'
import { useLetter } from './data.ts'
import './ledger.css'
import { words } from './words.ts'

/** One page to be printed and signed for: 催办单 or 督办单. */
export function LetterPage() {
  const w = useWords(words)
  const { id = '' } = useParams()
  const { data, error, refetch } = useLetter(id)
  const { instant } = useFormat()
  const nameOf = useUnitNames()
  if (error) return <Page title={w.title}><Failed error={error} retry={() => void refetch()} /></Page>
  if (!data) return <Page title={w.title}><Loading /></Page>
  const { kind, number, unit, content, replyBy, issuedAt, issuedBy, tickets } = data
  return (
    <Page title={`${w.kinds[kind]} ${number}`} actions={<><Link to="/ledger">{w.back}</Link><Button type="primary" onClick={() => window.print()}>{w.printNow}</Button></>}>
      <article className="slip">
        <p className="slip-site">{w.site}</p>
        <h2>{w.slip[kind]}</h2>
        <p className="slip-meta"><span>{w.number}：{number}</span><span>{w.issued}：{instant(issuedAt)}</span></p>
        <p className="slip-to">{nameOf(unit)}：</p>
        <p className="slip-content">{content}</p>
        {replyBy === null ? null : <p className="slip-by"><strong>{w.replyBy}：{instant(replyBy)}</strong></p>}
        <table className="ledger-small">
          <caption>{w.list}</caption>
          <thead><tr><th>{w.no}</th><th>{w.ticket}</th><th>{w.subject}</th><th>{w.due}</th></tr></thead>
          <tbody>{tickets.map(({ ticketNo, title, dueAt }, n) => <tr key={ticketNo}><td className="numbers">{n + 1}</td><td className="numbers">{ticketNo}</td><td>{title}</td><td className="numbers">{dueAt === null ? '' : instant(dueAt)}</td></tr>)}</tbody>
        </table>
        <p className="slip-foot"><span>{w.by}：{issuedBy}</span><span className="slip-receipt">{w.receipt}</span></p>
      </article>
    </Page>
  )
}
