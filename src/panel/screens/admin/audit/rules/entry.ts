/** One field that a change touched. */
export interface Difference {
  field: string
  before: unknown
  after: unknown
}

const isTree = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** What lies before and after in an entry's details, field by field; null when the entry is no change. */
export function differences(details: Readonly<Record<string, unknown>>): Difference[] | null {
  if (!('before' in details) && !('after' in details)) return null
  const { before, after } = details
  if (!isTree(before) && !isTree(after)) return [{ field: '', before, after }]
  const [old, now] = [isTree(before) ? before : {}, isTree(after) ? after : {}]
  return [...new Set([...Object.keys(old), ...Object.keys(now)])]
    .filter((field) => field !== 'updatedAt' && JSON.stringify(old[field]) !== JSON.stringify(now[field]))
    .map((field) => ({ field, before: old[field], after: now[field] }))
}

/** Everything else of the details. */
export const others = (details: Readonly<Record<string, unknown>>): [string, unknown][] => Object.entries(details).filter(([name]) => name !== 'before' && name !== 'after')

/** "hotline:12319" → what kind of thing, and which. */
export function targetOf(target: string): { kind: string; id: string } {
  const at = target.indexOf(':')
  return at < 0 ? { kind: target, id: '' } : { kind: target.slice(0, at), id: target.slice(at + 1) }
}

/** A value in a line of text. */
export const plain = (value: unknown): string => (value === undefined || value === null ? '–' : typeof value === 'string' ? value : JSON.stringify(value))
