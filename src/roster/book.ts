import { addDays } from '../calendar/rules/working-days.ts'
import type { DutyCover, DutyHole, DutyPlan } from '../contract/roster.ts'
import type { RosterDeps } from './deps.ts'
import type { KeptPerson } from './people-store.ts'
import type { TurnChange } from './plan-store.ts'
import { closedIn, holesIn, joined, type Span } from './rules/holes.ts'
import { overAt, stateAt } from './rules/special.ts'
import { DAY_MS, planAndDay, type PlannedTurn, turnId, turnOn, turnsOf } from './rules/turns.ts'
import type { KeptPeriod } from './special-store.ts'

/** A turn as it is now: somebody may have taken it over, or nobody has it. */
export interface Turn extends Omit<PlannedTurn, 'personId'> {
  person: KeptPerson | null
  change: TurnChange | null
}

const LOOK_EVERY_MS = 60_000
/** Changes of single days are kept in memory from so many days before today. */
const BEFORE_DAYS = 3

export type Book = Awaited<ReturnType<typeof createBook>>

/** Roster, team and special periods in memory: a step of a ticket does not wait for them. Looked at again every minute: other servers change them too. */
export async function createBook({ people, plans, specials, timeZone, dayOf, calendar, department, policy, clock, log }: RosterDeps) {
  const place = { timeZone, kindOf: calendar.kindOf }
  const read = async () => {
    const [everybody, allPlans, changes, covers, periods] = await Promise.all([people.all(), plans.plans(), plans.changes(addDays(dayOf(clock.now()), -BEFORE_DAYS), '9999-12-31'), plans.covers(), specials.all()])
    return {
      people: new Map(everybody.map((one) => [one.id, one])), plans: allPlans, changes: new Map(changes.map((one) => [turnId(one.plan, one.day), one])),
      covers: new Map(covers.map(({ unit, cover }) => [unit, cover])), periods,
    }
  }
  let known = await read()
  let stopTicks = (): void => {}

  const nowOf = (turn: PlannedTurn, changes: ReadonlyMap<string, TurnChange>): Turn => {
    const { personId, ...rest } = turn
    const change = changes.get(turn.id) ?? null
    const person = known.people.get((change ? change.personId : personId) ?? '')
    // Whoever has left is on duty no more.
    return { ...rest, person: person?.inUse === true ? person : null, change }
  }
  const plansOf = (unit: string | null): DutyPlan[] => known.plans.filter((plan) => plan.unit === unit)
  const running = (at = clock.now()): KeptPeriod[] => known.periods.filter((period) => stateAt(period, at) === 'running')

  /** Turns that touch the span. */
  function turnsIn(unit: string | null, { startsAt, endsAt }: Span, changes: ReadonlyMap<string, TurnChange> = known.changes): Turn[] {
    const days = { first: addDays(dayOf(startsAt), -1), last: dayOf(endsAt) }
    return turnsOf(plansOf(unit), days, place).filter((turn) => turn.endsAt > startsAt && turn.startsAt < endsAt).map((turn) => nowOf(turn, changes))
  }

  /** When somebody has to be on duty there: by its cover, and day and night in special periods that name it; the centre in each of them. */
  function needed(unit: string | null, span: Span): Span[] {
    const cover = known.covers.get(unit)
    const schedule = unit === null ? null : (department(unit)?.schedule ?? null)
    // Without registered hours nobody knows when it is closed.
    const closed = (within: Span): Span[] => (schedule === null ? [within] : closedIn(within, opening))
    const opening = { isOpen: (at: number) => calendar.isOpen(schedule, at), nextChange: (at: number) => calendar.nextChange(schedule, at) }
    const usual = cover === undefined ? [] : cover === 'always' ? [span] : closed(span)
    const special = known.periods.filter(({ units }) => (unit === null ? known.covers.has(null) : units.includes(unit))).map((period) => ({ startsAt: period.startsAt, endsAt: overAt(period) })).flatMap(({ startsAt, endsAt }) => {
      const within = { startsAt: Math.max(startsAt, span.startsAt), endsAt: Math.min(endsAt, span.endsAt) }
      return within.startsAt < within.endsAt ? closed(within) : []
    })
    return joined([...usual, ...special])
  }

  function holes(unit: string | null, span: Span, changes?: ReadonlyMap<string, TurnChange>): DutyHole[] {
    // Whoever only leads is reached by phone and is not there.
    const turns = turnsIn(unit, span, changes).filter(({ post, person }) => post === 'duty' && person !== null)
    return holesIn({ span, needed: needed(unit, span), turns }).map((hole) => ({ unit, ...hole }))
  }

  /** Everybody who keeps a roster, or has to in a special period that is not over. */
  const keepers = (): (string | null)[] => {
    const named = known.periods.filter((period) => stateAt(period, clock.now()) !== 'over').flatMap(({ units }) => units)
    return [...new Set([...known.covers.keys(), ...named])]
  }

  return {
    people: (): KeptPerson[] => [...known.people.values()],
    person: (id: string): KeptPerson | undefined => known.people.get(id),
    plan: (id: string): DutyPlan | undefined => known.plans.find((one) => one.id === id),
    plansOf, turnsIn, holes, keepers, running,
    cover: (unit: string | null): DutyCover | null => known.covers.get(unit) ?? null,
    periods: (): readonly KeptPeriod[] => known.periods,
    /** The turn of that name, as it is now. */
    turn(id: string): Turn | undefined {
      const named = planAndDay(id)
      const plan = named && known.plans.find((one) => one.id === named.plan)
      const found = plan && named && turnOn(plan, named.day, place)
      return found ? nowOf(found, known.changes) : undefined
    },
    onDuty: (unit: string | null, at = clock.now()): Turn[] => turnsIn(unit, { startsAt: at, endsAt: at + 1 }).filter(({ person }) => person !== null),
    /** Whether somebody is there: null = it keeps no roster, so nobody knows. In its hours it is its people. */
    manned: (unit: string | null, at = clock.now()): boolean | null => (keepers().includes(unit) ? holes(unit, { startsAt: at, endsAt: at + 1 }).length === 0 : null),
    /** Holes of all who keep a roster, the next first. */
    holesAhead(days = policy.aheadDays): DutyHole[] {
      const at = clock.now()
      return keepers().flatMap((unit) => holes(unit, { startsAt: at, endsAt: at + days * DAY_MS })).toSorted((a, b) => a.startsAt - b.startsAt)
    },
    async reload(): Promise<void> {
      known = await read()
    },
    start(looked: () => void): void {
      stopTicks = clock.every(LOOK_EVERY_MS, () => {
        read().then((found) => { known = found; looked() }, (error: unknown) => log.error('the roster could not be read again; as known before', { error }))
      })
    },
    stop: () => stopTicks(),
  }
}
