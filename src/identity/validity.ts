import type { Extension } from '../contract/ids.ts'
import type { UserView } from '../contract/user.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { SiteDay } from '../platform/site-day.ts'
import type { Accounts } from './accounts.ts'
import type { Audit } from './port.ts'
import type { Sessions } from './sessions.ts'
import type { UserStore } from './user-store.ts'

/** Whether the seat has a call in hand, or is still writing one up. */
export type InCall = (extension: Extension) => boolean

interface Needs {
  store: Pick<UserStore, 'outstayed'>
  sessions: Pick<Sessions, 'endAll'>
  accounts: Pick<Accounts, 'refresh'>
  audit: Audit
  clock: Clock
  dayOf: SiteDay
  inCall: InCall
  log: Log
}

const LOOK_EVERY_MS = 10_000

/**
 * At midnight of the site, and at the start, seats come and go by the dates of their users (J07), and who has no
 * access any more is signed out, after the call in hand. In each server of its own, since each has seats in memory.
 * What fails is tried again at the next look. The returned function stops it.
 */
export function watchValidity({ store, sessions, accounts, audit, clock, dayOf, inCall, log }: Needs): () => void {
  let done: string | null = null
  let outstayed: readonly UserView[] = []
  let looking = false

  async function turnOfDay(day: string): Promise<void> {
    await accounts.refresh()
    outstayed = await store.outstayed(day)
    done = day
  }
  async function signOut(user: UserView): Promise<void> {
    const { username, validFrom, validUntil } = user
    await audit.write({ at: clock.now(), actor: 'system', action: 'session.end', target: `user:${username}`, details: { validFrom, validUntil }, ok: true })
    await sessions.endAll(user.id)
    outstayed = outstayed.filter(({ id }) => id !== user.id)
    log.info('signed out by date', { user: username })
  }
  async function look(): Promise<void> {
    const day = dayOf(clock.now())
    if (day !== done) await turnOfDay(day)
    for (const user of outstayed) if (user.extension === null || !inCall(user.extension)) await signOut(user)
  }
  function tick(): void {
    if (looking) return
    looking = true
    look()
      .catch((error: unknown) => log.error('accounts could not be brought up to the day; tried again', { error }))
      .finally(() => (looking = false))
  }

  tick()
  return clock.every(LOOK_EVERY_MS, tick)
}
