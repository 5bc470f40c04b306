import type { ResponsibilitySettings } from '../../contract/responsibility.ts'

export interface Fault {
  /** Name of the setting. */
  path: keyof ResponsibilitySettings
  /** Chinese, then English. */
  message: string
}

/** What a line of the responsibility list may refer to. */
export interface Known {
  department: (code: string) => { sections: readonly string[] } | undefined
  /** false = no such category; a prefix of one is one. */
  category: (prefix: string) => boolean
  hotline: (number: string) => boolean
}

/** What is wrong with a line beyond its form: things that do not exist, days that run backwards, nothing to match by. */
export function faultsIn(rule: ResponsibilitySettings, known: Known): Fault[] {
  const { category, keywords, district, hotline, type, department, section, coUnits, validFrom, validUntil } = rule
  const faults: Fault[] = []
  const wrong = (path: Fault['path'], message: string): void => void faults.push({ path, message })
  const lead = known.department(department)
  if (!lead) wrong('department', `没有代码为 ${department} 的部门 / no department ${department}`)
  else if (section !== null && lead.sections.length > 0 && !lead.sections.includes(section)) wrong('section', `该部门没有“${section}” / the department has no such section`)
  const strangers = coUnits.filter((code) => !known.department(code))
  if (strangers.length > 0) wrong('coUnits', `没有代码为 ${strangers.join('、')} 的部门 / no such departments`)
  if (coUnits.includes(department)) wrong('coUnits', '协办单位与主办单位相同 / the lead takes part already')
  if (category !== null && !known.category(category)) wrong('category', `没有分类 ${category} / no category ${category}`)
  if (hotline !== null && !known.hotline(hotline)) wrong('hotline', `没有热线 ${hotline} / no hotline ${hotline}`)
  if (validFrom !== null && validUntil !== null && validUntil < validFrom) wrong('validUntil', '早于生效日期 / before validFrom')
  if (category === null && district === null && hotline === null && type === null && keywords.length === 0) {
    wrong('category', '分类、关键词、区划、热线、类型至少填一项 / name a category, keyword, district, hotline or type')
  }
  return faults
}
