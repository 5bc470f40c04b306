import type { CallReader } from '../call/calls-reader-store.ts'
import { seatOf } from '../call/control.ts'
import type { Outside } from '../call/port.ts'
import type { Calls } from '../call/runner.ts'
import type { CallId } from '../contract/ids.ts'
import type { TicketNo } from '../contract/ticket.ts'
import type { Registry } from '../hotline/registry.ts'
import type { Site } from '../hotline/site.ts'
import type { About, LinkageDeps } from '../linkage/linkage.ts'
import type { TicketStore } from '../ticket/store.ts'

// What the linkages ask of the other parts.

/** Who is a peer: the emergency lines of the registry, as it is now, and the platforms of the site. */
export const linkagePeers = ({ site, registry }: { site: Pick<Site, 'peers'>; registry: Pick<Registry, 'find'> }) => ({
  peerOf: ({ emergency, line, number }: Outside): string | null => (emergency ? line : (site.peers.find((peer) => peer.number === number)?.id ?? null)),
  isPeerLine: (line: string): boolean => registry.find(line)?.mergeMode === 'emergency',
  urlOf: (peer: string): string | null | undefined => {
    const line = registry.find(peer)
    if (line?.mergeMode === 'emergency') return line.exchangeUrl
    return site.peers.some(({ id }) => id === peer) ? null : undefined
  },
})

interface Sources {
  calls: Pick<Calls, 'open'>
  reader: Pick<CallReader, 'find'>
  tickets: Pick<TicketStore, 'find'>
  ticketNosOf: LinkageDeps['ticketNosOf']
  cipher: { open: (sealed: string) => string }
}

export const linkageLookups = ({ calls, reader, tickets, ticketNosOf, cipher }: Sources): Pick<LinkageDeps, 'callOf' | 'ticketOf' | 'ticketNosOf'> => ({
  ticketNosOf,
  async callOf(call: CallId): Promise<About | undefined> {
    const ticketNo = ((await ticketNosOf([call])).get(call) ?? null) as TicketNo | null
    // The record is written a moment behind the call; what goes on now is known better.
    const now = calls.open().get(call)?.state
    if (now) return { agent: seatOf(now), ani: now.plan.ani, ticketNo }
    const record = await reader.find(call)
    return record && { agent: record.agent, ani: record.ani, ticketNo }
  },
  async ticketOf(ticketNo: TicketNo): Promise<About | undefined> {
    const found = await tickets.find(ticketNo)
    return found && { agent: found.agent, ani: found.aniSealed === null ? null : cipher.open(found.aniSealed), ticketNo, workspace: found.workspace }
  },
})
