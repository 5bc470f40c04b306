import type { ChangeTicket, TicketFields } from '../../contract/ticket.ts'
import { categoryOf, type Choices, templateOf } from './choices.ts'

type Patch = Partial<Omit<ChangeTicket, 'version'>>

/**
 * The fields after a change. A type or category brings what goes with it, unless the same change says otherwise: a
 * report of wrongdoing is confidential (domain.md §2.7), a gas leak is an emergency (§6.5).
 */
export function written(before: TicketFields, patch: Patch, choices: Choices): TicketFields {
  const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as Partial<TicketFields>
  const now: TicketFields = { ...before, ...given, extra: { ...before.extra, ...given.extra } }
  if (given.type !== undefined && given.type !== before.type && given.confidential === undefined) {
    now.confidential ||= choices.types.find(({ code }) => code === given.type)?.confidential === true
  }
  if (given.categoryCode !== undefined && given.categoryCode !== before.categoryCode && given.urgency === undefined) {
    now.urgency = categoryOf(choices, given.categoryCode)?.emergency === true ? 'emergency' : now.urgency
  }
  return now
}

/** Says what and where without anything personal, for lists: "城区 噪声扰民 投诉". */
export function titleOf({ title, type, categoryCode, areaCode }: TicketFields, choices: Choices): string {
  if (title.trim() !== '') return title.trim()
  const area = choices.areas.find(({ code }) => code === areaCode)?.nameZh
  return [area, categoryOf(choices, categoryCode)?.nameZh, choices.types.find(({ code }) => code === type)?.nameZh].filter((part) => part !== undefined).join(' ')
}

/** As it is handed in: with a title, and without what was typed for a template it does not have. */
export function handedIn(fields: TicketFields, choices: Choices): TicketFields {
  const ids = new Set(templateOf(choices, fields.categoryCode)?.fields.map(({ id }) => id))
  return { ...fields, title: titleOf(fields, choices), extra: Object.fromEntries(Object.entries(fields.extra).filter(([id]) => ids.has(id))) }
}
