import type { TicketDetail } from '../../../../contract/ticket-detail.ts'

export const COMPARED = ['state', 'leadUnit', 'section', 'dueAt', 'urgency', 'grade', 'round', 'title', 'content', 'address', 'respondent', 'categoryCode', 'areaCode', 'type', 'reply', 'confidential'] as const
export type Compared = (typeof COMPARED)[number]
type Value = string | number | boolean | null
export interface Difference {
  name: Compared
  before: Value
  now: Value
}

type Version = Pick<TicketDetail, 'state' | 'leadUnit' | 'section' | 'dueAt' | 'urgency' | 'grade' | 'round' | 'title' | 'categoryCode' | 'areaCode' | 'type' | 'confidential'> & { fields: Pick<TicketDetail['fields'], 'content' | 'address' | 'respondent' | 'reply'> }

const valueOf = (version: Version, name: Compared): Value => (name === 'content' || name === 'address' || name === 'respondent' || name === 'reply' ? version.fields[name] : version[name])

/** What somebody else has changed since the ticket was opened. */
export const differences = (before: Version, now: Version): Difference[] =>
  COMPARED.flatMap((name) => (valueOf(before, name) === valueOf(now, name) ? [] : [{ name, before: valueOf(before, name), now: valueOf(now, name) }]))
