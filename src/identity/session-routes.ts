import { z } from 'zod'
import { NewSession, Session, SignIn } from '../contract/user.ts'
import type { Clock } from '../platform/clock.ts'
import { route, type Connection, type Route } from '../platform/route.ts'
import { SESSION_COOKIE } from '../platform/session-token.ts'
import type { Audit, Principal } from './port.ts'
import type { Sessions } from './sessions.ts'
import { viewOf, type Users } from './users.ts'
import type { UserStore } from './user-store.ts'

interface Needs {
  users: Users
  store: UserStore
  sessions: Sessions
  audit: Audit
  clock: Pick<Clock, 'now'>
  absoluteMs: () => number
}

export function sessionRoutes({ users, store, sessions, audit, clock, absoluteMs }: Needs): Route[] {
  return [
    route({
      method: 'post', path: '/session', action: null, summary: '登录 / Sign in', body: SignIn, result: NewSession,
      async handle({ body, connection }) {
        const from = on(connection)
        const user = await users.authenticate(body.username, body.password, from.ip)
        await audit.write({ at: clock.now(), actor: user.username, action: 'session.begin', target: `user:${user.username}`, details: { ip: from.ip }, ok: true })
        const { token, expiresAt } = await sessions.begin(user, from)
        await store.signedIn(user.id, clock.now())
        from.setHeader('Set-Cookie', cookie(token, absoluteMs(), from.secure))
        return { user: viewOf(user), token, expiresAt }
      },
    }),
    route({
      method: 'get', path: '/session', action: 'session.own', summary: '当前登录 / Who am I', result: Session,
      async handle({ user, connection }: { user: Principal; connection?: Connection }) {
        const [found, expiresAt] = await Promise.all([store.byId(user.userId), sessions.expiresAt(on(connection).session ?? '')])
        if (!found) throw new Error('a signed-in user is gone')
        return { user: viewOf(found), expiresAt }
      },
    }),
    route({
      method: 'delete', path: '/session', action: 'session.own', summary: '退出 / Sign out', status: 204, body: z.strictObject({}),
      async handle({ user, connection }: { user: Principal; connection?: Connection }) {
        const { session, secure, setHeader } = on(connection)
        if (session) await sessions.end(session)
        await audit.write({ at: clock.now(), actor: user.username, action: 'session.end', target: `user:${user.username}`, details: {}, ok: true })
        setHeader('Set-Cookie', cookie('', 0, secure))
      },
    }),
  ]
}

function on(connection: Connection | undefined): Connection {
  if (!connection) throw new Error('session routes need the connection')
  return connection
}

/** Not readable by scripts, never sent by other sites; Secure as soon as the browser came by https. */
const cookie = (token: string, maxAgeMs: number, secure: boolean): string =>
  `${SESSION_COOKIE}=${token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${Math.floor(maxAgeMs / 1000)}${secure ? '; Secure' : ''}`
