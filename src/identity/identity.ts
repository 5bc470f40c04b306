import { randomUUID } from 'node:crypto'
import type { Policy } from '../contract/policy.ts'
import type { Clock } from '../platform/clock.ts'
import type { FieldCipher } from '../platform/field-cipher.ts'
import type { Log } from '../platform/log.ts'
import type { Route } from '../platform/route.ts'
import type { Access } from '../platform/serve-routes.ts'
import type { SiteDay } from '../platform/site-day.ts'
import type { InTransaction } from '../platform/store.ts'
import { accountStore } from './account-store.ts'
import { createAccounts, type Accounts } from './accounts.ts'
import { createAudit, type AuditLog } from './audit.ts'
import { auditStore } from './audit-store.ts'
import { seedUsers, type Credentials } from './first-run.ts'
import { createLoginThrottle } from './login.ts'
import { createPasswords } from './passwords.ts'
import { ACTIONS, type Action, type Can, type Principal, type Resource } from './port.ts'
import { can } from './rules/can.ts'
import { sessionStore } from './session-store.ts'
import { createSessions, type Sessions } from './sessions.ts'
import { sessionRoutes } from './session-routes.ts'
import { auditRoutes, userRoutes } from './user-routes.ts'
import { userStore } from './user-store.ts'
import { createUsers, type Users } from './users.ts'
import { watchValidity, type InCall } from './validity.ts'

type Database = Parameters<typeof userStore>[0]

interface Needs {
  db: Database
  transaction: InTransaction
  cipher: FieldCipher
  policy: Policy
  clock: Pick<Clock, 'now'>
  /** Workspace of a department; null = the centre's. */
  workspaceOf?: (department: string) => string | null
  /** Where the site is: accounts begin and end with its days. */
  dayOf: SiteDay
}

export interface Identity {
  can: Can
  audit: AuditLog
  users: Users
  sessions: Sessions
  accounts: Accounts
  /** For serveRoutes. */
  access: Access<Principal>
  /** /session, /users, /audit */
  routes: Route[]
  seed: (credentials: Credentials) => Promise<number>
  /** Lets people in and out by their dates, from now on; see validity.ts. The returned function stops it. */
  keepDates: (needs: { clock: Clock; inCall: InCall; log: Log }) => () => void
}

/** Users, sessions, rights and the audit log, joined. */
export function createIdentity({ db, transaction, cipher, policy, clock, dayOf, workspaceOf = () => null }: Needs): Identity {
  const [store, seats, passwords] = [userStore(db), accountStore(db, cipher), createPasswords()]
  const audit = createAudit(auditStore(db, transaction))
  const accounts = createAccounts(seats, clock, dayOf)
  const sessions = createSessions({ store: sessionStore(db), clock, policy: policy.session })
  const users = createUsers({ store, passwords, sessions, accounts, throttle: createLoginThrottle(clock, policy.login), audit, clock, dayOf })
  return {
    can,
    audit,
    users,
    sessions,
    accounts,
    access: accessFor({ sessions, audit, clock, workspaceOf }),
    routes: [
      ...sessionRoutes({ users, store, sessions, audit, clock, absoluteMs: () => policy.session.absoluteMs }),
      ...userRoutes(users),
      ...auditRoutes(audit, audit, clock),
    ],
    keepDates: ({ clock: ticking, inCall, log }) => watchValidity({ store, sessions, accounts, audit, clock: ticking, dayOf, inCall, log }),
    seed: async (credentials) => await seedUsers({ users: store, accounts: seats, passwords: createPasswords({ waiting: Infinity }), newId: randomUUID, now: clock.now() }, credentials),
  }
}

function accessFor({ sessions, audit, clock, workspaceOf }: { sessions: Sessions; audit: AuditLog } & Required<Pick<Needs, 'clock' | 'workspaceOf'>>): Access<Principal> {
  return {
    async identify(token) {
      const open = await sessions.identify(token)
      if (!open) return null
      const { department } = open.principal
      return { user: { ...open.principal, workspace: department === null ? null : workspaceOf(department) }, userId: open.principal.userId, session: open.id }
    },
    knows: isAction,
    may: (user, action, about) => isAction(action) && can(user, action, about as Resource | undefined),
    async refused(user, action, path) {
      await audit.write({ at: clock.now(), actor: user.username, action, target: path, details: {}, ok: false })
    },
  }
}

const isAction = (name: string): name is Action => (ACTIONS as readonly string[]).includes(name)
