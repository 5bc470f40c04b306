import { type Case, type Context, moves, type Outcome, stays } from './case.ts'
import { emergencyNotices, faultsOf, sentTo } from './sending.ts'

/** T10: nobody, or more than one, seems to be responsible; people decide until `triageBy` (G33). */
export function toTriage(now: Case, reason: string, { now: at, limits, days }: Context, note = ''): Outcome {
  const triageBy = now.urgency === 'emergency' ? at + limits.triageEmergencyMs : days.deadline(at, limits.triageDays)
  return moves('in_triage', { reason, note, sets: { triageBy, urgency: now.urgency }, notices: [{ kind: 'triage', audience: 'dispatcher', unit: null, details: { triageBy } }, ...emergencyNotices(now, null)] })
}

/** T12: nobody decided in time, so the government of the district has it (Z15). Without one the supervisor is told. */
export function districtFallback(now: Case, context: Context): Outcome {
  const unit = context.limits.districtFallback ? context.units.governmentOf(now.areaCode) : null
  const late = { kind: 'triage_late', audience: 'supervisor', unit } as const
  if (unit === null || faultsOf(now, { unit, coUnits: [] }, context).length > 0) return stays(now, { notices: [late] })
  const { sets, notices, ...sent } = sentTo(now, { unit, section: null, coUnits: [] }, context)
  return moves('dispatched', { ...sent, reason: 'district_fallback', sets: { ...sets, districtFallback: true }, notices: [...notices, late] })
}
