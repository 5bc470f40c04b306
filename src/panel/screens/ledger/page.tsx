import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Checkbox, Select } from 'antd'
import { useState } from 'react'
import type { LedgerEntry, LedgerList, LetterKind } from '../../../contract/ledger.ts'
import type { BulkResult } from '../../../contract/ticket-list.ts'
import { useAddress } from '../../look/address.ts'
import { Page } from '../../look/page.tsx'
import { Empty, Failed, Loading } from '../../look/states.tsx'
import { api, sentenceOf } from '../../server/api.ts'
import { useListsLive } from '../../server/lists-live.ts'
import { useUser } from '../../server/session.ts'
import { useWords } from '../../words/language.ts'
import { useNames } from '../ticket-draft/matter.tsx'
import { useTicketForm } from '../ticket-draft/use-draft.ts'
import { RUN_AT_ONCE, slicesOf } from '../tickets/rules/bulk-events.ts'
import { useNearBy } from '../ticket-work/near-by.ts'
import { stepWords } from '../ticket-work/step-words.ts'
import '../ticket-work/ticket-work.css'
import { Counts } from './counts.tsx'
import { useLedger, useUnits, type Wanted } from './data.ts'
import { History } from './history.tsx'
import './ledger.css'
import { Letters } from './letters.tsx'
import { LedgerTable } from './table.tsx'
import { Units } from './units.tsx'
import { words } from './words.ts'

const LISTS: readonly LedgerList[] = ['open', 'nearly_due', 'overdue']
const NAMES = ['unit', 'area', 'level', 'problem'] as const
const SUPERVISE = new Set(['supervisor', 'leader'])

/** 跟进台账 (J31): open, nearly due and overdue by department; several at once are reminded of or supervised by letter. */
export function LedgerPage() {
  const w = useWords(words)
  const { role } = useUser()
  const [params, set] = useAddress()
  const asked = params.get('list')
  const list: LedgerList = LISTS.find((one) => one === asked) ?? 'open'
  const wanted: Wanted = Object.fromEntries(NAMES.flatMap((name) => (params.get(name) ? [[name, params.get(name)]] : [])))
  const { data: units } = useUnits(wanted)
  const [path, setPath] = useState<readonly string[]>([])
  useListsLive('ledger')
  const under = wanted.unit ?? null
  function go(unit: string | null): void {
    if (unit === under) return
    setPath(unit === null ? [] : path.includes(unit) ? path.slice(0, path.indexOf(unit)) : under === null ? [] : [...path, under])
    set({ unit })
  }
  const total = units?.total
  const counts = { open: total?.open, nearly_due: total?.nearlyDue, overdue: total?.overdue }
  return (
    <Page title={w.title}>
      <div className="ledger">
        {units ? <Units units={units} under={under} go={go} path={path} /> : null}
        <div className="ledger-main">
          <div className="ledger-seg" role="group" aria-label={w.listsLabel}>
            {LISTS.map((one) => <button key={one} type="button" aria-pressed={one === list} className={`ledger-${one}`} onClick={() => set({ list: one })}>{w.lists[one]} <span className="numbers">{counts[one] ?? ''}</span></button>)}
          </div>
          <Filters wanted={wanted} set={set} />
          <Entries key={list} list={list} wanted={wanted} supervises={SUPERVISE.has(role)} />
          {SUPERVISE.has(role) ? <Counts /> : null}
        </div>
      </div>
    </Page>
  )
}

function Filters({ wanted, set }: { wanted: Wanted; set: (changes: Readonly<Record<string, string | null>>) => void }) {
  const [w, steps] = [useWords(words), useWords(stepWords)]
  const nameOf = useNames()
  const { data: form } = useTicketForm()
  return (
    <div className="ledger-filters" role="search">
      <Select aria-label={w.area} allowClear placeholder={w.anyArea} value={wanted.area ?? null} options={(form?.areas ?? []).map((one) => ({ value: one.code, label: nameOf(one) }))} onChange={(value: string | undefined) => set({ area: value ?? null })} />
      <Select aria-label={w.level} allowClear placeholder={w.anyLevel} value={wanted.level ?? null} options={Object.entries(steps.lists['level'] ?? {}).map(([value, label]) => ({ value, label }))} onChange={(value: string | undefined) => set({ level: value ?? null })} />
      <Checkbox checked={wanted.problem === 'true'} onChange={({ target }) => set({ problem: target.checked ? 'true' : null })}>{w.problem}</Checkbox>
      {Object.keys(wanted).length === 0 ? null : <Button type="link" onClick={() => set({ unit: null, area: null, level: null, problem: null })}>{w.clear}</Button>}
    </div>
  )
}

