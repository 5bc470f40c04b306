import { type CSSProperties, type KeyboardEvent, type MouseEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import type { TicketSort } from '../../../contract/ticket-list.ts'
import type { Ticket } from '../../../contract/ticket.ts'
import { useWords } from '../../words/language.ts'
import { words as draftWords } from '../ticket-draft/words.ts'
import type { Column } from './columns.tsx'
import { rowAfter, scrolledTo, shownRows } from './rules/window.ts'
import type { Kept } from './use-list.ts'
import { words } from './words.ts'

interface TableProps {
  kept: Kept
  rows: number
  columns: readonly Column[]
  sort: TicketSort
  onSort: (sort: TicketSort) => void
  chosen: ReadonlyMap<string, Ticket>
  /** `through`: all up to the one chosen before, with Shift. */
  onChoose: (row: number, through: boolean) => void
  onChooseAll: () => void
}

const HAND_PX = 700

/** Rows of one height: `rem` on a desk, a card of several lines in a hand. */
function useRowHeight(): { rowHeight: number; hand: boolean } {
  const measure = () => ({ hand: window.innerWidth < HAND_PX, rowHeight: Math.round(Number.parseFloat(getComputedStyle(document.documentElement).fontSize) * (window.innerWidth < HAND_PX ? 6.6 : 2.75)) })
  const [size, setSize] = useState(measure)
  useEffect(() => {
    const again = (): void => setSize(measure())
    const watch = new MutationObserver(again) // large type
    watch.observe(document.documentElement, { attributes: true, attributeFilter: ['class'] })
    window.addEventListener('resize', again)
    return () => {
      watch.disconnect()
      window.removeEventListener('resize', again)
    }
  }, [])
  return size
}

/** A list of any length, of which only what is seen is on the page. One stop of the tabulator; arrow keys walk in it. */
export function TicketGrid(props: TableProps) {
  const { kept, rows, columns, chosen, onChoose } = props
  const w = useWords(words)
  const id = useId()
  const navigate = useNavigate()
  const box = useRef<HTMLDivElement>(null)
  const { rowHeight, hand } = useRowHeight()
  const [[top, height], setSeen] = useState<readonly [number, number]>([kept.top, 800])
  const [row, setRow] = useState(kept.row)
  const { from, to } = shownRows({ top, height, rowHeight }, rows)
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return undefined
    element.scrollTop = kept.top
    const watch = new ResizeObserver(() => setSeen([element.scrollTop, element.clientHeight]))
    watch.observe(element)
    return () => watch.disconnect()
  }, [kept])
  useEffect(() => kept.list.look(from, to), [kept, from, to])
  const at = Math.min(row, Math.max(0, rows - 1))

  function scrolled(): void {
    if (!box.current) return
    kept.top = box.current.scrollTop
    setSeen([box.current.scrollTop, box.current.clientHeight])
  }
  function goTo(next: number): void {
    kept.row = next
    setRow(next)
    if (box.current) box.current.scrollTop = scrolledTo(next, { top: box.current.scrollTop, height: height - rowHeight, rowHeight })
  }
  function pressed(event: KeyboardEvent): void {
    if (event.target !== box.current || event.altKey || event.ctrlKey || event.metaKey) return
    const next = rowAfter(event.key, at, { count: rows, page: Math.max(1, Math.floor(height / rowHeight) - 2) })
    if (next !== null) goTo(next)
    else if (event.key === 'Enter') open(at)
    else if (event.key === ' ') onChoose(at, event.shiftKey)
    else return
    event.preventDefault()
  }
  function open(which: number): void {
    const ticket = kept.list.rowAt(which)
    if (!ticket) return
    kept.list.seen(ticket.ticketNo)
    void navigate(`/tickets/${ticket.ticketNo}`)
  }

  const template = `2.6rem ${columns.map(({ width, grow = 0 }) => `minmax(${width}rem, ${grow === 0 ? `${width}rem` : `${grow}fr`})`).join(' ')}`
  const style = { '--row': `${rowHeight}px`, '--columns': template, '--least': `${columns.reduce((sum, { width }) => sum + width, 2.6)}rem` } as CSSProperties
  return (
    <div
      ref={box} className={hand ? 'list-box hand' : 'list-box'} role="grid" tabIndex={0} style={style} onScroll={scrolled} onKeyDown={pressed}
      aria-label={w.list} aria-description={w.rowHint} aria-rowcount={rows + 1} aria-colcount={columns.length + 1} aria-multiselectable="true" {...(rows > 0 ? { 'aria-activedescendant': `${id}-${at}` } : {})}
    >
      <Head {...props} />
      <div className="list-rows" role="rowgroup" style={{ height: rows * rowHeight }}>
        {Array.from({ length: to - from }, (_, i) => from + i).map((which) => (
          <Row key={which} id={`${id}-${which}`} which={which} kept={kept} columns={columns} rowHeight={rowHeight} at={which === at} chosen={chosen} onChoose={onChoose} onOpen={() => open(which)} onFocus={() => { kept.row = which; setRow(which) }} />
        ))}
      </div>
    </div>
  )
}

