import type { SimilarCase } from '../../contract/evaluation.ts'

/** What two matters are compared by; `grams`: what their words are found by (ticket/rules/segment.ts). */
export interface Matter {
  categoryCode: string | null
  areaCode: string | null
  grams: ReadonlySet<string>
}

export interface Likeness {
  score: number
  why: SimilarCase['why']
}

const GROUP_DIGITS = 2
const DISTRICT_DIGITS = 6
const SCORE = { category: 4, group: 2, area: 1, words: 6 }
/** A group alone, or a place alone, makes nothing similar. */
const ENOUGH = 3
const WORDS_SHOWN = 4

const begins = (a: string | null, b: string | null, digits: number): boolean => a !== null && b !== null && a.slice(0, digits) === b.slice(0, digits)

/** What both say, longest first: pairs of characters that stand behind one another are one word. */
function wordsOf(grams: readonly string[], common: ReadonlySet<string>): string[] {
  const words: string[] = []
  let before = ''
  for (const gram of grams) {
    if (!common.has(gram)) before = ''
    else if (before !== '' && Array.from(before).at(-1) === Array.from(gram)[0]) words.push(`${words.pop() ?? ''}${Array.from(gram).slice(1).join('')}`)
    else words.push(gram)
    if (common.has(gram)) before = gram
  }
  return words.toSorted((a, b) => b.length - a.length)
}

/** How much a case is like the matter, by category, place and words in common; null = not enough to be shown. */
export function likeness(matter: Matter, other: Matter): Likeness | null {
  const category = matter.categoryCode !== null && matter.categoryCode === other.categoryCode ? 'same' : begins(matter.categoryCode, other.categoryCode, GROUP_DIGITS) ? 'group' : null
  const area = begins(matter.areaCode, other.areaCode, DISTRICT_DIGITS)
  const common = [...matter.grams].filter((gram) => other.grams.has(gram))
  const share = common.length === 0 ? 0 : common.length / Math.min(matter.grams.size, other.grams.size)
  const score = (category === 'same' ? SCORE.category : category === 'group' ? SCORE.group : 0) + (area ? SCORE.area : 0) + SCORE.words * share
  return score < ENOUGH || (category === null && share === 0) ? null : { score, why: { category, area, words: wordsOf([...matter.grams], new Set(common)).slice(0, WORDS_SHOWN) } }
}
