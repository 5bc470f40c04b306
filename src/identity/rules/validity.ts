/** First and last day of access, both included, where the site is: "2026-12-01". null is no limit. */
export interface Dates {
  validFrom: string | null
  validUntil: string | null
}

export const validOn = ({ validFrom, validUntil }: Dates, day: string): boolean => (validFrom === null || validFrom <= day) && (validUntil === null || day <= validUntil)
