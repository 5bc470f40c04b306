import type { Responsibility, SuggestionReason } from '../../contract/responsibility.ts'
import type { Matter } from '../port.ts'

export interface Match {
  rule: Responsibility
  reason: SuggestionReason
  /** How many things the line names: the more, the more specific. */
  named: number
  /** As specific as the best one. */
  equal: boolean
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
  if (!first) return { matches: [], decided: false }
  const placed = matches.map((other) => ({ ...other, equal: bySpecificity(first, other) === 0 }))
  return { matches: placed, decided: placed.every(({ rule, equal }) => !equal || sameOwner(rule, first.rule)) }
}

const holdsOn = ({ validFrom, validUntil }: Responsibility, day: string): boolean => (validFrom === null || validFrom <= day) && (validUntil === null || day <= validUntil)

const sameOwner = (one: Responsibility, other: Responsibility): boolean => one.department === other.department && one.section === other.section

/** null when the line does not fit, or names nothing at all. */
function matchOf(rule: Responsibility, { category, text, district, hotline, type }: Matter): Omit<Match, 'equal'> | null {
  const keywords = rule.keywords.filter((word) => text.toLowerCase().includes(word.toLowerCase()))
  const fits =
    begins(rule.category, category) &&
    begins(rule.district, district) &&
    (rule.hotline === null || rule.hotline === hotline) &&
    (rule.type === null || rule.type === type) &&
    (rule.keywords.length === 0 || keywords.length > 0)
  const reason = { category: rule.category, district: rule.district, hotline: rule.hotline, type: rule.type, keywords }
  const named = namedIn(reason)
  return fits && named > 0 ? { rule, reason, named } : null
}

const begins = (prefix: string | null, given: string | null): boolean => prefix === null || (given !== null && given.startsWith(prefix))

const namedIn = ({ category, district, hotline, type, keywords }: SuggestionReason): number =>
  [category !== null, district !== null, hotline !== null, type !== null, keywords.length > 0].filter(Boolean).length

/** Below 0 when the first is the more specific one. */
function bySpecificity(one: Omit<Match, 'equal'>, other: Omit<Match, 'equal'>): number {
  const length = (text: string | null): number => text?.length ?? 0
  return (
    other.named - one.named ||
    length(other.reason.category) - length(one.reason.category) ||
    length(other.reason.district) - length(one.reason.district)
  )
}
