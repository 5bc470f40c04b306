export type Language = 'zh' | 'en'

/** The better of our two languages for an Accept-Language header (RFC 9110 §12.5.4); Chinese unless English is wanted more. */
export function languageOf(header: string | undefined): Language {
  let best: Language = 'zh'
  let bestWeight = 0
  for (const part of (header ?? '').slice(0, 500).split(',')) {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
    const language = /^(zh|en)(-|$)/.exec(tag)?.[1] as Language | undefined
    const q = parameters.map((p) => /^\s*q=([01](?:\.\d{0,3})?)$/.exec(p)?.[1]).find((found) => found !== undefined)
    const weight = Number(q ?? 1)
    if (language && weight > bestWeight) [best, bestWeight] = [language, weight]
  }
  return best
}