function Head({ columns, sort, onSort, chosen, onChooseAll, rows }: TableProps) {
  const w = useWords(words)
  const many = Math.min(rows, CHOSEN_MOST)
  return (
    <div className="list-head" role="row" aria-rowindex={1}>
      <span role="columnheader" className="list-choose"><input type="checkbox" aria-label={chosen.size > 0 ? w.chooseNone : w.chooseAll(many)} title={chosen.size > 0 ? w.chooseNone : w.chooseAll(many)} checked={chosen.size > 0} disabled={rows === 0} onChange={onChooseAll} /></span>
      {columns.map(({ name, title, sorts }) => {
        if (!sorts) return <span key={name} role="columnheader">{title}</span>
        const now = sorts.indexOf(sort)
        return (
          <span key={name} role="columnheader" aria-sort={now < 0 ? 'none' : sort === 'newest' || sort === 'changed' ? 'descending' : 'ascending'}>
            <button type="button" className="as-link" onClick={() => onSort(sorts[(now + 1) % sorts.length] ?? 'newest')}>{title}<span aria-hidden="true">{now < 0 ? ' ↕' : sort === 'newest' || sort === 'changed' ? ' ↓' : ' ↑'}</span></button>
          </span>
        )
      })}
    </div>
  )
}

/** One step for more than this at once is nobody's intention. */
export const CHOSEN_MOST = 200

interface RowProps {
  id: string
  which: number
  kept: Kept
  columns: readonly Column[]
  rowHeight: number
  at: boolean
  chosen: ReadonlyMap<string, Ticket>
  onChoose: TableProps['onChoose']
  onOpen: () => void
  onFocus: () => void
}

function Row({ id, which, kept, columns, rowHeight, at, chosen, onChoose, onOpen, onFocus }: RowProps) {
  const [w, draft] = [useWords(words), useWords(draftWords)]
  const ticket = kept.list.rowAt(which)
  const style = { transform: `translateY(${which * rowHeight}px)` }
  if (!ticket) return <div id={id} className="list-row waits" role="row" aria-rowindex={which + 2} style={style}><span role="gridcell">{w.loadingRow}</span></div>
  const news = kept.list.newsOf(ticket.ticketNo)
  const isChosen = chosen.has(ticket.ticketNo)
  const press = ({ target, shiftKey }: MouseEvent): void => {
    onFocus()
    if (target instanceof HTMLInputElement) onChoose(which, shiftKey)
    else if (target instanceof HTMLElement && target.closest('a') === null && String(getSelection()) === '') onOpen()
  }
  return (
    <div
      id={id} role="row" aria-rowindex={which + 2} aria-selected={isChosen} style={style} data-ticket={ticket.ticketNo} data-state={ticket.state} onClick={press}
      className={['list-row', at ? 'at' : '', news ?? '', isChosen ? 'chosen' : ''].filter(Boolean).join(' ')}
    >
      <span role="gridcell" className="list-choose"><input type="checkbox" tabIndex={-1} checked={isChosen} readOnly aria-label={w.choose(ticket.ticketNo)} /></span>
      {columns.map(({ name, title, cell }) => (
        <span key={name} role="gridcell" className={`list-${name}`} data-title={title}>
          {name === 'title' && news !== undefined ? <span className={`list-news ${news}`}>{news === 'gone' ? `${w.gone}：${draft.states[ticket.state]}` : w.changed}</span> : null}
          {cell(ticket)}
        </span>
      ))}
    </div>
  )
}
