import { setImmediate } from 'node:timers/promises'
import type { CallerLanguage, ElderCount, ElderList, ElderSource } from '../contract/caller.ts'
import type { Audit } from '../identity/port.ts'
import { AppError } from '../platform/errors.ts'
import { mailbox } from '../platform/mailbox.ts'
import { slices } from '../platform/slices.ts'
import { linesOf, numbersIn } from './rules/number-list.ts'
import type { CallerStore } from './store.ts'

/** Numbers in one list. */
export const LIST_MAX = 100_000
/** Between so many numbers, calls have their turn. */
const AT_A_TIME = 1_000
const WRONG_TOLD_MAX = 100

export interface MarksDeps {
  store: Pick<CallerStore, 'elders' | 'putElders' | 'removeElders' | 'languages' | 'putLanguage'>
  /** Keyed hash of a number. */
  index: (number: string) => string
  /** Normal form of a calling number, or null. */
  normal: (raw: string) => string | null
  audit: Audit
  now: () => number
}

export type Marks = Awaited<ReturnType<typeof createMarks>>

/** What people have said of numbers: the registry of elderly people (Z07), and who speaks which language. In memory as hashes. */
export async function createMarks({ store, index, normal, audit, now }: MarksDeps) {
  const elders = new Map((await store.elders()).map((one) => [one.index, one.source]))
  const languages = new Map(await store.languages())
  const turns = mailbox<'marks'>()

  async function changeList(text: string, by: string, what: { action: string; needed: (hash: string) => boolean; change: (hashes: readonly string[]) => Promise<void> }): Promise<ElderList> {
    const lines = linesOf(text)
    if (lines.length > LIST_MAX + 1) throw new AppError('TOO_LARGE', { detail: `at most ${LIST_MAX} numbers at a time` })
    const { numbers, wrong } = await read(lines)
    const result: ElderList = { changed: 0, unchanged: 0, wrong: wrong.length, wrongLines: wrong.slice(0, WRONG_TOLD_MAX) }
    await audit.write({ at: now(), actor: by, action: what.action, target: 'elders', details: { numbers: numbers.length, wrong: wrong.length }, ok: true })
    for (const some of slices(numbers, AT_A_TIME)) {
      const hashes = some.map(index)
      const needed = hashes.filter(what.needed)
      if (needed.length > 0) await what.change(needed)
      result.changed += needed.length
      result.unchanged += hashes.length - needed.length
      await setImmediate()
    }
    return result
  }

  /** In slices: a whole list at once would hold up every call. */
  async function read(lines: readonly string[]): Promise<{ numbers: string[]; wrong: number[] }> {
    const [numbers, wrong] = [new Set<string>(), [] as number[]]
    for (const [i, some] of slices(lines, AT_A_TIME).entries()) {
      // Only the first line of all may be a heading.
      const found = numbersIn(i === 0 ? some : ['', ...some], normal)
      for (const number of found.numbers) numbers.add(number)
      for (const line of found.wrong) wrong.push(i * AT_A_TIME + line - (i === 0 ? 0 : 1))
      await setImmediate()
    }
    return { numbers: [...numbers], wrong }
  }

  async function put(hashes: readonly string[], source: ElderSource, by: string): Promise<void> {
    await store.putElders(hashes, source, { by, at: now() })
    for (const hash of hashes) elders.set(hash, source)
  }

  return {
    isElder: (hash: string): boolean => elders.has(hash),
    languageOf: (hash: string): CallerLanguage | null => languages.get(hash) ?? null,
    count(): ElderCount {
      const bySource: Record<ElderSource, number> = { registry: 0, label: 0, agent: 0 }
      for (const source of elders.values()) bySource[source] += 1
      return { count: elders.size, bySource }
    },
    /** Numbers of the elders' registry, one per line. Sent again, it changes nothing. Throws TOO_LARGE. */
    importList: (text: string, by: string): Promise<ElderList> =>
      turns('marks', () => changeList(text, by, { action: 'elder.import', needed: (hash) => elders.get(hash) !== 'registry', change: (hashes) => put(hashes, 'registry', by) })),
    /** Numbers that are no elders' any more, whoever has said so. */
    removeList: (text: string, by: string): Promise<ElderList> =>
      turns('marks', () =>
        changeList(text, by, {
          action: 'elder.remove',
          needed: (hash) => elders.has(hash),
          async change(hashes) {
            await store.removeElders(hashes)
            for (const hash of hashes) elders.delete(hash)
          },
        }),
      ),
    /** What somebody has found out in a call. Nobody takes a number out of the registry this way. */
    mark: (hash: string, said: { elder?: boolean | undefined; language?: CallerLanguage | null | undefined; source: Exclude<ElderSource, 'registry'>; by: string }): Promise<void> =>
      turns('marks', async () => {
        const { elder, language, source, by } = said
        if (elder === true && !elders.has(hash)) await put([hash], source, by)
        if (elder === false && elders.has(hash) && elders.get(hash) !== 'registry') {
          await store.removeElders([hash])
          elders.delete(hash)
        }
        if (language === undefined) return
        await store.putLanguage(hash, language, { by, at: now() })
        if (language === null) languages.delete(hash)
        else languages.set(hash, language)
      }),
  }
}
