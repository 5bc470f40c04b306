import { join } from 'node:path'
import { createDepartments } from '../department/departments.ts'
import { loadResponsibilities } from '../department/files.ts'
import type { ListStore } from '../department/list-store.ts'
import { createResponsibilities } from '../department/responsibilities.ts'
import type { DepartmentStore } from '../department/store.ts'
import type { Site } from '../hotline/site.ts'
import type { Audit } from '../identity/port.ts'
import type { Dialable } from '../outbound/rules/number-plan.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import { siteDay } from '../platform/site-day.ts'

interface Needs {
  stores: { departments: DepartmentStore; list: ListStore }
  site: Site
  packageRoot: string
  clock: Pick<Clock, 'now'>
  audit: Audit
  log: Log
  judge: (typed: string) => Dialable
  /** Whether the registry has the number. */
  hasLine: (number: string) => boolean
}

/** The departments of the site and its responsibility list. */
export async function openDepartments({ stores, site, packageRoot, judge, hasLine, ...shared }: Needs) {
  const dayOf = siteDay(site.timeZone)
  const barred = (phone: string): string | null => {
    const judged = judge(phone)
    return judged.ok ? null : judged.why
  }
  const departments = await createDepartments({ ...shared, store: stores.departments, seed: site.departments, dayOf, barred })
  const responsibilities = await createResponsibilities({
    ...shared, store: stores.list, seed: loadResponsibilities(join(packageRoot, 'config/responsibilities.yaml')), dayOf,
    inUse: (code) => departments.find(code)?.inUse === true,
    catalogue: {
      department: departments.find,
      // Categories of a city differ from those that ship: a code nobody uses does no harm.
      category: () => true,
      hotline: hasLine,
      codeOf: (said) => departments.all().find(({ code, nameZh, shortName }) => said !== '' && [code, nameZh, shortName].includes(said))?.code,
    },
  })
  return { departments, responsibilities }
}
