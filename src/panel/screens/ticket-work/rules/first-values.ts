import type { TicketDetail } from '../../../../contract/ticket-detail.ts'
import type { TicketEventName } from '../../../../contract/ticket.ts'
import { EVENT_FORMS } from './event-forms.ts'
import type { Values } from './payload.ts'

type Now = Pick<TicketDetail, 'records' | 'round'>

/**
 * What a form begins with. A record is chosen where there is only one; a reply that was sent back is mended, not written
 * anew. `localOf` gives an instant as the reader's local time.
 */
export function firstValues({ records, round }: Now, event: TicketEventName, localOf: (at: number) => string): Values {
  const chosen = EVENT_FORMS[event].fields.flatMap((field) => {
    if (field.as !== 'record') return []
    const open = records.filter(({ kind, state }) => kind === field.kind && state === 'open')
    return open.length === 1 ? [[field.name, open[0]?.id] as const] : []
  })
  return { ...Object.fromEntries(chosen), ...(event === 'submitReply' ? sentBack({ records, round }, localOf) : {}) }
}

function sentBack({ records, round }: Now, localOf: (at: number) => string): Values {
  const last = records.findLast((one) => one.kind === 'reply' && one.round === round)
  if (last?.state !== 'refused') return {}
  return Object.fromEntries(EVENT_FORMS.submitReply.fields.flatMap(({ name, as }): [string, Values[string]][] => {
    const value = last.data[name]
    if (value === undefined || value === null || value === '') return []
    return [[name, as === 'instant' && typeof value === 'number' ? localOf(value) : value]]
  }))
}
