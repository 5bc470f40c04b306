import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Checkbox, Select, Tag } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { ComplaintState, ServiceComplaint } from '../../../contract/evaluation.ts'
import { useFormat } from '../../look/format.ts'
import { Empty, Failed, Loading } from '../../look/states.tsx'
import { api } from '../../server/api.ts'
import { serverNow } from '../../server/feed.ts'
import { useUser } from '../../server/session.ts'
import { useWords } from '../../words/language.ts'
import { stepWords } from '../ticket-work/step-words.ts'
import { useUnitNames } from '../ticket-work/unit-names.ts'
import { AnswerDialog, NewDialog } from './complaint-forms.tsx'
import { words } from './words.ts'

const COLOURS: Readonly<Record<ComplaintState, string>> = { open: 'orange', answered: 'blue', upheld: 'red', not_upheld: 'default' }

/** Complaints about service: the centre's all, a department's and an agent's own. */
export function ComplaintList() {
  const w = useWords(words)
  const { role } = useUser()
  const [state, setState] = useState<ComplaintState | undefined>()
  const [late, setLate] = useState(false)
  const [adding, setAdding] = useState(false)
  const [acting, setActing] = useState<{ complaint: ServiceComplaint; what: 'answer' | 'decide' } | null>(null)
  const wanted = { ...(state === undefined ? {} : { state }), ...(late ? { late } : {}) }
  const { data, error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['evaluation', 'complaints', wanted],
    queryFn: ({ pageParam, signal }) => api.get<{ items: ServiceComplaint[]; nextCursor: string | null }>('/complaints', { ...wanted, limit: 50, cursor: pageParam }, { signal }),
    initialPageParam: '', getNextPageParam: ({ nextCursor }) => nextCursor, placeholderData: (before) => before,
  })
  const items = data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <p className="quiet">{w.complaintWhy}</p>
      <div className="ledger-filters">
        <Select aria-label={w.state} allowClear placeholder={w.anyState} value={state ?? null} options={Object.entries(w.states).map(([value, label]) => ({ value: value as ComplaintState, label }))} onChange={(value: ComplaintState | undefined) => setState(value)} />
        <Checkbox checked={late} onChange={({ target }) => setLate(target.checked)}>{w.lateOnly}</Checkbox>
        {role === 'supervisor' || role === 'callback' ? <Button type="primary" onClick={() => setAdding(true)}>{w.newComplaint}</Button> : null}
      </div>
      {isPending ? <Loading /> : error && items.length === 0 ? <Failed error={error} retry={() => void refetch()} /> : items.length === 0 ? <Empty title={w.noComplaints} /> : (
        <ul className="evaluation-list">{items.map((one) => <li key={one.id} className="paper"><Complaint complaint={one} act={(what) => setActing({ complaint: one, what })} /></li>)}</ul>
      )}
      {hasNextPage ? <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>{w.more}</Button> : null}
      {adding ? <NewDialog onClose={() => setAdding(false)} /> : null}
      {acting === null ? null : <AnswerDialog complaint={acting.complaint} what={acting.what} onClose={() => setActing(null)} />}
    </>
  )
}

function Complaint({ complaint, act }: { complaint: ServiceComplaint; act: (what: 'answer' | 'decide') => void }) {
  const [w, steps] = [useWords(words), useWords(stepWords)]
  const { instant } = useFormat()
  const nameOf = useUnitNames()
  const { state, source, unit, agent, ticketNo, reason, content, openedAt, openedBy, dueAt, answer, answeredAt, answeredBy, decision, decidedAt, decidedBy, may } = complaint
  const late = (state === 'open' || state === 'answered') && dueAt < serverNow()
  const about = unit === null ? `${w.againstAgent} ${agent ?? ''}` : nameOf(unit)
  return (
    <>
      <div className="evaluation-said">
        <p><Tag color={COLOURS[state]}>{w.states[state]}</Tag> {late ? <><Tag color="red">{w.late}</Tag> </> : null}<strong>{about}</strong> · {steps.lists['dissatisfied']?.[reason]} <span className="quiet">{w.sources[source]}</span>{ticketNo === null ? null : <> · <Link className="numbers" to={`/tickets/${ticketNo}`}>{ticketNo}</Link></>}</p>
        <p className="draft-text">{content === '' ? w.surveyContent : content}</p>
        <p className="quiet numbers">{instant(openedAt)} {openedBy}{state === 'open' ? ` · ${w.due} ${instant(dueAt)}` : ''}</p>
        {answeredAt === null ? null : <p className="draft-text">{w.answered}：{answer} <span className="quiet numbers">{instant(answeredAt)} {answeredBy}</span></p>}
        {decidedAt === null ? null : <p className="draft-text">{w.decided}：{decision} <span className="quiet numbers">{instant(decidedAt)} {decidedBy}</span></p>}
      </div>
      <span className="pool-acts">
        {may.map((what) => <Button key={what} aria-label={`${w[what]} ${about} ${instant(openedAt)}`} type={what === 'decide' ? 'primary' : 'default'} onClick={() => act(what)}>{w[what]}</Button>)}
      </span>
    </>
  )
}
