import type { TicketDetail } from '../../../../contract/ticket-detail.ts'
import type { TicketEventName } from '../../../../contract/ticket.ts'
import { EVENT_FORMS } from './event-forms.ts'
import type { Values } from './payload.ts'

type Now = Pick<TicketDetail, 'records' | 'round' | 'contacts' | 'stateSince' | 'dueAt'>

/**
 * What a form begins with. A record is chosen where there is only one; a reply that was sent back is mended, not written
 * anew; a call to the citizen that was answered since the ticket came into its state says when they were contacted; others have until the ticket's own deadline. `localOf` gives an instant as the reader's local time.
 */
export function firstValues({ records, round, contacts, stateSince, dueAt }: Now, event: TicketEventName, localOf: (at: number) => string): Values {
  const chosen = EVENT_FORMS[event].fields.flatMap((field) => {
    if (field.as !== 'record') return []
    const open = records.filter(({ kind, state }) => kind === field.kind && state === 'open')
    return open.length === 1 ? [[field.name, open[0]?.id] as const] : []
  })
  return { ...Object.fromEntries(chosen), ...(event === 'submitReply' ? sentBack({ records, round }, localOf) : {}), ...contactedBy({ contacts, stateSince }, event, localOf), ...(event === 'addCoUnit' && dueAt !== null ? { dueAt: localOf(dueAt) } : {}) }
}

function contactedBy({ contacts, stateSince }: Pick<Now, 'contacts' | 'stateSince'>, event: TicketEventName, localOf: (at: number) => string): Values {
  if (event !== 'verify' && event !== 'submitReply') return {}
  const last = contacts.filter(({ answeredAt, lengthMs }) => answeredAt !== null && lengthMs !== null && answeredAt >= (stateSince ?? 0)).toSorted((a, b) => b.at - a.at)[0]
  if (last === undefined || last.answeredAt === null) return {}
  return { contacted: true, ...(event === 'submitReply' ? { contactedAt: localOf(last.answeredAt), contactManner: 'phone' } : {}) }
}

function sentBack({ records, round }: Pick<Now, 'records' | 'round'>, localOf: (at: number) => string): Values {
  const last = records.findLast((one) => one.kind === 'reply' && one.round === round)
  if (last?.state !== 'refused') return {}
  return Object.fromEntries(EVENT_FORMS.submitReply.fields.flatMap(({ name, as }): [string, Values[string]][] => {
    const value = last.data[name]
    if (value === undefined || value === null || value === '') return []
    return [[name, as === 'instant' && typeof value === 'number' ? localOf(value) : value]]
  }))
}
