const DIGITS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']
const TEENS = ['ten', 'eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen']
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']
const MONTHS = [
  'January', 'February', 'March', 'April', 'May', 'June',
  'July', 'August', 'September', 'October', 'November', 'December',
]
const ORDINALS: Readonly<Record<string, string>> = {
  one: 'first', two: 'second', three: 'third', five: 'fifth', eight: 'eighth', nine: 'ninth', twelve: 'twelfth',
}

const digitByDigit = (digits: string): string => Array.from(digits).map((d) => DIGITS[Number(d)]).join(' ')

/** A cardinal from 0 to 9999. */
export function englishCardinal(n: number): string {
  if (n < 10) return DIGITS[n] ?? ''
  if (n < 20) return TEENS[n - 10] ?? ''
  if (n < 100) return [TENS[Math.floor(n / 10)], n % 10 ? DIGITS[n % 10] : ''].join(' ').trim()
  const [size, name] = n < 1_000 ? [100, 'hundred'] : [1_000, 'thousand']
  const rest = n % size
  return `${englishCardinal(Math.floor(n / size))} ${name}${rest === 0 ? '' : rest < 100 ? ` and ${englishCardinal(rest)}` : ` ${englishCardinal(rest)}`}`
}

function ordinal(n: number): string {
  const words = englishCardinal(n).split(' ')
  const last = words.pop() ?? ''
  return [...words, ORDINALS[last] ?? (last.endsWith('y') ? `${last.slice(0, -1)}ieth` : `${last}th`)].join(' ')
}

function year(y: number): string {
  if (y % 1_000 < 10) return englishCardinal(y)
  const rest = y % 100
  const century = englishCardinal(Math.floor(y / 100))
  return rest === 0 ? `${century} hundred` : `${century} ${rest < 10 ? `oh ${englishCardinal(rest)}` : englishCardinal(rest)}`
}

const dateOf = (y: string, m: string, d: string): string => `${MONTHS[Number(m) - 1] ?? ''} ${ordinal(Number(d))}, ${year(Number(y))}`

export function speakEnglishValue(value: string, reading: 'text' | 'digits' | 'date' | 'count'): string {
  if (reading === 'digits') return speakEnglish(value.replace(/\d+/g, digitByDigit))
  if (reading === 'count' && !/^\d{1,4}$/.test(value)) return speakEnglish(value.replace(/\d+/g, digitByDigit))
  return reading === 'count' ? englishCardinal(Number(value)) : speakEnglish(value)
}

/** Any text as it is said in English; numbers of three digits and more are telephone numbers. */
export function speakEnglish(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)/g, (_, y: string, m: string, d: string) => dateOf(y, m, d))
    .replace(/\d+/g, (digits) => (digits.length <= 2 ? englishCardinal(Number(digits)) : digitByDigit(digits)))
    .replaceAll('。', '.')
    .replace(/[、;:]/g, ',')
    .replace(/[^A-Za-z,.?!' -]/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/ (?=[,.?!])/g, '')
    .trim()
}
