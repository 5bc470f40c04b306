import type { Extension } from '../contract/ids.ts'
import type { Softphone } from '../contract/softphone.ts'
import type { Principal } from '../identity/port.ts'
import type { Clock } from '../platform/clock.ts'
import { AppError } from '../platform/errors.ts'
import type { Log } from '../platform/log.ts'
import type { PhoneAccount, Phones } from '../telephony/port.ts'
import type { Holding, SoftphoneStore } from './store.ts'

interface Needs {
  store: SoftphoneStore
  phones: Pick<Phones, 'put' | 'remove'>
  sessions: { expiresAt: (session: string) => Promise<number>; stillOpen: (sessions: readonly string[]) => Promise<ReadonlySet<string>>; onEnd: (listener: (session: string) => void) => void }
  /** The agent's name, as the phone shows it to others. */
  nameOf: (extension: Extension) => string
  /** SIP user of the softphone of an extension. */
  userOf: (extension: Extension) => string
  /** 128 random bits as text that fits an address. */
  newSecret: () => string
  clock: Clock
  log: Log
}

/** Why a tab has its softphone no more. */
export type Taken = 'another_tab' | 'closed' | 'session_ended'

export type Softphones = ReturnType<typeof createSoftphones>

/** How often sessions are looked at that ended elsewhere, or by time. */
const LOOK_EVERY_MS = 2_000

/**
 * The softphones that browsers have signed on: one for each extension, held by one tab, with a password made up for that
 * tab which ends with its session. What Asterisk knows follows; what is here is also in the database.
 */
export function createSoftphones(needs: Needs) {
  const { store, phones, sessions, clock, log, newSecret } = needs
  const held = new Map<Extension, Holding>()
  const hearTaken: ((extension: Extension, tab: string, why: Taken) => void)[] = []
  const hearOpened: ((extension: Extension, tab: string, fresh: boolean) => void)[] = []

  const account = ({ extension, password }: Holding): PhoneAccount => ({ extension, password, name: needs.nameOf(extension), device: 'browser' })

  async function open({ extension }: Pick<Principal, 'extension'>, session: string, tab?: string): Promise<Omit<Softphone, 'uri'>> {
    if (extension === null) throw new AppError('NO_PHONE')
    const before = held.get(extension)
    const same = before !== undefined && before.tab === tab && before.session === session
    const now: Holding = same ? { ...before, expiresAt: await sessions.expiresAt(session) } : { extension, tab: newSecret(), session, password: newSecret(), expiresAt: await sessions.expiresAt(session) }
    held.set(extension, now)
    await store.save(now)
    await phones.put(account(now)).catch((error: unknown) => log.warn('a softphone will be in Asterisk when that is there again', { extension, error }))
    if (before && !same) for (const heard of hearTaken) heard(extension, before.tab, 'another_tab')
    for (const heard of hearOpened) heard(extension, now.tab, !same)
    return { authorizationUser: needs.userOf(extension), password: now.password, extension, socket: `/sip?tab=${now.tab}`, iceServers: [], expiresAt: now.expiresAt, tab: now.tab }
  }

  async function release(holding: Holding, why: Taken): Promise<void> {
    const { extension, tab } = holding
    if (held.get(extension)?.tab !== tab) return
    held.delete(extension)
    for (const heard of hearTaken) heard(extension, tab, why)
    await store.remove(extension)
    await phones.remove(extension, 'browser').catch((error: unknown) => log.warn('a softphone will be taken from Asterisk when that is there again', { extension, error }))
  }

  const releaseAll = (which: (holding: Holding) => boolean): void => {
    for (const holding of [...held.values()].filter(which)) {
      release(holding, 'session_ended').catch((error: unknown) => log.error('a softphone could not be taken away', { extension: holding.extension, error }))
    }
  }

  async function look(): Promise<void> {
    if (held.size === 0) return
    const alive = await sessions.stillOpen([...new Set([...held.values()].map(({ session }) => session))])
    releaseAll(({ session, expiresAt }) => !alive.has(session) || clock.now() >= expiresAt)
  }

  sessions.onEnd((session) => releaseAll((holding) => holding.session === session))

  return {
    /** What was open before the server started anew. */
    async load(): Promise<void> {
      for (const holding of await store.all()) held.set(holding.extension, holding)
    },
    open,
    /** A tab signs its softphone off; nothing happens when another has it by now. */
    async close({ extension }: Pick<Principal, 'extension'>, tab?: string): Promise<void> {
      const holding = extension === null ? undefined : held.get(extension)
      if (holding && (tab === undefined || holding.tab === tab)) await release(holding, 'closed')
    },
    /** The tab that has the softphone now. */
    tabOf: (extension: Extension): string | null => held.get(extension)?.tab ?? null,
    /** All that Asterisk is to know. */
    accounts: (): PhoneAccount[] => [...held.values()].map(account),
    onTaken: (heard: (typeof hearTaken)[number]) => void hearTaken.push(heard),
    /** `fresh`: another tab than before, so whatever went on in that one has ended. */
    onOpened: (heard: (typeof hearOpened)[number]) => void hearOpened.push(heard),
    /** Watches for sessions that end by time or elsewhere, until the returned function is called. */
    watch: (): (() => void) => clock.every(LOOK_EVERY_MS, () => void look().catch((error: unknown) => log.warn('sessions of softphones could not be looked at', { error }))),
  }
}
