import type { TicketRecord } from '../../../../contract/ticket-record.ts'
import type { TicketEventName, TicketState } from '../../../../contract/ticket.ts'
import { EVENT_FORMS } from './event-forms.ts'

/** What leads a ticket on from where it is, first things first. */
const LEADS_ON: Readonly<Partial<Record<TicketState, readonly TicketEventName[]>>> = {
  draft: ['submit', 'directAnswer'],
  pending_dispatch: ['dispatch', 'triage'],
  in_triage: ['triageDecide'],
  dispatched: ['signFor', 'requestReturn'],
  signed: ['verify', 'requestReturn'],
  handling: ['submitReply', 'requestExtension'],
  reply_review: ['reviewReply'],
  pending_callback: ['callbackResult', 'exempt'],
  callback_review: ['judge', 'requestSocialReview'],
  closed: ['reopen'],
}
/** Somebody waits for these as soon as there is such a record. */
const ANSWERS: readonly TicketEventName[] = ['decideReturn', 'decideExtension', 'decideUpgrade', 'decideSocialReview', 'decideApproval', 'checkIn', 'answerCoTask', 'answerSupervision']
/** Asked of the department that the record names. */
const FOR_ONE: readonly TicketEventName[] = ['decideApproval', 'checkIn', 'answerCoTask', 'answerSupervision']
const OPEN_BEFORE = 3

export interface StepsNow {
  /** Shown as buttons, the most likely one first. */
  first: readonly TicketEventName[]
  /** Behind "more". */
  more: readonly TicketEventName[]
  /** The reply waits for a reviewer, and the reader has written it: somebody else has to. */
  own: boolean
}

interface Ticket {
  state: TicketState
  allowedEvents: readonly TicketEventName[]
  replyAuthor: string | null
  records: readonly Pick<TicketRecord, 'kind' | 'state' | 'unit'>[]
}

interface Reader {
  username: string
  department: string | null
  /** There is a department to pass it down to. */
  hasBelow: boolean
}

/** What may be done, in the order it is likely: what is asked for, what leads on, the rest. Steps without their matter are left out. */
export function stepsOf({ state, allowedEvents, replyAuthor, records }: Ticket, { username, department, hasBelow }: Reader): StepsNow {
  const open = new Set(records.flatMap((one) => (one.state === 'open' ? [one.kind] : [])))
  const own = state === 'reply_review' && replyAuthor === username
  const sensible = allowedEvents.filter((event) => {
    const { about, unless } = EVENT_FORMS[event]
    return (about === undefined || open.has(about)) && (unless === undefined || !open.has(unless)) && !(own && event === 'reviewReply') && (hasBelow || event !== 'subDispatch')
  })
  const asked = ANSWERS.filter((event) => !FOR_ONE.includes(event) || records.some((one) => one.kind === EVENT_FORMS[event].about && one.state === 'open' && one.unit === department))
  const first = [...asked, ...(LEADS_ON[state] ?? [])].filter((event) => sensible.includes(event)).slice(0, OPEN_BEFORE)
  const rest = sensible.filter((event) => !first.includes(event))
  // A menu of one is a button.
  return rest.length === 1 ? { first: [...first, ...rest], more: [], own } : { first, more: rest, own }
}
