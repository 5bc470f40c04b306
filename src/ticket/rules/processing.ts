import type { HotlineSettings } from '../../contract/hotline.ts'
import type { Ticket } from '../../contract/ticket.ts'

/** How a matter of the line is worked on, and where; kept with the ticket, whatever becomes of the line (U11). */
export const processingOf = (line: Pick<HotlineSettings, 'processingMode' | 'workspace'> | undefined): Pick<Ticket, 'processing' | 'workspace'> => {
  const processing = line?.processingMode ?? 'collaborative'
  return { processing, workspace: processing === 'sub_platform' ? (line?.workspace ?? null) : null }
}
