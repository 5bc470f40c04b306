import type { AdvisedByList, DispatchAdvice } from '../../contract/dispatch-advice.ts'
import type { TicketRecord } from '../../contract/ticket-record.ts'
import type { Case, Context } from './case.ts'
import { faultsOfUnit } from './sending.ts'

type Fault = DispatchAdvice['faults'][number]
type Returned = DispatchAdvice['returned'][number]

const textIn = (data: TicketRecord['data'], name: string): string => (typeof data[name] === 'string' ? data[name] : '')

/** Departments that gave it back, with what they said. */
export const returnedBy = (records: readonly TicketRecord[]): Returned[] =>
  records.filter(({ kind, state, unit }) => kind === 'return_request' && state === 'done' && unit !== null).map(({ unit, settledAt, openedAt, data }) => ({
    unit: unit ?? '', at: settledAt ?? openedAt, reason: textIn(data, 'reason'), basis: textIn(data, 'basis'), suggestedUnit: textIn(data, 'suggestedUnit') || null,
  }))

/** What speaks against each, if anything. Outside the district is possible for a reason that is said. */
export function adviceFaults(units: readonly string[], place: Pick<Case, 'processing' | 'workspace' | 'areaCode'>, around: Pick<Context, 'units'>): Fault[] {
  return [...new Set(units)].flatMap((unit): Fault[] => {
    const [fault] = faultsOfUnit(place, { unit, path: 'unit' }, around)
    if (fault) return [{ unit, why: fault.why === 'otherWorkspace' ? 'otherWorkspace' : 'notInUse' }]
    return around.units.covers(unit, place.areaCode) ? [] : [{ unit, why: 'outsideDistrict' }]
  })
}

/**
 * The one to take unless somebody knows better: whom the department that gave it back last has named, else the one the list
 * names, else whom the agent chose. Never one that gave it back itself, or cannot have it as it is.
 */
export function bestOf({ list, decided, byAgent, returned, faults }: Pick<DispatchAdvice, 'list' | 'decided' | 'byAgent' | 'returned' | 'faults'>): DispatchAdvice['best'] {
  const fits = (unit: string | null): unit is string => unit !== null && !faults.some((one) => one.unit === unit) && !returned.some((one) => one.unit === unit)
  const line = (unit: string): AdvisedByList | undefined => list.find((one) => one.unit === unit)
  const named = returned.at(-1)?.suggestedUnit ?? null
  const [first] = list
  const taken = (unit: string, from: 'list' | 'returned' | 'agent') => ({ unit, section: line(unit)?.section ?? null, coUnits: (line(unit)?.coUnits ?? []).filter((code) => code !== unit), from })
  if (fits(named)) return taken(named, 'returned')
  if (decided && first && fits(first.unit)) return taken(first.unit, 'list')
  return fits(byAgent) ? taken(byAgent, 'agent') : null
}
