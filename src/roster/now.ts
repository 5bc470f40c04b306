import type { DutyNow } from '../contract/roster.ts'
import type { Principal } from '../identity/port.ts'
import type { Book, Turn } from './book.ts'
import type { Callouts } from './callouts.ts'
import type { RosterDeps } from './deps.ts'
import type { Duty } from './duty.ts'
import { DAY_MS } from './rules/turns.ts'
import { periodShown } from './views.ts'

/** One's own turns so far ahead. */
const MINE_DAYS = 7

/** What every desk shows of duty: the special period, who is there, what the reader has to do. */
export const createNow = ({ can, clock, policy }: Pick<RosterDeps, 'can' | 'clock' | 'policy'>, { book, duty, callouts }: { book: Book; duty: Pick<Duty, 'withSeen'>; callouts: Pick<Callouts, 'open' | 'peopleOf'> }) =>
  async (user: Principal): Promise<DutyNow> => {
    const now = clock.now()
    const special = book.periods().map((period) => periodShown(period, now)).filter(({ state, startsAt }) => state === 'running' || (state === 'planned' && startsAt - now <= DAY_MS))
    const asked = special.toSorted((a, b) => a.startsAt - b.startsAt).map(({ id, kind, name, startsAt, endsAt, limits, state }) => ({ id, kind, name, startsAt, endsAt, limits, state }))
    // Whoever comes from outside the administration reads no names.
    if (!can(user, 'hotline.read')) return { special: asked, onDuty: [], mine: [], callouts: [], holes: [] }
    const people = new Set(callouts.peopleOf(user))
    const [units, ahead] = [[...new Set([null, user.department])], { startsAt: now, endsAt: now + MINE_DAYS * DAY_MS }]
    const own = [...new Set(book.people().flatMap(({ id, unit }) => (people.has(id) ? [unit] : [])))]
    const mine = own.flatMap((unit) => book.turnsIn(unit, ahead)).filter((turn): turn is Turn => turn.person !== null && people.has(turn.person.id))
    return {
      special: asked,
      onDuty: await duty.withSeen(units.flatMap((unit) => book.onDuty(unit, now))),
      mine: await duty.withSeen(mine),
      callouts: await callouts.open(user),
      holes: book.holesAhead().filter(({ unit, startsAt }) => startsAt - now <= policy.warnMs && can(user, 'duty.edit', { department: unit })),
    }
  }
