/** What tells whether two tickets are about the same matter: hashes, so that nothing personal is compared. */
export interface Identity {
  /** The caller's number, and where to reach them. */
  numbers: readonly string[]
  categoryCode: string | null
  areaCode: string | null
  place: string | null
  subject: string | null
}

const both = (a: string | null, b: string | null): boolean => a !== null && a === b

export const sameCaller = (a: Identity, b: Identity): boolean => a.numbers.some((number) => b.numbers.includes(number))

/** Same category in the same area, about the same place or the same subject. */
export const samePlace = (a: Identity, b: Identity): boolean =>
  both(a.categoryCode, b.categoryCode) && both(a.areaCode, b.areaCode) && (both(a.place, b.place) || both(a.subject, b.subject))

/** Whether one may be merged into the other (T06). */
export const mayMerge = (draft: Identity, target: Identity): boolean => sameCaller(draft, target) || samePlace(draft, target)

/** A place or name as it is compared: without spaces, punctuation and the form of digits and letters. Empty = null. */
export function comparable(text: string): string | null {
  const plain = text.normalize('NFKC').toLowerCase().replaceAll(/[\s\p{P}\p{S}]+/gu, '')
  return plain === '' ? null : plain
}
