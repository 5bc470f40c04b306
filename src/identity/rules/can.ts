import { ROLES, type Action, type Can, type Principal, type Resource, type Role } from '../port.ts'

/** all = whatever it is about; own = the user's own extension or department only. */
export type Scope = 'all' | 'own'

type Rights = Readonly<Partial<Record<Action, Scope>>>

const SEAT: Rights = {
  'session.own': 'all',
  'hotline.read': 'all',
  'calendar.read': 'all',
  'department.read': 'all',
  'agent.read': 'all',
  'agent.state': 'own',
  'softphone.own': 'all',
  'queue.read': 'all',
  'call.read': 'own',
  'call.control': 'own',
  'call.dial': 'all', // from their own phone
  'caller.read': 'own',
  'recording.play': 'own',
  'callback.read': 'all',
  'callback.claim': 'all',
  'ticket.read': 'own', 'ticket.open': 'all', 'ticket.edit': 'own', 'ticket.reveal': 'own', 'ticket.supplement': 'own', 'ticket.reopen': 'own',
  'linkage.read': 'own',
  'linkage.order': 'own',
}

const UNIT: Rights = {
  'session.own': 'all', 'hotline.read': 'all', 'calendar.read': 'all',
  'ticket.read': 'own', 'ticket.handle': 'own', 'ticket.assist': 'own', 'ticket.supplement': 'own', 'ticket.reveal': 'own', 'ticket.call': 'own',
  'duty.read': 'own', 'duty.reach': 'own',
}

/**
 * Who may do what. What is not named here, nobody may. The system administrator configures but hears no recordings
 * and reads no tickets, and sees in the audit log that a change of theirs is on record; nobody can alter it. The auditor
 * reads the audit log and nothing else (separation of the three administrators, GB/T 22239).
 */
const RIGHTS: Readonly<Record<Role, Rights>> = {
  admin: {
    'session.own': 'all',
    'hotline.read': 'all', 'hotline.edit': 'all',
    'calendar.read': 'all', 'calendar.edit': 'all',
    'department.read': 'all', 'department.edit': 'all',
    'agent.read': 'all', 'agent.state': 'all', 'agent.edit': 'all',
    'user.read': 'all', 'user.edit': 'all',
    'queue.read': 'all',
    'call.read': 'all',
    'elder.edit': 'all',
    'callback.read': 'all',
    'dialer.read': 'all',
    'prompt.read': 'all', 'prompt.edit': 'all',
    'policy.read': 'all', 'policy.edit': 'all',
    'linkage.read': 'all', 'exchange.outbox': 'all',
    'audit.read': 'all',
    'metrics.read': 'all',
    'report.read': 'all',
    'alarm.read': 'all', 'alarm.acknowledge': 'all',
    'duty.read': 'all', 'duty.reach': 'all', 'duty.edit': 'all',
  },
  supervisor: {
    'session.own': 'all',
    'hotline.read': 'all',
    'calendar.read': 'all',
    'department.read': 'all',
    'agent.read': 'all', 'agent.state': 'all', 'softphone.own': 'all',
    'queue.read': 'all',
    'call.read': 'all', 'call.control': 'all', 'call.supervise': 'all', 'call.dial': 'all',
    'caller.read': 'all', 'elder.edit': 'all',
    'recording.play': 'all',
    'callback.read': 'all', 'callback.claim': 'all',
    'dialer.read': 'all', 'dialer.run': 'all',
    'prompt.read': 'all',
    'policy.read': 'all',
    'ticket.read': 'all', 'ticket.open': 'all', 'ticket.edit': 'all', 'ticket.reveal': 'all',
    'ticket.dispatch': 'all', 'ticket.judge': 'all', 'ticket.supervise': 'all', 'ticket.supplement': 'all', 'ticket.reopen': 'all',
    'linkage.read': 'all', 'linkage.order': 'all', 'exchange.outbox': 'all',
    'hotlineDay.read': 'all', 'hotlineDay.put': 'all', 'hotlineDay.run': 'all', 'socialReview.read': 'all', 'socialReview.run': 'all', 'ticketSample.read': 'all',
    'campaign.read': 'all', 'campaign.run': 'all',
    'metrics.read': 'all',
    'report.read': 'all',
    'alarm.read': 'all', 'alarm.acknowledge': 'all',
    'duty.read': 'all', 'duty.reach': 'all', 'duty.edit': 'all', 'specialPeriod.run': 'all',
  },
  agent: SEAT,
  specialist: SEAT,
  dispatcher: { 'session.own': 'all', 'hotline.read': 'all', 'calendar.read': 'all', 'department.read': 'all', 'call.read': 'all', 'recording.play': 'all', 'ticket.read': 'all', 'ticket.open': 'all', 'ticket.edit': 'all', 'ticket.reveal': 'all', 'ticket.dispatch': 'all', 'ticket.supplement': 'all', 'ticket.reopen': 'all', 'hotlineDay.read': 'all', 'hotlineDay.put': 'all', 'linkage.read': 'all', 'linkage.order': 'all', 'duty.read': 'all', 'duty.reach': 'all' },
  unit: UNIT,
  unit_head: { ...UNIT, 'ticket.review': 'own', 'duty.edit': 'own' },
  callback: {
    'session.own': 'all', 'hotline.read': 'all', 'calendar.read': 'all', 'department.read': 'all', 'call.read': 'all', 'recording.play': 'all',
    'callback.read': 'all', 'callback.claim': 'all', 'dialer.read': 'all', 'call.dial': 'all', 'ticket.read': 'all', 'ticket.reveal': 'all', 'ticket.judge': 'all', 'ticket.supplement': 'all', 'ticket.reopen': 'all', 'ticket.call': 'all', 'duty.read': 'all',
  },
  auditor: { 'session.own': 'all', 'audit.read': 'all' },
  /** In charge of departments (G12, G40): reads and supervises, and dispatches nothing. */
  leader: {
    'session.own': 'all', 'hotline.read': 'all', 'calendar.read': 'all', 'department.read': 'all', 'queue.read': 'all',
    'ticket.read': 'all', 'ticket.supervise': 'all', 'ticket.supplement': 'all', 'report.read': 'all', 'campaign.read': 'all',
    'hotlineDay.read': 'all', 'socialReview.read': 'all', 'ticketSample.read': 'all',
    'duty.read': 'all', 'duty.reach': 'all', 'specialPeriod.run': 'all',
  },
  /** From outside the administration (G19, Z15): reads only what is laid before them. */
  reviewer: { 'session.own': 'all', 'socialReview.read': 'own', 'socialReview.vote': 'own', 'ticketSample.read': 'own', 'ticketSample.remark': 'own' },
}

