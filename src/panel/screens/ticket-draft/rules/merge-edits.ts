import type { TicketField, TicketFields } from '../../../../contract/ticket.ts'

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)

const FIELDS = (fields: TicketFields): TicketField[] => Object.keys(fields) as TicketField[]

/** What was written since the server last knew. Of the template's fields only those that changed. */
export function changesOf(base: TicketFields, mine: TicketFields): Partial<TicketFields> {
  const extra = Object.fromEntries(Object.entries(mine.extra).filter(([id, text]) => (base.extra[id] ?? '') !== text))
  const changed = FIELDS(mine).filter((field) => (field === 'extra' ? Object.keys(extra).length > 0 : !same(base[field], mine[field])))
  return Object.fromEntries(changed.map((field) => [field, field === 'extra' ? extra : mine[field]])) as Partial<TicketFields>
}

export interface Merged {
  fields: TicketFields
  /** Written here and by somebody else at once: mine is kept, theirs is shown. */
  both: TicketField[]
}

/** What was written here, on top of what the server has by now. */
export function merged(base: TicketFields, mine: TicketFields, theirs: TicketFields): Merged {
  const own = changesOf(base, mine)
  const both = FIELDS(theirs).filter((field) => field !== 'extra' && field in own && !same(base[field], theirs[field]) && !same(mine[field], theirs[field]))
  return { fields: { ...theirs, ...own, extra: { ...theirs.extra, ...own.extra } }, both }
}
