import { type Handlers, NOTHING_ASKED, openRecord, refuse, stays } from './case.ts'
import { worksForLead } from './own.ts'

/** 提请调度 (G40): what the lead cannot get done by itself it asks a leader to take in hand; the time it was given runs on. */
export const UPGRADING = {
  requestUpgrade(now, { reason, wish }, context) {
    if (!worksForLead(context, now)) return refuse([], 'FORBIDDEN')
    return stays(now, {
      note: reason, add: [{ kind: 'upgrade_request', unit: now.leadUnit, data: { reason, wish } }],
      notices: [{ kind: 'upgrade', audience: 'supervisor', unit: now.leadUnit }, { kind: 'upgrade', audience: 'leader', unit: now.leadUnit }],
    })
  },
  /** Agreed: which leader, or which session, has it from now on. */
  decideUpgrade(now, { approved, leader, note }) {
    const request = openRecord(now, 'upgrade_request')
    if (!request) return NOTHING_ASKED
    if (approved && leader === '') return refuse([{ path: 'leader', why: 'needed' }])
    if (!approved && note === '') return refuse([{ path: 'note', why: 'needed' }])
    return stays(now, {
      reason: approved ? 'approved' : 'refused', note, settle: [{ id: request.id, state: approved ? 'done' : 'refused', data: { approved, leader, note } }],
      notices: now.leadUnit === null ? [] : [{ kind: 'upgrade', audience: 'unit', unit: now.leadUnit, details: { approved } }],
    })
  },
} satisfies Partial<Handlers>
