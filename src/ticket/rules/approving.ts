import type { TicketRecord } from '../../contract/ticket-record.ts'
import { type Case, type Context, type Decision, type Handlers, NOTHING_ASKED, openRecord, refuse, stays } from './case.ts'
import { worksFor } from './own.ts'

// 后台审批 (G22): what is applied for by telephone is approved by a back office; until then nothing is fed back.

const lastOf = ({ records }: Pick<Case, 'records'>): TicketRecord | undefined => records.findLast(({ kind, state }) => kind === 'approval' && state !== 'dropped')

/** It was applied for and not granted: it can be answered, but not as solved. */
export const isRefused = (now: Pick<Case, 'records'>): boolean => lastOf(now)?.state === 'refused'

/** What the lead waits for, if the template asks for it and it is neither waited for nor granted: again after each refusal. */
export function awaited(now: Pick<Case, 'records'>, { unit, dueAt }: { unit: string; dueAt: number }, { matter, units }: Pick<Context, 'matter' | 'units'>): Pick<Decision, 'add' | 'notices'> {
  const last = lastOf(now)?.state
  if (matter.approval === null || last === 'open' || last === 'done') return { add: [], notices: [] }
  const named = matter.approval.unit
  const office = named !== null && units.inUse(named) && units.workspaceOf(named) === units.workspaceOf(unit) ? named : unit
  return { add: [{ kind: 'approval', unit: office, dueAt }], notices: [{ kind: 'approval', audience: 'unit', unit: office, details: { dueAt } }] }
}

export const APPROVING = {
  decideApproval(now, { approved, reference, note }, context) {
    const request = openRecord(now, 'approval')
    if (!request) return NOTHING_ASKED
    if (!worksFor(context, request.unit)) return refuse([], 'FORBIDDEN')
    if (!approved && note === '') return refuse([{ path: 'note', why: 'needed' }])
    return stays(now, {
      reason: approved ? 'approved' : 'refused', note, details: { unit: request.unit, reference }, settle: [{ id: request.id, state: approved ? 'done' : 'refused', data: { approved, reference, note } }],
      notices: [{ kind: 'approval', audience: 'unit', unit: now.leadUnit, details: { approved } }],
    })
  },
} satisfies Partial<Handlers>
