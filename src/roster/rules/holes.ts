/** A stretch of time, its end not included; Unix ms. */
export interface Span {
  startsAt: number
  endsAt: number
}

/** What of the span is covered by none of the others, in order. */
export function uncovered(span: Span, by: readonly Span[]): Span[] {
  const found: Span[] = []
  let at = span.startsAt
  for (const { startsAt, endsAt } of by.toSorted((a, b) => a.startsAt - b.startsAt)) {
    if (startsAt >= span.endsAt) break
    if (startsAt > at) found.push({ startsAt: at, endsAt: startsAt })
    at = Math.max(at, endsAt)
  }
  if (at < span.endsAt) found.push({ startsAt: at, endsAt: span.endsAt })
  return found
}

/** Opening hours, as far as they matter here: whether it is open, and when that changes. */
export interface Opening {
  isOpen: (at: number) => boolean
  nextChange: (at: number) => number | null
}

/** Opens and closes no more often than this in the time that is looked at. */
const TURNS_MAX = 2_000

/** When it is closed within the span. */
export function closedIn({ startsAt, endsAt }: Span, { isOpen, nextChange }: Opening): Span[] {
  const found: Span[] = []
  let at = startsAt
  for (let turns = 0; at < endsAt && turns < TURNS_MAX; turns += 1) {
    const until = Math.min(nextChange(at) ?? endsAt, endsAt)
    if (!isOpen(at)) found.push({ startsAt: at, endsAt: until })
    at = until
  }
  return found
}

export interface HolesAsked {
  span: Span
  /** When somebody has to be on duty. */
  needed: readonly Span[]
  /** When somebody is. */
  turns: readonly Span[]
}

/** When nobody is on duty although somebody has to be (G03). */
export const holesIn = ({ span, needed, turns }: HolesAsked): Span[] =>
  joined(needed).flatMap(({ startsAt, endsAt }) => {
    const within = { startsAt: Math.max(startsAt, span.startsAt), endsAt: Math.min(endsAt, span.endsAt) }
    return within.startsAt < within.endsAt ? uncovered(within, turns) : []
  })

/** Those that touch or overlap are one. */
export function joined(spans: readonly Span[]): Span[] {
  const found: Span[] = []
  for (const span of spans.toSorted((a, b) => a.startsAt - b.startsAt)) {
    const last = found.at(-1)
    if (last && span.startsAt <= last.endsAt) last.endsAt = Math.max(last.endsAt, span.endsAt)
    else found.push({ ...span })
  }
  return found
}
