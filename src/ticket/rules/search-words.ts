import { grams, plain } from './segment.ts'

export interface SearchWords {
  /** Each of them must be in the ticket, in whichever of its texts. */
  parts: readonly string[]
  /** A ticket without one of these can not have them all; empty = a single character, which no ticket is kept by. */
  grams: readonly string[]
}

/** What was typed into the search, divided where there are spaces; no parts = nothing that can be found. */
export function searchWords(typed: string): SearchWords {
  const parts = [...new Set(typed.split(/\s+/u).map(plain).filter((part) => part !== ''))]
  return { parts, grams: [...new Set(parts.flatMap(grams))] }
}

/** Whether all of it is there; texts are plain. "4号楼" is not in "14号楼": letters and digits count as whole words. */
export const hasAll = ({ parts }: SearchWords, texts: readonly string[]): boolean => parts.every((part) => texts.some((text) => contains(text, part)))

const WORD = /^(?!\p{Script=Han})[\p{L}\p{N}\p{M}]$/u
const isWord = (char: string | undefined): boolean => char !== undefined && WORD.test(char)

function contains(text: string, part: string): boolean {
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
    const [before, after] = [text[at - 1], text[at + part.length]]
    if (!(isWord(before) && isWord(part[0])) && !(isWord(after) && isWord(part.at(-1)))) return true
  }
  return false
}
