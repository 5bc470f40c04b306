import type { Agents } from '../agent/port.ts'
import type { CallPlan, Outside, Seat, Wish } from '../call/port.ts'
import type { Script } from '../call/script.ts'
import { calledLegId, callIdFor, departmentLegId } from '../call/rules/ids.ts'
import type { AgentState } from '../contract/agent.ts'
import type { Rank } from '../contract/call.ts'
import type { Hotline } from '../contract/hotline.ts'
import type { CallId, Extension, GroupId, HotlineNumber } from '../contract/ids.ts'
import type { Principal } from '../identity/port.ts'
import { AppError } from '../platform/errors.ts'
import type { ByMachine, Outbound } from './port.ts'
import { targetNumber } from './rules/gate.ts'

type OurPlan = Extract<CallPlan, { treatment: 'dial' }>

export interface PlacingDeps {
  /** Asked for again with the same source and instant it is the same call. */
  place: (plan: OurPlan, source: string, since: number) => CallId
  agents: Pick<Agents, 'find' | 'ringing'>
  walls: Pick<Outbound, 'number' | 'begin' | 'ended'>
  lines: { all: () => readonly Hotline[]; find: (number: string) => Hotline | undefined }
  /** One agent's phone rings this long. */
  ringTimeoutMs: () => number
}

/** Whom we call, and about what. */
export interface Wanted {
  /** As it was typed, or as we know it from a call. */
  number: string
  /** The line it is about: the person called sees its number. null = the primary one. */
  dnis: HotlineNumber | null
  callbackId: string | null
  ticketNo: string | null
  /** The citizen asked to be called: also at night. */
  asked: boolean
  /** Before the line's name on the agent's phone. */
  screen: string
  wish: Wish | null
  /** The agent's phone shows our number, not the one called. */
  hidden?: boolean
}

/** Whom the machine calls, and what it says. */
export interface Spoken {
  /** As it passed the number plan. */
  number: string
  dnis: HotlineNumber
  script: Script
  /** Also the call's label. */
  purpose: ByMachine
  ticketNo: string | null
}

/** Before the line's name on the phone of an agent whom the person called wants to speak with. */
const SCREEN: Readonly<Record<ByMachine, string>> = { survey: '回访转人工', reminder: '催办转人工', campaign: '外呼转人工' }

/** What makes it this call and no other; see callIdFor. */
export interface Marked {
  source: string
  /** Unix ms; the place in line for a call that waits for an agent. */
  since: number
}

export type Placing = ReturnType<typeof createPlacing>

const IN_CALL: ReadonlySet<AgentState> = new Set(['ringing', 'talking', 'on_hold', 'three_way'])

