/** What of a list is shown: rows of one height in a box that scrolls. */
export interface Box {
  /** How far it is scrolled, in pixels. */
  top: number
  height: number
  rowHeight: number
}

/** So many rows above and below what is seen, so that a key or a turn of the wheel finds them painted. */
const BEYOND = 8

/** The first row painted, and the one behind the last. */
export function shownRows({ top, height, rowHeight }: Box, count: number): { from: number; to: number } {
  const from = Math.max(0, Math.floor(top / rowHeight) - BEYOND)
  return { from: Math.min(from, Math.max(0, count - 1)), to: Math.min(count, Math.ceil((top + height) / rowHeight) + BEYOND) }
}

/** How far to scroll so that the row is seen whole; as it is, when it is. */
export function scrolledTo(row: number, { top, height, rowHeight }: Box): number {
  if (row * rowHeight < top) return row * rowHeight
  return (row + 1) * rowHeight > top + height ? (row + 1) * rowHeight - height : top
}

/** Where a key leads in a list; null = nowhere. `page` rows are seen at once. */
export function rowAfter(key: string, at: number, { count, page }: { count: number; page: number }): number | null {
  const last = count - 1
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + page, PageUp: at - page, Home: 0, End: last }[key]
  return to === undefined || count === 0 ? null : Math.max(0, Math.min(last, to))
}
