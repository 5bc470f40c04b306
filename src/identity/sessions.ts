import { createHash, randomBytes } from 'node:crypto'
import type { Policy } from '../contract/policy.ts'
import type { Clock } from '../platform/clock.ts'
import type { Principal } from './port.ts'
import type { SessionStore, StoredSession } from './session-store.ts'
import type { StoredUser } from './user-store.ts'

export interface OpenSession {
  /** Hash of the token; safe to keep and to log. */
  id: string
  user: StoredUser
  principal: Principal
  /** Unix ms of the absolute end. */
  expiresAt: number
}

export interface Sessions {
  /** A new session with a token nobody has seen before. The token is kept nowhere. */
  begin: (user: StoredUser, from: { ip: string; userAgent: string }) => Promise<{ token: string; expiresAt: number }>
  /** Who the token stands for, or null: unknown, ended, idle too long, or its user is disabled. */
  identify: (token: string) => Promise<OpenSession | null>
  /** Unix ms of the absolute end; 0 when the session is gone. */
  expiresAt: (id: string) => Promise<number>
  end: (id: string) => Promise<void>
  /** Ends every session of a user: disabled, new password, new role. */
  endAll: (userId: string) => Promise<void>
  /** Which of these sessions still hold, whoever ended the others (another server, the command line). */
  stillOpen: (ids: readonly string[]) => Promise<Set<string>>
  /** Told at once when this server ends a session. */
  onEnd: (listener: (id: string) => void) => void
  /** Deletes what has expired; returns how many. */
  cleanUp: () => Promise<number>
}

interface Needs {
  store: SessionStore
  clock: Pick<Clock, 'now'>
  policy: Policy['session']
}

const SEEN_EVERY_MS = 60_000

/** 256 random bits are their own proof of strength: a plain hash protects them at rest. */
const idOf = (token: string): string => createHash('sha256').update(token).digest('hex')

export function createSessions({ store, clock, policy }: Needs): Sessions {
  const listeners: ((id: string) => void)[] = []
  const told = (id: string): void => listeners.forEach((listener) => listener(id))
  const bounds = () => ({ seenSince: clock.now() - policy.idleMs - SEEN_EVERY_MS, begunSince: clock.now() - policy.absoluteMs })
  const holds = ({ createdAt, seenAt }: StoredSession): boolean =>
    clock.now() < createdAt + policy.absoluteMs && clock.now() < seenAt + policy.idleMs + SEEN_EVERY_MS
  return {
    async begin(user, { ip, userAgent }) {
      const token = randomBytes(32).toString('base64url')
      const now = clock.now()
      await store.add({ id: idOf(token), userId: user.id, createdAt: now, seenAt: now, ip: ip.slice(0, 45), userAgent: userAgent.slice(0, 200) })
      return { token, expiresAt: now + policy.absoluteMs }
    },
    async identify(token) {
      const found = await store.find(idOf(token))
      if (!found || found.user.disabled || !holds(found.session)) return null
      if (clock.now() - found.session.seenAt >= SEEN_EVERY_MS) await store.seen(found.session.id, clock.now())
      return { id: found.session.id, user: found.user, principal: principalOf(found.user), expiresAt: found.session.createdAt + policy.absoluteMs }
    },
    async expiresAt(id) {
      const found = await store.find(id)
      return found ? found.session.createdAt + policy.absoluteMs : 0
    },
    async end(id) {
      await store.remove(id)
      told(id)
    },
    async endAll(userId) {
      for (const id of await store.removeOfUser(userId)) told(id)
    },
    stillOpen: async (ids) => new Set(await store.alive(ids, bounds())),
    onEnd: (listener) => void listeners.push(listener),
    cleanUp: async () => await store.removeOlder(bounds()),
  }
}

export const principalOf = ({ id, username, role, extension, department }: StoredUser): Principal => ({ userId: id, username, role, extension, department })
