import type { DepartmentSettings } from '../../contract/department.ts'

export interface Placed {
  code: string
  level: number
  parent: string | null
}

export interface Fault {
  path: keyof DepartmentSettings
  /** Chinese, then English. */
  message: string
}

/** Whether it takes matters on the day: active, and within its first and last day, both included. */
export const inUseOn = ({ active, validFrom, validUntil }: Pick<DepartmentSettings, 'active' | 'validFrom' | 'validUntil'>, day: string): boolean =>
  active && (validFrom === null || validFrom <= day) && (validUntil === null || day <= validUntil)

/** What does not fit the other departments, or itself. `barred` says why a number could never be dialled. */
export function faultsOf(code: string, settings: DepartmentSettings, others: ReadonlyMap<string, Placed>, barred: (phone: string) => string | null): Fault[] {
  const { level, parent, validFrom, validUntil } = settings
  const faults: Fault[] = []
  const above = parent === null ? undefined : others.get(parent)
  if (parent !== null && !above) faults.push({ path: 'parent', message: `没有代码为 ${parent} 的部门 / no department ${parent}` })
  if (above && (above.level >= level || isBelow(above, code, others))) faults.push({ path: 'parent', message: '上级部门的层级应高于本部门 / the parent must be of a higher level' })
  if (validFrom !== null && validUntil !== null && validUntil < validFrom) faults.push({ path: 'validUntil', message: '早于生效日期 / before validFrom' })
  for (const path of ['phone', 'dutyPhone'] as const) {
    const why = settings[path] === null ? null : barred(settings[path])
    if (why !== null) faults.push({ path, message: `该号码不允许外呼 / may not be dialled (${why})` })
  }
  return faults
}

/** Whether `one` is `code` or lies below it. */
function isBelow(one: Placed, code: string, all: ReadonlyMap<string, Placed>): boolean {
  const seen = new Set<string>()
  for (let at: Placed | undefined = one; at && !seen.has(at.code); at = at.parent === null ? undefined : all.get(at.parent)) {
    if (at.code === code) return true
    seen.add(at.code)
  }
  return false
}
