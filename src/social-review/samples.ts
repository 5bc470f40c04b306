import type { AgendaTicket } from '../contract/session-agenda.ts'
import type { ReviewPapers, TicketRemark } from '../contract/social-review.ts'
import type { TicketNo } from '../contract/ticket-no.ts'
import type { Principal } from '../identity/port.ts'
import { type Mark, pageOf } from '../platform/cursor.ts'
import { AppError } from '../platform/errors.ts'
import type { SessionTickets } from '../ticket/port.ts'
import { papersShown } from './papers.ts'
import type { RemarkStore } from './remark-store.ts'
import type { Reviewers } from './reviewers.ts'

export interface SamplesDeps {
  store: RemarkStore
  reviewers: Pick<Reviewers, 'of'>
  tickets: Pick<SessionTickets, 'byIds' | 'papers' | 'tell'>
  cipher: { seal: (text: string) => string; open: (sealed: string) => string; index: (text: string) => string }
  now: () => number
  newId: () => string
  /** "2026-11-22" where the site is. */
  dayOf: (at: number) => string
}

const DAYS_MS = 30 * 86_400_000
const SAMPLE_SIZE = 20
const DRAWN_FROM = 2_000

export type Samples = ReturnType<typeof createSamples>

/** What social supervisors (社会监督员, Z15) are shown of finished tickets: a draw of their own each month, and their remarks. */
export function createSamples({ store, reviewers, tickets, cipher, now, newId, dayOf }: SamplesDeps) {
  /** The same for the same person in the same month; nobody chooses it. */
  async function drawn({ username }: Principal): Promise<string[]> {
    const at = now()
    const month = dayOf(at).slice(0, 7)
    const lot = (id: string): string => cipher.index(`${username}|${month}|${id}`)
    const ids = await store.finished(at - DAYS_MS, at, DRAWN_FROM)
    return ids.toSorted((a, b) => (lot(a) < lot(b) ? -1 : 1)).slice(0, SAMPLE_SIZE)
  }

  async function allowed(user: Principal): Promise<void> {
    if (user.role === 'reviewer' && (await reviewers.of(user)) === null) throw new AppError('FORBIDDEN')
  }

  /** Throws NOT_FOUND for what was not drawn for the person. */
  async function inSample(ticketNo: TicketNo, user: Principal) {
    await allowed(user)
    const ticket = [...(await tickets.byIds(await drawn(user))).values()].find((one) => one.ticketNo === ticketNo)
    if (!ticket) throw new AppError('NOT_FOUND')
    return ticket
  }

  return {
    async list(user: Principal): Promise<AgendaTicket[]> {
      await allowed(user)
      const ids = await drawn(user)
      const known = await tickets.byIds(ids)
      return await Promise.all(ids.flatMap((id) => (known.has(id) ? [id] : [])).map(async (id) => papersShown(await tickets.papers(id)).ticket))
    },
    show: async (ticketNo: TicketNo, user: Principal): Promise<ReviewPapers> => papersShown(await tickets.papers((await inSample(ticketNo, user)).id)),
    /** Kept, and the supervisor is told. */
    async remark(ticketNo: TicketNo, text: string, user: Principal): Promise<TicketRemark> {
      const ticket = await inSample(ticketNo, user)
      const [id, at] = [newId(), now()]
      await store.add({ id, ticketId: ticket.id, username: user.username, textSealed: cipher.seal(text), at })
      await tickets.tell(ticket.id, { id: `remark.${id}`, kind: 'remark', audience: 'supervisor', unit: ticket.leadUnit, details: {} })
      return { id, ticketNo: ticket.ticketNo, title: ticket.title, at, username: user.username, text }
    },
    /** Latest first; whoever made them reads their own. */
    async remarks(asked: { after?: Mark | undefined; limit: number }, user: Principal) {
      const rows = await store.list({ ...asked, limit: asked.limit + 1, ...(user.role === 'reviewer' && { username: user.username }) })
      const { items, nextCursor } = pageOf(rows, asked.limit, ({ at, id }) => ({ at, id }))
      const known = await tickets.byIds(items.map(({ ticketId }) => ticketId))
      return {
        nextCursor,
        items: items.flatMap(({ id, ticketId, at, username, textSealed }): TicketRemark[] => {
          const ticket = known.get(ticketId)
          return ticket ? [{ id, ticketNo: ticket.ticketNo, title: ticket.title, at, username, text: cipher.open(textSealed) }] : []
        }),
      }
    },
  }
}