/** Calls of ours. An agent's phone always rings first: nobody is called to find nobody on the line (domain.md §5.10). */
export function createPlacing({ place, agents, walls, lines, ringTimeoutMs }: PlacingDeps) {
  const primary = (): Hotline | undefined => lines.all().find(({ mergeMode }) => mergeMode === 'primary')

  function planOf({ number, dnis, callbackId, ticketNo, screen, wish, hidden = false }: Wanted, who: Pick<OurPlan, 'by' | 'rank'> & { groups: readonly GroupId[]; first?: Seat | Outside; script?: Script; label?: string }): OurPlan {
    const line = (dnis === null ? undefined : lines.find(dnis)) ?? primary()
    if (!line) throw new Error('no line of ours to call from')
    const dialled = walls.number(number)
    // Who is called back is known by the number they called from.
    const ani = callbackId === null ? dialled : number
    const groups = who.groups.filter((group) => !group.startsWith('@'))
    return {
      treatment: 'dial', dnis: line.number, dnisRaw: line.number, ani, aniRaw: number, lineName: line.nameZh, labels: [who.label ?? (who.first ? 'department' : callbackId === null ? 'outbound' : 'callback')],
      rank: who.rank, by: who.by, first: who.first ?? null, reach: [{ afterMs: 0, groups: groups.length > 0 ? groups : [line.group], announcement: null }], ringTimeoutMs: ringTimeoutMs(),
      screenName: `${screen} ${line.number} ${line.nameZh}`.replace(/["\\<>\p{Cc}]/gu, ''),
      number: dialled, callerId: shown(line, primary()), callbackId, ticketNo, wish, hidden, script: who.script ?? null,
    }
  }

  function seatOf({ extension }: Pick<Principal, 'extension'>): Extension {
    const seat = extension === null ? undefined : agents.find(extension)
    if (!seat) throw new AppError('NO_PHONE')
    if (seat.state === 'offline') throw new AppError('NOT_ON_DUTY')
    if (seat.reachable === false) throw new AppError('NO_PHONE')
    if (IN_CALL.has(seat.state)) throw new AppError('TARGET_BUSY', { state: seat.state })
    return seat.extension
  }

  const urgent = (number: string): boolean =>
    lines.all().some((line) => line.mergeMode === 'emergency' && line.transferTarget !== null && targetNumber(line.transferTarget) === number)

  return {
    /** The user's own phone, if it can be rung for a call now. Throws NO_PHONE, NOT_ON_DUTY, TARGET_BUSY. */
    seatOf,
    /**
     * The user's own phone rings at once. Throws what seatOf throws, and NUMBER_NOT_ALLOWED, OUTBOUND_LIMIT, OUTBOUND_NIGHT.
     */
    own(wanted: Wanted, user: Principal, { source, since }: Marked): CallId {
      const by = seatOf(user)
      const plan = planOf(wanted, { by, rank: 'normal', groups: [] })
      const call = callIdFor(source, since)
      const purpose = urgent(plan.number) ? 'emergency' : wanted.asked ? 'callback' : 'own'
      walls.begin({ leg: calledLegId(call), agent: by, purpose })
      agents.ringing(by, call)
      return place(plan, source, since)
    },
    /**
     * A department's phone, or a desk phone of its people, rings at once; nobody of the house takes part. Both legs to the
     * outside count, or none. Throws NUMBER_NOT_ALLOWED, OUTBOUND_LIMIT, OUTBOUND_NIGHT.
     */
    between(wanted: Wanted, first: Seat | Outside, { source, since }: Marked): CallId {
      const plan = planOf({ ...wanted, hidden: true }, { by: null, rank: 'normal', groups: [], first })
      const call = callIdFor(source, since)
      const purpose = wanted.asked ? 'callback' : 'own'
      walls.begin({ leg: calledLegId(call), agent: null, purpose })
      try {
        if (first.kind === 'outside') walls.begin({ leg: departmentLegId(call), agent: null, purpose })
      } catch (error) {
        walls.ended(calledLegId(call))
        throw error
      }
      return place(plan, source, since)
    },
    /** Stands in line at its place until an agent comes free. Throws NUMBER_NOT_ALLOWED. */
    inLine: (wanted: Wanted, { rank, groups }: { rank: Rank; groups: readonly GroupId[] }, { source, since }: Marked): CallId =>
      place(planOf(wanted, { by: null, rank, groups }), source, since),
    /**
     * The number rings at once, and the call speaks by itself; an agent takes part only when the person called wants it. Counted.
     * Throws NUMBER_NOT_ALLOWED, OUTBOUND_LIMIT, OUTBOUND_NIGHT; then no call was made.
     */
    speak({ number, dnis, script, purpose, ticketNo }: Spoken, { source, since }: Marked): CallId {
      const wanted: Wanted = { number, dnis, callbackId: null, ticketNo, asked: false, screen: SCREEN[purpose], wish: null }
      const plan = planOf(wanted, { by: null, rank: 'normal', groups: script.person?.groups ?? [], script, label: purpose })
      walls.begin({ leg: calledLegId(callIdFor(source, since)), agent: null, purpose })
      return place(plan, source, since)
    },
  }
}

/** The number the person called sees. Nobody is called in the name of 110, or of a number that cannot be called back. */
function shown(line: Hotline, primary: Hotline | undefined): string {
  const reachable = line.mergeMode !== 'emergency' && line.mergeMode !== 'direct_cancel' && line.status !== 'cancelled'
  return (reachable ? line : (primary ?? line)).number
}
