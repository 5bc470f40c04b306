import { useState } from 'react'
import { Failed, Loading } from '../../look/states.tsx'
import { useLiveTicket } from '../../server/ticket.ts'
import { TicketDraft } from '../ticket-draft/ticket-draft.tsx'
import { Presence } from '../tickets/presence.tsx'
import { TicketWork } from './ticket-work.tsx'

/** Somebody else may work on it at the same time. */
const LOOK_AGAIN_MS = 15_000

/** One ticket wherever it is opened: a draft of one's own is written on, others are worked on. */
export function OpenTicket({ ticketNo }: { ticketNo: string }) {
  // While a form is open the ticket stays as its reader saw it; what changed is told when they send it.
  const [formOpen, setFormOpen] = useState(false)
  const { data, error, refetch } = useLiveTicket(ticketNo, { still: (shown) => formOpen || shown?.editable !== false, everyMs: LOOK_AGAIN_MS })
  if (error && !data) return <Failed error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  return (
    <>
      <Presence ticketNo={ticketNo} writing={formOpen || data.editable} />
      {data.editable ? <div className="paper ticket-page"><TicketDraft ticketNo={ticketNo} /></div> : <TicketWork ticket={data} onForm={setFormOpen} />}
    </>
  )
}
