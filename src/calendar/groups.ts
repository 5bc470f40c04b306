import type { GroupView } from '../contract/calendar.ts'
import type { GroupId } from '../contract/ids.ts'
import type { Schedule } from '../contract/schedule.ts'
import type { Audit } from '../identity/port.ts'
import type { Clock } from '../platform/clock.ts'
import { AppError } from '../platform/errors.ts'
import type { Log } from '../platform/log.ts'
import { mailbox } from '../platform/mailbox.ts'
import type { Group, Groups, WorkingCalendar } from './port.ts'
import type { GroupStore } from './store.ts'

export interface GroupsDeps {
  /** Those of the site profile, in its order. */
  groups: readonly Group[]
  store: GroupStore
  calendar: Pick<WorkingCalendar, 'isOpen' | 'nextChange'>
  clock: Pick<Clock, 'now'>
  audit: Audit
  log: Log
}

export interface GroupDesk extends Groups {
  views: () => GroupView[]
  /** From the next call on. Throws GROUP_NOT_FOUND. */
  change: (group: GroupId, schedule: Schedule | null, by: string) => Promise<GroupView>
}

/** Skill groups: names from the site profile, hours from there or as changed since. In memory, so that a call never waits. */
export async function createGroups({ groups, store, calendar, clock, audit, log }: GroupsDeps): Promise<GroupDesk> {
  const changed = new Map((await store.all()).map((settings) => [settings.id, settings]))
  const known = new Map(groups.map((group) => [group.id, group]))
  const turns = mailbox<GroupId>()

  const current = (group: Group): Group => ({ ...group, schedule: changed.has(group.id) ? (changed.get(group.id)?.schedule ?? null) : group.schedule })
  const scheduleOf = (id: GroupId): Schedule | null => {
    const group = known.get(id)
    return group ? current(group).schedule : null
  }
  function view(group: Group): GroupView {
    const [{ schedule }, now] = [current(group), clock.now()]
    return {
      id: group.id, nameZh: group.nameZh, nameEn: group.nameEn, schedule,
      open: calendar.isOpen(schedule, now), nextChangeAt: calendar.nextChange(schedule, now), updatedAt: changed.get(group.id)?.updatedAt ?? null,
    }
  }

  return {
    all: () => groups.map(current),
    isOpen: (group, now) => calendar.isOpen(scheduleOf(group), now),
    name: (group) => known.get(group)?.nameZh ?? group,
    schedule: scheduleOf,
    views: () => groups.map(view),
    async change(id, schedule, by) {
      const group = known.get(id)
      if (!group) throw new AppError('GROUP_NOT_FOUND')
      await turns(id, async () => {
        const entry = { actor: by, action: 'group.edit', target: `group:${id}`, details: { before: { schedule: scheduleOf(id) }, after: { schedule } } }
        await audit.write({ ...entry, at: clock.now(), ok: true })
        const settings = { id, schedule, updatedAt: clock.now() }
        try {
          await store.put(settings)
        } catch (error) {
          await audit.write({ ...entry, at: clock.now(), ok: false })
          throw error
        }
        changed.set(id, settings)
        log.info('hours of a group changed', { group: id, by })
      })
      return view(group)
    },
  }
}
