/** The entries in order, at most `size` at a time: one SQL statement holds only so many rows (SQLite: 500 terms). */
export function slices<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size))
}

/** Rows that go into one statement. */
export const ROWS_PER_STATEMENT = 200
