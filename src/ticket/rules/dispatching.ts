import { type Candidate, type Case, type Context, type Handlers, moves, type Outcome, refuse, stays } from './case.ts'
import { RETURNING } from './returning.ts'
import { emergencyNotices, faultsOf, type Sending, sentTo } from './sending.ts'
import { toTriage } from './triaging.ts'

export { districtFallback } from './triaging.ts'

const toUnit = (now: Case, sending: Sending, context: Context): Outcome => moves('dispatched', { ...sentTo(now, sending, context), details: { unit: sending.unit, section: sending.section, coUnits: [...sending.coUnits] } })

/** An emergency is one when the matter says so, or the line of the list. */
function byRule(now: Case, { unit, section, coUnits, emergency, rule }: Candidate, context: Context): Outcome {
  const urgency = emergency ? 'emergency' : now.urgency
  const assisting = coUnits.filter((code) => code !== unit && faultsOf(now, { unit: code, coUnits: [] }, context).length === 0)
  const { sets, ...sent } = sentTo({ ...now, urgency }, { unit, section, coUnits: assisting }, context)
  return moves('dispatched', { ...sent, sets: { ...sets, urgency }, reason: 'rule', details: { unit, section, rule: rule.id, ruleVersion: rule.version } })
}

/** T08: the list names exactly one department. One that does not take matters today is as good as none. */
function autoDispatch(now: Case, context: Context): Outcome {
  if (now.processing === 'exchange') return stays(now, { outgoing: [{ kind: 'exchange', target: now.dnis ?? '' }] })
  if (now.bounceCount >= context.limits.bounceMax) return toTriage(now, 'bounced', context)
  const { decided, candidates } = context.match
  const [first] = candidates
  const fits = decided && first !== undefined && faultsOf(now, { unit: first.unit, coUnits: [] }, context).length === 0
  // Returned to be given to somebody else: the list would only name the same one again.
  if (now.bounceCount === 0 && fits) return byRule(now, first, context)
  // Its own dispatcher has it (U09, U10).
  if (now.processing === 'sub_platform' || now.bounceCount > 0) return stays(now, { notices: emergencyNotices(now, null) })
  const emergency = candidates.some((one) => one.emergency)
  return toTriage(emergency ? { ...now, urgency: 'emergency' } : now, candidates.length > 1 ? 'overlapping_duty' : 'unclear_unit', context)
}

export const DISPATCHING = {
  /** T08, T10. */
  autoDispatch: (now, _, context) => autoDispatch(now, context),
  /** T09. */
  dispatch(now, { overrideReason, ...sending }, context) {
    const outside = overrideReason === '' && !context.units.covers(sending.unit, now.areaCode)
    const faults = [...faultsOf(now, sending, context), ...(outside ? [{ path: 'overrideReason', why: 'outsideDistrict' }] : [])]
    if (faults.length > 0) return refuse(faults)
    const sent = toUnit(now, sending, context)
    return 'refusal' in sent ? sent : { decision: { ...sent.decision, note: overrideReason } }
  },
  /** T10, by a person. */
  triage: (now, { reason, note }, context) => toTriage(now, reason, context, note),
  /** T11: joint determination is final (Z15). */
  triageDecide(now, { final, ...sending }, context) {
    const faults = faultsOf(now, sending, context)
    if (faults.length > 0) return refuse(faults)
    const sent = toUnit(now, sending, context)
    return 'refusal' in sent ? sent : { decision: { ...sent.decision, sets: { ...sent.decision.sets, final }, details: { ...sent.decision.details, final } } }
  },
  ...RETURNING,
} satisfies Partial<Handlers>
