import { beforeAll, it } from 'vitest'

/** One at a time is too slow where every case waits for people: independent cases run together, each is told by itself. */
export function sideBySide(cases: Readonly<Record<string, () => Promise<void>>>, withinMs = 120_000): void {
  const only = process.env['YHT_TEST_CASE'] ?? ''
  cases = Object.fromEntries(Object.entries(cases).filter(([name]) => name.includes(only)))
  const ended = new Map<string, { error: unknown }>()
  beforeAll(async () => {
    await Promise.all(
      Object.entries(cases).map(async ([name, run]) => {
        ended.set(name, { error: 'it did not end' })
        await run().then(
          () => ended.delete(name),
          (error: unknown) => ended.set(name, { error }),
        )
      }),
    )
  }, withinMs)
  for (const name of Object.keys(cases)) {
    it(name, () => {
      const failed = ended.get(name)
      if (failed) throw failed.error
    })
  }
}
