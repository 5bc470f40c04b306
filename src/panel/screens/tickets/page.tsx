import { App, Button, Checkbox, type InputRef, Popover } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { Link } from 'react-router'
import type { ListFilter } from '../../../contract/ticket-list.ts'
import type { Ticket } from '../../../contract/ticket.ts'
import { useAddress } from '../../look/address.ts'
import { Page } from '../../look/page.tsx'
import { useShortcuts } from '../../look/shortcuts.ts'
import { Empty, Failed, Loading } from '../../look/states.tsx'
import { serverNow } from '../../server/feed.ts'
import { useWords } from '../../words/language.ts'
import { useNearBy } from '../ticket-work/near-by.ts'
import { standingOf } from '../ticket-work/rules/clocks.ts'
import '../ticket-work/ticket-work.css'
import { BulkButton } from './bulk.tsx'
import { chooseColumns, useChosenColumns } from './chosen-columns.ts'
import { COLUMN_NAMES, FIRST_COLUMNS, useColumns } from './columns.tsx'
import { ExportButton } from './export.tsx'
import { Filter, Order } from './filter.tsx'
import type { ListView } from './rules/list-store.ts'
import { conditionsOf, sortOf, wantedOf } from './rules/wanted.ts'
import { Saved } from './saved.tsx'
import { CHOSEN_MOST, TicketGrid } from './table.tsx'
import { type Kept, useList } from './use-list.ts'
import { words } from './words.ts'

/** Tickets as far as the reader may see them; what is wanted stands in the address. */
export function TicketsPage() {
  const w = useWords(words)
  const [params] = useAddress()
  const wanted = wantedOf(params)
  const { kept, view } = useList(wanted)
  const search = useRef<InputRef>(null)
  useShortcuts([{ keys: '/', label: w.search, act: () => search.current?.focus() }, { keys: 'Alt+R', label: w.refresh, act: () => void kept.list.again() }])
  return (
    <Page title={w.title} full actions={<><Order /><ExportButton wanted={wanted} /><ColumnsButton /><Button onClick={() => void kept.list.again()} loading={view.pending && view.rows > 0}>{w.refresh}</Button></>}>
      <div className="list-bar"><Saved /></div>
      <Filter searchRef={search} />
      {/* Another list begins with nothing chosen. */}
      <List key={kept.key} kept={kept} view={view} wanted={wanted} />
    </Page>
  )
}

function List({ kept, view, wanted }: { kept: Kept; view: ListView; wanted: ListFilter }) {
  const w = useWords(words)
  const { message } = App.useApp()
  const [, set] = useAddress()
  const [chosen, setChosen] = useState<ReadonlyMap<string, Ticket>>(new Map())
  const last = useRef(0)
  const [now, nearBy] = [useSometimes(), useNearBy()]
  const all = useColumns((ticket) => standingOf(ticket, now, nearBy))
  const columns = useChosenColumns().map((name) => all[name])

  function choose(row: number, through: boolean): void {
    const rows = through ? between(last.current, row) : [row]
    last.current = row
    setChosen((before) => {
      const after = new Map(before)
      for (const one of rows) {
        const ticket = kept.list.rowAt(one)
        if (!ticket) continue
        if (!through && after.delete(ticket.ticketNo)) continue
        if (after.size < CHOSEN_MOST) after.set(ticket.ticketNo, ticket)
        else void message.info({ content: w.bulkMost(CHOSEN_MOST), key: 'most' })
      }
      return after
    })
  }
  async function chooseAll(): Promise<void> {
    if (chosen.size > 0) return setChosen(new Map())
    setChosen(new Map((await kept.list.first(CHOSEN_MOST)).map((ticket) => [ticket.ticketNo, ticket])))
  }

  if (view.rows === 0) {
    if (view.pending) return <Loading />
    if (view.error !== null) return <Failed error={view.error} retry={() => void kept.list.again()} />
    return <Nothing filtered={conditionsOf(wanted).length > 0} />
  }
  return (
    <>
      <div className="list-foot">
        <span role="status">{view.total === null ? (wanted.text === undefined ? w.counting : w.found(view.rows)) : w.total(view.total)}</span>
        {view.error === null ? null : <span role="alert" className="tone-late">{w.partly} <Button size="small" onClick={() => void kept.list.again()}>{w.retry}</Button></span>}
        {view.fresh === 0 ? null : <Button type="primary" size="small" className="list-fresh" onClick={() => { kept.top = 0; kept.row = 0; void kept.list.again() }}>{w.fresh(view.fresh)}</Button>}
      </div>
      {chosen.size === 0 ? null : (
        <div className="list-chosen" role="group" aria-label={w.bulk}>
          <strong>{w.chosen(chosen.size)}</strong>
          <BulkButton tickets={[...chosen.values()]} onDone={() => setChosen(new Map())} />
          <button type="button" className="as-link list-further" onClick={() => setChosen(new Map())}>{w.chooseNone}</button>
        </div>
      )}
      <TicketGrid kept={kept} rows={view.rows} columns={columns} sort={sortOf(wanted)} chosen={chosen} onChoose={choose} onChooseAll={() => void chooseAll()} onSort={(sort) => set({ sort: sort === 'newest' ? null : sort })} />
    </>
  )
}

const STANDING_EVERY_MS = 15_000

/** Now, often enough to see what has become late. */
function useSometimes(): number {
  const [now, setNow] = useState(serverNow)
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), STANDING_EVERY_MS)
    return () => clearInterval(timer)
  }, [])
  return now
}

const between = (a: number, b: number): number[] => Array.from({ length: Math.abs(a - b) + 1 }, (_, i) => Math.min(a, b) + i)

function Nothing({ filtered }: { filtered: boolean }) {
  const w = useWords(words)
  return filtered ? <Empty title={w.noneFound}><p>{w.noneFoundWhy}</p><Link to="/tickets">{w.showAll}</Link></Empty> : <Empty title={w.none}><p>{w.noneWhy}</p></Empty>
}

/** Which columns are shown; kept in this browser. */
function ColumnsButton() {
  const w = useWords(words)
  const chosen = useChosenColumns()
  const content = (
    <fieldset className="list-columns" style={{ border: 0, margin: 0, padding: 0 }}>
      <legend className="visually-hidden">{w.chooseColumns}</legend>
      {COLUMN_NAMES.map((name) => <Checkbox key={name} checked={chosen.includes(name)} disabled={name === 'ticketNo' || name === 'title'} onChange={({ target }) => chooseColumns(COLUMN_NAMES.filter((one) => (one === name ? target.checked : chosen.includes(one))))}>{w.columns[name]}</Checkbox>)}
      <button type="button" className="as-link list-further" onClick={() => chooseColumns(FIRST_COLUMNS)}>{w.resetColumns}</button>
    </fieldset>
  )
  return <Popover trigger="click" placement="bottomRight" content={content}><Button>{w.chooseColumns}</Button></Popover>
}
