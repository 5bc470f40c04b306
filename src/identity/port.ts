import type { Extension } from '../contract/ids.ts'

export const ROLES = [
  'admin', 'supervisor', 'agent', 'specialist', 'dispatcher', 'unit', 'unit_head', 'callback', 'auditor', 'leader', 'reviewer',
] as const
export type Role = (typeof ROLES)[number]

/** Who asks. */
export interface Principal {
  userId: string
  username: string
  role: Role
  /** The agent's phone, if the user has one. */
  extension: Extension | null
  department: string | null
  /** That of their department; null = the centre. Set by whoever knows departments. */
  workspace?: string | null
}

/** For routes: what is asked about is the reader's own phone and department. */
export const ownOf = (_: unknown, { extension, department }: Principal): Pick<Principal, 'extension' | 'department'> => ({ extension, department })

/** For routes: what is asked about is the reader's own phone. */
export const ownPhoneOf = (_: unknown, { extension }: Principal): Pick<Principal, 'extension'> => ({ extension })

/** Everything a user can ask for over HTTP or socket; identity/rules/can.ts says who may. Default: nobody. */
export const ACTIONS = [
  'session.own',
  'hotline.read', 'hotline.edit',
  'calendar.read', 'calendar.edit',
  'department.read', 'department.edit',
  'agent.read', 'agent.state', 'agent.edit',
  'user.read', 'user.edit',
  'softphone.own',
  'queue.read',
  'call.read', 'call.control', 'call.dial', 'call.supervise',
  'caller.read',
  'elder.edit',
  'recording.play',
  'callback.read', 'callback.claim',
  'dialer.read', 'dialer.run',
  'prompt.read', 'prompt.edit',
  'ticket.read', 'ticket.open', 'ticket.edit', 'ticket.reveal',
  'ticket.dispatch', 'ticket.handle', 'ticket.assist', 'ticket.review', 'ticket.judge', 'ticket.supervise', 'ticket.supplement', 'ticket.reopen', 'ticket.call',
  'hotlineDay.read', 'hotlineDay.put', 'hotlineDay.run',
  'duty.read', 'duty.reach', 'duty.edit', 'specialPeriod.run',
  'socialReview.read', 'socialReview.run', 'socialReview.vote', 'ticketSample.read', 'ticketSample.remark',
  'linkage.read', 'linkage.order',
  'exchange.outbox',
  'campaign.read', 'campaign.run',
  'policy.read', 'policy.edit',
  'audit.read',
  'metrics.read',
  'report.read',
  'alarm.read', 'alarm.acknowledge',
] as const
export type Action = (typeof ACTIONS)[number]

/** What the action is about; only what a rule needs to know. */
export interface Resource {
  extension?: Extension | null
  department?: string | null
  /** Account that is writing it. */
  author?: string | null
  /** Departments whose people it belongs to: the one that has it, and those above. */
  departments?: readonly string[]
  /** Who works on it; null = the centre. Not said: it is not a matter of workspaces. */
  workspace?: string | null
}

export type Can = (user: Principal, action: Action, resource?: Resource) => boolean

export interface AuditEntry {
  at: number
  actor: string
  action: string
  /** What it was done to, e.g. "hotline:12319". */
  target: string
  /** Before and after, reason, … No personal data. */
  details: Readonly<Record<string, unknown>>
  ok: boolean
}

/** Append-only, hash-chained. Throws when the entry cannot be written: what must be audited does not happen unaudited. */
export interface Audit {
  write: (entry: AuditEntry) => Promise<void>
}
