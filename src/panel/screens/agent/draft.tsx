import { lazy, Suspense, useState } from 'react'
import { Empty, Loading } from '../../look/states.tsx'
import { useWords } from '../../words/language.ts'
import { words } from './words.ts'

/** Loaded with the first call, not with the page. */
const TicketDraft = lazy(async () => ({ default: (await import('../ticket-draft/ticket-draft.tsx')).TicketDraft }))

/** The ticket that the call opened, or is about. */
export function Draft({ call, ticketNo }: { call: string | null; ticketNo: string | null }) {
  const w = useWords(words).draft
  if (call === null) return <Empty title={w.none} />
  if (ticketNo === null) return <p className="hint" role="status">{w.opening}</p>
  return <TicketOfCall key={call} ticketNo={ticketNo} />
}

/** Once merged, the call belongs to another ticket; in front of the agent stays the one that was written. */
function TicketOfCall({ ticketNo }: { ticketNo: string }) {
  const [first] = useState(ticketNo)
  return (
    <Suspense fallback={<Loading />}>
      <TicketDraft ticketNo={first} />
    </Suspense>
  )
}
