import { type Case, type Context, type Handlers, openById, refuse, type Refusal, stays } from './case.ts'
import { worksFor, worksForLead } from './own.ts'
import { coTask, faultsOfAssisting, isBeyond } from './sending.ts'

type Faults = Refusal['errors']

const NOT_OPEN = refuse([{ path: 'record', why: 'notOpen' }])

/** What speaks against asking that department until then. */
function faultsOfAsking(now: Case, { unit, until, path }: { unit: string; until: number; path: string }, context: Context): Faults {
  const asked = faultsOfAssisting(now, [unit], 'unit', context)
  if (until <= context.now) return [...asked, { path, why: 'past' }]
  return path === 'dueAt' && isBeyond(until, now, context) ? [...asked, { path, why: 'afterDueAt' }] : asked
}

/** T18: who assists the lead, by when, and that they came (G35, H18). They answer to the lead. */
export const ASSISTING = {
  addCoUnit(now, { unit, task, dueAt }, context) {
    if (!worksForLead(context, now)) return refuse([], 'FORBIDDEN')
    const faults = faultsOfAsking(now, { unit, until: dueAt, path: 'dueAt' }, context)
    if (faults.length > 0) return refuse(faults)
    const { record, notice } = coTask(unit, dueAt, { task })
    return stays(now, { details: { unit, dueAt }, add: [record], notices: [notice] })
  },
  answerCoTask(now, { record: id, result }, context) {
    const task = openById(now, id, 'co_task')
    if (!task) return NOT_OPEN
    if (!worksFor(context, task.unit)) return refuse([], 'FORBIDDEN')
    return stays(now, { details: { record: id, unit: task.unit }, settle: [{ id, state: 'done', data: { result } }], notices: [{ kind: 'co_task', audience: 'unit', unit: now.leadUnit, details: { answeredBy: task.unit } }] })
  },
  waiveCoTask(now, { record: id, reason }, context) {
    const task = openById(now, id, 'co_task')
    if (!worksForLead(context, now)) return refuse([], 'FORBIDDEN')
    return task ? stays(now, { details: { record: id, unit: task.unit }, settle: [{ id, state: 'dropped', data: { reason } }] }) : NOT_OPEN
  },
  /** 吹哨报到: a department is called to the place. */
  whistle(now, { unit, matter, checkInBy }, context) {
    if (!worksForLead(context, now)) return refuse([], 'FORBIDDEN')
    const faults = faultsOfAsking(now, { unit, until: checkInBy, path: 'checkInBy' }, context)
    if (faults.length > 0) return refuse(faults)
    return stays(now, { details: { unit, checkInBy }, add: [{ kind: 'whistle', unit, dueAt: checkInBy, data: { matter } }], notices: [{ kind: 'whistle', audience: 'unit', unit, details: { checkInBy } }] })
  },
  checkIn(now, { record: id }, context) {
    const called = openById(now, id, 'whistle')
    if (!called) return NOT_OPEN
    if (!worksFor(context, called.unit)) return refuse([], 'FORBIDDEN')
    const inTime = called.dueAt === null || context.now <= called.dueAt
    return stays(now, { details: { record: id, unit: called.unit, inTime }, settle: [{ id, state: 'done', data: { inTime } }] })
  },
} satisfies Partial<Handlers>
