import { randomUUID } from 'node:crypto'
import type { CallId, Extension } from '../contract/ids.ts'
import type { Linkage } from '../contract/linkage.ts'
import type { TicketNo } from '../contract/ticket.ts'
import type { Audit, Can, Principal } from '../identity/port.ts'
import { AppError } from '../platform/errors.ts'
import { isSigned } from '../platform/signature.ts'
import type { LinkageFilter, LinkageRow, LinkageStore } from './store.ts'

/** What an order may be about, as far as an order needs to know. `ani` is the caller's number. */
export interface About {
  agent: Extension | null
  ani: string | null
  ticketNo: TicketNo | null
  /** Of the ticket; null = the centre's. */
  workspace?: string | null
}

export interface LinkageDeps {
  store: LinkageStore
  cipher: { seal: (text: string) => string; open: (sealed: string) => string }
  audit: Audit
  can: Can
  now: () => number
  site: { name: string }
  policy: { giveUpMs: number; callerNumberTo: readonly string[] }
  callOf: (call: CallId) => Promise<About | undefined>
  ticketOf: (ticketNo: TicketNo) => Promise<About | undefined>
  ticketNosOf: (calls: readonly CallId[]) => Promise<ReadonlyMap<CallId, string>>
  /** Where the peer takes orders; null when it does not, undefined when there is no such peer. */
  urlOf: (peer: string) => string | null | undefined
  secretOf: (peer: string) => string
  /** An order lies in the outbox. */
  placed: () => void
}

export interface Ordering {
  peer: string
  place: string
  summary: string
  /** Exactly one of the two. */
  call?: CallId | undefined
  ticketNo?: TicketNo | undefined
  callerNumber?: boolean | undefined
}

export type Linkages = ReturnType<typeof createLinkages>

/** Orders to peers, what they confirm, and the record of everything that was done together with them. */
export function createLinkages(deps: LinkageDeps) {
  const { store, cipher, audit, can, now } = deps

  async function shown(rows: readonly LinkageRow[]): Promise<Linkage[]> {
    const calls = rows.flatMap(({ callId, ticketNo }) => (callId !== null && ticketNo === null ? [callId] : []))
    const tickets = await deps.ticketNosOf(calls)
    return rows.map((row) => view(row, row.ticketNo ?? ((row.callId === null ? null : tickets.get(row.callId)) as TicketNo | undefined) ?? null, cipher.open))
  }

  async function find(id: string): Promise<Linkage | undefined> {
    return (await shown(await store.list({ id, limit: 1 })))[0]
  }

  /** Throws TARGET_NOT_FOUND (no such peer), PEER_TAKES_NO_ORDERS. */
  function orderable(peer: string): void {
    const url = deps.urlOf(peer)
    if (url === undefined) throw new AppError('TARGET_NOT_FOUND', { peer })
    if (url === null) throw new AppError('PEER_TAKES_NO_ORDERS', { peer })
  }

  async function aboutOf({ call, ticketNo }: Ordering, user: Principal): Promise<About> {
    if (call !== undefined) {
      const about = await deps.callOf(call)
      if (!about || !can(user, 'linkage.order', { extension: about.agent })) throw new AppError('CALL_NOT_FOUND', { call })
      return about
    }
    if (ticketNo === undefined) return { agent: user.extension, ani: null, ticketNo: null }
    const about = await deps.ticketOf(ticketNo)
    // Somebody else's looks like none: numbers can be guessed.
    if (!about || !can(user, 'linkage.order', { extension: about.agent, workspace: about.workspace ?? null })) throw new AppError('NOT_FOUND')
    return about
  }

  /**
   * Puts an order for the peer into the outbox; it is sent at once, and again until the peer has it.
   * Throws TARGET_NOT_FOUND, PEER_TAKES_NO_ORDERS, CALL_NOT_FOUND or NOT_FOUND (not theirs), CALLER_NUMBER_NOT_ALLOWED.
   */
  async function order(user: Principal, ordering: Ordering): Promise<Linkage> {
    const { peer, place, summary, call = null, callerNumber = false } = ordering
    orderable(peer)
    const about = await aboutOf(ordering, user)
    if (callerNumber && !deps.policy.callerNumberTo.includes(peer)) throw new AppError('CALLER_NUMBER_NOT_ALLOWED', { peer })
    const [id, requestedAt] = [randomUUID(), now()]
    const body = {
      id, kind: 'order', from: '12345', site: deps.site.name, peer, place, summary, ticketNo: about.ticketNo, callId: call,
      callerNumber: callerNumber ? about.ani : null, requestedAt: new Date(requestedAt).toISOString(), acknowledge: `/api/v1/linkages/${id}/acknowledge`,
    }
    await audit.write({ at: requestedAt, actor: user.username, action: 'linkage.order', target: `linkage:${id}`, details: { peer, call, ticketNo: about.ticketNo, callerNumber }, ok: true })
    await store.placeOrder({
      id, peer, callId: call, ticketNo: about.ticketNo, agent: about.agent ?? user.extension, requestedBy: user.username, requestedAt,
      placeSealed: cipher.seal(place), summarySealed: cipher.seal(summary), bodySealed: cipher.seal(JSON.stringify(body)), expiresAt: requestedAt + deps.policy.giveUpMs,
    })
    deps.placed()
    const placed = await find(id)
    if (!placed) throw new Error('an order that was just placed is not there')
    return placed
  }

  /** The peer confirms an order. Throws SIGNATURE_INVALID, for orders nobody knows too. Asking again changes nothing. */
  async function acknowledge(id: string, signed: { header: string | undefined; body: Buffer; reference: string | null }): Promise<Linkage> {
    const before = await find(id)
    const known = before?.mode === 'order' && isSigned(signed.header, { id, body: signed.body, secret: deps.secretOf(before.peer), now: now() })
    if (!known || !(await store.acknowledge(id, now(), signed.reference))) throw new AppError('SIGNATURE_INVALID')
    return (await find(id)) ?? before
  }

  return {
    list: async (filter: LinkageFilter): Promise<Linkage[]> => await shown(await store.list(filter)),
    ofCall: async (callId: CallId): Promise<Linkage[]> => (await shown(await store.list({ callId, limit: 100 }))).toReversed(),
    /** Of these calls and this ticket, oldest first. */
    ofTicket: async (ticketNo: TicketNo, calls: readonly CallId[]): Promise<Linkage[]> => {
      const found = await Promise.all([store.list({ ticketNo, limit: 100 }), ...calls.map(async (callId) => await store.list({ callId, limit: 100 }))])
      const rows = new Map(found.flat().map((row) => [row.id, row]))
      return (await shown([...rows.values()])).toSorted((a, b) => a.requestedAt - b.requestedAt)
    },
    order,
    orderable,
    acknowledge,
  }
}

function view({ placeSealed, summarySealed, orderState, runAt, error, ...row }: LinkageRow, ticketNo: TicketNo | null, open: (sealed: string) => string): Linkage {
  return {
    ...row,
    ticketNo,
    place: placeSealed === null ? null : open(placeSealed),
    summary: summarySealed === null ? null : open(summarySealed),
    order: orderState === null ? null : { state: orderState, nextTryAt: orderState === 'waiting' ? runAt : null, error },
  }
}
