import type { WorkingCalendar } from '../calendar/port.ts'
import type { DepartmentView } from '../contract/department.ts'
import type { Audit, Can } from '../identity/port.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { InTransaction } from '../platform/store.ts'
import type { CalloutStore } from './callout-store.ts'
import type { PeopleStore } from './people-store.ts'
import type { PlanStore } from './plan-store.ts'
import type { Shortened } from './rules/special.ts'
import type { SpecialStore } from './special-store.ts'

/** What roster, team and special periods are made of. */
export interface RosterDeps {
  people: PeopleStore
  plans: PlanStore
  specials: SpecialStore
  callouts: CalloutStore
  inTransaction: InTransaction
  cipher: { seal: (text: string) => string; open: (sealed: string) => string }
  audit: Audit
  can: Can
  clock: Clock
  log: Log
  newId: () => string
  timeZone: string
  dayOf: (at: number) => string
  calendar: Pick<WorkingCalendar, 'kindOf' | 'isOpen' | 'nextChange'>
  /** Also one that is not in use any more. */
  department: (code: string) => Pick<DepartmentView, 'code' | 'nameZh' | 'schedule' | 'inUse'> | undefined
  /** Times of the site, without what special periods make of them. */
  siteLimits: () => Shortened
  policy: { /** So far ahead holes are looked for. */ aheadDays: number; /** So long before it begins a hole is an alarm. */ warnMs: number }
  alarm: (alarm: { kind: 'duty_hole'; at: number; details: Readonly<Record<string, unknown>> }) => void
}
