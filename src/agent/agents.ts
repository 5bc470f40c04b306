import type { AgentView } from '../contract/agent.ts'
import type { CallId, Extension } from '../contract/ids.ts'
import type { Clock } from '../platform/clock.ts'
import { AppError } from '../platform/errors.ts'
import type { Log } from '../platform/log.ts'
import { freeOf } from './rules/free.ts'
import { createMembers, type AgentAccount, type AgentPolicy, type Members } from './members.ts'
import type { Agents } from './port.ts'
import { signedOut, type AgentEvent, type BusyAs } from './rules/status.ts'
import { createSaver, type Saver } from './saver.ts'
import type { AgentStore } from './store.ts'

export interface AgentInCall {
  call: CallId
  agent: Extension
  as: BusyAs
}

/** Agents with what the start and the stop of the server need. Order at start: load, recover, begin. */
export type AgentDesk = Agents & {
  /** Takes over the accounts and what was saved of them. */
  load: (accounts: readonly AgentAccount[]) => Promise<void>
  /** The accounts have changed. Who is gone is signed out, after the call in hand. */
  setAccounts: (accounts: readonly AgentAccount[]) => void
  /**
   * Once after load(): what the calls that live on say. Who was in a call that did not survive is released from it.
   */
  recover: (calls: readonly AgentInCall[]) => void
  /**
   * From now on idle agents are told, those who are idle already at once. Last: the waiting callers are in line again.
   * Called again it tells all idle agents again, for a queue that was made to forget them.
   */
  begin: () => void
  /** Writes what is unsaved and cancels all timers. */
  stop: () => Promise<void>
}

export interface AgentNeeds {
  store: AgentStore
  clock: Clock
  policy: AgentPolicy
  log: Log
}

/** Agents in memory, saved behind the back of the calls. rules/status.ts decides. */
export function createAgents(needs: AgentNeeds): AgentDesk {
  const saver = createSaver(needs)
  const members = createMembers({ ...needs, note: saver.note })

  const tell = (agent: Extension, event: AgentEvent): void => {
    const member = members.byExtension.get(agent)
    if (member) members.apply(member, event)
    else needs.log.debug('message about an unknown agent', { agent, event: event.type })
  }

  async function ask(agent: Extension, event: AgentEvent): Promise<AgentView> {
    const member = members.byExtension.get(agent)
    if (!member || member.leaving) throw new AppError('AGENT_NOT_FOUND', { agent })
    members.apply(member, event)
    await saver.flush()
    return member.view
  }

  return {
    all: () => [...members.byExtension.values()].map(({ view }) => view),
    find: (agent) => members.byExtension.get(agent)?.view,
    wish: (agent, { state, reason }) => ask(agent, { type: 'wished', wish: state, reason: reason ?? null }),
    chooseDevice: (agent, device) => ask(agent, { type: 'deviceChosen', device }),
    ringing: (agent, call) => tell(agent, { type: 'ringing', call }),
    offerEnded: (agent, call, how) => tell(agent, { type: 'offerEnded', call, how }),
    talking: (agent, call) => tell(agent, { type: 'talking', call }),
    onHold: (agent, call, held) => tell(agent, { type: 'held', call, held }),
    inThree: (agent, call, on) => tell(agent, { type: 'inThree', call, on }),
    released: (agent, call, wrapUp = true) => tell(agent, { type: 'released', call, wrapUp }),
    free: (groups, except = []) => freeOf([...members.byExtension.values()].map(({ view }) => view), groups, except),
    setReachable: (agent, reachable, device = 'desk') => tell(agent, { type: 'reachable', reachable, device }),
    onChange: members.onChange,
    onIdle: members.onIdle,
    recover(calls) {
      for (const { agent, call, as } of calls) tell(agent, { type: 'recovered', call, as })
      const alive = new Set(calls.map(({ agent }) => agent))
      for (const member of members.byExtension.values()) {
        const { call } = member.status
        if (call && !alive.has(member.account.extension)) members.apply(member, { type: 'released', call, wrapUp: true })
      }
    },
    begin: members.begin,
    ...staff(needs, members, saver),
  }
}

/** Who belongs to the house. */
function staff({ store, clock }: AgentNeeds, { byExtension, admit, apply, rename, cancelTimers }: Members, saver: Saver) {
  return {
    async load(accounts: readonly AgentAccount[]): Promise<void> {
      const saved = new Map((await store.all()).map((agent) => [agent.extension, agent]))
      for (const account of accounts) {
        const before = saved.get(account.extension)
        admit(account, before ? { ...signedOut(before.since), ...before, device: before.choice ?? 'desk' } : signedOut(clock.now()))
      }
    },
    setAccounts(accounts: readonly AgentAccount[]): void {
      const wanted = new Set(accounts.map(({ extension }) => extension))
      for (const member of byExtension.values()) {
        member.leaving = !wanted.has(member.account.extension)
        if (member.leaving) apply(member, { type: 'wished', wish: 'offline', reason: null })
      }
      for (const account of accounts) {
        const known = byExtension.get(account.extension)
        if (known) rename(known, account)
        else admit(account, signedOut(clock.now()))
      }
    },
    async stop(): Promise<void> {
      cancelTimers()
      await saver.flush()
    },
  }
}
