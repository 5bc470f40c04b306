import type { PutTypicalCase, SimilarCase, TypicalCase } from '../contract/evaluation.ts'
import type { TicketNo } from '../contract/ticket-no.ts'
import type { Audit, Principal } from '../identity/port.ts'
import { fromCursor, pageOf } from '../platform/cursor.ts'
import { AppError } from '../platform/errors.ts'
import { grams, plain } from '../ticket/rules/segment.ts'
import { hasAll, searchWords } from '../ticket/rules/search-words.ts'
import type { CaseStore } from './case-store.ts'
import type { Tickets } from './port.ts'
import { likeness, type Matter } from './rules/similar.ts'

export interface CaseDeps {
  store: CaseStore
  tickets: Tickets
  audit: Audit
  now: () => number
}

export interface CaseQuery {
  text?: string | undefined
  tag?: string | undefined
  category?: string | undefined
  cursor?: string | undefined
  limit: number
}

/** So many of the latest are compared; a library of typical cases is read by people and stays small. */
const COMPARED = 2_000
const SHOWN = 6
const CLOSED_SHOWN = 3
const DISTRICT_DIGITS = 6

const gramsOf = (...texts: readonly string[]): ReadonlySet<string> => new Set(texts.flatMap((text) => grams(plain(text))))

export type Cases = ReturnType<typeof createCases>

/** 典型案例 (G38): what others can learn from, and what is like a matter that is to be dispatched. */
export function createCases({ store, tickets, audit, now }: CaseDeps) {
  const workspaceOf = ({ workspace = null }: Principal): string | null => workspace

  return {
    /** Throws NOT_FOUND, TYPICAL_CASE_NOT_FIT for what is not closed or must stay confidential, VERSION_CONFLICT. */
    async mark(ticketNo: TicketNo, { lesson, tags, version }: PutTypicalCase, user: Principal): Promise<TypicalCase> {
      const ticket = await tickets.find(ticketNo, user)
      if (ticket.confidential || (ticket.state !== 'closed' && ticket.state !== 'archived')) throw new AppError('TYPICAL_CASE_NOT_FIT')
      const at = now()
      const marking = { ticketId: ticket.id, workspace: ticket.workspace, categoryCode: ticket.categoryCode, areaCode: ticket.areaCode, lesson, tags: [...new Set(tags)], at, by: user.username }
      if (!(version === null ? await store.add(marking) : await store.change(marking, version))) throw new AppError('VERSION_CONFLICT')
      await audit.write({ at, actor: user.username, action: 'ticket.typical', target: `ticket:${ticketNo}`, details: {}, ok: true })
      const kept = await store.ofTicket(ticket.id)
      if (!kept) throw new AppError('NOT_FOUND')
      return kept
    },
    /** One that is none stays none. Throws NOT_FOUND for a ticket that is not there. */
    async unmark(ticketNo: TicketNo, user: Principal): Promise<void> {
      const ticket = await tickets.find(ticketNo, user)
      if (!(await store.remove(ticket.id))) return
      await audit.write({ at: now(), actor: user.username, action: 'ticket.typical.remove', target: `ticket:${ticketNo}`, details: {}, ok: true })
    },
    /** Newest first; words are looked for in title, lesson and tags. Throws INVALID_REQUEST (the cursor). */
    async list(user: Principal, { text, tag, category, cursor, limit }: CaseQuery): Promise<{ items: TypicalCase[]; nextCursor: string | null }> {
      const words = text === undefined ? null : searchWords(text)
      const rows = await store.list(workspaceOf(user), { category, after: cursor === undefined ? undefined : fromCursor(cursor), limit: words === null && tag === undefined ? limit + 1 : COMPARED })
      const found = rows.filter((one) => (tag === undefined || one.tags.includes(tag)) && (words === null || hasAll(words, [one.title, one.lesson, ...one.tags].map(plain))))
      return pageOf(found, limit, ({ markedAt, ticketNo }) => ({ at: markedAt, id: ticketNo }))
    },
    /** Best first: typical cases, then what was done before about the same kind of matter in the same district. Throws NOT_FOUND. */
    async similar(ticketNo: TicketNo, user: Principal): Promise<SimilarCase[]> {
      const ticket = await tickets.find(ticketNo, user)
      // Titles mostly repeat category and place, which are compared by themselves.
      const matter: Matter = { ...ticket, grams: gramsOf(ticket.content) }
      const typical = (await store.list(workspaceOf(user), { limit: COMPARED })).filter((one) => one.ticketNo !== ticketNo).flatMap((one) => {
        const like = likeness(matter, { ...one, grams: gramsOf(one.lesson, ...one.tags) })
        return like === null ? [] : [{ ...like, one }]
      })
      const best = typical.toSorted((a, b) => b.score - a.score || b.one.markedAt - a.one.markedAt).slice(0, SHOWN)
      const known = new Set([ticketNo, ...best.map(({ one }) => one.ticketNo)])
      const { categoryCode: category, areaCode } = ticket
      const closed = category === null ? [] : await store.closed(tickets.sight(user), { category, area: areaCode?.slice(0, DISTRICT_DIGITS), limit: CLOSED_SHOWN + known.size })
      return [
        ...best.map(({ one: { markedAt: _m, markedBy: _b, version: _v, ...one }, why }): SimilarCase => ({ ...one, kind: 'typical', grade: null, why })),
        ...closed.filter((one) => !known.has(one.ticketNo)).slice(0, CLOSED_SHOWN).map((one): SimilarCase => ({ ...one, kind: 'closed', grade: 'A', lesson: '', tags: [], why: { category: 'same', area: areaCode !== null, words: [] } })),
      ]
    },
  }
}
