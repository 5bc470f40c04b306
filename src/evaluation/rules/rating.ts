import type { EvaluationAverage, EvaluationKind, PutEvaluation, ToRate } from '../../contract/evaluation.ts'

/** What of a ticket says who may rate whom (G46). */
export interface Rated {
  /** How often it was done anew. */
  round: number
  /** The last time is fed back. */
  fedBack: boolean
  lead: string | null
  /** Departments that assisted, by round. */
  co: readonly { unit: string; round: number }[]
}

/** After that nobody changes it any more. */
export const CHANGED_MS = 7 * 86_400_000

/** Pairs that can be rated: of rounds that were fed back. */
export function ratable({ round: last, fedBack, lead, co }: Rated): ToRate[] {
  const rounds = Array.from({ length: fedBack ? last + 1 : last }, (_, round) => round)
  return rounds.flatMap((round): ToRate[] => [
    ...(lead === null ? [] : [{ kind: 'centre_lead' as const, round, about: lead }]),
    ...[...new Set(co.filter((one) => one.round === round && one.unit !== lead).map(({ unit }) => unit))].map((about) => ({ kind: 'lead_co' as const, round, about })),
  ])
}

const NEEDED: Readonly<Record<EvaluationKind, readonly ('timeliness' | 'effect' | 'cooperation')[]>> = { centre_lead: ['timeliness', 'effect'], lead_co: ['cooperation'] }

/** Scores that are missing, or are not asked of this kind. */
export const faultsOf = (given: Pick<PutEvaluation, 'kind' | 'timeliness' | 'effect' | 'cooperation'>): string[] =>
  (['timeliness', 'effect', 'cooperation'] as const).filter((score) => NEEDED[given.kind].includes(score) !== (given[score] !== null))

export interface Sums {
  about: string
  kind: EvaluationKind
  count: number
  timeliness: number | null
  effect: number | null
  cooperation: number | null
}

const rounded = (average: number | null | undefined): number | null => (average === null || average === undefined ? null : Math.round(average * 100) / 100)

/** By department, as lead and as one that assists; the department's code first. */
export function averagesOf(rows: readonly Sums[]): EvaluationAverage[] {
  return [...new Set(rows.map(({ about }) => about))].toSorted().map((unit) => {
    const [lead, co] = (['centre_lead', 'lead_co'] as const).map((kind) => rows.find((one) => one.about === unit && one.kind === kind))
    return { unit, asLead: lead?.count ?? 0, timeliness: rounded(lead?.timeliness), effect: rounded(lead?.effect), asCo: co?.count ?? 0, cooperation: rounded(co?.cooperation) }
  })
}
