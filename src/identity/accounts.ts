import type { Extension } from '../contract/ids.ts'
import type { Clock } from '../platform/clock.ts'
import { AppError } from '../platform/errors.ts'
import type { AccountChange, AccountStore, AgentAccount } from './account-store.ts'

export interface Accounts {
  list: () => Promise<AgentAccount[]>
  /** Throws AppError AGENT_EXISTS. */
  add: (account: AgentAccount) => Promise<void>
  /** Throws AppError AGENT_NOT_FOUND. */
  update: (extension: Extension, change: AccountChange) => Promise<void>
  /** The seat follows its user; a user may have an extension without a seat of ours. */
  enable: (extension: Extension, enabled: boolean) => Promise<void>
  /** Told after every change, so that phones are pushed to Asterisk and the agents' list is renewed. */
  onChange: (listener: () => Promise<void>) => void
}

export function createAccounts(store: AccountStore, clock: Pick<Clock, 'now'>): Accounts {
  const listeners: (() => Promise<void>)[] = []
  const changed = async (): Promise<void> => void (await Promise.all(listeners.map(async (listener) => await listener())))
  return {
    list: async () => await store.list(),
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
