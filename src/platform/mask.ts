import type { Fields } from './log.ts'

// What may be written to a log: no whole telephone numbers, no secrets, nothing endless.

const MAX_TEXT = 2_000
const MAX_DEPTH = 6
const MAX_ITEMS = 50
const SECRET = /pass(word|wd)?|secret|token|authorization|cookie|fieldkey|credential|totp|api_?key|digest/i
const NUMBER_FIELD = /^(ani|aniraw|caller|callernumber|callerid|phone|mobile|telephone|tel)$/i

// Mainland mobiles (11 digits from 13 to 19), with or without +86; and fixed lines with their area code (0 + 2–3 + 7–8).
const MOBILE = /(?<!\d)((?:\+?86)?1[3-9]\d)\d{4}(\d{4})(?!\d)/g
const FIXED = /(?<!\d)((?:\+86)?0?(?:10|2\d|[3-9]\d{2})-?\d{3})\d{2,3}(\d{2})(?!\d)/g
const FIXED_LIKE = /(?<!\d)(?:\+86|0)/ // a fixed line is only recognised with its trunk or country prefix

/** "13812345678" → "138****5678", "0991-2345678" → "0991-234****78"; everything else unchanged. */
export function maskNumbers(text: string): string {
  const mobiles = text.replace(MOBILE, '$1****$2')
  return FIXED_LIKE.test(mobiles) ? mobiles.replace(FIXED, maskFixed) : mobiles
}

const maskFixed = (whole: string, head: string, tail: string): string =>
  whole.startsWith('0') || whole.startsWith('+') ? `${head}****${tail}` : whole

/** A field known to hold a calling number: whatever its form, at most the first 3 and last 4 digits stay. */
function maskNumberField(text: string): string {
  if (text.length <= 4) return text // an extension
  return text.length < 9 ? `${text.slice(0, 2)}****` : `${text.slice(0, 3)}****${text.slice(-4)}`
}

function masked(name: string, value: unknown, depth: number): unknown {
  if (value !== null && value !== undefined && SECRET.test(name)) return '[hidden]'
  if (NUMBER_FIELD.test(name) && (typeof value === 'string' || typeof value === 'number')) return maskNumberField(String(value))
  switch (typeof value) {
    case 'string':
      return maskNumbers(value.length > MAX_TEXT ? `${value.slice(0, MAX_TEXT)}…` : value)
    case 'number':
      return value >= 13_000_000_000 && value <= 19_999_999_999 ? maskNumbers(String(value)) : value
    case 'bigint':
      return String(value)
    case 'object':
      return depth >= MAX_DEPTH ? '[deep]' : maskedObject(value, depth)
    case 'function':
    case 'symbol':
      return `[${typeof value}]`
    default:
      return value
  }
}

function maskedObject(value: object | null, depth: number): unknown {
  if (value === null) return null
  if (value instanceof Error) return maskedError(value, depth)
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.slice(0, MAX_ITEMS).map((item) => masked('', item, depth + 1))
  if (value instanceof Map) return maskedObject(Object.fromEntries(value), depth)
  if (value instanceof Set) return maskedObject([...value], depth)
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`
  const entries = Object.entries(value).slice(0, MAX_ITEMS)
  return Object.fromEntries(entries.map(([key, inner]) => [key, masked(key, inner, depth + 1)]))
}

function maskedError(error: Error, depth: number): unknown {
  const { name, message, stack, cause, ...more } = error as Error & Record<string, unknown>
  return {
    name,
    message: masked('', message, depth),
    ...(maskedObject(more, depth + 1) as object),
    stack: masked('', stack, depth),
    ...(cause === undefined ? {} : { cause: masked('cause', cause, depth + 1) }),
  }
}

/** A copy of `fields` that may be written down. Never throws; circular structures end at a fixed depth. */
export const maskFields = (fields: Fields): Fields => maskedObject(fields, 0) as Fields
