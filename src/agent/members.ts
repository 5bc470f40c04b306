import type { AgentView } from '../contract/agent.ts'
import type { Extension, GroupId } from '../contract/ids.ts'
import type { Policy } from '../contract/policy.ts'
import type { Clock } from '../platform/clock.ts'
import type { Agents } from './port.ts'
import { step, type AgentEvent, type AgentStatus } from './rules/status.ts'
import type { Saver } from './saver.ts'
import type { SavedAgent } from './store.ts'

export interface AgentAccount {
  extension: Extension
  name: string
  groups: readonly GroupId[]
}

export interface AgentPolicy {
  wrapUp: Pick<Policy['wrapUp'], 'maxMs'>
  offer: Pick<Policy['offer'], 'retryGapMs'>
}

export interface Member {
  account: AgentAccount
  status: AgentStatus
  view: AgentView
  /** The account is gone; kept until the call in hand is over. */
  leaving: boolean
  /** What onIdle was last told. */
  toldIdle: boolean
  /** After an offer that was not answered: not idle before then. Unix ms. */
  restUntil: number
  cancelTimer: (() => void) | null
}

export interface Members {
  byExtension: Map<Extension, Member>
  admit: (account: AgentAccount, status: AgentStatus) => void
  apply: (member: Member, event: AgentEvent) => void
  rename: (member: Member, account: AgentAccount) => void
  /** From now on idle agents are told; those who are idle already, at once and again. */
  begin: () => void
  cancelTimers: () => void
  onChange: Agents['onChange']
  onIdle: Agents['onIdle']
}

/** Every agent's status in memory: steps it, keeps its timer, and tells what has changed. */
export function createMembers({ clock, policy, note }: { clock: Clock; policy: AgentPolicy; note: Saver['note'] }): Members {
  const byExtension = new Map<Extension, Member>()
  const hearChange: Parameters<Agents['onChange']>[0][] = []
  const hearIdle: Parameters<Agents['onIdle']>[0][] = []
  let begun = false

  function apply(member: Member, event: AgentEvent): void {
    const before = member.status
    const now = clock.now()
    member.status = step(before, event, now, policy.wrapUp.maxMs)
    if (member.status === before) return
    if (rangInVain(event)) member.restUntil = now + policy.offer.retryGapMs
    note(savedFrom(member), differs(before, member.status) ? changeOf(member, now) : null)
    show(member)
    refresh(member, before.state === 'ready' && member.status.state !== 'ready')
    if (member.leaving && member.status.state === 'offline') byExtension.delete(member.account.extension)
  }

  function show(member: Member): void {
    const before = member.view
    const now = viewOf(member.account, member.status)
    if (looksTheSame(now, before)) return
    member.view = now
    for (const listener of hearChange) listener(now, before)
  }

  /** Looks whether the agent can take a caller now, and when to look again. Who leaves ready is told as not idle in any case. */
  function refresh(member: Member, leftReady = false): void {
    const { state, wrapUpUntil } = member.status
    const resting = state === 'ready' && clock.now() < member.restUntil
    const again = state === 'acw' ? wrapUpUntil : resting ? member.restUntil : null
    member.cancelTimer?.()
    member.cancelTimer = again === null ? null : clock.at(again, () => {
      apply(member, { type: 'wrapUpOver' })
      refresh(member)
    })
    const idle = state === 'ready' && !resting
    if (begun && (leftReady || idle !== member.toldIdle)) tellIdle(member, idle)
  }

  function tellIdle(member: Member, idle: boolean): void {
    member.toldIdle = idle
    for (const listener of hearIdle) listener(member.view, idle)
  }

  return {
    byExtension,
    admit: (account, status) => void byExtension.set(account.extension, newMember(account, status)),
    apply,
    rename(member, account) {
      const regrouped = member.account.groups.join() !== account.groups.join()
      member.account = account
      show(member)
      if (regrouped && member.toldIdle) tellIdle(member, true)
    },
    begin() {
      begun = true
      for (const member of byExtension.values()) {
        member.toldIdle = false
        refresh(member)
      }
    },
    cancelTimers: () => byExtension.forEach((member) => member.cancelTimer?.()),
    onChange: (listener) => void hearChange.push(listener),
    onIdle: (listener) => void hearIdle.push(listener),
  }
}

const newMember = (account: AgentAccount, status: AgentStatus): Member => ({
  account,
  status,
  view: viewOf(account, status),
  leaving: false,
  toldIdle: false,
  restUntil: 0,
  cancelTimer: null,
})

/** Also when the caller withdrew: a phone that is still being told to stop would take the next call for a second one, and refuse it. */
const rangInVain = (event: AgentEvent): boolean => event.type === 'offerEnded' && event.how !== 'answered'

const differs = (a: AgentStatus, b: AgentStatus): boolean => a.state !== b.state || a.reason !== b.reason || a.call !== b.call

const looksTheSame = (a: AgentView, b: AgentView): boolean =>
  a.state === b.state && a.reason === b.reason && a.since === b.since && a.wrapUpUntil === b.wrapUpUntil && a.call === b.call && a.reachable === b.reachable && a.device === b.device && a.chosenDevice === b.chosenDevice && samePhones(a.phones, b.phones) && a.name === b.name && a.groups.join() === b.groups.join()

const samePhones = (a: AgentView['phones'], b: AgentView['phones']): boolean => a.browser === b.browser && a.desk === b.desk

const viewOf = ({ extension, name, groups }: AgentAccount, status: AgentStatus): AgentView => {
  const { state, reason, since, call, wrapUpUntil, device, choice, phones, reachable } = status
  return { extension, name, groups: [...groups], state, reason, since, call, wrapUpUntil, device, chosenDevice: choice, phones, reachable }
}

function savedFrom({ account: { extension }, status }: Member): SavedAgent {
  const { wish, wishReason, state, reason, since, idleSince, wrapUpUntil, call, choice } = status
  return { extension, wish, wishReason, state, reason, since, idleSince, wrapUpUntil, call, choice }
}

const changeOf = ({ account: { extension }, status: { state, reason, call } }: Member, at: number) => ({ extension, at, state, reason, call })
