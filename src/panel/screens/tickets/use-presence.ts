import { useEffect, useRef, useState } from 'react'
import type { TicketPresence, TicketViewer } from '../../../contract/socket.ts'
import type { TicketNo } from '../../../contract/ticket-no.ts'
import { onFeed, sayToFeed } from '../../server/feed.ts'
import { useUser } from '../../server/session.ts'

/** Who else has the ticket open, as long as this is shown; the others see this reader, and whether they write. */
export function usePresence(ticketNo: string, writing: boolean): readonly TicketViewer[] {
  const { username } = useUser()
  const [viewers, setViewers] = useState<readonly TicketViewer[]>([])
  const now = useRef(writing)
  now.current = writing
  useEffect(() => {
    const no = ticketNo as TicketNo
    const say = (): void => sayToFeed('ticketOpen', { ticketNo: no, writing: now.current })
    const stop = [onFeed<TicketPresence>('ticketPresence', (told) => void (told.ticketNo === no && setViewers(told.viewers))), onFeed('snapshot', say)]
    say()
    return () => {
      for (const end of stop) end()
      sayToFeed('ticketLeft', { ticketNo: no })
      setViewers([])
    }
  }, [ticketNo])
  useEffect(() => sayToFeed('ticketOpen', { ticketNo: ticketNo as TicketNo, writing }), [ticketNo, writing])
  return viewers.filter((one) => one.username !== username)
}