function Entries({ list, wanted, supervises }: { list: LedgerList; wanted: Wanted; supervises: boolean }) {
  const w = useWords(words)
  const { data, error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useLedger(list, wanted)
  const entries = data?.pages.flatMap(({ items }) => items) ?? []
  const [marked, setMarked] = useState<ReadonlyMap<string, LedgerEntry>>(new Map())
  const [writing, setWriting] = useState<LetterKind | null>(null)
  const [shown, setShown] = useState<string | null>(null)
  const nearBy = useNearBy()
  // As they are now; what has left the list is chosen no more.
  const chosen = entries.filter(({ ticket }) => marked.has(ticket.ticketNo))
  const choose = (nos: readonly string[], on: boolean): void =>
    setMarked((before) => new Map([...before].filter(([no]) => !nos.includes(no)).concat(on ? entries.filter(({ ticket }) => nos.includes(ticket.ticketNo)).map((entry) => [entry.ticket.ticketNo, entry]) : [])))
  if (isPending) return <Loading />
  if (error && entries.length === 0) return <Failed error={error} retry={() => void refetch()} />
  if (entries.length === 0) return <Empty title={w.empty[list]}><p>{w.emptyWhy}</p></Empty>
  return (
    <>
      {supervises ? <Chosen chosen={chosen} write={setWriting} none={() => setMarked(new Map())} /> : null}
      <LedgerTable entries={entries} chosen={supervises ? new Set(chosen.map(({ ticket }) => ticket.ticketNo)) : null} choose={choose} history={setShown} nearBy={nearBy} />
      {hasNextPage ? <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>{w.more}</Button> : null}
      {writing === null ? null : <Letters kind={writing} entries={chosen} onClose={(sent) => { setWriting(null); if (sent) setMarked(new Map()) }} />}
      {shown === null ? null : <History ticketNo={shown} onClose={() => setShown(null)} />}
    </>
  )
}

/** What is done with what was chosen. */
function Chosen({ chosen, write, none }: { chosen: readonly LedgerEntry[]; write: (kind: LetterKind) => void; none: () => void }) {
  const w = useWords(words)
  const { message } = App.useApp()
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)

  /** Somebody has been called about them: one entry on each. */
  async function phone(): Promise<void> {
    setBusy(true)
    try {
      const results: BulkResult[] = []
      for (const some of slicesOf(chosen, RUN_AT_ONCE)) {
        const tickets = some.map(({ ticket: { ticketNo, version } }) => ({ ticketNo, version }))
        results.push(...(await api.send<{ items: BulkResult[] }>('POST', '/tickets/bulk', { tickets, event: { event: 'remind', manner: 'phone' }, preview: false })).items)
      }
      for (const { ticketNo, problem } of results) if (problem !== null) void message.error(w.phoneFailed(ticketNo, problem.title), 8)
      const done = results.filter(({ ok }) => ok).length
      if (done > 0) void message.success(w.phoned(done))
    } catch (error) {
      void message.error(sentenceOf(error), 8)
    }
    setBusy(false)
    none()
    void client.invalidateQueries({ queryKey: ['ledger'] })
  }
  const empty = chosen.length === 0
  return (
    <div className="ledger-chosen" role="toolbar" aria-label={w.chosen(chosen.length)}>
      <span>{w.chosen(chosen.length)}</span>
      <Button type="primary" disabled={empty} onClick={() => write('reminder')}>{w.write.reminder}</Button>
      <Button disabled={empty} onClick={() => write('order')}>{w.write.order}</Button>
      <Button disabled={empty} loading={busy} onClick={() => void phone()}>{w.phone}</Button>
      {empty ? null : <Button type="link" onClick={none}>{w.unchoose}</Button>}
    </div>
  )
}
