import type { Letter, LetterKind, NewLetter } from '../../contract/ledger.ts'
import type { TicketEvent } from '../../contract/ticket.ts'
import type { Principal } from '../../identity/port.ts'
import { fromCursor, pageOf } from '../../platform/cursor.ts'
import { AppError } from '../../platform/errors.ts'
import type { Language } from '../../platform/language.ts'
import type { Acting } from '../acting.ts'
import type { Change } from '../case-store.ts'
import type { LetterStore } from './letter-store.ts'
import { incomplete } from '../refusals.ts'
import { isOfDepartment } from '../rules/visibility.ts'

export interface LetterDeps {
  store: LetterStore
  acting: Pick<Acting, 'together'>
  /** The department and all below it. */
  below: (unit: string) => readonly string[]
  yearOf: (at: number) => string
  newId: () => string
}

export interface LetterQuery {
  kind?: LetterKind | undefined
  unit?: string | undefined
  ticketNo?: string | undefined
  cursor?: string | undefined
  limit: number
}

const stepOf = ({ kind, content, type, level, replyBy }: NewLetter, version: number): TicketEvent =>
  kind === 'reminder' ? { event: 'remind', version, manner: 'written', note: content } : { event: 'supervise', version, type, content, target: level, replyBy, persons: 0, participants: '' }

/** What the letter has left on each ticket. */
const recordOf = ({ decided }: Change, kind: LetterKind): string => {
  const made = decided.steps[0]?.changed.findLast((one) => one.kind === (kind === 'reminder' ? 'reminder' : 'supervision'))
  if (!made) throw new Error('a letter left nothing on its ticket')
  return made.id
}

export type Letters = ReturnType<typeof createLetters>

/** 催办单 and 督办单: one letter to one department about several tickets. */
export function createLetters({ store, acting, below, yearOf, newId }: LetterDeps) {
  /** A department reads what was written to it and to those below it; the centre its own. */
  const unitsOf = (user: Principal): readonly string[] | undefined => (isOfDepartment(user) ? (user.department === null ? [] : below(user.department)) : undefined)

  async function find(id: string, user: Principal): Promise<Letter> {
    const found = await store.find(id)
    const units = unitsOf(user)
    if (!found || (units === undefined ? found.workspace !== (user.workspace ?? null) : !units.includes(found.unit))) throw new AppError('NOT_FOUND')
    const { workspace: _, ...letter } = found
    return letter
  }

  return {
    /**
     * On every ticket and in the letter book, or not at all. Throws as the steps do, with the number of the ticket, and
     * TICKET_INCOMPLETE when the department does not have one of them.
     */
    async issue(letter: NewLetter, user: Principal, language: Language): Promise<Letter> {
      const { kind, unit, content, replyBy } = letter
      const id = newId()
      const asked = new Map(letter.tickets.map(({ ticketNo, version }) => [ticketNo, { ticketNo, event: stepOf(letter, version) }]))
      await acting.together([...asked.values()], user, language, async (trx, changes) => {
        const [first] = changes
        const elsewhere = changes.filter(({ row }) => row.leadUnit !== unit)
        if (!first || elsewhere.length > 0) throw incomplete(elsewhere.map(({ row }) => ({ path: `tickets.${row.ticketNo}`, why: 'otherUnit' })), language)
        const about = changes.map((change) => ({ ticketId: change.row.id, recordId: recordOf(change, kind), dueAt: change.row.dueAt }))
        await store.keep(trx, { id, kind, unit, workspace: user.workspace ?? null, content, replyBy: kind === 'order' ? replyBy : null, issuedAt: first.at, issuedBy: user.username }, yearOf(first.at), about)
      })
      return await find(id, user)
    },
    /** Newest first. */
    async list(user: Principal, { kind, unit, ticketNo, cursor, limit }: LetterQuery): Promise<{ items: Letter[]; nextCursor: string | null }> {
      const mine = unitsOf(user)
      const units = unit === undefined ? mine : below(unit).filter((one) => mine === undefined || mine.includes(one))
      const rows = await store.list({ kind, units, ticketNo, workspace: user.workspace ?? null }, cursor === undefined ? undefined : fromCursor(cursor), limit + 1)
      return pageOf(rows, limit, ({ id, issuedAt }) => ({ at: issuedAt, id }))
    },
    /** Throws NOT_FOUND, also for a letter to somebody else. */
    find,
  }
}
