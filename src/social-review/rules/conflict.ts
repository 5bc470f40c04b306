/** What of a reviewer stands against judging a matter. */
export interface Belongs {
  unit: string | null
  area: string | null
}

export interface Matter {
  leadUnit: string | null
  accountableUnit: string | null
  coUnits: readonly string[]
  areaCode: string | null
}

/** 回避: nobody judges their own department, one above or below it, nor what happened in their own district. `within`: whether a department is or lies below another. */
export function isConflicted({ unit, area }: Belongs, { leadUnit, accountableUnit, coUnits, areaCode }: Matter, within: (code: string, above: string) => boolean): boolean {
  const involved = [leadUnit, accountableUnit, ...coUnits].filter((one) => one !== null)
  if (unit !== null && involved.some((one) => within(one, unit) || within(unit, one))) return true
  return area !== null && areaCode !== null && areaCode.startsWith(area)
}
