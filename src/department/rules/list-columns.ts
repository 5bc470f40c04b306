import type { ResponsibilitySettings } from '../../contract/responsibility.ts'

type Name = keyof ResponsibilitySettings | 'id'

/** Headings of the list as a file: what is written, and what else is understood. */
export const COLUMNS: readonly { name: Name; zh: string; en: string }[] = [
  { name: 'id', zh: '编号', en: 'id' },
  { name: 'matter', zh: '事项', en: 'matter' },
  { name: 'category', zh: '事项分类', en: 'category' },
  { name: 'keywords', zh: '关键词', en: 'keywords' },
  { name: 'district', zh: '区划代码', en: 'district' },
  { name: 'hotline', zh: '热线号码', en: 'hotline' },
  { name: 'type', zh: '诉求类型', en: 'type' },
  { name: 'department', zh: '主办单位', en: 'department' },
  { name: 'section', zh: '科室', en: 'section' },
  { name: 'coUnits', zh: '协办单位', en: 'coUnits' },
  { name: 'legalBasis', zh: '法律依据', en: 'legalBasis' },
  { name: 'emergency', zh: '紧急', en: 'emergency' },
  { name: 'validFrom', zh: '生效日期', en: 'validFrom' },
  { name: 'validUntil', zh: '失效日期', en: 'validUntil' },
  { name: 'note', zh: '备注', en: 'note' },
]

const TYPES: Readonly<Record<string, string>> = { 咨询: 'consultation', 求助: 'help', 投诉: 'complaint', 举报: 'report', 建议: 'suggestion', 表扬: 'praise', 其他: 'other' }
const typeInChinese = new Map(Object.entries(TYPES).map(([zh, code]) => [code, zh]))

/** The column of a heading; undefined when nobody knows it. */
export const columnOf = (heading: string): Name | undefined => COLUMNS.find(({ zh, en }) => zh === heading || en.toLowerCase() === heading.toLowerCase())?.name

export const headingOf = (name: string): string => COLUMNS.find((column) => column.name === name)?.zh ?? name

const several = (cell: string): string[] => cell.split(/[;；、|]/).map((word) => word.trim()).filter((word) => word !== '')
const orNull = (cell: string): string | null => (cell === '' ? null : cell)
/** Spreadsheets write 2026/12/1 for 2026-12-01. */
const day = (cell: string): string | null => orNull(cell.replace(/^(\d{4})[/.年-](\d{1,2})[/.月-](\d{1,2})日?$/, (_, y: string, m: string, d: string) => `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`))
/** A spreadsheet takes "0201" for a number and writes 201. */
const category = (cell: string): string | null => orNull(/^\d$|^\d{3}$/.test(cell) ? `0${cell}` : cell)

const YES = new Set(['是', 'y', 'yes', 'true', '1', '√'])
const NO = new Set(['', '否', 'n', 'no', 'false', '0'])

/** What a row says, unchecked: cells by column, as the contract wants them. */
export function saidIn(cells: ReadonlyMap<string, string>): Record<string, unknown> {
  const cell = (name: Name): string => cells.get(name) ?? ''
  const emergency = cell('emergency').toLowerCase()
  return {
    matter: cell('matter'), category: category(cell('category')), keywords: several(cell('keywords')), district: orNull(cell('district')), hotline: orNull(cell('hotline')),
    type: orNull(TYPES[cell('type')] ?? cell('type')), department: cell('department'), section: orNull(cell('section')), coUnits: several(cell('coUnits')),
    legalBasis: cell('legalBasis'), emergency: YES.has(emergency) ? true : NO.has(emergency) ? false : emergency,
    validFrom: day(cell('validFrom')), validUntil: day(cell('validUntil')), note: cell('note'),
  }
}

/** The cells of a line of the list, in the order of COLUMNS. */
export function cellsOf(id: string, rule: ResponsibilitySettings): string[] {
  const texts: Record<Name, string> = {
    id, matter: rule.matter, category: rule.category ?? '', keywords: rule.keywords.join('；'), district: rule.district ?? '', hotline: rule.hotline ?? '',
    type: rule.type === null ? '' : (typeInChinese.get(rule.type) ?? rule.type), department: rule.department, section: rule.section ?? '', coUnits: rule.coUnits.join('；'),
    legalBasis: rule.legalBasis, emergency: rule.emergency ? '是' : '', validFrom: rule.validFrom ?? '', validUntil: rule.validUntil ?? '', note: rule.note,
  }
  return COLUMNS.map(({ name }) => texts[name])
}