/**
 * What the supervisor, dispatcher and call-back clerk of a workspace may still do: their own tickets. The hall, its calls
 * and its figures are the centre's (U10, domain.md §4.8).
 */
const IN_WORKSPACE: ReadonlySet<Action> = new Set<Action>([
  'session.own', 'hotline.read', 'calendar.read', 'department.read', 'recording.play', 'call.dial',
  'ticket.read', 'ticket.open', 'ticket.edit', 'ticket.reveal', 'ticket.dispatch', 'ticket.judge', 'ticket.supervise', 'ticket.supplement', 'ticket.reopen', 'ticket.call',
])
const OFFICE: ReadonlySet<Role> = new Set<Role>(['supervisor', 'dispatcher', 'callback'])

/** The only place that decides about rights. */
export const can: Can = (user, action, resource) => {
  const scope = scopeOf(user.role, action)
  if (scope === null || (workspaceOf(user) !== null && OFFICE.has(user.role) && !IN_WORKSPACE.has(action))) return false
  return (scope === 'all' && inWorkspace(user, resource)) || (resource !== undefined && isOwn(user, resource))
}

/** How far the right of a role reaches; null = not at all. For lists that narrow themselves to their reader. */
export const scopeOf = (role: Role, action: Action): Scope | null => (ROLES.includes(role) ? (RIGHTS[role][action] ?? null) : null)

const workspaceOf = ({ workspace = null }: Pick<Principal, 'workspace'>): string | null => workspace

/** A matter of one workspace is nobody else's, not even the centre's (U10). */
const inWorkspace = (user: Principal, resource: Resource | undefined): boolean => resource?.workspace === undefined || resource.workspace === workspaceOf(user)

/** What somebody took themselves stays theirs; a department's people have what is the centre's or their own workspace's. */
function isOwn(user: Principal, { extension, author, department, departments, workspace = null }: Resource): boolean {
  if (author !== undefined && author !== null && author === user.username) return true
  if (user.department !== null && departments?.includes(user.department) === true) return workspace === null || workspace === workspaceOf(user)
  if (extension !== undefined && extension !== null) return extension === user.extension
  return department !== undefined && department !== null && department === user.department
}
