import type { Knex } from 'knex'
import { UserEntry, UserView } from '../contract/user.ts'

/** A user with what never leaves the server. */
export interface StoredUser extends UserView {
  passwordHash: string
}

export interface UserFilter {
  /** Part of the user name or the shown name. */
  text?: string | undefined
  role?: UserView['role'] | undefined
}

export interface UserStore {
  /** False when the name or the extension is taken. */
  add: (user: StoredUser, at: number) => Promise<boolean>
  find: (username: string) => Promise<StoredUser | undefined>
  byId: (id: string) => Promise<StoredUser | undefined>
  /** By name, from after `cursor` on. */
  list: (cursor: string, limit: number, filter?: UserFilter) => Promise<UserEntry[]>
  signedIn: (id: string, at: number) => Promise<void>
  /** Who is signed in, and may not be on that day. */
  outstayed: (day: string) => Promise<UserView[]>
  /** False when the extension is taken. */
  change: (user: StoredUser, at: number) => Promise<boolean>
}

const COLUMNS = { id: 'id', username: 'username', name: 'name', role: 'role', extension: 'extension', department: 'department', disabled: 'disabled', kind: 'kind', validFrom: 'valid_from', validUntil: 'valid_until' }

const keyOf = (username: string): string => username.toLowerCase()

/** Pass a transaction instead of the database to take part in it. */
export function userStore(db: Knex): UserStore {
  const users = () => db('users').select({ ...COLUMNS, passwordHash: 'password_hash' })
  return {
    async add(user, at) {
      const taken = await db('users').where({ username_key: keyOf(user.username) }).orWhere((same) => void ofExtension(same, user)).first()
      if (taken) return false
      return await unlessTaken(db('users').insert({ id: user.id, username: user.username, username_key: keyOf(user.username), ...row(user, at), created_at: at }))
    },
    find: async (username) => asUser(await users().where({ username_key: keyOf(username) }).first()),
    byId: async (id) => asUser(await users().where({ id }).first()),
    async list(cursor, limit, { text = '', role } = {}) {
      const query = db('users').select({ ...COLUMNS, lastSignInAt: 'last_sign_in_at' }).where('username_key', '>', cursor).orderBy('username_key').limit(limit)
      if (role !== undefined) void query.andWhere({ role })
      const part = `%${text.replace(/[\\%_]/g, (wild) => `\\${wild}`)}%`
      if (text !== '') void query.andWhere((either) => void either.whereRaw("username_key like ? escape '\\'", [part.toLowerCase()]).orWhereRaw("name like ? escape '\\'", [part]))
      return (await query).map((found) => UserEntry.parse(flags(found)))
    },
    async signedIn(id, at) {
      await db('users').where({ id }).update({ last_sign_in_at: at })
    },
    async outstayed(day) {
      const signedIn = db('sessions').select('user_id')
      const found = await db('users').select(COLUMNS).whereIn('id', signedIn).andWhere((not) => void not.where('valid_from', '>', day).orWhere('valid_until', '<', day))
      return found.map((one) => UserView.parse(flags(one)))
    },
    async change(user, at) {
      const taken = await db('users').whereNot({ id: user.id }).andWhere((same) => void ofExtension(same, user)).first()
      if (taken) return false
      return await unlessTaken(db('users').where({ id: user.id }).update(row(user, at)))
    },
  }
}

const row = ({ name, role, extension, department, disabled, kind, validFrom, validUntil, passwordHash }: StoredUser, at: number) => ({
  name, role, extension, department, disabled: disabled ? 1 : 0, kind, valid_from: validFrom, valid_until: validUntil, password_hash: passwordHash, updated_at: at,
})

const ofExtension = (query: Knex.QueryBuilder, { extension }: StoredUser) =>
  extension === null ? query.whereRaw('1 = 0') : query.where({ extension })

const flags = (found: Record<string, unknown>) => ({ ...found, disabled: found['disabled'] === 1 })

function asUser(found: Record<string, unknown> | undefined): StoredUser | undefined {
  return found && { ...UserView.parse(flags(found)), passwordHash: String(found['passwordHash']) }
}

/** Two requests may pass the check at the same time; the unique index decides. */
async function unlessTaken(write: PromiseLike<unknown>): Promise<boolean> {
  try {
    await write
    return true
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === 'SQLITE_CONSTRAINT' || code === '23505') return false
    throw error
  }
}
