import type { Knex } from 'knex'
import type { StoredUser } from './user-store.ts'
import { userStore } from './user-store.ts'

export interface StoredSession {
  /** SHA-256 of the token, in hex. */
  id: string
  userId: string
  createdAt: number
  /** Last use, written down once a minute at most. */
  seenAt: number
}

export interface SessionStore {
  add: (session: StoredSession & { ip: string; userAgent: string }) => Promise<void>
  /** The session with its user as he is now. */
  find: (id: string) => Promise<{ session: StoredSession; user: StoredUser } | undefined>
  seen: (id: string, at: number) => Promise<void>
  remove: (id: string) => Promise<void>
  /** The ids of the sessions that are gone now. */
  removeOfUser: (userId: string) => Promise<string[]>
  /** Which of these sessions are still there, of users not disabled, used since and begun since. */
  alive: (ids: readonly string[], bounds: { seenSince: number; begunSince: number }) => Promise<string[]>
  removeOlder: (bounds: { seenSince: number; begunSince: number }) => Promise<number>
}

const COLUMNS = { id: 'id', userId: 'user_id', createdAt: 'created_at', seenAt: 'seen_at' }

/** Pass a transaction instead of the database to take part in it. */
export function sessionStore(db: Knex): SessionStore {
  const users = userStore(db)
  return {
    async add({ id, userId, createdAt, seenAt, ip, userAgent }) {
      await db('sessions').insert({ id, user_id: userId, created_at: createdAt, seen_at: seenAt, ip, user_agent: userAgent })
    },
    async find(id) {
      const session = await db('sessions').select<StoredSession[]>(COLUMNS).where({ id }).first()
      const user = session && (await users.byId(session.userId))
      return user && { session, user }
    },
    async seen(id, at) {
      await db('sessions').where({ id }).update({ seen_at: at })
    },
    async remove(id) {
      await db('sessions').where({ id }).delete()
    },
    async removeOfUser(userId) {
      const gone = await db('sessions').select<{ id: string }[]>('id').where({ user_id: userId })
      await db('sessions').where({ user_id: userId }).delete()
      return gone.map(({ id }) => id)
    },
    async alive(ids, { seenSince, begunSince }) {
      if (ids.length === 0) return []
      const found = await db('sessions')
        .join('users', 'users.id', 'sessions.user_id')
        .select<{ id: string }[]>({ id: 'sessions.id' })
        .whereIn('sessions.id', [...ids])
        .andWhere('users.disabled', 0)
        .andWhere('sessions.seen_at', '>', seenSince)
        .andWhere('sessions.created_at', '>', begunSince)
      return found.map(({ id }) => id)
    },
    removeOlder: async ({ seenSince, begunSince }) =>
      await db('sessions').where('seen_at', '<=', seenSince).orWhere('created_at', '<=', begunSince).delete(),
  }
}
