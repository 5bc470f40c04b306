/** Words that speak for a category; "A+B" means both. */
export type WordTable = ReadonlyMap<string, readonly string[]>

export interface WordsFound {
  code: string
  words: string[]
}

const MOST = 3

/**
 * Categories that words of the text speak for, best first, at most three. A word counts by its length, so that "燃气泄漏"
 * weighs more than "漏气"; a word inside a longer one that was found is not counted again.
 */
export function categoriesIn(text: string, table: WordTable): WordsFound[] {
  const plain = text.replaceAll(/\s+/gu, '')
  const found: (WordsFound & { weight: number })[] = []
  for (const [code, entries] of table) {
    const words = withoutInner(entries.filter((entry) => entry.split('+').every((part) => plain.includes(part))))
    if (words.length > 0) found.push({ code, words, weight: words.reduce((sum, word) => sum + weightOf(word), 0) })
  }
  return found.toSorted((a, b) => b.weight - a.weight || a.code.localeCompare(b.code)).slice(0, MOST).map(({ code, words }) => ({ code, words }))
}

const weightOf = (word: string): number => word.replaceAll('+', '').length ** 2

const withoutInner = (words: readonly string[]): string[] => words.filter((word) => !words.some((other) => other !== word && other.includes(word)))
