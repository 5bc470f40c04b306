import type { StepField, StepForm } from './event-forms.ts'

/** As typed: text, codes, yes or no, numbers, "2026-12-01T09:30" for instants; nothing = not said. */
export type Values = Readonly<Record<string, string | number | boolean | readonly string[] | null | undefined>>

const isEmpty = (value: Values[string]): boolean => value === undefined || value === null || (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0)

/** Fields that are asked for, as the others are filled in. */
export const shownFields = ({ fields }: StepForm, values: Values): readonly StepField[] => fields.filter(({ when }) => when === undefined || (Array.isArray(when[1]) ? when[1].includes(values[when[0]]) : values[when[0]] === when[1]))

/** Names of fields that must be filled in and are not. */
export const missingIn = (form: StepForm, values: Values): string[] => shownFields(form, values).filter(({ name, required }) => required === true && isEmpty(values[name])).map(({ name }) => name)

/**
 * What is sent: only what is said, so that the server's own defaults stand for the rest. Instants with their zone.
 * `instantOf` reads the local time of the reader.
 */
export function payloadOf(form: StepForm, values: Values, instantOf: (local: string) => string): Record<string, unknown> {
  const said = shownFields(form, values).flatMap((field): [string, unknown][] => {
    const value = values[field.name]
    if (isEmpty(value)) return field.orNull === true ? [[field.name, null]] : []
    if (field.as === 'instant') return [[field.name, instantOf(String(value))]]
    return [[field.name, typeof value === 'string' ? value.trim() : value]]
  })
  return Object.fromEntries(said)
}
