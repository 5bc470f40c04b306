import type { Clock } from '../../platform/clock.ts'
import type { Log } from '../../platform/log.ts'
import type { SystemEvent } from '../rules/case.ts'
import type { DueTimer, TimerStore } from './store.ts'

export interface TimerRunnerDeps {
  store: TimerStore
  /** In one transaction with what comes of it; false when it does not fit the ticket, or somebody else was quicker. */
  carryOut: (ticketId: string, event: SystemEvent) => Promise<boolean>
  clock: Clock
  log: Log
}

export interface TimerRunner {
  start: () => void
  /** A clock was set that runs out at `dueAt`. */
  heed: (dueAt: number) => void
  /** Lets what is under way come to its end. */
  stop: () => Promise<void>
}

/** So many at a time; calls have their turn in between. */
const BATCH = 20
const BREATH_MS = 20
/** Other servers set clocks too. */
const LOOK_EVERY_MS = 3_000
/** One that cannot be carried out is tried again after these pauses, then given up. */
const PAUSES_MS = [1_000, 5_000, 30_000, 120_000]

/** Taken away by a change of its ticket while it failed. */
const FORGET_MS = 600_000

interface Failing {
  ticketId: string
  tries: number
  againAt: number
}

const nameOf = ({ ticketId, kind, dueAt }: DueTimer): string => `${ticketId} ${kind} ${dueAt}`

/**
 * Carries out the clocks of tickets that have run out, in their order, late ones after a standstill too. Each once, however
 * many servers look: what comes of it is kept only together with the mark that it has fired (case-store.ts).
 */
export function createTimerRunner({ store, carryOut, clock, log }: TimerRunnerDeps): TimerRunner {
  const failing = new Map<string, Failing>()
  let wakeAt = Infinity
  let cancel = (): void => {}
  let working: Promise<void> | null = null
  let stopped = true
  let again = false
  let unwell = false

  function wake(at: number): void {
    if (stopped || at >= wakeAt) return
    cancel()
    wakeAt = at
    cancel = clock.at(at, look)
  }

  function look(): void {
    wakeAt = Infinity
    if (working) again = true
    if (stopped || working) return
    again = false
    working = batch().then(onwards, (error: unknown) => {
      // Said once: it is looked again and again.
      if (!unwell) log.error('the clocks of tickets cannot be looked at; tried again and again', { error })
      unwell = true
      working = null
      wake(clock.now() + LOOK_EVERY_MS)
    })
  }

  function onwards(next: number): void {
    unwell = false
    working = null
    wake(again ? clock.now() : next)
  }

  /** When to look again. */
  async function batch(): Promise<number> {
    const now = clock.now()
    for (const [name, { againAt }] of failing) if (againAt < now - FORGET_MS) failing.delete(name)
    const waiting = new Set([...failing.values()].filter(({ againAt }) => againAt > now).map(({ ticketId }) => ticketId))
    const due = await store.due(now, BATCH, [...waiting])
    for (const timer of due) {
      // Later ones of the same ticket wait for it: order is kept.
      if (stopped || waiting.has(timer.ticketId)) continue
      if (!(await fired(timer))) waiting.add(timer.ticketId)
    }
    if (due.length === BATCH) return clock.now() + BREATH_MS
    const next = await store.nextAt([...waiting])
    const soonest = Math.min(next ?? Infinity, clock.now() + LOOK_EVERY_MS)
    return Math.max(soonest, clock.now() + BREATH_MS)
  }

  /** True when it is over and done with, by whomever. */
  async function fired(timer: DueTimer): Promise<boolean> {
    const { ticketId, ...event } = timer
    try {
      if (!(await store.isPending(timer)) || (await carryOut(ticketId, { event: 'timer', ...event })) || !(await store.isPending(timer))) return settled(timer)
      return await failed(timer, new Error('the ticket does not take it'))
    } catch (error) {
      return await failed(timer, error)
    }
  }

  const settled = (timer: DueTimer): true => {
    failing.delete(nameOf(timer))
    return true
  }

  async function failed(timer: DueTimer, error: unknown): Promise<boolean> {
    const tries = (failing.get(nameOf(timer))?.tries ?? 0) + 1
    const pauseMs = PAUSES_MS[tries - 1]
    if (pauseMs !== undefined) {
      failing.set(nameOf(timer), { ticketId: timer.ticketId, tries, againAt: clock.now() + pauseMs })
      return false
    }
    log.error('a clock of a ticket was given up', { ticket: timer.ticketId, kind: timer.kind, dueAt: timer.dueAt, tries, error })
    await store.giveUp(timer, clock.now())
    return settled(timer)
  }

  return {
    start() {
      stopped = false
      look()
    },
    heed: (dueAt) => wake(Math.max(dueAt, clock.now())),
    async stop() {
      stopped = true
      cancel()
      await working
    },
  }
}
