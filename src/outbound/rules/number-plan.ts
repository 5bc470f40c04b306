// What may be dialled to the outside: the first wall against toll fraud (docs/decisions/0014-outbound-gate.md). Only
// what is named here passes. The dialplan's context `outbound` says the same once more, in its own words.

/** Why a number is not dialled; stable, shown to clients. */
export type Barred =
  | 'empty'
  /** Letters, "@", ";", "&", full-width digits, control characters, SIP and tel addresses … */
  | 'characters'
  | 'too_long'
  /** "*" and "#": codes that set up call forwarding at the carrier. */
  | 'service_code'
  | 'international'
  | 'premium'
  | 'satellite'
  /** Short numbers and shared-cost numbers pass when they are listed (policy outbound.shortCodes, lines of the registry). */
  | 'not_listed'
  | 'not_a_number'

export type Dialable = { ok: true; number: string; kind: 'mobile' | 'fixed' | 'listed' } | { ok: false; why: Barred }

export interface NumberPlan {
  /** The site's own area code with its 0: "0991". */
  tel: string
  /** Numbers that pass exactly as they are: "12366", "110", "4001234567". */
  listed: ReadonlySet<string>
}

/** What a person may write between digits: blanks, hyphens, one pair of brackets. */
const WRITTEN = /^\+?[0-9 -]*(?:\([0-9 -]*\)[0-9 -]*)?$/
const CODES = /^[0-9*#]+$/
const INPUT_MAX = 40
/** IP prefix, 0086, area code, number. */
const DIGITS_MAX = 21

/** Prefixes that choose a long-distance carrier; what follows is judged as if they were not there. */
const CARRIER_PREFIX = /^(?:179\d\d|12593|10193|11808)(?=\d{7})/

// MIIT numbering plan (电信网编号计划, 2017) and later allocations. Not mobile although they look like it: 160 and 168
// (information services), 179 (carrier prefixes), 1349 and 174 (satellites).
const MOBILE = /^1[3-9]\d{9}$/
const SATELLITE = /^0?(?:1349|174)\d+$/
const PREMIUM = /^(?:0\d{2,3})?(?:16[08]\d{4,8}|9[56]\d{3,6})$/
const NO_MOBILE = /^(?:16[08]|179)/
const FIXED = /^0(?:10[2-8]\d{7}|2[0-57-9][2-8]\d{7}|[3-9]\d\d[2-8]\d{6,7})$/
const LISTED_ONLY = /^(?:\d{3,6}|[48]00\d{7}|0\d{2,3}\d{3,5})$/

/** The number to be dialled for what somebody typed or a register holds. */
export function dialable(input: string, plan: NumberPlan): Dialable {
  const text = input.replace(/^ +| +$/g, '')
  if (text === '') return barred('empty')
  if (text.length > INPUT_MAX) return barred('too_long')
  if (CODES.test(text) && /[*#]/.test(text)) return barred('service_code')
  if (!WRITTEN.test(text)) return barred('characters')
  const digits = text.replace(/\D/g, '')
  if (digits === '') return barred('empty')
  if (digits.length > DIGITS_MAX) return barred('too_long')
  if (text.startsWith('+')) return digits.startsWith('86') ? fromAbroad(digits.slice(2), plan) : barred('international')
  if (plan.listed.has(digits)) return { ok: true, number: digits, kind: 'listed' }
  const asItIs = national(digits, plan)
  if (asItIs.ok) return asItIs
  return withCountry(digits.replace(CARRIER_PREFIX, ''), plan)
}

/** "0086…" and "86…" are our own country. */
function withCountry(digits: string, plan: NumberPlan): Dialable {
  if (digits.startsWith('0086')) return fromAbroad(digits.slice(4), plan)
  if (digits.startsWith('00')) return barred('international')
  const asItIs = national(digits, plan)
  if (asItIs.ok || !/^86\d{10,12}$/.test(digits)) return asItIs
  return fromAbroad(digits.slice(2), plan)
}

/** As dialled from abroad after the country code: an area code has lost its 0, though many write it. */
function fromAbroad(digits: string, plan: NumberPlan): Dialable {
  if (digits.startsWith('00')) return barred('international')
  const whole = digits.startsWith('0') || MOBILE.test(digits) ? digits : `0${digits}`
  const judged = national(whole, { ...plan, listed: new Set() })
  return judged.ok || judged.why !== 'not_listed' ? judged : barred('not_a_number')
}

function national(digits: string, { tel, listed }: NumberPlan): Dialable {
  if (listed.has(digits)) return { ok: true, number: digits, kind: 'listed' }
  if (digits.startsWith('00')) return barred('international')
  if (SATELLITE.test(digits) && digits.length >= 11) return barred('satellite')
  if (PREMIUM.test(digits)) return barred('premium')
  const mobile = digits.replace(/^0(?=1)/, '') // callers from other towns used to be shown, and dialled, with a 0
  if (MOBILE.test(mobile)) return NO_MOBILE.test(mobile) ? barred('premium') : { ok: true, number: mobile, kind: 'mobile' }
  if (FIXED.test(digits)) return { ok: true, number: digits, kind: 'fixed' }
  if (isLocal(digits, tel)) return { ok: true, number: `${tel}${digits}`, kind: 'fixed' }
  return barred(LISTED_ONLY.test(digits) ? 'not_listed' : 'not_a_number')
}

/** A number of the site's own town: eight digits, or seven where the area code has four. */
const isLocal = (digits: string, tel: string): boolean => /^[2-8]\d{6,7}$/.test(digits) && FIXED.test(`${tel}${digits}`)

const barred = (why: Barred): Dialable => ({ ok: false, why })
