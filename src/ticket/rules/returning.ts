import { type Case, type Context, type Handlers, moves, NOTHING_ASKED, openRecord, type Outcome, refuse, settling, stays } from './case.ts'
import { worksForLead } from './own.ts'
import { respondFrom, WITHOUT_UNIT } from './sending.ts'
import { toTriage } from './triaging.ts'

/** Why it may not be returned; null = it may (T14, I7). */
export function returnHeld({ final, urgency, bounceCount, returnBy }: Case, { now: at, limits: { bounceMax } }: Pick<Context, 'now' | 'limits'>): string | null {
  if (urgency === 'emergency') return 'returnEmergency'
  if (final) return 'returnFinal'
  if (bounceCount >= bounceMax) return 'returnTooOften'
  return returnBy !== null && at > returnBy ? 'returnLate' : null
}

/** T15, approved: to the dispatcher, or to those who decide together when it was returned so often (G33). */
function returned(now: Case, id: string, note: string, context: Context): Outcome {
  const { limits } = context
  const bounceCount = now.bounceCount + 1
  const suggestedUnit = now.records.find((one) => one.id === id)?.data['suggestedUnit'] ?? null
  const moved = bounceCount >= limits.bounceMax ? toTriage(now, 'bounced', context, note) : moves('pending_dispatch', { reason: 'returned', note, notices: [{ kind: 'returned', audience: 'dispatcher', unit: now.leadUnit }] })
  if ('refusal' in moved) return moved
  const { decision } = moved
  const problem = bounceCount >= limits.problemBounces
  return moves(decision.to, {
    ...decision, details: { unit: now.leadUnit, suggestedUnit, bounceCount }, sets: { ...decision.sets, ...WITHOUT_UNIT, bounceCount },
    settle: [{ id, state: 'done', data: { approved: true } }, ...settling(now, ['co_task', 'approval', 'extension_request', 'upgrade_request', 'whistle'])],
    add: problem ? [{ kind: 'supervision', unit: null, data: { type: 'escalated', automatic: true, cause: 'bounces', target: 'leader' } }] : [],
    notices: problem ? [...decision.notices, { kind: 'problem', audience: 'leader', unit: now.leadUnit, details: { bounceCount } }] : decision.notices,
  })
}

/** A community or village, and what lies below (department.level). */
const GRASS_ROOTS = 4

export const RETURNING = {
  /** T14: the clock keeps running. */
  requestReturn(now, { reason, basis, suggestedUnit }, context) {
    if (!worksForLead(context, now)) return refuse([], 'FORBIDDEN')
    return stays(now, {
      reason, add: [{ kind: 'return_request', unit: now.leadUnit, data: { reason, basis, suggestedUnit } }],
      notices: [{ kind: 'return_request', audience: 'dispatcher', unit: now.leadUnit, details: { reason } }],
    })
  },
  /** T15. */
  decideReturn(now, { approved, note }, context) {
    const request = openRecord(now, 'return_request')
    if (!request) return NOTHING_ASKED
    if (approved) return returned(now, request.id, note, context)
    return stays(now, { reason: 'refused', note, settle: [{ id: request.id, state: 'refused', data: { approved: false, note } }], notices: [{ kind: 'returned', audience: 'unit', unit: now.leadUnit, details: { approved: false } }] })
  },
  /**
   * T16: the one above stays accountable, and the deadline is the same (Z16, I3). A functional duty goes to a community or
   * village only with a reason and somebody who has agreed, and the centre hears of it (国办函〔2025〕66号).
   */
  subDispatch(now, { unit, section, note, overrideReason, approver }, context) {
    if (!worksForLead(context, now)) return refuse([], 'FORBIDDEN')
    const { units } = context
    if (!units.inUse(unit)) return refuse([{ path: 'unit', why: 'notInUse' }])
    if (now.leadUnit === null || unit === now.leadUnit || !units.within(unit, now.leadUnit)) return refuse([{ path: 'unit', why: 'notBelow' }])
    const pushedDown = context.matter.functional && units.level(unit) >= GRASS_ROOTS
    const faults = [...(overrideReason === '' ? [{ path: 'overrideReason', why: 'grassRoots' }] : []), ...(approver === '' ? [{ path: 'approver', why: 'needed' }] : [])]
    if (pushedDown && faults.length > 0) return refuse(faults)
    return moves('dispatched', {
      note: [overrideReason, note].filter((text) => text !== '').join(' '), details: { unit, section, above: now.leadUnit, ...(pushedDown ? { pushedDown, approver } : {}) }, settle: settling(now, ['return_request']),
      sets: { leadUnit: unit, section, respondBy: respondFrom(now, unit, context), signedAt: null }, notices: [{ kind: 'dispatched', audience: 'unit', unit, details: { dueAt: now.dueAt } }, ...(pushedDown ? [{ kind: 'pushed_down' as const, audience: 'supervisor' as const, unit }] : [])],
    })
  },
} satisfies Partial<Handlers>
