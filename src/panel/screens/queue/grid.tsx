import { type KeyboardEvent, memo, type ReactNode, useCallback, useLayoutEffect, useRef, useState } from 'react'
import { useLargeType } from '../../look/large-type.ts'

export interface Column<Key extends string> {
  key: Key
  title: string
  /** Sorts when its title is pressed. */
  sorts?: boolean
  narrow?: boolean
}

interface GridProps<Row, Key extends string> {
  label: string
  columns: readonly Column<Key>[]
  rows: readonly Row[]
  keyOf: (row: Row) => string
  /** The cells of a row, one for each column; must be one and the same function as long as it shows the same. */
  cells: (row: Row) => ReactNode[]
  sort: { key: Key; order: 'up' | 'down' }
  onSort: (key: Key) => void
  /** Instead of rows, when there are none. */
  empty: ReactNode
  className: string
}

const AHEAD = 6

/**
 * A table of which only the rows in sight are there, so that hundreds cost what thirty do. One row takes the focus, the
 * arrow keys go from row to row (WAI-ARIA grid pattern), Tab goes on to what the row offers.
 */
export function Grid<Row, Key extends string>({ label, columns, rows, keyOf, cells, sort, onSort, empty, className }: GridProps<Row, Key>) {
  const height = useLargeType() ? 46 : 36
  const body = useRef<HTMLDivElement>(null)
  const [sight, setSight] = useState({ top: 0, height: 600 })
  const [active, setActive] = useState(0)
  const at = Math.min(active, Math.max(0, rows.length - 1))
  const look = useCallback(() => {
    const { scrollTop = 0, clientHeight = 600 } = body.current ?? {}
    setSight((was) => (Math.floor(was.top / height) === Math.floor(scrollTop / height) && was.height === clientHeight ? was : { top: scrollTop, height: clientHeight }))
  }, [height])
  useLayoutEffect(() => {
    look()
    const watch = new ResizeObserver(look)
    if (body.current) watch.observe(body.current)
    return () => watch.disconnect()
  }, [look])

  const first = Math.max(0, Math.floor(sight.top / height) - AHEAD)
  const last = Math.min(rows.length, Math.ceil((sight.top + sight.height) / height) + AHEAD)
  const inSight = [...new Set([at, ...Array.from({ length: Math.max(0, last - first) }, (_, n) => first + n)])].filter((n) => n < rows.length).sort((a, b) => a - b)

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    if (!(event.target as HTMLElement).matches('.grid-row')) return
    const next = goTo(event.key, at, { last: rows.length - 1, page: Math.max(1, Math.floor(sight.height / height) - 1) })
    if (next === null) return
    event.preventDefault()
    setActive(next)
    const { current } = body
    if (!current) return
    const top = next * height
    if (top < current.scrollTop) current.scrollTop = top
    else if (top + height > current.scrollTop + current.clientHeight) current.scrollTop = top + height - current.clientHeight
    requestAnimationFrame(() => current.querySelector<HTMLElement>(`[aria-rowindex="${next + 2}"]`)?.focus())
  }

  return (
    <div className={`grid ${className}`} role="grid" aria-label={label} aria-rowcount={rows.length + 1} onKeyDown={onKeyDown}>
      <div role="rowgroup" className="grid-head">
        <div role="row" aria-rowindex={1} className="grid-line">
          {columns.map(({ key, title, sorts }) => (
            <div key={key} role="columnheader" className="grid-cell" {...(sorts && key === sort.key ? { 'aria-sort': sort.order === 'up' ? ('ascending' as const) : ('descending' as const) } : {})}>
              {sorts ? (
                <button type="button" className="grid-sort" onClick={() => onSort(key)}>
                  {title}
                  <span aria-hidden="true">{key === sort.key ? (sort.order === 'up' ? ' ▲' : ' ▼') : ''}</span>
                </button>
              ) : (
                title
              )}
            </div>
          ))}
        </div>
      </div>
      {rows.length === 0 ? <div role="rowgroup"><div role="row"><div role="gridcell" className="grid-empty">{empty}</div></div></div> : null}
      <div role="rowgroup" className="grid-body" ref={body} onScroll={look} hidden={rows.length === 0}>
        <div aria-hidden="true" style={{ height: rows.length * height }} />
        {inSight.map((n) => {
          const row = rows[n] as Row
          return <GridRow key={keyOf(row)} row={row} cells={cells} n={n} height={height} focusable={n === at} onFocus={setActive} />
        })}
      </div>
    </div>
  )
}

function goTo(key: string, at: number, { last, page }: { last: number; page: number }): number | null {
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + page, PageUp: at - page, Home: 0, End: last }[key]
  return to === undefined ? null : Math.min(last, Math.max(0, to))
}

interface RowProps<Row> {
  row: Row
  cells: (row: Row) => ReactNode[]
  n: number
  height: number
  focusable: boolean
  onFocus: (n: number) => void
}

const GridRow = memo(function GridRow({ row, cells, n, height, focusable, onFocus }: RowProps<unknown>) {
  return (
    <div role="row" aria-rowindex={n + 2} className="grid-row grid-line" tabIndex={focusable ? 0 : -1} style={{ transform: `translateY(${n * height}px)`, height }} onFocus={() => onFocus(n)}>
      {cells(row).map((cell, i) => (
        <div key={i} role="gridcell" className="grid-cell">
          {cell}
        </div>
      ))}
    </div>
  )
}) as <Row>(props: RowProps<Row>) => ReactNode
