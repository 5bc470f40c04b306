import { ResponsibilitySettings, type ImportLine, type Responsibility } from '../../contract/responsibility.ts'
import type { CsvRow } from './csv.ts'
import { faultsIn, type Known } from './faults.ts'
import { columnOf, headingOf, saidIn } from './list-columns.ts'

export interface Catalogue extends Known {
  /** The code for a code, name or short name; undefined when nobody is called so. */
  codeOf: (said: string) => string | undefined
}

type Change = ImportLine & { id: string | null }

/** How the list would change: a change for each row, and one for each line that is not in the file. */
export interface Changes {
  lines: readonly Change[]
}

/** What every setting must look like, Chinese and English; the contract says the same. */
const FORM: Readonly<Partial<Record<string, string>>> = {
  category: '应为两位或四位数字 / two or four digits',
  district: '应为区划代码，2 至 12 位数字 / a division code of 2 to 12 digits',
  hotline: '应为 3 至 12 位数字 / 3 to 12 digits',
  type: '应为咨询、求助、投诉、举报、建议、表扬或其他 / not a request type',
  department: '必填，填部门代码或名称 / needed: code or name of a department',
  emergency: '应为“是”或空 / yes or nothing',
  validFrom: '应为日期，如 2026-12-01 / a day such as 2026-12-01',
  validUntil: '应为日期，如 2026-12-01 / a day such as 2026-12-01',
}

/** Compares a file with the list (its first row is the heading). Pure: nothing is changed. */
export function compare(rows: readonly CsvRow[], list: readonly Responsibility[], catalogue: Catalogue): Changes {
  const [heading, ...body] = rows
  const names = (heading?.cells ?? []).map(columnOf)
  if (!heading || !names.includes('department')) {
    return { lines: [faulty(heading?.line ?? 1, [{ column: headingOf('department'), message: '第一行应为表头，且含“主办单位”列 / the first row must be the heading, with the column department' }])] }
  }
  const unknown = heading.cells.filter((cell, i) => cell !== '' && names[i] === undefined)
  if (unknown.length > 0) return { lines: [faulty(heading.line, unknown.map((column) => ({ column, message: '不认识的列 / unknown column' })))] }
  const byId = new Map(list.map((rule) => [rule.id, rule]))
  const byKey = new Map(list.map((rule) => [keyOf(rule), rule]))
  const seen = new Map<string, number>()
  const lines = body.map((row): Change => {
    const said = new Map(names.flatMap((name, i) => (name === undefined ? [] : [[name as string, row.cells[i] ?? '']])))
    const read = settingsIn(said, catalogue)
    if ('errors' in read) return faulty(row.line, read.errors)
    const id = said.get('id') ?? ''
    const before = (id === '' ? byKey.get(keyOf(read)) : byId.get(id)) ?? null
    if (id !== '' && !before) return faulty(row.line, [{ column: headingOf('id'), message: `没有编号 ${id}；新增请留空 / no such line; leave it empty to add one` }])
    const key = before?.id ?? keyOf(read)
    const twice = seen.get(key)
    if (twice !== undefined) return faulty(row.line, [{ column: headingOf('id'), message: `与第 ${twice} 行重复 / the same as line ${twice}` }])
    seen.set(key, row.line)
    const old = before && settingsOf(before)
    const change = old === null ? 'added' : JSON.stringify(old) === JSON.stringify(read) ? 'same' : 'changed'
    return { line: row.line, change, id: before?.id ?? null, before: old, after: read, errors: [] }
  })
  const gone = list.filter(({ id }) => !seen.has(id))
  return { lines: [...lines, ...gone.map((rule): Change => ({ line: null, change: 'removed', id: rule.id, before: settingsOf(rule), after: null, errors: [] }))] }
}

const faulty = (line: number, errors: ImportLine['errors']): Change => ({ line, change: 'faulty', id: null, before: null, after: null, errors })

function settingsIn(said: ReadonlyMap<string, string>, catalogue: Catalogue): ResponsibilitySettings | { errors: ImportLine['errors'] } {
  const given = saidIn(said)
  const read = ResponsibilitySettings.safeParse({ ...given, department: catalogue.codeOf(String(given['department'])) ?? given['department'], coUnits: (given['coUnits'] as string[]).map((name) => catalogue.codeOf(name) ?? name) })
  if (!read.success) return { errors: read.error.issues.map(({ path, message }) => ({ column: headingOf(String(path[0])), message: FORM[String(path[0])] ?? message })).slice(0, 10) }
  const faults = faultsIn(read.data, catalogue)
  return faults.length === 0 ? read.data : { errors: faults.map(({ path, message }) => ({ column: headingOf(path), message })) }
}

/** Rows without a number of their own are the line with the same matter and conditions. */
const keyOf = ({ matter, category, keywords, district, hotline, type }: ResponsibilitySettings): string =>
  JSON.stringify([matter, category, keywords.toSorted(), district, hotline, type])

/** The settings alone, in the order of the contract. */
export const settingsOf = (rule: Responsibility): ResponsibilitySettings => ResponsibilitySettings.parse(rule)
