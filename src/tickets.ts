import { join } from 'node:path'
import type { Callers } from './caller/callers.ts'
import { isVisible } from './caller/rules/visible.ts'
import type { CallId } from './contract/ids.ts'
import type { Linkage } from './contract/linkage.ts'
import type { TicketNo } from './contract/ticket.ts'
import type { TicketForm } from './contract/ticket-form.ts'
import type { Suggest } from './department/port.ts'
import type { Registry } from './hotline/registry.ts'
import type { Site } from './hotline/site.ts'
import type { Audit, Can } from './identity/port.ts'
import type { FieldCipher } from './platform/field-cipher.ts'
import type { ChangeStore } from './ticket/change-store.ts'
import { loadForm } from './ticket/form.ts'
import { createReading } from './ticket/reading.ts'
import type { TicketStore } from './ticket/store.ts'
import { createWriting } from './ticket/writing.ts'

interface Sources {
  store: TicketStore
  changes: ChangeStore
  cipher: FieldCipher
  can: Can
  audit: Audit
  now: () => number
  dayOf: (at: number) => string
  site: Pick<Site, 'areas' | 'ticketPrefix'>
  packageRoot: string
  units: () => TicketForm['units']
  suggest: Suggest
  linkagesOf: (ticketNo: TicketNo, calls: readonly CallId[]) => Promise<Linkage[]>
  registry: Pick<Registry, 'find'>
  known: Pick<Callers['known'], 'ticketClosed'>
}

/** Tickets, with what they ask of the other parts. */
export function joinTickets(sources: Sources) {
  const { store, changes, cipher, can, now, site, registry, known } = sources
  const form = loadForm(join(sources.packageRoot, 'config/tickets.yaml'), site.areas)
  const reading = createReading({ ...sources, form, visible: (dnis, reader) => isVisible(dnis, reader, (line) => registry.find(line)?.owner ?? null) })
  const writing = createWriting({
    store, cipher, can, now, form, units: sources.units, reading, changes, prefix: site.ticketPrefix, dayOf: sources.dayOf,
    settled: ({ id, ani }) => {
      if (ani !== null) known.ticketClosed(ani, id)
    },
  })
  return { reading, writing }
}
