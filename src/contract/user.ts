import { z } from 'zod'
import { Extension } from './ids.ts'

export const RoleName = z.enum(['admin', 'supervisor', 'agent', 'specialist', 'dispatcher', 'unit', 'unit_head', 'callback', 'auditor'])
export type RoleName = z.infer<typeof RoleName>

export const Username = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{1,63}$/)

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
  })
  .meta({ id: 'User' })
export type UserView = z.infer<typeof UserView>

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
  })
  .strict()
  .meta({ id: 'NewUser' })
export type NewUser = z.infer<typeof NewUser>

export const ChangeUser = NewUser.omit({ username: true })
  .extend({ extension: Extension.nullable(), department: NewUser.shape.department.unwrap(), disabled: z.boolean() })
  .partial()
  .strict()
  .meta({ id: 'ChangeUser' })
export type ChangeUser = z.infer<typeof ChangeUser>

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
