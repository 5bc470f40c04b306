import type { CallState } from '../call/rules/state.ts'
import { callIdFor } from '../call/rules/ids.ts'
import type { CallId } from '../contract/ids.ts'
import type { Placing } from '../outbound/placing.ts'
import type { Outbound } from '../outbound/port.ts'
import type { Clock } from '../platform/clock.ts'
import { AppError } from '../platform/errors.ts'
import type { Log } from '../platform/log.ts'
import type { DialStore, UnderWay, Waiting } from './dial-store.ts'

export interface DialerDeps {
  store: DialStore
  node: string
  cipher: { open: (sealed: string) => string }
  placing: Pick<Placing, 'inLine'>
  walls: Pick<Outbound, 'begin' | 'judge'>
  calls: {
    open: () => ReadonlyMap<CallId, { state: CallState }>
    ask: (call: CallId, request: { type: 'cancel' }) => unknown
  }
  /** Of these calls, which have a record. */
  recorded: (calls: readonly CallId[]) => Promise<ReadonlySet<CallId>>
  /** Whether call-backs wait for the morning (policy outbound.nightCallbacks). */
  locked: (now: number) => boolean
  /** After a try of which nothing is known. */
  unknownPauseMs: () => number
  clock: Clock
  log: Log
}

export type Dialer = ReturnType<typeof createDialer>

/** Begun at one look; the rest follows with the next. */
const AT_ONCE = 50

/** What makes one try one call, however often it is asked for. */
export const sourceOf = (id: string, serial: number): string => `callback ${id} ${serial}`

/**
 * Calls back those who asked for it: puts a call of ours in line at the place that was kept. A try is committed to in the
 * database before the call is made, and the try's number is in the call's id: after a crash it is the same call or none.
 */
export function createDialer(deps: DialerDeps) {
  const { store, node, cipher, placing, walls, calls, locked, clock, log } = deps
  /** Calls of ours for call-backs, with the number each is for. */
  const ours = new Map<CallId, string>()
  let looking = false

  const cancel = (call: CallId): void => void calls.ask(call, { type: 'cancel' })
  /** A call is not asked for anything while it is deciding. */
  const soon = (task: () => void): void => void clock.at(clock.now(), task)

  function heard(now: CallState, before: CallState | null): void {
    const { plan, call } = now
    if (plan.treatment !== 'dial') {
      const [arrives, talks] = [before === null, now.at === 'talking' && before?.at !== 'talking']
      if (plan.ani !== null && ours.size > 0 && (arrives || talks)) givesWay(plan.ani, talks)
    } else if (plan.callbackId !== null) {
      if (now.at === 'ended') ours.delete(call)
      else ours.set(call, plan.ani ?? '')
      if (now.at === 'dialling' && before?.at === 'booked' && plan.by === null) counted(now)
    }
  }
  /** A citizen who calls us is not called: while waiting the call steps back, and once answered it is not wanted any more. */
  function givesWay(number: string, answered: boolean): void {
    for (const [call, called] of ours) {
      if (called !== number) continue
      soon(() => {
        const state = calls.open().get(call)?.state
        if (state && (answered || (state.at === 'booked' && state.plan.treatment === 'dial' && state.plan.by === null))) cancel(call)
      })
    }
  }
  /** A place in line costs nothing: the walls count when it is dialled. */
  function counted({ call, caller }: CallState): void {
    try {
      walls.begin({ leg: caller, agent: null, purpose: 'callback' })
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      log.warn('a call-back is put off', { call, why: error.code, ...error.details })
      soon(() => cancel(call))
    }
  }

  function stand(waiting: Waiting, serial: number): void {
    const { id, dnis, aniSealed, rank, groups, placeAt } = waiting
    placing.inLine({ number: cipher.open(aniSealed), dnis, callbackId: id, ticketNo: null, asked: true, screen: '回拨', wish: null }, { rank, groups }, { source: sourceOf(id, serial), since: placeAt })
  }
  async function attempt(waiting: Waiting): Promise<void> {
    const { id, aniSealed, placeAt } = waiting
    const judged = walls.judge(cipher.open(aniSealed))
    if (!judged.ok) {
      log.warn('a call-back is left to a person: its number may not be dialled', { callback: id, why: judged.why })
      return await store.leaveToPerson(id, 'not_allowed', clock.now())
    }
    const serial = waiting.serial + 1
    const call = callIdFor(sourceOf(id, serial), placeAt)
    if (await store.begin(id, { serial, call, since: placeAt, node }, null)) await standOrWait(waiting, serial, call)
  }
  async function standOrWait(waiting: Waiting, serial: number, call: CallId): Promise<void> {
    try {
      stand(waiting, serial)
    } catch (error) {
      log.error('a call-back could not be put in line; tried again later', { callback: waiting.id, error })
      await store.takeBack(waiting.id, call, clock.now() + deps.unknownPauseMs())
    }
  }
  /** Calls whose call-back was closed, merged, or asked for anew meanwhile. */
  async function cancelStale(): Promise<void> {
    const open = [...ours.keys()].filter((call) => ['booked', 'dialling'].includes(calls.open().get(call)?.state.at ?? ''))
    if (open.length === 0) return
    const wanted = new Set((await store.underWay(node)).map(({ call }) => call))
    for (const call of open) if (!wanted.has(call)) cancel(call)
  }
  async function callDue(): Promise<void> {
    const now = clock.now()
    const due = locked(now) ? [] : await store.due(now, AT_ONCE)
    if (due.length === 0) return
    const onTheLine = new Set([...calls.open().values()].flatMap(({ state: { plan } }) => (plan.treatment === 'dial' ? [] : (plan.ani ?? []))))
    for (const waiting of due) if (!onTheLine.has(cipher.open(waiting.aniSealed))) await attempt(waiting)
  }

  /** A try of which no call came to be, or none that we know the end of. */
  async function resume({ id, serial, call, claimedBy }: UnderWay, known: boolean): Promise<void> {
    const waiting = claimedBy === null && !known ? await store.waiting(id) : undefined
    log.info('a try to call back was cut short', { callback: id, call, known })
    if (waiting) await standOrWait(waiting, serial, call)
    else await store.takeBack(id, call, claimedBy === null ? clock.now() + deps.unknownPauseMs() : null)
  }

  return {
    /** Told of every change of a call, before it is acted upon. */
    heard,
    /** Once, when the calls of an earlier run have been taken up and before any of them moves. */
    async start(): Promise<void> {
      for (const [call, { state }] of calls.open()) if (state.plan.treatment === 'dial' && state.plan.callbackId !== null) ours.set(call, state.plan.ani ?? '')
      const left = (await store.underWay(node)).filter(({ call }) => !calls.open().has(call))
      const recorded = await deps.recorded(left.map(({ call }) => call))
      for (const each of left) await resume(each, recorded.has(each.call))
    },
    /** Calls whom it is time to call, and lets go what is not wanted any more. Never beside itself; failures are logged and tried again. */
    async look(): Promise<void> {
      if (looking) return
      looking = true
      try {
        await cancelStale()
        await callDue()
      } catch (error) {
        log.error('call-backs could not be looked after; tried again', { error })
      } finally {
        looking = false
      }
    },
  }
}
