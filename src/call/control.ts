import type { CallNow } from '../contract/call.ts'
import type { CallId, Extension, GroupId, LegId } from '../contract/ids.ts'
import type { Target } from '../contract/target.ts'
import type { Agents } from '../agent/port.ts'
import type { Audit, Principal } from '../identity/port.ts'
import type { Clock } from '../platform/clock.ts'
import { AppError } from '../platform/errors.ts'
import type { MonitorMode, Purpose } from './facts.ts'
import type { PromptRef } from '../prompt/port.ts'
import type { AnyOf, Directory, Outside, Party, Seat } from './port.ts'
import type { MoveTo, Moves } from './moves.ts'
import { callNow } from './now.ts'
import { thirdLegId } from './rules/ids.ts'
import { refusal } from './rules/refusal.ts'
import type { CallState, Living, Request } from './rules/state.ts'
import type { Calls } from './runner.ts'

export interface ControlDeps {
  calls: Pick<Calls, 'open' | 'ask'>
  agents: Agents
  directory: Directory
  audit: Audit
  clock: Clock
  walls: Walls
  /** As it is spoken: "人社". */
  groupName: (group: GroupId) => string
  /** See moves.ts. */
  move: Moves
  /** Whether agents are shown that a supervisor listens. */
  monitorShown: () => boolean
}

/** What stands between us and the carrier (src/outbound/port.ts). */
export interface Walls {
  /** Counts the leg, or throws OUTBOUND_LIMIT, OUTBOUND_NIGHT. */
  begin: (call: { leg: LegId; agent: Extension | null; purpose: 'emergency' | 'in_call' }) => void
  ended: (leg: LegId) => void
  /** What the walls refuse in this work is put on record, and thrown on. */
  onRecord: <Result>(asked: { by: string; target: string }, work: () => Result) => Promise<Result>
}

export type Control = ReturnType<typeof createControl>

/** Seats steer their own calls only. */
export const isSeat = ({ role }: Principal): boolean => role === 'agent' || role === 'specialist'

/** The seat a call belongs to now. */
export function seatOf(state: CallState): Extension | null {
  if (state.at === 'booked' || state.at === 'dialling') return state.offer?.agent ?? null
  return state.agent
}

/** The leg that the next third party of the call will have. */
const nextLeg = ({ call, thirds }: Living): LegId => thirdLegId(call, thirds + 1)

