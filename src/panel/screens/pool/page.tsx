import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Checkbox, Tag } from 'antd'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { PoolEntry, PoolReview } from '../../../contract/pool.ts'
import { useFormat } from '../../look/format.ts'
import { Page } from '../../look/page.tsx'
import { Empty, Failed, Loading } from '../../look/states.tsx'
import { useAction } from '../../look/use-action.ts'
import { api } from '../../server/api.ts'
import { serverNow } from '../../server/feed.ts'
import { useListsLive } from '../../server/lists-live.ts'
import { useUser } from '../../server/session.ts'
import { useWords } from '../../words/language.ts'
import '../ledger/ledger.css'
import '../ticket-work/ticket-work.css'
import { useUnitNames } from '../ticket-work/unit-names.ts'
import { usePool, usePoolCounts, useReview, useReviews } from './data.ts'
import { Finding } from './finding.tsx'
import './pool.css'
import { Reviews } from './reviews.tsx'
import { words } from './words.ts'

const DAY_MS = 86_400_000
const SUPERVISE = new Set(['supervisor', 'leader'])
const TABS = ['open', 'done', 'reviews'] as const

/** 工单监测池 (G43, G44): what is watched, the weekly review, what was struck off. */
export function PoolPage() {
  const w = useWords(words)
  const reviews = SUPERVISE.has(useUser().role)
  const [params, setParams] = useSearchParams()
  const tab = TABS.find((one) => one === params.get('tab')) ?? 'open'
  const { data: counts } = usePoolCounts()
  useListsLive('pool')
  return (
    <Page title={w.title} actions={reviews ? <Reviewing /> : undefined}>
      <p className="quiet">{w.why}</p>
      <div className="pool-head">
        <div className="ledger-seg" role="group" aria-label={w.tabsLabel}>
          {TABS.filter((one) => reviews || one !== 'reviews').map((one) => <button key={one} type="button" aria-pressed={one === tab} onClick={() => setParams({ tab: one }, { replace: true })}>{w.tabs[one]}{one === 'open' && counts ? <span className="numbers"> {counts.C + counts.D}</span> : null}</button>)}
        </div>
        {counts && tab === 'open' ? <dl className="pool-counts">{(['C', 'D', 'due', 'undated'] as const).map((name) => <div key={name}><dt>{w.counts[name]}</dt><dd className={name === 'due' && counts.due > 0 ? 'numbers tone-late' : 'numbers'}>{counts[name]}</dd></div>)}</dl> : null}
      </div>
      {tab === 'reviews' ? <Reviews /> : <Entries key={tab} state={tab} reviews={reviews} />}
    </Page>
  )
}

/** The review under way, or the button that begins one. */
const underWayIn = (reviews: readonly PoolReview[] | undefined): PoolReview | null => reviews?.find(({ closedAt }) => closedAt === null) ?? null

function Reviewing() {
  const w = useWords(words)
  const { modal, message } = App.useApp()
  const { instant } = useFormat()
  const client = useQueryClient()
  const { data } = useReviews(true)
  const now = underWayIn(data)
  const last = data?.find(({ closedAt }) => closedAt !== null)
  const again = async (): Promise<void> => await client.invalidateQueries({ queryKey: ['pool'] })
  const begin = useAction(async () => {
    await api.send('POST', '/pool/reviews')
    await again()
  })
  const end = useAction(async (id: string) => {
    await api.send('POST', `/pool/reviews/${id}/close`)
    void message.success(w.finished)
    await again()
  })
  if (!data) return null
  if (!now) {
    const late = last !== undefined && serverNow() - last.openedAt > 7 * DAY_MS
    return <><span className={late ? 'tone-late' : 'quiet'}>{last ? `${w.last(instant(last.openedAt))}${late ? ` · ${w.lateReview}` : ''}` : w.never}</span><Button type="primary" loading={begin.busy} onClick={() => void begin.run()}>{w.begin}</Button></>
  }
  const left = Math.max(0, now.entries - now.kept - now.struckOff)
  const ask = (): void => void (left === 0 ? end.run(now.id) : modal.confirm({ title: w.finish, content: w.finishWhy(left), okText: w.finish, cancelText: w.cancel, onOk: async () => void (await end.run(now.id)) }))
  return <><span role="status">{w.underWay(now.openedBy, instant(now.openedAt))} · {w.progress(now.kept + now.struckOff, now.entries)}</span><Button loading={end.busy} onClick={ask}>{w.finish}</Button></>
}

