import type { App } from './app.ts'
import { TicketNo } from './contract/ticket.ts'
import type { OutboundRouteDeps } from './outbound/routes.ts'
import { AppError } from './platform/errors.ts'
import { citizenNumber } from './ticket/view.ts'

/** Whom a call of ours may be for besides a number somebody types: the citizen of a ticket, a department's phone. */
export const callTargets = ({ ticketing, cipher, directory }: App): Pick<OutboundRouteDeps, 'ofTicket' | 'ofDepartment'> => ({
  async ofTicket(given, user) {
    const ticketNo = TicketNo.safeParse(given)
    if (!ticketNo.success) throw new AppError('NOT_FOUND')
    const ticket = await ticketing.reading.find(ticketNo.data, user)
    const number = citizenNumber(ticket, cipher.open)
    if (number === null) throw new AppError('NUMBER_NOT_ALLOWED', { why: 'withheld' })
    return { number, dnis: ticket.dnis }
  },
  ofDepartment(code, now) {
    const party = directory.resolve({ department: code }, now)
    if (party.kind !== 'outside') throw new AppError('TARGET_NOT_FOUND')
    return party.number
  },
})
