/** A mobile, or a fixed line with or without its area code (YD/T 1445, domain.md §2.8). */
const MOBILE = /^1[3-9]\d{9}$/
const FIXED = /^0\d{9,11}$/
const LOCAL = /^[2-8]\d{6,7}$/

/** The number a caller typed to be called back at, as it will be dialled; null when no citizen has such a number. */
export function callbackNumber(digits: string, areaCode: string): string | null {
  if (MOBILE.test(digits) || FIXED.test(digits)) return digits
  return LOCAL.test(digits) ? `${areaCode}${digits}` : null
}
