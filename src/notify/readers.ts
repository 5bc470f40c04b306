import type { UserEntry } from '../contract/user.ts'
import type { Principal, Role } from '../identity/port.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'

/** A user who may sign in today. */
export type Reader = Pick<Principal, 'userId' | 'username' | 'role' | 'department' | 'workspace'>

export interface ReadersDeps {
  users: {
    list: (cursor: string, limit: number, filter: { role: Role }) => Promise<UserEntry[]>
    /** Told after every change that this server makes. */
    onChange: (listener: () => void) => void
  }
  /** Roles that are told of tickets at all. */
  roles: readonly Role[]
  workspaceOf: (department: string) => string | null
  isValid: (dates: Pick<UserEntry, 'validFrom' | 'validUntil'>, now: number) => boolean
  clock: Clock
  log: Log
}

export interface Readers {
  /** null until the first look: then nobody is known to be missing. */
  all: () => readonly Reader[] | null
  /** Looks at once, and again every minute: accounts also change on other servers and by the command line. */
  start: () => Promise<void>
  /** Resolves when a look that a change has brought about is over. */
  settled: () => Promise<void>
  stop: () => void
}

const LOOK_EVERY_MS = 60_000
const PAGE = 200

/** Who is there to read notices, in memory: a step of a ticket does not wait for it. */
export function createReaders({ users, roles, workspaceOf, isValid, clock, log }: ReadersDeps): Readers {
  let known: UserEntry[] | null = null
  let looking: Promise<void> | null = null
  let again = false
  let stopTicks = (): void => {}

  async function ofRole(role: Role): Promise<UserEntry[]> {
    const found: UserEntry[] = []
    for (let page = await users.list('', PAGE, { role }); ; page = await users.list(found.at(-1)?.username.toLowerCase() ?? '', PAGE, { role })) {
      found.push(...page)
      if (page.length < PAGE) return found
    }
  }

  async function read(): Promise<void> {
    try {
      do {
        again = false
        const found: UserEntry[] = []
        for (const role of roles) found.push(...(await ofRole(role)))
        known = found
      } while (again)
    } catch (error) {
      log.error('who reads notices could not be looked up; as known before', { error })
    }
    looking = null
  }

  const look = (): void => {
    again = true
    looking ??= read()
  }
  const settled = async (): Promise<void> => void (await looking)
  users.onChange(look)

  return {
    all() {
      const now = clock.now()
      return known === null ? null : known.filter((user) => !user.disabled && isValid(user, now)).map(({ id, username, role, department }) => ({ userId: id, username, role, department, workspace: department === null ? null : workspaceOf(department) }))
    },
    async start() {
      stopTicks = clock.every(LOOK_EVERY_MS, look)
      look()
      await settled()
    },
    settled,
    stop: () => stopTicks(),
  }
}
