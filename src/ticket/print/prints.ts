import type { TicketNo } from '../../contract/ticket.ts'
import type { Audit, Principal } from '../../identity/port.ts'
import type { Language } from '../../platform/language.ts'
import type { Download } from '../../platform/route.ts'
import { Readable } from 'node:stream'
import type { Naming } from '../export/cells.ts'
import type { Reading } from '../reading.ts'
import type { PdfPrinter } from './pdf.ts'
import { orderWords } from './words.ts'
import { workOrder } from './work-order.ts'

export interface PrintDeps {
  reading: Pick<Reading, 'show'>
  pdf: PdfPrinter
  audit: Audit
  now: () => number
  naming: (language: Language) => Naming
  site: string
  wall: (at: number) => number
}

export type Prints = ReturnType<typeof createPrints>

/** Work orders on paper, with what their reader may see; who printed one is on record and on the sheet. */
export function createPrints({ reading, pdf, audit, now, naming, site, wall }: PrintDeps) {
  return {
    /** A4, PDF. Throws NOT_FOUND, and UNAVAILABLE while the server has no Chinese type. */
    async order(ticketNo: TicketNo, user: Principal, language: Language): Promise<Download> {
      const ticket = await reading.show(ticketNo, user)
      const sheet = workOrder({ ticket, naming: naming(language), words: orderWords(language), site, printedBy: user.username, now: now(), wall: (at) => new Date(wall(at)).toISOString().slice(0, 16).replace('T', ' ') })
      const bytes = await pdf.print(sheet)
      await audit.write({ at: now(), actor: user.username, action: 'ticket.print', target: `ticket:${ticketNo}`, details: { version: ticket.version, masked: ticket.masked }, ok: true })
      return { contentType: 'application/pdf', size: bytes.length, fileName: `${ticketNo}.pdf`, saved: true, read: (start, end) => Readable.from([bytes.subarray(start, end + 1)]) }
    },
    stop: pdf.stop,
  }
}
