import { simplified } from './simplified.ts'

const RUNS = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}\p{M}])+/gu
const HAN = /^\p{Script=Han}/u
const WORD_MAX = 40

/**
 * Text as it is searched: full and half width, upper and lower case, traditional and simplified characters alike, without
 * spaces and punctuation, but for one space between two words of letters or digits.
 */
export function plain(text: string): string {
  let [found, endsInWord] = ['', false]
  for (const [run] of simplified(text.normalize('NFKC').toLowerCase()).matchAll(RUNS)) {
    const isWord = !HAN.test(run)
    found += isWord && endsInWord ? ` ${run}` : run
    endsInWord = isWord
  }
  return found
}

/**
 * What a plain text is found by: every two neighbouring Chinese characters, and every word of letters or digits. No
 * dictionary: two characters are the commonest Chinese word, and a name or a place in none is found as well.
 */
export function grams(text: string): string[] {
  const found = new Set<string>()
  for (const [run] of text.matchAll(RUNS)) {
    if (!HAN.test(run)) found.add(run.slice(0, WORD_MAX))
    else for (const pair of pairs(Array.from(run))) found.add(pair)
  }
  return [...found]
}

const pairs = (chars: readonly string[]): string[] => chars.slice(1).map((char, before) => `${chars[before] ?? ''}${char}`)
