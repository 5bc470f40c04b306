import type { SaveSurvey, SurveyUnderWay } from '../../contract/survey.ts'
import { NO_ANSWERS } from '../../contract/survey-form.ts'
import type { TicketNo } from '../../contract/ticket.ts'
import type { Principal } from '../../identity/port.ts'
import { AppError } from '../../platform/errors.ts'
import type { Found, Reading } from '../reading.ts'
import { eventsFrom, leads } from '../rules/machine.ts'
import type { SurveyRow, SurveyStore } from './store.ts'

export interface SurveyingDeps {
  store: SurveyStore
  reading: Pick<Reading, 'find' | 'mayDo' | 'denied'>
  now: () => number
}

/** Whoever touched it longer ago has left it. */
const HELD_MS = 20 * 60_000

export type Surveying = ReturnType<typeof createSurveying>

/**
 * Call-backs by a person while they are done: nobody calls the same citizen at the same time, and what was answered is kept
 * at once (domain.md §5.12). What came of it the ticket is told by its events.
 */
export function createSurveying({ store, reading, now }: SurveyingDeps) {
  /** Throws NOT_FOUND, FORBIDDEN. */
  async function find(ticketNo: TicketNo, user: Principal): Promise<Found> {
    const row = await reading.find(ticketNo, user)
    if (reading.mayDo(row, user, 'ticket.judge')) return row
    await reading.denied(user, 'ticket.judge', ticketNo)
    throw new AppError('FORBIDDEN')
  }
  /** Throws ILLEGAL_TRANSITION besides. */
  async function waiting(ticketNo: TicketNo, user: Principal): Promise<Found> {
    const row = await find(ticketNo, user)
    if (!leads(row, 'callbackResult')) throw new AppError('ILLEGAL_TRANSITION', { allowed: eventsFrom(row, (action) => reading.mayDo(row, user, action)) })
    return row
  }
  const isHeld = ({ savedAt }: Pick<SurveyRow, 'savedAt'>): boolean => now() - savedAt < HELD_MS
  const shown = ({ ticketNo, by, begunAt, savedAt, call, answers }: SurveyRow, { username }: Principal): SurveyUnderWay =>
    ({ ticketNo, by, begunAt, savedAt, call: by === username ? call : null, answers: by === username ? answers : null })
  const taken = async (ticketId: string): Promise<AppError> => new AppError('SURVEY_TAKEN', { by: (await store.find(ticketId))?.by ?? '' })

  return {
    /** Whether a person is calling the citizen of this ticket back now. */
    async isTaken(ticketId: string): Promise<boolean> {
      const row = await store.find(ticketId)
      return row !== null && isHeld(row)
    },
    /** Those under way that the reader may know of. */
    async list(user: Principal): Promise<SurveyUnderWay[]> {
      const rows = await store.since(now() - HELD_MS)
      const seen = await Promise.all(rows.map(async (row) => await reading.find(row.ticketNo, user).then(() => row, () => null)))
      return seen.filter((row) => row !== null).map((row) => shown(row, user))
    },
    /** null = nobody is at it. Throws NOT_FOUND, FORBIDDEN. */
    async show(ticketNo: TicketNo, user: Principal): Promise<SurveyUnderWay | null> {
      const row = await store.find((await find(ticketNo, user)).id)
      return row && (row.by === user.username || isHeld(row)) ? shown(row, user) : null
    },
    /** Begins one, or goes on with one's own. Throws NOT_FOUND, FORBIDDEN, ILLEGAL_TRANSITION, SURVEY_TAKEN with who is at it. */
    async take(ticketNo: TicketNo, user: Principal, takeOver: boolean): Promise<SurveyUnderWay> {
      const { id, round, solved, satisfied } = await waiting(ticketNo, user)
      const [before, at] = [await store.find(id), now()]
      if (before?.by === user.username) return shown(before, user)
      if (before && isHeld(before) && !takeOver) throw await taken(id)
      // What was said in this round before need not be asked again.
      const fresh = { ticketId: id, round, by: user.username, begunAt: at, savedAt: at, call: null, answers: { ...NO_ANSWERS, solved, satisfied } }
      if (!(await store.begin(fresh, before))) throw await taken(id)
      return shown({ ...fresh, ticketNo }, user)
    },
    /** Keeps what was answered. Throws NOT_FOUND, FORBIDDEN, ILLEGAL_TRANSITION, SURVEY_TAKEN. */
    async save(ticketNo: TicketNo, user: Principal, { answers, call }: SaveSurvey): Promise<SurveyUnderWay | null> {
      const { id } = await waiting(ticketNo, user)
      if (answers === null) {
        await store.leave(id, user.username)
        return null
      }
      if (!(await store.save({ ticketId: id, by: user.username, savedAt: now(), call, answers }))) throw await taken(id)
      const row = await store.find(id)
      return row && shown(row, user)
    },
  }
}
