import { randomUUID } from 'node:crypto'
import type { ChangeUser, NewUser, UserEntry, UserView } from '../contract/user.ts'
import type { Clock } from '../platform/clock.ts'
import { AppError } from '../platform/errors.ts'
import type { SiteDay } from '../platform/site-day.ts'
import type { Accounts } from './accounts.ts'
import type { LoginThrottle } from './login.ts'
import type { Passwords } from './passwords.ts'
import type { Audit, AuditEntry } from './port.ts'
import { validOn } from './rules/validity.ts'
import type { Sessions } from './sessions.ts'
import type { StoredUser, UserFilter, UserStore } from './user-store.ts'

export interface Users {
  /**
   * The user when name and password are right. Throws WRONG_CREDENTIALS or TOO_MANY_REQUESTS, never saying which of the
   * two was wrong, and ACCOUNT_NOT_VALID to whoever has both right on another day.
   */
  authenticate: (username: string, password: string, ip: string) => Promise<StoredUser>
  list: (cursor: string, limit: number, filter?: UserFilter) => Promise<UserEntry[]>
  /** Throws USER_EXISTS, INVALID_REQUEST. */
  add: (user: NewUser, actor: string) => Promise<UserView>
  /** Throws USER_NOT_FOUND, USER_EXISTS, INVALID_REQUEST. Whatever touches rights ends the user's sessions. */
  change: (username: string, change: ChangeUser, actor: string) => Promise<UserView>
  /** Told after every change. */
  onChange: (listener: () => void) => void
}

interface Needs {
  store: UserStore
  passwords: Passwords
  sessions: Sessions
  accounts: Accounts
  throttle: LoginThrottle
  audit: Audit
  clock: Pick<Clock, 'now'>
  dayOf: SiteDay
}

export function createUsers(needs: Needs): Users {
  const { store, clock } = needs
  const listeners: (() => void)[] = []
  const changed = (view: UserView): UserView => {
    for (const listener of listeners) listener()
    return view
  }
  return {
    authenticate: async (username, password, ip) => await authenticate(needs, { username, password, ip }),
    list: async (cursor, limit, filter) => await store.list(cursor, limit, filter),
    async add({ password, ...user }, actor) {
      refuseGuessable(user.username, password)
      refuseBackwards(user)
      const added: StoredUser = { id: randomUUID(), ...user, disabled: false, passwordHash: await needs.passwords.hash(password) }
      const entry = { actor, action: 'user.add', target: `user:${user.username}`, details: recordOf(added) }
      await audited(needs, entry, async () => await store.add(added, clock.now()))
      if (added.extension !== null && (added.validFrom !== null || added.validUntil !== null)) await needs.accounts.refresh()
      return changed(viewOf(added))
    },
    change: async (username, change, actor) => changed(await changeUser(needs, username, change, actor)),
    onChange: (listener) => void listeners.push(listener),
  }
}

async function authenticate({ store, passwords, throttle, audit, clock, dayOf }: Needs, asked: { username: string; password: string; ip: string }): Promise<StoredUser> {
  let found: StoredUser | undefined
  const right = await throttle.attempt(asked.username, asked.ip, async () => {
    const user = await store.find(asked.username)
    const matches = await passwords.matches(user && !user.disabled ? user.passwordHash : null, asked.password)
    if (matches) found = user
    return matches
  })
  const refused = async (username: string, details: Record<string, unknown>) =>
    await audit.write({ at: clock.now(), actor: username, action: 'session.begin', target: `user:${username}`, details: { ip: asked.ip, ...details }, ok: false })
  if (right && found) {
    const { validFrom, validUntil } = found
    if (!validOn(found, dayOf(clock.now()))) {
      await refused(found.username, { validFrom, validUntil })
      throw new AppError('ACCOUNT_NOT_VALID', { detail: `${validFrom ?? ''} – ${validUntil ?? ''}` })
    }
    if (passwords.outdated(found.passwordHash)) await store.change({ ...found, passwordHash: await passwords.hash(asked.password) }, clock.now())
    return found
  }
  // What was typed as a name may be a password: it is not written down unless it is a name.
  const known = (await store.find(asked.username))?.username ?? 'unknown'
  await refused(known, {})
  throw new AppError('WRONG_CREDENTIALS')
}

