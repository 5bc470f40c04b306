import { useParams } from 'react-router'
import { Page } from '../../look/page.tsx'
import { TicketDraft } from '../ticket-draft/ticket-draft.tsx'

/** One ticket: a draft of one's own is written on here too. */
export function TicketPage() {
  const { ticketNo = '' } = useParams()
  return (
    <Page title={ticketNo}>
      <div className="paper ticket-page">
        <TicketDraft key={ticketNo} ticketNo={ticketNo} />
      </div>
    </Page>
  )
}
