import { Alert, App, Button, Collapse, Form, Input, Select, Space, Tag } from 'antd'
import { Link } from 'react-router'
import type { ReviewItem, SocialReviewDetail } from '../../../contract/social-review.ts'
import { useFormat } from '../../look/format.ts'
import { useAction } from '../../look/use-action.ts'
import { useWords } from '../../words/language.ts'
import { useUnitNames } from '../ticket-work/unit-names.ts'
import { useReviewStep } from './data.ts'
import { Papers } from './papers.tsx'
import { words } from './words.ts'

interface ItemProps {
  session: SocialReviewDetail
  item: ReviewItem
  /** Who reads it runs the session. */
  runs: boolean
}

/** An item of the agenda: what is voted on, who has, what came of it. */
export function Item({ session, item, runs }: ItemProps) {
  const w = useWords(words)
  const { modal } = App.useApp()
  const { instant } = useFormat()
  const unitName = useUnitNames()
  const send = useReviewStep(session.id)
  const end = useAction(async () => await send('POST', `/items/${item.id}/end`))
  const remove = useAction(async () => await send('DELETE', `/items/${item.id}`))
  const { ticket, state, result, tally, explanation } = item
  const ask = (): void => void modal.confirm({ title: w.endVote, content: w.endVoteAsk, okText: w.endVote, cancelText: w.cancel, onOk: async () => void (await end.run()) })
  return (
    <section className="paper review-item" aria-label={ticket.title} data-item-state={state}>
      <h2>{item.position}. {ticket.title}</h2>
      <p><Link to={`/tickets/${ticket.ticketNo}`}>{ticket.ticketNo}</Link> {ticket.leadUnit === null ? '' : unitName(ticket.leadUnit)} {item.reviewBy === null ? null : <span className="quiet">{w.reviewBy} {instant(item.reviewBy)}</span>} <Tag color={state === 'to_explain' ? 'warning' : state === 'open' ? 'processing' : 'default'}>{w.itemStates[state]}</Tag></p>
      {result === null ? null : <p><strong>{w.results[result]}</strong> {tally ? <span className="quiet">{w.tally(tally.reasonable, tally.unreasonable, tally.abstain)}</span> : null}</p>}
      <Collapse size="small" className="no-print" items={[{ key: 'papers', label: w.papers, children: <Papers path={`/social-reviews/${session.id}/items/${item.id}/papers`} /> }]} />
      {session.state === 'planned' ? (runs ? <Button className="no-print" size="small" loading={remove.busy} onClick={() => void remove.run()}>{w.remove}</Button> : null) : <Ballots session={session} item={item} runs={runs} />}
      {state === 'open' && session.state === 'open' && runs ? <Button type="primary" className="no-print" loading={end.busy} onClick={ask}>{w.endVote}</Button> : null}
      {state === 'to_explain' && runs ? <Explain session={session} item={item} /> : null}
      {explanation ? <p>{w.explain}：{instant(explanation.at)} {explanation.by} {w.manners[explanation.manner]} — {explanation.text}</p> : null}
    </section>
  )
}

/** Who has voted; what, once voting is over. A vote given by hand is recorded here. */
function Ballots({ session, item, runs }: ItemProps) {
  const w = useWords(words)
  const send = useReviewStep(session.id)
  const record = useAction(async (reviewer: string, choice: string) => await send('POST', `/items/${item.id}/votes`, { reviewer, choice }))
  const nameOf = (id: string): string => session.reviewers.find((one) => one.id === id)?.name ?? id
  const votable = item.state === 'open' && session.state === 'open' && runs
  return (
    <div>
      <p>{w.voted(item.votes, item.entitled)} {item.state === 'open' ? <span className="quiet">{w.sealed}</span> : null}</p>
      <ul className="review-ballots">
        {item.ballots.map(({ reviewer, conflict, votedAt, recordedBy, choice }) => (
          <li key={reviewer}>
            <span>{nameOf(reviewer)}</span>
            {conflict ? <Tag color="warning">{w.conflict}</Tag> : votedAt === null ? <span className="quiet">{w.notVoted}</span> : <Tag color="success">{choice ? w.choices[choice] : '✓'}</Tag>}
            {recordedBy !== null ? <span className="quiet">{w.votedBy(recordedBy)}</span> : null}
            {votable && !conflict && votedAt === null ? <Select<string> size="small" className="no-print" aria-label={`${w.record} ${nameOf(reviewer)}`} placeholder={w.record} value={null} options={Object.entries(w.choices).map(([value, label]) => ({ value, label }))} onChange={(chosen) => void record.run(reviewer, chosen)} /> : null}
          </li>
        ))}
      </ul>
    </div>
  )
}

interface Entered {
  at: string
  manner: string
  by: string
  text: string
}

/** How the citizen was told: on record first, then the ticket is closed. */
function Explain({ session, item }: Omit<ItemProps, 'runs'>) {
  const w = useWords(words)
  const send = useReviewStep(session.id)
  const { busy, run } = useAction(async ({ at, ...entered }: Entered) => await send('POST', `/items/${item.id}/explanation`, { ...entered, at: new Date(at).toISOString() }))
  return (
    <div className="no-print">
      <Alert type="warning" showIcon title={w.explainWhy} />
      <Form<Entered> layout="vertical" name={`explain-${item.id}`} className="review-explain" onFinish={(entered) => void run(entered)} initialValues={{ manner: 'phone' }}>
        <Space wrap align="start">
          <Form.Item name="at" label={w.at} rules={[{ required: true }]}><Input type="datetime-local" /></Form.Item>
          <Form.Item name="manner" label={w.manner}><Select options={Object.entries(w.manners).map(([value, label]) => ({ value, label }))} /></Form.Item>
          <Form.Item name="by" label={w.by} rules={[{ required: true }]}><Input maxLength={30} /></Form.Item>
        </Space>
        <Form.Item name="text" label={w.text} rules={[{ required: true }]}><Input.TextArea rows={2} maxLength={1_000} /></Form.Item>
        <Button type="primary" htmlType="submit" loading={busy}>{w.explain}</Button>
      </Form>
    </div>
  )
}
