import type { DutyCover, DutyHole, DutyPlan, DutyRoster, DutyTurn, NewDutyPlan } from '../contract/roster.ts'
import type { Principal } from '../identity/port.ts'
import { addDays } from '../calendar/rules/working-days.ts'
import { instantOf } from '../calendar/rules/wall-clock.ts'
import { AppError } from '../platform/errors.ts'
import type { Book, Turn } from './book.ts'
import type { RosterDeps } from './deps.ts'
import { planAndDay, turnId } from './rules/turns.ts'
import { turnShown } from './views.ts'

export type Duty = ReturnType<typeof createDuty>

const MINUTES_A_DAY = 1_440

/** Who is on duty when: plans, what differs from them on single days, and what nobody covers (G03). */
export function createDuty({ plans, inTransaction, cipher, audit, can, clock, newId, timeZone, dayOf }: RosterDeps, book: Book) {
  const told = async (user: Principal, action: string, unit: string | null, details: Record<string, unknown>): Promise<void> =>
    await audit.write({ at: clock.now(), actor: user.username, action, target: `duty:${unit ?? 'centre'}`, details, ok: true })

  function mayKeep(unit: string | null, user: Principal): void {
    if (!can(user, 'duty.edit', { department: unit })) throw new AppError('FORBIDDEN')
  }

  /** Somebody of the department, who is there. */
  function refuseStrangers(unit: string | null, people: readonly string[], path: string): void {
    const strange = people.some((id) => { const one = book.person(id); return one?.inUse !== true || one.unit !== unit })
    if (strange) throw new AppError('INVALID_REQUEST', { errors: [{ path, message: 'not a person of this department' }] })
  }

  function planOf(id: string, user: Principal, version: number): DutyPlan {
    const plan = book.plan(id)
    if (!plan || !can(user, 'duty.edit', { department: plan.unit })) throw new AppError('NOT_FOUND')
    if (plan.version !== version) throw new AppError('VERSION_CONFLICT')
    return plan
  }

  /** A turn to be given away; not one that is over. */
  function turnOf(id: string, user: Principal): Turn {
    const turn = book.turn(id)
    if (!turn || !can(user, 'duty.edit', { department: turn.unit })) throw new AppError('NOT_FOUND')
    if (turn.endsAt <= clock.now()) throw new AppError('INVALID_REQUEST', { errors: [{ path: 'params.id', message: 'the turn is over' }] })
    return turn
  }

  async function give(made: readonly { turn: Turn; person: string | null }[], reason: string, user: Principal): Promise<void> {
    const [at, reasonSealed] = [clock.now(), cipher.seal(reason)]
    for (const { turn, person } of made) await told(user, 'duty.turn', turn.unit, { turn: turn.id, from: turn.person?.id ?? null, to: person })
    await inTransaction(async (trx) => {
      for (const { turn: { plan, day }, person } of made) await plans.change(trx, { plan, day, personId: person, reasonSealed, at, by: user.username })
    })
    await book.reload()
  }

  const shown = (turn: Turn, seenAt: number | null = null): DutyTurn => turnShown(turn, cipher.open, seenAt)
  const again = (id: string): DutyTurn => {
    const turn = book.turn(id)
    if (!turn) throw new AppError('NOT_FOUND')
    return shown(turn)
  }

  /** With who said that they know of it. */
  async function withSeen(turns: readonly Turn[]): Promise<DutyTurn[]> {
    const days = turns.map(({ day }) => day).toSorted()
    const seen = days.length === 0 ? [] : await plans.seen(days[0] ?? '', days.at(-1) ?? '')
    const by = new Map(seen.map((one) => [`${turnId(one.plan, one.day)} ${one.personId}`, one.at]))
    return turns.map((turn) => shown(turn, by.get(`${turn.id} ${turn.person?.id}`) ?? null))
  }

  return {
    withSeen,
    /** Turns that begin from the first to the last day. Throws FORBIDDEN. */
    async roster(unit: string | null, { from, to }: { from: string; to: string }, user: Principal): Promise<DutyRoster> {
      if (!can(user, 'duty.read', { department: unit })) throw new AppError('FORBIDDEN')
      const span = { startsAt: instantOf(from, 0, timeZone), endsAt: instantOf(to, MINUTES_A_DAY, timeZone) }
      const changes = new Map((await plans.changes(addDays(from, -1), to)).map((one) => [turnId(one.plan, one.day), one]))
      const turns = book.turnsIn(unit, span, changes).filter(({ day }) => day >= from)
      // What is past cannot be filled any more.
      const ahead = { ...span, startsAt: Math.max(span.startsAt, clock.now()) }
      return { unit, cover: book.cover(unit), plans: book.plansOf(unit), turns: await withSeen(turns), holes: ahead.startsAt < ahead.endsAt ? book.holes(unit, ahead, changes) : [] }
    },
    holes: (user: Principal): DutyHole[] => book.holesAhead().filter(({ unit }) => can(user, 'duty.read', { department: unit })),
    async cover(unit: string | null, cover: DutyCover | null, user: Principal): Promise<void> {
      mayKeep(unit, user)
      await told(user, 'duty.cover', unit, { cover })
      await plans.cover(unit, cover)
      await book.reload()
    },
    async add(given: NewDutyPlan, user: Principal): Promise<DutyPlan> {
      mayKeep(given.unit, user)
      refuseStrangers(given.unit, given.people, 'body.people')
      if (given.until !== null && given.until < given.from) throw new AppError('INVALID_REQUEST', { errors: [{ path: 'body.until', message: 'before the first day' }] })
      const plan = { ...given, id: newId(), version: 1 }
      await told(user, 'duty.plan.add', plan.unit, { plan: plan.id, hours: plan.hours, from: plan.from, until: plan.until })
      await plans.add(plan)
      await book.reload()
      return plan
    },
    /** From today on nobody has its turns any more; what was stays on record. */
    async end(id: string, version: number, user: Principal): Promise<void> {
      const plan = planOf(id, user, version)
      const today = dayOf(clock.now())
      await told(user, 'duty.plan.end', plan.unit, { plan: id })
      const yesterday = addDays(today, -1)
      const done = plan.from >= today ? await plans.remove(plan) : await plans.replace({ ...plan, until: plan.until !== null && plan.until < yesterday ? plan.until : yesterday, version: version + 1 })
      if (!done) throw new AppError('VERSION_CONFLICT')
      await book.reload()
    },
    /** Somebody else has it, or nobody. */
    async take(id: string, { person, reason }: { person: string | null; reason: string }, user: Principal): Promise<DutyTurn> {
      const turn = turnOf(id, user)
      if (person !== null) refuseStrangers(turn.unit, [person], 'body.person')
      await give([{ turn, person }], reason, user)
      return again(id)
    },
    /** Two of one department change places. */
    async swap(id: string, { with: other, reason }: { with: string; reason: string }, user: Principal): Promise<DutyTurn> {
      const [one, two] = [turnOf(id, user), turnOf(other, user)]
      if (one.unit !== two.unit || one.id === two.id || !one.person || !two.person) throw new AppError('INVALID_REQUEST', { errors: [{ path: 'body.with', message: 'not another turn of the same department' }] })
      await give([{ turn: one, person: two.person.id }, { turn: two, person: one.person.id }], reason, user)
      return again(id)
    },
    /** The person whose it is says that they know of it. Throws NOT_FOUND for anybody else. */
    async see(id: string, user: Principal): Promise<DutyTurn> {
      const [turn, named] = [book.turn(id), planAndDay(id)]
      if (!turn?.person || !named || turn.person.username?.toLowerCase() !== user.username.toLowerCase()) throw new AppError('NOT_FOUND')
      await plans.see({ ...named, personId: turn.person.id, at: clock.now() })
      return (await withSeen([turn]))[0] ?? shown(turn)
    },
  }
}
