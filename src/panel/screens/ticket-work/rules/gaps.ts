const GAP = /【[^【】]{1,12}】/g

/**
 * The first gap of a phrase that was not filled in, as it stands there; null = none. Only gaps of these phrases count: numbers of
 * documents have such marks too.
 */
export function gapIn(text: string, phrases: readonly string[]): string | null {
  const gaps = phrases.flatMap((phrase) => [...phrase.matchAll(GAP)].map(([gap]) => gap))
  return gaps.find((gap) => text.includes(gap)) ?? null
}

/** The phrase after what is there, on a line of its own. */
export const withPhrase = (text: string, phrase: string, max: number): string => (text.trim() === '' ? phrase : `${text.trimEnd()}\n${phrase}`).slice(0, max)
