import type { Extension } from '../contract/ids.ts'
import type { Clock } from '../platform/clock.ts'
import { AppError } from '../platform/errors.ts'
import type { SiteDay } from '../platform/site-day.ts'
import type { AccountChange, AccountStore, AgentAccount, AnySeat, Seat } from './account-store.ts'

export interface Accounts {
  /** Those that may be used today, where the site is. */
  list: () => Promise<AgentAccount[]>
  /** Those of any day, with who sits there. */
  roster: (day: string) => Promise<Seat[]>
  /** All there are, in use or not. */
  seats: () => Promise<AnySeat[]>
  /** Throws AppError AGENT_EXISTS. */
  add: (account: AgentAccount) => Promise<void>
  /** Throws AppError AGENT_NOT_FOUND. */
  update: (extension: Extension, change: AccountChange) => Promise<void>
  /** The seat follows its user; a user may have an extension without a seat of ours. */
  enable: (extension: Extension, enabled: boolean) => Promise<void>
  /** Something that decides about seats has changed elsewhere: the day, the dates of a user. */
  refresh: () => Promise<void>
  /** Told after every change, so that phones are pushed to Asterisk and the agents' list is renewed. */
  onChange: (listener: () => Promise<void>) => void
}

export function createAccounts(store: AccountStore, clock: Pick<Clock, 'now'>, dayOf: SiteDay): Accounts {
  const listeners: (() => Promise<void>)[] = []
  const changed = async (): Promise<void> => void (await Promise.all(listeners.map(async (listener) => await listener())))
  return {
    list: async () => await store.list(dayOf(clock.now())),
    roster: async (day) => await store.roster(day),
    seats: async () => await store.seats(),
    refresh: changed,
    async add(account) {
      if (!(await store.add(account, clock.now()))) throw new AppError('AGENT_EXISTS')
      await changed()
    },
    async update(extension, change) {
      if (!(await store.update(extension, change, clock.now()))) throw new AppError('AGENT_NOT_FOUND')
      await changed()
    },
    async enable(extension, enabled) {
      if (await store.update(extension, { enabled }, clock.now())) await changed()
    },
    onChange: (listener) => void listeners.push(listener),
  }
}
