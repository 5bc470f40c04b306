import type { ChangeSpecialPeriod, NewSpecialPeriod, SpecialPeriod, SpecialPeriodDetail } from '../contract/roster.ts'
import type { Principal } from '../identity/port.ts'
import { AppError } from '../platform/errors.ts'
import type { Book } from './book.ts'
import type { RosterDeps } from './deps.ts'
import { figuresOf } from './rules/figures.ts'
import { limitsWith, overAt, type Shortened, stateAt, wrongPeriod } from './rules/special.ts'
import type { KeptPeriod } from './special-store.ts'
import { periodShown } from './views.ts'

export type Specials = ReturnType<typeof createSpecials>

/** 特殊时期: a declared time with stricter limits, duty day and night, and officers who see and push emergencies (G16). */
export function createSpecials({ specials, audit, clock, newId, department, siteLimits }: RosterDeps, book: Book) {
  const told = async (user: Principal, action: string, period: KeptPeriod): Promise<void> => {
    const { id, kind, startsAt, endsAt, limits, units, officers } = period
    await audit.write({ at: clock.now(), actor: user.username, action, target: `special-period:${id}`, details: { kind, startsAt, endsAt, limits, units, officers }, ok: true })
  }
  const shown = (period: KeptPeriod): SpecialPeriod => periodShown(period, clock.now())

  function find(id: string): KeptPeriod {
    const period = book.periods().find((one) => one.id === id)
    if (!period) throw new AppError('NOT_FOUND')
    return period
  }

  function refuseWrong(period: KeptPeriod): void {
    const errors = wrongPeriod(period, siteLimits()).map(({ path, message }) => ({ path: `body.${path}`, message }))
    if (period.units.some((code) => department(code) === undefined)) errors.push({ path: 'body.units', message: 'no such department' })
    if (period.officers.some((id) => book.person(id) === undefined)) errors.push({ path: 'body.officers', message: 'nobody of the roster or team' })
    if (errors.length > 0) throw new AppError('INVALID_REQUEST', { errors })
  }

  async function keep(after: KeptPeriod): Promise<SpecialPeriod> {
    if (!(await specials.replace(after))) throw new AppError('VERSION_CONFLICT')
    await book.reload()
    return shown(after)
  }

  /** One that is not over. */
  function openOne(id: string, version: number): KeptPeriod {
    const period = find(id)
    if (stateAt(period, clock.now()) === 'over') throw new AppError('SPECIAL_PERIOD_OVER')
    if (period.version !== version) throw new AppError('VERSION_CONFLICT')
    return period
  }

  return {
    list: (): SpecialPeriod[] => book.periods().map(shown),
    /** With what came in meanwhile. */
    async detail(id: string): Promise<SpecialPeriodDetail> {
      const period = find(id)
      const figures = figuresOf(await specials.counted(period.startsAt, overAt(period)), clock.now())
      return { ...shown(period), officerNames: period.officers.map((one) => book.person(one)?.name ?? ''), figures }
    },
    async declare(given: NewSpecialPeriod, user: Principal): Promise<SpecialPeriod> {
      const period: KeptPeriod = { ...given, id: newId(), declaredAt: clock.now(), declaredBy: user.username, endedAt: null, endedBy: null, version: 1 }
      refuseWrong(period)
      if (period.endsAt <= clock.now()) throw new AppError('INVALID_REQUEST', { errors: [{ path: 'body.endsAt', message: 'lies in the past' }] })
      await told(user, 'specialPeriod.declare', period)
      await specials.add(period)
      await book.reload()
      return shown(period)
    },
    /** Throws SPECIAL_PERIOD_OVER, VERSION_CONFLICT; its beginning stays once it has begun. */
    async change(id: string, { version, ...sets }: ChangeSpecialPeriod, user: Principal): Promise<SpecialPeriod> {
      const before = openOne(id, version)
      const given = Object.fromEntries(Object.entries(sets).filter(([, value]) => value !== undefined)) as Partial<KeptPeriod>
      const after = { ...before, ...given, startsAt: stateAt(before, clock.now()) === 'running' ? before.startsAt : (given.startsAt ?? before.startsAt), version: version + 1 }
      refuseWrong(after)
      await told(user, 'specialPeriod.change', after)
      return await keep(after)
    },
    /** Before its time. */
    async end(id: string, version: number, user: Principal): Promise<SpecialPeriod> {
      const before = openOne(id, version)
      await told(user, 'specialPeriod.end', before)
      return await keep({ ...before, endedAt: clock.now(), endedBy: user.username, version: version + 1 })
    },
    /** The site's times as they are now. */
    limits: <Limits extends Shortened>(site: Limits): Limits => {
      const declared = book.running()
      return declared.length === 0 ? site : limitsWith(site, declared.map(({ limits }) => limits))
    },
  }
}
