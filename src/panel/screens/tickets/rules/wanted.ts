import type { ListFilter, ListFilterName, TicketSort } from '../../../../contract/ticket-list.ts'

/** By the names of GET /tickets; the contract's list, which the browser does not load. */
const NAMES: readonly ListFilterName[] = [
  'text', 'ticketNo', 'phone', 'state', 'stage', 'dnis', 'channel', 'type', 'unit', 'area', 'category', 'urgency', 'grade', 'workspace', 'overdue', 'nearlyDue', 'mine',
  'openedDays', 'openedFrom', 'openedTo', 'dueFrom', 'dueTo', 'closedFrom', 'closedTo', 'sort',
]

/** What the list is asked for, from the address; other things in it are left alone. */
export const wantedOf = (params: URLSearchParams): ListFilter =>
  Object.fromEntries(NAMES.flatMap((name) => {
    const value = params.get(name)?.trim() ?? ''
    return value === '' ? [] : [[name, value]]
  }))

/** The same list has the same key, in whichever order it was asked. */
export const keyOf = (wanted: ListFilter): string => new URLSearchParams(NAMES.flatMap((name) => (wanted[name] === undefined ? [] : [[name, wanted[name]]]))).toString()

export const sortOf = (wanted: ListFilter): TicketSort => (wanted.sort === 'oldest' || wanted.sort === 'dueAt' || wanted.sort === 'changed' ? wanted.sort : 'newest')

/** Everything that narrows: what is told in marks below the bar, and taken away by them. */
export const conditionsOf = (wanted: ListFilter): ListFilterName[] => NAMES.filter((name) => name !== 'sort' && wanted[name] !== undefined)

/** Whether a ticket comes into the list by a step, not only by being opened. */
export const goesByState = ({ state, stage, overdue, nearlyDue, unit, grade, dueFrom, dueTo, closedFrom, closedTo }: ListFilter): boolean =>
  [state, stage, overdue, nearlyDue, unit, grade, dueFrom, dueTo, closedFrom, closedTo].some((value) => value !== undefined)
