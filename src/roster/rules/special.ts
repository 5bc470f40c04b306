import type { SpecialLimits, SpecialPeriod } from '../../contract/roster.ts'

type Lasting = Pick<SpecialPeriod, 'startsAt' | 'endsAt' | 'endedAt'>

/** When it is over: by its plan, or because somebody ended it before. */
export const overAt = ({ endsAt, endedAt }: Lasting): number => Math.min(endsAt, endedAt ?? endsAt)

export function stateAt(period: Lasting, now: number): SpecialPeriod['state'] {
  if (now >= overAt(period)) return 'over'
  return now < period.startsAt ? 'planned' : 'running'
}

/** The times it may shorten. */
export type Shortened = { [Name in keyof SpecialLimits]: number }
const NAMES = ['respondMs', 'emergencySignMs', 'emergencyLeaderMs', 'emergencyCloseMs'] as const satisfies readonly (keyof SpecialLimits)[]

/** The site's limits with the strictest of what is declared; never longer than the site's (G16). */
export function limitsWith<Limits extends Shortened>(site: Limits, declared: readonly SpecialLimits[]): Limits {
  const least = (name: keyof SpecialLimits): number => Math.min(site[name], ...declared.map((one) => one[name] ?? site[name]))
  return { ...site, ...Object.fromEntries(NAMES.map((name) => [name, least(name)])) }
}

type Wrong = { path: string; message: string }

/** What speaks against declaring it: it ends before it begins, a limit is not stricter, or they are out of order. */
export function wrongPeriod({ startsAt, endsAt, limits }: Pick<SpecialPeriod, 'startsAt' | 'endsAt' | 'limits'>, site: Shortened): Wrong[] {
  const wrong: Wrong[] = startsAt < endsAt ? [] : [{ path: 'endsAt', message: 'must be after the beginning' }]
  for (const name of NAMES) if ((limits[name] ?? 0) > site[name]) wrong.push({ path: `limits.${name}`, message: `must not be longer than ${site[name] / 60_000} minutes` })
  const { emergencySignMs, emergencyLeaderMs, emergencyCloseMs } = limitsWith(site, [limits])
  if (emergencySignMs > emergencyLeaderMs || emergencyLeaderMs > emergencyCloseMs) wrong.push({ path: 'limits', message: 'signing, telling the leader and being done must follow each other' })
  return wrong
}
