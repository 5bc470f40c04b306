import { DONE_STATES, type Ticket } from '../../contract/ticket.ts'
import { stageOf } from './stage.ts'

type Standing = Pick<Ticket, 'state' | 'closedAt'>

/** It has come to an end for the citizen: not while another system works on it. */
export const isOver = ({ state, closedAt }: Standing): boolean => DONE_STATES.includes(state) && (state !== 'transferred' || closedAt !== null)

/** Whether the system a matter came from is told of a change: of its end and of its being taken up again, or of every stage. */
export function worthTelling(before: Standing, after: Standing, when: 'end' | 'stages'): boolean {
  if (before.state === 'closed' && after.state === 'archived') return false
  return isOver(before) !== isOver(after) || (when === 'stages' && stageOf(before.state) !== stageOf(after.state))
}

/** What happened last with words that may be the citizen's answer. */
export interface Said {
  event: string
  note: string
}

interface Told extends Standing {
  closeReason: string | null
  /** As an agent answered at once. */
  reply: string
  records: readonly { kind: string; data: Readonly<Record<string, unknown>> }[]
  said: readonly Said[]
}

/**
 * What the citizen may read of a matter that is over: the department's answer, the other system's, where to go instead
 * (J28), or what an agent answered at once. null = nothing, or not over.
 */
export function publicReply(ticket: Told): string | null {
  if (!isOver(ticket)) return null
  const lastOf = (event: string): string => ticket.said.findLast((one) => one.event === event)?.note ?? ''
  if (ticket.state === 'rejected') return lastOf('reject') || null
  if (ticket.state !== 'closed' && ticket.state !== 'archived') return null
  if (ticket.closeReason === 'mirrored') return lastOf('mirrored') || null
  const given = ticket.records.findLast(({ kind, data }) => kind === 'reply' && typeof data['publicReply'] === 'string')?.data['publicReply']
  return typeof given === 'string' && given !== '' ? given : ticket.reply || null
}
