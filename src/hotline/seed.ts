import { HotlineNumber } from '../contract/ids.ts'
import { siteDay } from '../platform/site-day.ts'
import type { Site } from './site.ts'
import { type HotlineStore, Line } from './store.ts'

/** The line of last resort, should the registry ever hold no primary one. */
export const PRIMARY: Line = Line.parse({
  number: HotlineNumber.parse('12345'),
  nameZh: '政务服务便民热线',
  mergeMode: 'primary',
  updatedAt: 0,
})

/** The lines of the database; on the first run those of the site profile, which are written to it. */
export async function seedLines(store: HotlineStore, site: Site, now: number): Promise<Line[]> {
  const kept = await store.all()
  if (kept.length > 0) return kept
  const firstOfMonth = `${siteDay(site.timeZone)(now).slice(0, 8)}01`
  await store.seed(
    site.hotlines.map(({ transitionStart, ...line }) => ({
      ...line,
      transitionStart: transitionStart === 'current-month' ? firstOfMonth : transitionStart,
      updatedAt: now,
    })),
  )
  return await store.all()
}
