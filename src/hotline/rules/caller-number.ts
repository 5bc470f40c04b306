import { RAW_MAX } from './dialled-number.ts'

const MOBILE = /^1[3-9]\d{9}$/
/** 010, 02x, and four-digit area codes, then 7 or 8 digits. */
const LANDLINE = /^0(?:10|2\d|[3-9]\d{2})[1-9]\d{6,7}$/
/** A landline of the site itself, signalled without an area code. */
const LOCAL = /^[2-8]\d{6,7}$/
/** What people and switches write between digits. Anything else makes the number garbage, not a number with garbage in it. */
const WRITTEN = /^\+?[0-9 ().-]+$/

/**
 * A calling number in its one normal form: mobiles as 11 digits, landlines with their area code and its 0
 * (domain.md §2.8). Null when withheld or unusable: there is nobody to call back.
 */
export function callerNumber(raw: string, tel: string): string | null {
  if (raw.length > RAW_MAX) return null
  const text = raw.normalize('NFKC').trim()
  if (!WRITTEN.test(text)) return null
  const digits = text.replace(/\D/g, '')
  return (text.startsWith('+') ? null : domestic(digits, tel)) ?? withCountryCode(digits)
}

function domestic(digits: string, tel: string): string | null {
  if (MOBILE.test(digits) || LANDLINE.test(digits)) return digits
  // Out-of-town mobiles are dialled, and sometimes shown, with a leading 0.
  if (MOBILE.test(digits.slice(1)) && digits.startsWith('0')) return digits.slice(1)
  return LOCAL.test(digits) ? tel + digits : null
}

/** With the country code, the 0 of an area code is usually gone: 86 356 2021234. */
function withCountryCode(digits: string): string | null {
  const code = /^(?:00)?86/.exec(digits)?.[0]
  if (code === undefined) return null
  const rest = digits.slice(code.length)
  const forms = [rest, rest.replace(/^0/, ''), `0${rest}`]
  return forms.find((form) => MOBILE.test(form) || LANDLINE.test(form)) ?? null
}