async function changeUser(needs: Needs, username: string, change: ChangeUser, actor: string): Promise<UserView> {
  const { store, clock, sessions, accounts, dayOf } = needs
  const before = await store.find(username)
  if (!before) throw new AppError('USER_NOT_FOUND')
  const here = (user: StoredUser): boolean => validOn(user, dayOf(clock.now()))
  if (change.password !== undefined) refuseGuessable(username, change.password)
  const after: StoredUser = {
    ...before,
    ...Object.fromEntries(Object.entries(change).filter(([name]) => name !== 'password')),
    passwordHash: change.password === undefined ? before.passwordHash : await needs.passwords.hash(change.password),
  }
  refuseBackwards(after)
  if (before.username === actor && (after.disabled || after.role !== before.role || !here(after))) throw new AppError('FORBIDDEN', { detail: 'own role and access' })
  const details = { before: recordOf(before), after: recordOf(after), password: change.password === undefined ? 'kept' : 'changed' }
  await audited(needs, { actor, action: 'user.change', target: `user:${before.username}`, details }, async () => await store.change(after, clock.now()))
  if (differ(rightsOf(before), rightsOf(after)) || (here(before) && !here(after)) || change.password !== undefined) await sessions.endAll(before.id)
  if (before.disabled !== after.disabled && after.extension !== null) await accounts.enable(after.extension, !after.disabled)
  if (differ(seatOf(before), seatOf(after))) await accounts.refresh()
  return viewOf(after)
}

/** Written down before it happens, and once more when it did not. Throws USER_EXISTS when `act` says false. */
async function audited({ audit, clock }: Needs, entry: Omit<AuditEntry, 'at' | 'ok'>, act: () => Promise<boolean>): Promise<void> {
  await audit.write({ ...entry, at: clock.now(), ok: true })
  if (await act()) return
  await audit.write({ ...entry, at: clock.now(), ok: false })
  throw new AppError('USER_EXISTS')
}

const rightsOf = ({ role, extension, department, disabled }: StoredUser) => ({ role, extension, department, disabled })
/** What decides whether the seat may be used. */
const seatOf = ({ extension, validFrom, validUntil }: StoredUser) => ({ extension, validFrom, validUntil })
const recordOf = (user: StoredUser) => ({ ...rightsOf(user), kind: user.kind, ...seatOf(user) })
const differ = (one: object, other: object): boolean => JSON.stringify(one) !== JSON.stringify(other)

export const viewOf = ({ id, username, name, role, extension, department, disabled, kind, validFrom, validUntil }: StoredUser): UserView => ({
  id, username, name, role, extension, department, disabled, kind, validFrom, validUntil,
})

function refuseBackwards({ validFrom, validUntil }: Pick<NewUser, 'validFrom' | 'validUntil'>): void {
  if (validFrom === null || validUntil === null || validFrom <= validUntil) return
  throw new AppError('INVALID_REQUEST', { errors: [{ path: 'body.validUntil', message: '早于开始日期 / before validFrom' }] })
}

const GUESSABLE = /^(?:(?:password|passw0rd|yihaotong|hotline|qwerty\w*|12345\d*|admin\w*|letmein|welcome)\W*\d*)+$/i

/** Long enough is checked at the door; this refuses what is guessed first: the name, the product, one character repeated. */
function refuseGuessable(username: string, password: string): void {
  const lower = password.toLowerCase()
  const bad = lower.includes(username.toLowerCase()) || new Set(lower).size < 5 || GUESSABLE.test(lower)
  if (bad) throw new AppError('INVALID_REQUEST', { errors: [{ path: 'body.password', message: '密码太容易猜到 / too easy to guess' }] })
}
