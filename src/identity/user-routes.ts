import { z } from 'zod'
import { AuditRow, ChangeUser, NewUser, RoleName, UserEntry, UserView } from '../contract/user.ts'
import type { Clock } from '../platform/clock.ts'
import { route, type Route } from '../platform/route.ts'
import type { AuditLog } from './audit.ts'
import type { Audit, Principal } from './port.ts'
import type { Users } from './users.ts'

const Limit = z.coerce.number().int().min(1).max(200).default(50)
const Instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))

const AuditQuery = z.object({
  actor: z.string().max(64).optional(),
  action: z.string().max(60).optional(),
  target: z.string().max(200).optional(),
  from: Instant.optional(),
  to: Instant.optional(),
  cursor: z.string().regex(/^\d{1,15}$/).transform(Number).optional(),
  limit: Limit,
})

const Verdict = z.object({ ok: z.boolean(), rows: z.int(), head: z.string().optional(), seq: z.int().optional(), why: z.string().optional() }).meta({ id: 'AuditVerdict' })

export function userRoutes(users: Users): Route[] {
  return [
    route({
      method: 'get', path: '/users', action: 'user.read', summary: '用户列表 / Users',
      query: z.object({ cursor: z.string().max(64).default(''), limit: Limit, text: z.string().trim().max(60).optional(), role: RoleName.optional() }),
      result: z.object({ items: z.array(UserEntry), nextCursor: z.string().nullable() }),
      async handle({ query: { cursor, limit, ...filter } }) {
        const items = await users.list(cursor, limit, filter)
        return { items, nextCursor: items.length === limit ? (items.at(-1)?.username.toLowerCase() ?? null) : null }
      },
    }),
    route({
      method: 'post', path: '/users', action: 'user.edit', summary: '新增用户 / Add a user', status: 201, body: NewUser, result: UserView,
      handle: async ({ body, user }: { body: NewUser; user: Principal }) => await users.add(body, user.username),
    }),
    route({
      method: 'patch', path: '/users/:username', action: 'user.edit', summary: '修改或停用用户 / Change or disable a user',
      params: z.object({ username: z.string().max(64) }), body: ChangeUser, result: UserView,
      handle: async ({ params, body, user }: { params: { username: string }; body: ChangeUser; user: Principal }) => await users.change(params.username, body, user.username),
    }),
  ]
}

/** Reading the log is itself written to it. */
export function auditRoutes(log: AuditLog, audit: Audit, clock: Pick<Clock, 'now'>): Route[] {
  const read = async (user: Principal, action: string, details: Record<string, unknown>) =>
    await audit.write({ at: clock.now(), actor: user.username, action, target: 'audit', details, ok: true })
  return [
    route({
      method: 'get', path: '/audit', action: 'audit.read', summary: '审计日志 / Audit log', query: AuditQuery,
      result: z.object({ items: z.array(AuditRow), nextCursor: z.string().nullable() }),
      async handle({ query: { cursor, limit, ...filter }, user }: { query: z.infer<typeof AuditQuery>; user: Principal }) {
        await read(user, 'audit.read', { ...filter })
        const items = await log.list(filter, cursor ?? null, limit)
        return { items, nextCursor: items.length === limit ? String(items.at(-1)?.seq) : null }
      },
    }),
    route({
      method: 'get', path: '/audit/verify', action: 'audit.read', summary: '校验审计链 / Verify the audit chain', result: Verdict,
      async handle({ user }: { user: Principal }) {
        const verdict = await log.verify()
        await read(user, 'audit.verify', { ok: verdict.ok })
        return verdict
      },
    }),
  ]
}
