/** One syllable per character, tone as a digit: 您好 → nin2, hao3. The dictionary behind it is chosen by the caller. */
export type Dictionary = (hanzi: string) => readonly string[]

/** Words the dictionary reads wrongly, as the field says them. */
export const CORRECTIONS: Readonly<Record<string, string>> = {
  处长: 'chu4 zhang3',
  还款: 'huan2 kuan3',
  部分: 'bu4 fen5',
  对不起: 'dui4 bu5 qi3',
}

const WORDS = new RegExp(`(${Object.keys(CORRECTIONS).join('|')})`)

/**
 * Mandarin text as the espeak voice cmn-latn-pinyin reads it: syllables with tone digits, pauses kept.
 * The neutral tone is 5 there; a syllable marked 0 or not at all would be spoken in the first tone.
 */
export function pinyinOf(spoken: string, dictionary: Dictionary): string {
  return spoken
    .split(/([,。])/)
    .map((part) => (part === ',' ? ', ' : part === '。' ? '. ' : syllables(part, dictionary)))
    .join('')
    .trim()
}

const syllables = (phrase: string, dictionary: Dictionary): string => {
  const read = dictionary(phrase)
  const chars = Array.from(phrase)
  const right = chars.length === read.length ? corrected(phrase, read) : read
  return right.map(withTone).join(' ')
}

/** The dictionary sees the whole phrase, since the neighbours of a word decide its reading; then single words are set right. */
function corrected(phrase: string, read: readonly string[]): readonly string[] {
  let at = 0
  return phrase.split(WORDS).flatMap((piece) => {
    const length = Array.from(piece).length
    const mine = read.slice(at, at + length)
    at += length
    return CORRECTIONS[piece]?.split(' ') ?? mine
  })
}

const withTone = (syllable: string): string => {
  const plain = syllable.toLowerCase().replace(/[^a-z0-9]/g, '')
  return /[1-5]$/.test(plain) ? plain : plain.replace(/0$/, '').concat(plain ? '5' : '')
}
