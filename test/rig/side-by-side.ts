import { beforeAll, it } from 'vitest'

interface How {
  /** So many cases are under way together; all of them when left out. */
  atOnce?: number
  /** Between one lot and the next. */
  between?: () => Promise<void>
  withinMs?: number
}

/** One at a time is too slow where every case waits for people: independent cases run together, each is told by itself. */
export function sideBySide(cases: Readonly<Record<string, () => Promise<void>>>, { atOnce = Infinity, between, withinMs = 240_000 }: How = {}): void {
  const only = process.env['YHT_TEST_CASE'] ?? ''
  const chosen = Object.entries(cases).filter(([name]) => name.includes(only))
  const failed = new Map<string, { error: unknown }>(chosen.map(([name]) => [name, { error: new Error('it did not end') }]))

  beforeAll(async () => {
    for (let n = 0; n < chosen.length; n += atOnce) {
      if (n > 0) await between?.()
      await Promise.all(
        chosen.slice(n, n + atOnce).map(async ([name, run]) => {
          await run().then(
            () => failed.delete(name),
            (error: unknown) => failed.set(name, { error }),
          )
        }),
      )
    }
  }, withinMs)
  for (const [name] of chosen) {
    it(name, () => {
      const why = failed.get(name)
      if (why) throw why.error
    })
  }
}
