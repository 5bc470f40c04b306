import { ChecklistStep } from '../../contract/ticket-event.ts'
import { APPROVING } from './approving.ts'
import { ASSISTING } from './assisting.ts'
import { type Case, type Handlers, refuse, stays, moves } from './case.ts'
import { EXTENDING } from './extending.ts'
import { worksForLead } from './own.ts'
import { REPLYING } from './replying.ts'
import { coTask, faultsOfAssisting, isBeyond } from './sending.ts'
import { UPGRADING } from './upgrading.ts'

/** All six steps of this round are done. */
export const isWalkedThrough = ({ records, round }: Pick<Case, 'records' | 'round'>): boolean =>
  ChecklistStep.options.every((step) => records.some((one) => one.kind === 'checklist' && one.round === round && one.state !== 'open' && one.data['step'] === step))

export const UNIT_WORK = {
  /** T13: in time or not is settled by it (H03). */
  signFor(now, _, context) {
    if (!worksForLead(context, now)) return refuse([], 'FORBIDDEN')
    return moves('signed', { sets: { signedAt: context.now }, details: { inTime: now.respondBy === null || context.now <= now.respondBy } })
  },
  /** T17: the citizen was asked, or why not. */
  verify(now, { contacted, notContactedReason, substantiated, findings }, context) {
    if (!worksForLead(context, now)) return refuse([], 'FORBIDDEN')
    if (!contacted && notContactedReason === '') return refuse([{ path: 'notContactedReason', why: 'needed' }])
    return moves('handling', { details: { contacted, substantiated }, add: [{ kind: 'verification', unit: now.leadUnit, settled: true, data: { contacted, notContactedReason, substantiated, findings } }] })
  },
  /** The six steps of the lead, one record each and round (G32). */
  checklist(now, { step, done, note }, context) {
    if (!worksForLead(context, now)) return refuse([], 'FORBIDDEN')
    const begun = now.records.find(({ kind, round, data }) => kind === 'checklist' && round === now.round && data['step'] === step)
    if (begun && begun.state !== 'open') return refuse([{ path: 'step', why: 'stepDone' }])
    const what = { details: { step, done }, note }
    if (!begun) return stays(now, { ...what, add: [{ kind: 'checklist', unit: now.leadUnit, settled: done, data: { step, note } }] })
    return stays(now, { ...what, settle: done ? [{ id: begun.id, state: 'done', data: note === '' ? {} : { note } }] : [] })
  },
  /** What the citizen or somebody else adds. */
  supplement: (now, { text }) => stays(now, { note: text, notices: now.leadUnit === null ? [] : [{ kind: 'supplement', audience: 'unit', unit: now.leadUnit }] }),
  /** A leader has ordered it, or a meeting decided it; everybody named has a task (U27). */
  instruct(now, { leader, kind, text, dueAt: wanted, tasks, method, requirements, ...event }, context) {
    const dueAt = wanted ?? now.dueAt
    const coUnits = [...new Set([...event.coUnits, ...tasks.map(({ unit }) => unit)])]
    const faults = faultsOfAssisting(now, coUnits, 'coUnits', context)
    const late = wanted !== null && wanted <= context.now ? [{ path: 'dueAt', why: 'past' }] : []
    const beyond = wanted !== null && isBeyond(wanted, now, context) ? [{ path: 'dueAt', why: 'afterDueAt' }] : []
    if (faults.length + late.length + beyond.length > 0) return refuse([...faults, ...late, ...beyond])
    const given = coUnits.map((unit) => coTask(unit, dueAt, { task: tasks.find((one) => one.unit === unit)?.task ?? text, by: leader }))
    return stays(now, {
      reason: kind, sets: { disposition: 'coordinated' }, details: { coUnits, dueAt: wanted },
      add: [{ kind: 'instruction', unit: now.leadUnit, settled: true, data: { leader, kind, text, coUnits, dueAt: wanted, method, requirements } }, ...given.map(({ record }) => record)],
      notices: [...(now.leadUnit === null ? [] : [{ kind: 'instruction' as const, audience: 'unit' as const, unit: now.leadUnit }]), ...given.map(({ notice }) => notice)],
    })
  },
  ...APPROVING,
  ...ASSISTING,
  ...EXTENDING,
  ...UPGRADING,
  ...REPLYING,
} satisfies Partial<Handlers>