function Entries({ state, reviews }: { state: 'open' | 'done'; reviews: boolean }) {
  const w = useWords(words)
  const [due, setDue] = useState(false)
  const { data, error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = usePool({ state, ...(due ? { due: 'true' } : {}) })
  const { data: all } = useReviews(reviews)
  const review = underWayIn(all)
  const { data: detail } = useReview(review?.id ?? null)
  const seen = new Set(detail?.findings.map(({ ticketNo }) => ticketNo))
  const [finding, setFinding] = useState<{ entry: PoolEntry; outcome: 'kept' | 'struck_off' } | null>(null)
  const entries = data?.pages.flatMap(({ items }) => items) ?? []
  if (isPending) return <Loading />
  if (error && entries.length === 0) return <Failed error={error} retry={() => void refetch()} />
  return (
    <>
      {state === 'open' ? <p className="pool-filter"><Checkbox checked={due} onChange={({ target }) => setDue(target.checked)}>{w.dueOnly}</Checkbox>{reviews && review === null && entries.length > 0 ? <span className="quiet">{w.startFirst}</span> : null}</p> : null}
      {entries.length === 0 ? <Empty title={w.empty[state]} /> : (
        <ul className="pool-entries">
          {entries.map((entry) => (
            <li key={entry.record.id} className="paper">
              <Entry entry={entry} state={state} />
              {review === null || state === 'done' ? null : seen.has(entry.ticket.ticketNo) ? <span className="tone-good">✓ {w.done}</span> : (
                <span className="pool-acts">
                  <Button aria-label={w.keepTitle(entry.ticket.ticketNo)} onClick={() => setFinding({ entry, outcome: 'kept' })}>{w.keep}</Button>
                  <Button aria-label={w.strikeTitle(entry.ticket.ticketNo)} onClick={() => setFinding({ entry, outcome: 'struck_off' })}>{w.strike}</Button>
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {hasNextPage ? <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>{w.more}</Button> : null}
      {finding === null || review === null ? null : <Finding review={review.id} entry={finding.entry} outcome={finding.outcome} onClose={() => setFinding(null)} />}
    </>
  )
}

function Entry({ entry: { ticket, record, grade, cause, since, reviews }, state }: { entry: PoolEntry; state: 'open' | 'done' }) {
  const w = useWords(words)
  const { instant } = useFormat()
  const nameOf = useUnitNames()
  const now = serverNow()
  const [result, approver] = [record.data['result'], record.data['approver']]
  const over = record.dueAt !== null && record.dueAt <= now
  return (
    <div className="pool-entry">
      <p><Tag color={grade === 'D' ? 'red' : 'gold'}>{w.counts[grade]}</Tag> <Link className="numbers" to={`/tickets/${ticket.ticketNo}`}>{ticket.ticketNo}</Link> <strong>{ticket.title}</strong></p>
      <p className="quiet">{ticket.leadUnit === null ? '' : `${nameOf(ticket.leadUnit)} · `}{w.causes[cause] ?? w.causeOther} · {w.since} <span className="numbers">{instant(since)}</span> · {w.days(Math.max(0, Math.floor(((record.settledAt ?? now) - since) / DAY_MS)))}{reviews > 0 ? ` · ${w.reviewed(reviews)}` : ''}</p>
      {state === 'open'
        ? <p>{w.review} {record.dueAt === null ? <span className="quiet">{w.undated}</span> : <><span className="numbers">{instant(record.dueAt)}</span>{over ? <span className="tone-late"> {w.overdue}</span> : null}</>}</p>
        : <p className="draft-text">{w.result}：{typeof result === 'string' ? result : ''}{typeof approver === 'string' ? ` · ${w.approver} ${approver}` : ''} <span className="quiet numbers">{record.settledAt === null ? '' : instant(record.settledAt)}</span></p>}
    </div>
  )
}
