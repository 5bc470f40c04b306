import { speakEnglish, speakEnglishValue } from './spoken-en.ts'

export type Language = 'zh-CN' | 'en'
export const LANGUAGES = ['zh-CN', 'en'] as const satisfies readonly Language[]

/** How the value of a gap is read. */
export type Reading = 'text' | 'digits' | 'date' | 'count'

/** Every gap a prompt may have (domain.md §6.7). */
export const GAPS: Readonly<Record<string, Reading>> = {
  site: 'text',
  line: 'text',
  number: 'digits',
  cancelDate: 'date',
  date: 'date',
  n: 'count',
  group: 'text',
  agentNo: 'digits',
  peer: 'text',
  status: 'text',
  text: 'text',
}

const GAP = /\{([A-Za-z]+)\}/g

/** Names of the gaps in a text, known or not, each once. */
export const gapsIn = (template: string): string[] => [...new Set([...template.matchAll(GAP)].map(([, name]) => name ?? ''))]

/** The same for every call: no gap but the site's name. */
export const isFixed = (template: string): boolean => gapsIn(template).every((gap) => gap === 'site')

export interface SpokenText {
  /** Ready for a voice: Mandarin in Chinese characters and pauses only, English in letters and pauses only. */
  text: string
  /** Gaps nobody filled; they are left out of the speech. */
  missing: readonly string[]
}

/** Fills the gaps of a prompt and writes everything out as it is said. */
export function fill(template: string, values: Readonly<Record<string, string>>, language: Language): SpokenText {
  const missing: string[] = []
  const filled = template.replace(GAP, (_, gap: string) => {
    const value = Object.hasOwn(values, gap) ? values[gap]?.trim() : undefined
    if (value) return speakValue(value, GAPS[gap] ?? 'digits', language)
    missing.push(gap)
    return ''
  })
  return { text: language === 'en' ? speakEnglish(filled) : speakChinese(filled), missing }
}

/** One value as it is said. What does not look like its kind is read as text, digit by digit. */
export function speakValue(value: string, reading: Reading, language: Language): string {
  if (language === 'en') return speakEnglishValue(value, reading)
  if (reading === 'digits') return speakChinese(value.replace(/\d+/g, byPhone))
  if (reading === 'count' && /^\d{1,4}$/.test(value)) return countOf(Number(value))
  if (reading === 'count') return speakChinese(value.replace(/\d+/g, byPhone))
  return speakChinese(value)
}

const DIGITS = Array.from('零一二三四五六七八九')
const PLACES = ['', '十', '百', '千']

/** Digit by digit, 1 as 幺: how telephone numbers are said, so that 一 is not taken for 七. */
const byPhone = (digits: string): string => Array.from(digits).map((d) => (d === '1' ? '幺' : (DIGITS[Number(d)] ?? ''))).join('')

/** Years are read digit by digit too, but with 〇 and 一: 二〇二六. */
const byYear = (digits: string): string => Array.from(digits).map((d) => (d === '0' ? '〇' : (DIGITS[Number(d)] ?? ''))).join('')

/** A cardinal from 0 to 9999: 十一, 一百零二, 三千零四十. */
export function cardinal(n: number): string {
  if (n === 0) return '零'
  const digits = Array.from(String(n)).map(Number)
  let spoken = ''
  let gap = false
  digits.forEach((digit, i) => {
    const place = digits.length - 1 - i
    if (digit === 0) gap = true
    else {
      spoken += (gap ? '零' : '') + (DIGITS[digit] ?? '') + (PLACES[place] ?? '')
      gap = false
    }
  })
  return spoken.replace(/^一十/, '十')
}

/** How many of something, before a measure word: two is 两 (两位, 两千), not 二. */
export const countOf = (n: number): string => cardinal(n).replace(/^二$/, '两').replace(/^二千/, '两千')

const dateOf = (year: string, month: string, day: string): string =>
  `${byYear(year)}年${cardinal(Number(month))}月${cardinal(Number(day))}日`

function timeOf(hour: string, minute: string): string {
  const minutes = Number(minute)
  if (minutes === 0) return `${cardinal(Number(hour))}点`
  return `${cardinal(Number(hour))}点${minutes < 10 ? '零' : ''}${cardinal(minutes)}分`
}

/** Latin letters by the names Chinese speakers give them. */
const LETTERS: Readonly<Record<string, string>> = {
  A: '诶', B: '比', C: '西', D: '迪', E: '伊', F: '艾弗', G: '吉', H: '艾尺', I: '艾', J: '杰', K: '开', L: '艾勒', M: '艾姆',
  N: '恩', O: '欧', P: '披', Q: '丘', R: '阿尔', S: '艾斯', T: '提', U: '优', V: '维', W: '达布溜', X: '艾克斯', Y: '歪', Z: '贼',
}

/**
 * Any text as it is said in Mandarin: dates, times and numbers written out, everything that has no sound dropped.
 * A number of one or two digits is a quantity or a key (请按一, 二十四小时); a longer one is a telephone number.
 */
export function speakChinese(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)/g, (_, y: string, m: string, d: string) => dateOf(y, m, d))
    .replace(/(?<!\d)(\d{4})(?=年)/g, byYear)
    .replace(/(?<![\d:])(\d{1,2}):(\d{2})(?![\d:])/g, (_, h: string, m: string) => timeOf(h, m))
    .replace(/(?<![\d.])(\d{1,4})\.(\d{1,4})(?![\d.])/g, (_, whole: string, part: string) => `${cardinal(Number(whole))}点${byYear(part).replaceAll('〇', '零')}`)
    .replace(/(?<=\d)-(?=\d)/g, '')
    .replace(/\d+/g, (digits) => (digits.length <= 2 ? cardinal(Number(digits)) : byPhone(digits)))
    .replace(/[A-Za-z]/g, (letter) => LETTERS[letter.toUpperCase()] ?? '')
    .replace(/[,;:、]/g, ',')
    .replace(/[.!?。…]/g, '。')
    .replace(/[^\p{Script=Han}〇,。]/gu, '')
    .replace(/[,。]*。[,。]*/g, '。')
    .replace(/,+/g, ',')
    .replace(/^[,。]+/, '')
}
