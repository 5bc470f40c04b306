import type { App } from './app.ts'
import type { OutboundRouteDeps } from './outbound/routes.ts'
import { AppError } from './platform/errors.ts'

/** Whom a call of ours may be for besides a number somebody types: the citizen of a ticket, a department's phone. */
export const callTargets = ({ tickets, identity, cipher, directory }: App): Pick<OutboundRouteDeps, 'ofTicket' | 'ofDepartment'> => ({
  async ofTicket(ticketNo, user) {
    const ticket = await tickets.find(ticketNo)
    // Somebody else's looks like none: numbers can be guessed.
    if (!ticket || !identity.can(user, 'ticket.read', { extension: ticket.agent })) throw new AppError('NOT_FOUND')
    if (ticket.aniSealed === null) throw new AppError('NUMBER_NOT_ALLOWED', { why: 'withheld' })
    return { number: cipher.open(ticket.aniSealed), dnis: ticket.dnis }
  },
  ofDepartment(code, now) {
    const party = directory.resolve({ department: code }, now)
    if (party.kind !== 'outside') throw new AppError('TARGET_NOT_FOUND')
    return party.number
  },
})
