import { awaited } from './approving.ts'
import type { Case, Context, Decision, Limits, NewRecord, Notice, Refusal } from './case.ts'

/** What is sent, to whom, and what they are asked to do. */
export interface Sending {
  unit: string
  section: string | null
  coUnits: readonly string[]
  /** 办件方式, 工作要求 (G37). */
  method?: string
  requirements?: string
}

type Sent = Pick<Decision, 'sets' | 'add' | 'notices'>
type Why = Refusal['errors'][number]

/** Nobody has it any more; its time begins anew when it is sent again (I3). */
export const WITHOUT_UNIT = { leadUnit: null, section: null, accountableUnit: null, dispatchedAt: null, respondBy: null, returnBy: null, signedAt: null, dueAt: null, limitDays: null, districtFallback: false }

/** Working days the request type is given; a matter without a type is an "other" one (G42). */
export const daysOf = ({ type }: Pick<Case, 'type'>, { days }: Limits): number => days[type ?? 'other']

/** When it is due if it begins now: by working days, or an emergency by the clock (G18). */
export const dueFrom = (now: Pick<Case, 'type' | 'urgency'>, { now: at, limits, days }: Context): { dueAt: number; limitDays: number | null } =>
  now.urgency === 'emergency' ? { dueAt: at + limits.emergencyCloseMs, limitDays: null } : { dueAt: days.deadline(at, daysOf(now, limits)), limitDays: daysOf(now, limits) }

/** Until when it is to be signed for, on the clock of the department; an emergency on the clock of the wall (H03, G18). */
export const respondFrom = ({ urgency }: Pick<Case, 'urgency'>, unit: string, { now, limits, units }: Context): number =>
  urgency === 'emergency' ? now + limits.emergencySignMs : units.later(unit, now, limits.respondMs)

/** A task of a department that assists the lead (G35), and that it is told. */
export const coTask = (unit: string, dueAt: number | null, data: NewRecord['data'] = {}): { record: NewRecord; notice: Notice } => ({
  record: { kind: 'co_task', unit, dueAt, data }, notice: { kind: 'co_task', audience: 'unit', unit, details: { dueAt } },
})

/** Whoever assists is done before the lead has to be; once that is past, as soon as they can. */
export const isBeyond = (until: number, { dueAt }: Pick<Case, 'dueAt'>, { now }: Pick<Context, 'now'>): boolean => dueAt !== null && dueAt > now && until > dueAt

/** T08, T09, T11, T12: a department becomes the lead, its clocks begin, those that assist have their tasks (G31, G34). */
export function sentTo(now: Case, { unit, section, coUnits, method = '', requirements = '' }: Sending, context: Context): Sent {
  const { dueAt, limitDays } = dueFrom(now, context)
  const tasks = [...new Set(coUnits)].filter((one) => one !== unit).map((one) => coTask(one, dueAt, { task: requirements }))
  const approval = awaited(now, { unit, dueAt }, context)
  const asked: NewRecord[] = method === '' && requirements === '' ? [] : [{ kind: 'instruction', unit, settled: true, data: { kind: 'dispatch', method, requirements } }]
  return {
    sets: {
      leadUnit: unit, section, accountableUnit: unit, dispatchedAt: context.now, signedAt: null, triageBy: null,
      respondBy: respondFrom(now, unit, context), returnBy: context.days.deadline(context.now, context.limits.returnDays), dueAt, limitDays,
    },
    add: [...asked, ...approval.add, ...tasks.map(({ record }) => record)],
    notices: [{ kind: 'dispatched', audience: 'unit', unit, details: { dueAt } }, ...emergencyNotices(now, unit), ...approval.notices, ...tasks.map(({ notice }) => notice)],
  }
}

/** The green channel: who is on duty there, and those who watch over emergencies (G14). */
export const emergencyNotices = ({ urgency }: Pick<Case, 'urgency'>, unit: string | null): Notice[] =>
  urgency === 'emergency' ? [{ kind: 'emergency', audience: unit === null ? 'dispatcher' : 'unit', unit }, { kind: 'emergency', audience: 'supervisor', unit }] : []

/** What speaks against sending it there. A sub-platform keeps its matters among its own departments (U10). */
export const faultsOf = (now: Case, { unit, coUnits }: Pick<Sending, 'unit' | 'coUnits'>, context: Context): Why[] =>
  [...faultsOfUnit(now, { unit, path: 'unit' }, context), ...faultsOfAssisting({ ...now, leadUnit: unit }, coUnits, 'coUnits', context)]

/** What speaks against asking these to assist the lead. */
export const faultsOfAssisting = (now: Case, coUnits: readonly string[], path: string, context: Context): Why[] =>
  coUnits.flatMap((unit) => (unit === now.leadUnit ? [{ path, why: 'isLead' }] : faultsOfUnit(now, { unit, path }, context)))

/** What speaks against one department. */
export function faultsOfUnit({ processing, workspace }: Pick<Case, 'processing' | 'workspace'>, { unit, path }: { unit: string; path: string }, { units }: Pick<Context, 'units'>): Why[] {
  if (!units.inUse(unit)) return [{ path, why: 'notInUse' }]
  return processing === 'sub_platform' && units.workspaceOf(unit) !== workspace ? [{ path, why: 'otherWorkspace' }] : []
}
