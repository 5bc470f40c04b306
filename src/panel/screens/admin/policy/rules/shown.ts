import type { PolicyValue } from '../../../../../contract/policy-value.ts'

type Kind = PolicyValue['kind']

/** Lists are typed in as "300, 900": durations in seconds, as everywhere on the page. */
export const asText = (kind: Kind, value: unknown): string =>
  Array.isArray(value) ? value.map((one: unknown) => String(kind === 'durations' ? Number(one) / 1_000 : one)).join(', ') : typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value)

/** What was typed as the policy has it; null when it is no list of numbers. */
export function listOf(kind: Kind, text: string): unknown[] | null {
  const parts = text.split(/[,，、\s]+/).filter((part) => part !== '')
  if (kind === 'texts') return parts
  const numbers = parts.map(Number)
  if (numbers.some((one) => !Number.isFinite(one))) return null
  return kind === 'durations' ? numbers.map((seconds) => Math.round(seconds * 1_000)) : numbers
}

export const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** Whether the value is what somebody looks for. */
export function fits({ path, name, description, section }: Pick<PolicyValue, 'path' | 'name' | 'description' | 'section'>, sectionName: string, search: string): boolean {
  const wanted = search.trim().toLowerCase()
  return wanted === '' || [path, section, sectionName, name.zh, name.en, description.zh, description.en].some((text) => text.toLowerCase().includes(wanted))
}
