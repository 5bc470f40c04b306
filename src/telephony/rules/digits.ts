export const DUPLICATE_WITHIN_MS = 40

/** The same key of the same leg within 40 ms is one key told twice: RFC 4733 and SIP INFO. */
export interface LastDigit {
  digit: string
  at: number
}

export const isRepeated = (last: LastDigit | undefined, digit: string, at: number): boolean =>
  last !== undefined && last.digit === digit && at - last.at < DUPLICATE_WITHIN_MS