/** What agents and supervisors do to calls that go on. Each answers with the call as it is then; throws AppError when refused. */
export function createControl(deps: ControlDeps) {
  const { calls, agents, directory, audit, clock, walls } = deps

  /** The call, if the user may steer it: their own, or any for supervisors. Another's is as good as unknown. */
  function steered(id: CallId, user: Principal): Living {
    const state = calls.open().get(id)?.state
    if (!state || (isSeat(user) && seatOf(state) !== user.extension)) throw new AppError('CALL_NOT_FOUND', { id })
    return state
  }

  const show = (id: CallId, user: Principal): CallNow => callNow(id, calls.open().get(id)?.state, { monitorShown: deps.monitorShown() || !isSeat(user) })

  function refuse(id: CallId, state: CallState, code: ReturnType<Calls['ask']>): never {
    throw new AppError(code ?? 'WRONG_CALL_STATE', { id, state: state.at, transferCount: state.transferCount })
  }

  function ask(id: CallId, user: Principal, request: Request): CallNow {
    const state = steered(id, user)
    const refused = calls.ask(id, request)
    return refused === null ? show(id, user) : refuse(id, state, refused)
  }

  /** Reserves who is asked, so that the queue offers them nobody meanwhile. */
  function reserve(party: Seat | AnyOf, call: CallId, own: Extension | null): Seat {
    if (party.kind === 'group') {
      const free = agents.free(party.groups, own === null ? [] : [own])
      if (!free) throw new AppError('NOBODY_FREE', { group: party.name })
      agents.ringing(free.extension, call)
      return { kind: 'seat', agent: free.extension, name: free.name }
    }
    const view = agents.find(party.agent)
    if (!view || party.agent === own) throw new AppError('TARGET_NOT_FOUND', { extension: party.agent })
    agents.ringing(party.agent, call)
    // In another call, the seat stays with that one.
    if (agents.find(party.agent)?.call !== call) throw new AppError('TARGET_BUSY', { extension: party.agent, state: view.state })
    return party
  }

  /** Whom the target means; that somebody is closed today belongs to the ticket (domain.md §5.5). */
  function resolve(id: CallId, target: Target): Party {
    try {
      return directory.resolve(target, clock.now())
    } catch (error) {
      const party = error instanceof AppError && error.code === 'TARGET_CLOSED' ? (error.details['party'] as Outside | null) : null
      if (party) calls.ask(id, { type: 'foundClosed', party })
      throw error
    }
  }

  /** What the caller hears before the music: specialists by their group, a centre by its line; of others nothing is said. */
  function toldFor(party: Party): PromptRef | null {
    if (party.kind === 'outside') return party.line !== null && !party.emergency ? { id: 'subcenter_transfer', values: { line: party.name, number: party.line } } : null
    const group = party.kind === 'group' ? party.groups[0] : agents.find(party.agent)?.groups[0]
    return group === undefined ? null : { id: 'please_wait_specialist', values: { group: deps.groupName(group) } }
  }

  function invite(id: CallId, user: Principal, target: Target, wanted: Exclude<Purpose, 'emergency'>): CallNow {
    const state = steered(id, user)
    const own = seatOf(state)
    const found = resolve(id, target)
    const purpose: Purpose = found.kind === 'outside' && found.emergency ? 'emergency' : wanted
    const groups = found.kind === 'group' ? found.groups : null
    const nobody: Seat = { kind: 'seat', agent: own ?? ('' as Extension), name: '' }
    const told = toldFor(found)
    const early = refusal(state, { type: 'invite', purpose, party: found.kind === 'group' ? nobody : found, groups, told })
    if (early !== null) refuse(id, state, early)
    if (found.kind === 'outside') admit(state, found, own)
    const party = found.kind === 'outside' ? found : reserve(found, id, own)
    const refused = calls.ask(id, { type: 'invite', purpose, party, groups, told })
    if (refused === null) return show(id, user)
    if (party.kind === 'seat') agents.offerEnded(party.agent, id, 'withdrawn')
    else walls.ended(nextLeg(state))
    return refuse(id, state, refused)
  }

  function admit(state: Living, party: Outside, own: Extension | null): void {
    walls.begin({ leg: nextLeg(state), agent: own, purpose: party.emergency ? 'emergency' : 'in_call' })
  }

  const inviteOnRecord = (id: CallId, user: Principal, target: Target, wanted: Exclude<Purpose, 'emergency'>): Promise<CallNow> =>
    walls.onRecord({ by: user.username, target: 'number' in target ? target.number : JSON.stringify(target) }, () => invite(id, user, target, wanted))

  /** What supervisors do is on record before it is done, refused or not. */
  async function supervise(id: CallId, user: Principal, action: string, details: Readonly<Record<string, unknown>>): Promise<Living> {
    const state = calls.open().get(id)?.state
    await audit.write({ at: clock.now(), actor: user.username, action, target: `call:${id}`, details: { ...details, agent: state ? seatOf(state) : null }, ok: state !== undefined })
    const now = calls.open().get(id)?.state
    if (!now) throw new AppError('CALL_NOT_FOUND', { id })
    return now
  }

  const phoneOf = (user: Principal): Extension => {
    if (user.extension === null || !agents.find(user.extension)) throw new AppError('NO_PHONE')
    return user.extension
  }

  async function monitor(id: CallId, user: Principal, mode: MonitorMode): Promise<CallNow> {
    const by = phoneOf(user)
    const state = await supervise(id, user, 'call.monitor', { mode })
    const already = state.at === 'talking' && state.monitor?.by === by
    const early = refusal(state, { type: 'monitor', by, mode })
    if (early !== null) refuse(id, state, early)
    if (!already) reserve({ kind: 'seat', agent: by, name: user.username }, id, null)
    return ask(id, user, { type: 'monitor', by, mode })
  }

  return {
    hold: (id: CallId, user: Principal) => ask(id, user, { type: 'hold' }),
    resume: (id: CallId, user: Principal) => ask(id, user, { type: 'resume' }),
    hangUp: (id: CallId, user: Principal) => ask(id, user, { type: 'hangUp' }),
    consult: (id: CallId, user: Principal, target: Target) => inviteOnRecord(id, user, target, 'consult'),
    transfer: (id: CallId, user: Principal, target: Target) => inviteOnRecord(id, user, target, 'transfer'),
    join: (id: CallId, user: Principal) => ask(id, user, { type: 'join' }),
    complete: (id: CallId, user: Principal) => ask(id, user, { type: 'complete' }),
    cancelConsult: (id: CallId, user: Principal) => ask(id, user, { type: 'cancelConsult' }),
    monitor,
    stopMonitor: async (id: CallId, user: Principal): Promise<CallNow> => {
      const by = phoneOf(user)
      await supervise(id, user, 'call.stop_monitor', {})
      return ask(id, user, { type: 'stopMonitor', by })
    },
    takeOver: async (id: CallId, user: Principal): Promise<CallNow> => {
      const by = phoneOf(user)
      await supervise(id, user, 'call.take_over', {})
      return ask(id, user, { type: 'takeOver', by, username: user.username })
    },
    forceRelease: async (id: CallId, user: Principal): Promise<CallNow> => {
      await supervise(id, user, 'call.force_release', {})
      return ask(id, user, { type: 'forceRelease', username: user.username })
    },
    move: async (id: CallId, user: Principal, to: MoveTo): Promise<CallNow> => {
      await supervise(id, user, 'call.move', to)
      return ask(id, user, deps.move(to, user.username))
    },
    show,
  }
}
