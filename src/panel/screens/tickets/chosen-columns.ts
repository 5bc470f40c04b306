import { useSyncExternalStore } from 'react'
import { COLUMN_NAMES, type ColumnName, FIRST_COLUMNS } from './columns.tsx'

const KEPT_AS = 'yht.ticket-columns'
const listeners = new Set<() => void>()
let chosen = read()

/** What is not a column any more is left out; number and title are always there. */
function read(): readonly ColumnName[] {
  const kept = (localStorage.getItem(KEPT_AS) ?? '').split(',')
  const known = COLUMN_NAMES.filter((name) => kept.includes(name) || (kept.length > 1 && (name === 'ticketNo' || name === 'title')))
  return known.length === 0 ? FIRST_COLUMNS : known
}

export function chooseColumns(names: readonly ColumnName[]): void {
  localStorage.setItem(KEPT_AS, names.join(','))
  chosen = read()
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** The columns of the list, as chosen in this browser. */
export const useChosenColumns = (): readonly ColumnName[] => useSyncExternalStore(subscribe, () => chosen)
