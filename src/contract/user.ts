import { z } from 'zod'
import { AgentState } from './agent.ts'
import { Day } from './hotline.ts'
import { Extension, GroupId } from './ids.ts'

export const RoleName = z.enum(['admin', 'supervisor', 'agent', 'specialist', 'dispatcher', 'unit', 'unit_head', 'callback', 'auditor', 'leader', 'reviewer'])
export type RoleName = z.infer<typeof RoleName>

/** How somebody belongs to the house: own staff, sent here by a department for good (G27), or for a few days (J07). */
export const UserKind = z.enum(['staff', 'resident', 'visiting'])
export type UserKind = z.infer<typeof UserKind>

/** "system" is nobody's: what the server does of itself stands under that name. */
export const Username = z.string().regex(/^(?!system$)[A-Za-z0-9][A-Za-z0-9._-]{1,63}$/i)

/** NIST SP 800-63B: length matters, composition does not. */
export const Password = z.string().min(12).max(128)

export const SignIn = z
  .object({
    username: z.string().min(1).max(64),
    password: z.string().min(1).max(128),
    /** One-time code; ignored until a user has a second factor. */
    totp: z.string().max(10).optional(),
  })
  .strict()
  .meta({ id: 'SignIn' })

export const UserView = z
  .object({
    id: z.string(),
    username: z.string(),
    name: z.string(),
    role: RoleName,
    extension: Extension.nullable(),
    department: z.string().nullable(),
    disabled: z.boolean(),
    kind: UserKind,
    /** First and last day of access, both included, where the site is; null is no limit. */
    validFrom: Day.nullable(),
    validUntil: Day.nullable(),
  })
  .meta({ id: 'User' })
export type UserView = z.infer<typeof UserView>

/** A user as administrators see them. */
export const UserEntry = UserView.extend({ lastSignInAt: z.int().nullable() }).meta({ id: 'UserEntry' })
export type UserEntry = z.infer<typeof UserEntry>

export const Session = z.object({ user: UserView, expiresAt: z.int() }).meta({ id: 'Session' })
export const NewSession = Session.extend({ token: z.string() }).meta({ id: 'NewSession' })

export const NewUser = z
  .object({
    username: Username,
    password: Password,
    name: z.string().min(1).max(60),
    role: RoleName,
    extension: Extension.nullable().default(null),
    department: z.string().regex(/^[A-Z0-9-]{1,20}$/).nullable().default(null),
    kind: UserKind.default('staff'),
    validFrom: Day.nullable().default(null),
    validUntil: Day.nullable().default(null),
  })
  .strict()
  .meta({ id: 'NewUser' })
export type NewUser = z.infer<typeof NewUser>

export const ChangeUser = NewUser.omit({ username: true })
  .extend({ extension: Extension.nullable(), department: NewUser.shape.department.unwrap(), disabled: z.boolean(), kind: UserKind, validFrom: Day.nullable(), validUntil: Day.nullable() })
  .partial()
  .strict()
  .meta({ id: 'ChangeUser' })
export type ChangeUser = z.infer<typeof ChangeUser>

/** A seat, used or not, and who sits there. */
export const SeatEntry = z
  .object({
    extension: Extension,
    name: z.string(),
    groups: z.array(GroupId),
    enabled: z.boolean(),
    /** null: a seat without a user. */
    username: z.string().nullable(),
    role: RoleName.nullable(),
    kind: UserKind,
    validFrom: Day.nullable(),
    validUntil: Day.nullable(),
    lastSignInAt: z.int().nullable(),
    /** At present; null when the seat is not in use today. */
    state: AgentState.nullable(),
    /** Whether Asterisk knows a reachable phone; null while unknown. */
    reachable: z.boolean().nullable(),
  })
  .meta({ id: 'SeatEntry' })
export type SeatEntry = z.infer<typeof SeatEntry>

/** A new password of one's own. */
export const ChangePassword = z.object({ current: z.string().min(1).max(128), password: Password }).strict().meta({ id: 'ChangePassword' })

/** A seat that may be used on the day, and who sits there. */
export const RosterEntry = z
  .object({
    extension: Extension,
    name: z.string(),
    groups: z.array(GroupId),
    /** null: a seat without a user. */
    username: z.string().nullable(),
    role: RoleName.nullable(),
    kind: UserKind,
    validFrom: Day.nullable(),
    validUntil: Day.nullable(),
    /** At present, whatever the day; null when the seat is not in use today. */
    state: AgentState.nullable(),
    signedIn: z.boolean(),
  })
  .meta({ id: 'RosterEntry' })
export type RosterEntry = z.infer<typeof RosterEntry>

export const AuditRow = z
  .object({
    seq: z.int(),
    at: z.int(),
    actor: z.string(),
    action: z.string(),
    target: z.string(),
    details: z.record(z.string(), z.unknown()),
    ok: z.boolean(),
    hash: z.string(),
  })
  .meta({ id: 'AuditRow' })
export type AuditRow = z.infer<typeof AuditRow>
