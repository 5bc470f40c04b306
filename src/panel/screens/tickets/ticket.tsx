import { useParams } from 'react-router'
import { Page } from '../../look/page.tsx'
import { OpenTicket } from '../ticket-work/open-ticket.tsx'
import { PrintButton } from './print-button.tsx'

/** One ticket by its number in the address. */
export function TicketPage() {
  const { ticketNo = '' } = useParams()
  return (
    <Page title={ticketNo} actions={<PrintButton ticketNo={ticketNo} />}>
      <OpenTicket key={ticketNo} ticketNo={ticketNo} />
    </Page>
  )
}
