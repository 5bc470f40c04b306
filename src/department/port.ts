import type { DepartmentView } from '../contract/department.ts'
import type { SuggestionReason } from '../contract/responsibility.ts'

/** What is known of a matter when somebody must be found for it. */
export interface Matter {
  /** "0201"; null = not chosen yet. */
  category: string | null
  /** Request type, "complaint". */
  type: string | null
  /** Administrative division, GB/T 2260: "140502". */
  district: string | null
  /** Number dialled, "12333". */
  hotline?: string | null
  /** What the citizen said. Never kept or logged by whoever is asked. */
  text: string
}

/** A department that should have the matter, by the responsibility list (domain.md §4.7, §6.6). */
export interface UnitCandidate {
  /** Code of the department. */
  unit: string
  section: string | null
  coUnits: readonly string[]
  emergency: boolean
  /** What of the matter spoke for it. */
  why: SuggestionReason
  /** How many things its line names, and whether that is as many as the best one's. */
  named: number
  equal: boolean
  /** The line of the list that says so. */
  rule: { id: string; version: number; matter: string; legalBasis: string; note: string }
}

/** Best first. More than one, when rules are equally specific or only words speak for them: people decide. */
export type Suggest = (matter: Matter) => Promise<UnitCandidate[]>

/** By the list as it is in memory; `decided`: the first one and nobody else. */
export type Find = (matter: Matter) => { decided: boolean; candidates: readonly UnitCandidate[] }

/** Departments, in memory: nobody waits for the database. */
export interface Departments {
  all: () => readonly DepartmentView[]
  /** Those that take matters today. */
  inUse: () => readonly DepartmentView[]
  /** Also one that is not in use any more: old tickets name it. */
  find: (code: string) => DepartmentView | undefined
}
