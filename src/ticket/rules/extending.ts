import { type Case, type Context, type Handlers, NOTHING_ASKED, openRecord, refuse, type Refusal, stays } from './case.ts'
import { worksForLead } from './own.ts'

/** Once by a supervisor, a second time by a leader (domain.md §4.4). */
const EXTENSIONS_MAX = 2

/** Why it gets no more time; null = it may. */
export function extensionHeld(now: Case, { now: at }: Pick<Context, 'now'>): string | null {
  if (now.urgency === 'emergency') return 'extensionEmergency'
  if (now.dueAt === null || at > now.dueAt) return 'extensionLate'
  return now.extensionCount >= EXTENSIONS_MAX ? 'extensionTooOften' : null
}

/** By working days from the deadline it had (I3). */
export const extendedTo = (dueAt: number, days: number, context: Pick<Context, 'days'>): number => context.days.deadline(dueAt, days)

export const takesLeader = ({ extensionCount }: Pick<Case, 'extensionCount'>): boolean => extensionCount > 0

export const EXTENDING = {
  requestExtension(now, { days, reason, note, callerInformed }, context) {
    if (!worksForLead(context, now)) return refuse([], 'FORBIDDEN')
    const faults: Refusal['errors'] = [
      ...(days > context.limits.extensionMaxDays ? [{ path: 'days', why: 'extensionTooLong' }] : []),
      ...(callerInformed ? [] : [{ path: 'callerInformed', why: 'callerInformed' }]),
    ]
    if (faults.length > 0) return refuse(faults)
    return stays(now, {
      reason, details: { days }, add: [{ kind: 'extension_request', unit: now.leadUnit, data: { days, reason, note, callerInformed } }],
      notices: [{ kind: 'extension', audience: takesLeader(now) ? 'leader' : 'supervisor', unit: now.leadUnit, details: { days } }],
    })
  },
  /** T19. */
  decideExtension(now, { approved, leader, note }, context) {
    const request = openRecord(now, 'extension_request')
    if (!request || now.dueAt === null) return NOTHING_ASKED
    const told = { kind: 'extension', audience: 'unit', unit: now.leadUnit } as const
    if (!approved) return stays(now, { reason: 'refused', note, settle: [{ id: request.id, state: 'refused', data: { approved, note } }], notices: [{ ...told, details: { approved } }] })
    if (takesLeader(now) && leader === '') return refuse([{ path: 'leader', why: 'leader' }])
    const days = Number(request.data['days'])
    const dueAt = extendedTo(now.dueAt, days, context)
    return stays(now, {
      reason: 'approved', note, details: { days, from: now.dueAt, dueAt }, settle: [{ id: request.id, state: 'done', data: { approved, leader, note, dueAt } }],
      sets: { dueAt, limitDays: (now.limitDays ?? 0) + days, extensionCount: now.extensionCount + 1 }, notices: [{ ...told, details: { approved, dueAt } }],
    })
  },
} satisfies Partial<Handlers>
