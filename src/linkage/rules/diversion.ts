import type { Diversion } from '../../contract/linkage.ts'

/** A word that suggests an emergency, and longer words in which it means nothing: 火, but not 火车站. */
export interface Keyword {
  word: string
  except: readonly string[]
}

export interface DiversionList {
  emergency: readonly Keyword[]
  matters: readonly Diversion[]
}

export interface Suggestion {
  /** Words of the text that suggest an emergency. A suggestion only: the agent decides (domain.md §6.8). */
  emergency: string[]
  /** Matters whose words are in the text, best first: most words, then the longest. */
  matters: (Diversion & { found: string[] })[]
}

/** What the text of a matter suggests. An empty text suggests nothing, and lists every matter. */
export function suggest({ emergency, matters }: DiversionList, text: string): Suggestion {
  const plain = text.normalize('NFKC').replace(/\s+/g, '')
  if (plain === '') return { emergency: [], matters: matters.map((matter) => ({ ...matter, found: [] })) }
  const weight = (found: readonly string[]): number => found.length * 100 + Math.max(...found.map((word) => word.length))
  return {
    emergency: emergency.filter((keyword) => says(plain, keyword)).map(({ word }) => word),
    matters: matters
      .map((matter) => ({ ...matter, found: [matter.matter, ...matter.keywords].filter((word) => plain.includes(word)) }))
      .filter(({ found }) => found.length > 0)
      .toSorted((a, b) => weight(b.found) - weight(a.found)),
  }
}

const says = (text: string, { word, except }: Keyword): boolean => except.reduce((left, harmless) => left.replaceAll(harmless, ' '), text).includes(word)
