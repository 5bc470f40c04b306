import type { TicketFields } from '../../contract/ticket.ts'
import { isEmpty } from './blank.ts'
import { categoryOf, type Choices, templateOf } from './choices.ts'

/** What the ticket has besides its fields. */
export interface Around {
  /** The caller showed a number: they can be reached there. */
  hasNumber: boolean
}

type Path = string

/**
 * Fields the ticket must have before it is handed in (T03): what it is about, where if the type or template needs it,
 * who says so if the template asks for a name, and where to reach them unless they stay anonymous.
 */
export function neededToSubmit(fields: TicketFields, choices: Choices, { hasNumber }: Around): Path[] {
  const placed = choices.types.find(({ code }) => code === fields.type)?.placed === true
  const template = templateOf(choices, fields.categoryCode)
  const anonymous = fields.anonymous && template?.realName !== true
  return [
    'type', 'categoryCode', 'content',
    ...(placed && choices.areas.length > 0 ? ['areaCode'] : []),
    ...(template?.needs ?? []),
    ...(template?.realName === true ? ['callerName'] : []),
    ...(!hasNumber && !anonymous ? ['contactPhone'] : []),
    ...(template?.fields ?? []).filter(({ required }) => required).map(({ id }) => `extra.${id}`),
  ]
}

/** Fields it must have to be closed with an answer given at once (T02, I2). */
export const neededToAnswer: readonly Path[] = ['type', 'categoryCode', 'content', 'reply']

export const valueAt = (fields: TicketFields, path: Path): unknown => {
  const [name = '', key] = path.split('.')
  return key === undefined ? fields[name as keyof TicketFields] : fields.extra[key]
}

export const missing = (fields: TicketFields, needed: readonly Path[]): Path[] => needed.filter((path) => isEmpty(valueAt(fields, path)))

/** What contradicts itself or names what there is not. */
export function wrongIn(fields: TicketFields, choices: Choices, units: readonly { code: string }[]): Path[] {
  const { categoryCode, areaCode, suggestedUnit, anonymous } = fields
  const template = templateOf(choices, categoryCode)
  return [
    ...(categoryCode !== null && !categoryOf(choices, categoryCode) ? ['categoryCode'] : []),
    ...(areaCode !== null && !choices.areas.some(({ code }) => code === areaCode) ? ['areaCode'] : []),
    ...(suggestedUnit !== null && !units.some(({ code }) => code === suggestedUnit) ? ['suggestedUnit'] : []),
    ...(anonymous && template?.realName === true ? ['anonymous'] : []),
  ]
}
