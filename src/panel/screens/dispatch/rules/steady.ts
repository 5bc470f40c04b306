/** A list that is looked at while it changes: nothing moves under the reader's hand. */
export interface Steady<Entry> {
  /** In the order they were first shown; `gone`: somebody else has dealt with it. */
  rows: readonly { key: string; entry: Entry; gone: boolean }[]
  /** Came meanwhile and are not shown yet. */
  news: readonly Entry[]
}

export interface SteadyState<Entry> {
  /** Shown, in order. */
  shown: readonly { key: string; entry: Entry }[]
  /** Dealt with here: taken out at once. */
  done: ReadonlySet<string>
}

/** What is shown now that the server says `fresh`. What comes behind the last one shown and is not new is the next page, and no news. */
export function steady<Entry>({ shown, done }: SteadyState<Entry>, fresh: readonly Entry[], { keyOf, atOnce, isNew }: { keyOf: (entry: Entry) => string; atOnce: (entry: Entry) => boolean; isNew: (entry: Entry) => boolean }): Steady<Entry> {
  const now = new Map(fresh.map((entry) => [keyOf(entry), entry]))
  const known = new Set(shown.map(({ key }) => key))
  const lastShown = fresh.findLastIndex((entry) => known.has(keyOf(entry)))
  const strange = fresh.flatMap((entry, at) => (known.has(keyOf(entry)) || done.has(keyOf(entry)) ? [] : [{ entry, behind: known.size === 0 || (at > lastShown && !isNew(entry)) }]))
  const row = (entry: Entry) => ({ key: keyOf(entry), entry, gone: false })
  const kept = shown.filter(({ key }) => !done.has(key)).map(({ key, entry }) => ({ key, entry: now.get(key) ?? entry, gone: !now.has(key) }))
  return {
    rows: [...strange.filter(({ entry, behind }) => !behind && atOnce(entry)).map(({ entry }) => row(entry)), ...kept, ...strange.filter(({ behind }) => behind).map(({ entry }) => row(entry))],
    news: strange.filter(({ entry, behind }) => !behind && !atOnce(entry)).map(({ entry }) => entry),
  }
}

/** Where one goes on after this one: the next that still waits, else the one before. */
export function nextAfter(rows: readonly { key: string; gone: boolean }[], key: string | null): string | null {
  const at = rows.findIndex((row) => row.key === key)
  const waits = ({ key: other, gone }: { key: string; gone: boolean }): boolean => !gone && other !== key
  return rows.slice(at + 1).find(waits)?.key ?? rows.slice(0, Math.max(at, 0)).findLast(waits)?.key ?? null
}
