import type { CallRecord } from '../contract/call.ts'
import type { CallerView, MarkCaller } from '../contract/caller.ts'
import type { CallId, Extension, HotlineNumber } from '../contract/ids.ts'
import { TicketNo } from '../contract/ticket.ts'
import type { Audit, Can, Principal } from '../identity/port.ts'
import { AppError } from '../platform/errors.ts'
import { maskNumber } from '../platform/field-cipher.ts'
import type { KnownCallers } from './known.ts'
import type { Marks } from './marks.ts'
import { isVisible } from './rules/visible.ts'
import type { CallerStore } from './store.ts'

const CALLS_SHOWN = 10
const TICKETS_SHOWN = 50

/** A call, as far as its caller is concerned. */
export interface CallerOf {
  dnis: HotlineNumber
  arrivedAt: number
  /** Normalised; null = withheld. */
  ani: string | null
  labels: readonly string[]
  /** Those who are in the call now, ringing ones too; none when it has ended. */
  seats: readonly Extension[]
  /** Who serves or served the caller. */
  agent: Extension | null
}

export interface ScreenDeps {
  store: Pick<CallerStore, 'openTickets'>
  known: Pick<KnownCallers, 'look'>
  marks: Pick<Marks, 'mark'>
  index: (number: string) => string
  callerOf: (call: CallId) => Promise<CallerOf | undefined>
  /** Newest first. */
  callsOf: (number: string, limit: number) => Promise<readonly CallRecord[]>
  /** Department that owns a line. */
  ownerOf: (line: HotlineNumber) => string | null
  can: Can
  audit: Audit
  now: () => number
}

/** What an agent's screen shows of the caller, and what the agent notes for the next time. */
export function createScreen(deps: ScreenDeps) {
  const { store, known, marks, index, callerOf, callsOf, ownerOf, can, audit, now } = deps

  /** A call that somebody else is in looks like none. */
  async function openTo(call: CallId, user: Principal): Promise<CallerOf> {
    const found = await callerOf(call)
    const own = user.extension !== null && (found?.seats.includes(user.extension) === true || found?.agent === user.extension)
    if (!found || !(own || can(user, 'caller.read'))) throw new AppError('CALL_NOT_FOUND', { id: call })
    return found
  }

  async function view(call: CallId, user: Principal, { ani, labels, seats, dnis, arrivedAt }: CallerOf): Promise<CallerView> {
    const labelled = { elder: labels.includes('elder'), repeat: labels.includes('repeat') }
    if (ani === null) return { call, dnis, arrivedAt, number: null, ...labelled, language: null, timesIn30Days: 1, openTickets: [], recentCalls: [] }
    const { elder, language, times, repeat } = known.look(ani, now(), call)
    const [tickets, calls] = await Promise.all([store.openTickets(index(ani), TICKETS_SHOWN), callsOf(ani, CALLS_SHOWN + 1)])
    const visible = (dnis: HotlineNumber | null): boolean => isVisible(dnis, user, ownerOf)
    return {
      call,
      dnis,
      arrivedAt,
      number: user.extension !== null && seats.includes(user.extension) ? ani : maskNumber(ani),
      elder: elder || labelled.elder,
      language,
      timesIn30Days: times,
      repeat,
      openTickets: tickets.map(({ ticketNo, dnis, state, at }) => ({ ...shownOf({ ticketNo, dnis, at }, visible(dnis)), state })),
      recentCalls: calls.filter(({ id }) => id !== call).slice(0, CALLS_SHOWN).map((record) => recent(record, visible(record.dnis))),
    }
  }

  return {
    /** Throws CALL_NOT_FOUND. */
    async show(call: CallId, user: Principal): Promise<CallerView> {
      return await view(call, user, await openTo(call, user))
    },
    /** From the next call on. Throws CALL_NOT_FOUND, NUMBER_WITHHELD. */
    async mark(call: CallId, user: Principal, { elder, language }: MarkCaller): Promise<CallerView> {
      const found = await openTo(call, user)
      if (found.ani === null) throw new AppError('NUMBER_WITHHELD', { id: call })
      await audit.write({ at: now(), actor: user.username, action: 'caller.mark', target: `call:${call}`, details: { elder: elder ?? null, language: language ?? null }, ok: true })
      await marks.mark(index(found.ani), { elder, language, source: 'agent', by: user.username })
      return await view(call, user, found)
    },
  }
}

export type Screen = ReturnType<typeof createScreen>

interface Told {
  ticketNo: TicketNo | null
  dnis: HotlineNumber | null
  at: number
}

const shownOf = ({ ticketNo, dnis, at }: Told, visible: boolean) => (visible ? { ticketNo, dnis, at, hidden: false } : { ticketNo: null, dnis: null, at, hidden: true })

function recent({ id, ticketId, dnis, arrivedAt: at, direction, outcome }: CallRecord, visible: boolean): CallerView['recentCalls'][number] {
  const ticketNo = ticketId === null ? null : TicketNo.parse(ticketId)
  return { ...shownOf({ ticketNo, dnis, at }, visible), id: visible ? id : null, direction, outcome }
}
