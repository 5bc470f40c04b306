import type { Responsibility, SuggestionReason } from '../../contract/responsibility.ts'
import type { Matter } from '../port.ts'

export interface Match {
  rule: Responsibility
  reason: SuggestionReason
}

export interface Matches {
  /** Most specific first. */
  matches: readonly Match[]
  /** False when nothing fits, or when equally specific lines name different departments or sections: triage (domain.md §4.7). */
  decided: boolean
}

/**
 * The lines of the responsibility list that fit the matter on the day. The more a line names, the more specific it is;
 * among equals the longer category counts, then the longer district.
 */
export function matchRule(rules: readonly Responsibility[], matter: Matter, day: string): Matches {
  const matches = rules
    .filter((rule) => holdsOn(rule, day))
    .flatMap((rule) => matchOf(rule, matter) ?? [])
    .toSorted((one, other) => bySpecificity(one, other) || (one.rule.id < other.rule.id ? -1 : 1))
  const [first] = matches
  if (!first) return { matches, decided: false }
  const equals = matches.filter((other) => bySpecificity(first, other) === 0)
  return { matches, decided: equals.every(({ rule }) => sameOwner(rule, first.rule)) }
}

const holdsOn = ({ validFrom, validUntil }: Responsibility, day: string): boolean => (validFrom === null || validFrom <= day) && (validUntil === null || day <= validUntil)

const sameOwner = (one: Responsibility, other: Responsibility): boolean => one.department === other.department && one.section === other.section

/** null when the line does not fit, or names nothing at all. */
function matchOf(rule: Responsibility, { category, text, district, hotline, type }: Matter): Match | null {
  const keywords = rule.keywords.filter((word) => text.toLowerCase().includes(word.toLowerCase()))
  const fits =
    begins(rule.category, category) &&
    begins(rule.district, district) &&
    (rule.hotline === null || rule.hotline === hotline) &&
    (rule.type === null || rule.type === type) &&
    (rule.keywords.length === 0 || keywords.length > 0)
  const match = { rule, reason: { category: rule.category, district: rule.district, hotline: rule.hotline, type: rule.type, keywords } }
  return fits && namedIn(match) > 0 ? match : null
}

const begins = (prefix: string | null, given: string | null): boolean => prefix === null || (given !== null && given.startsWith(prefix))

const namedIn = ({ reason: { category, district, hotline, type, keywords } }: Match): number =>
  [category !== null, district !== null, hotline !== null, type !== null, keywords.length > 0].filter(Boolean).length

/** Below 0 when the first is the more specific one. */
function bySpecificity(one: Match, other: Match): number {
  const length = (text: string | null): number => text?.length ?? 0
  return (
    namedIn(other) - namedIn(one) ||
    length(other.reason.category) - length(one.reason.category) ||
    length(other.reason.district) - length(one.reason.district)
  )
}
