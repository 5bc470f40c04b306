import type { BulkRequest, BulkResult } from '../../contract/ticket-list.ts'
import { TicketEvent } from '../../contract/ticket.ts'
import type { Principal } from '../../identity/port.ts'
import { AppError, PROBLEMS } from '../../platform/errors.ts'
import type { Language } from '../../platform/language.ts'
import type { Acting } from '../acting.ts'
import type { Case } from '../rules/case.ts'
import type { Reading } from '../reading.ts'

export interface BulkDeps {
  acting: Pick<Acting, 'act' | 'foresee'>
  reading: Pick<Reading, 'find'>
}

type After = Pick<Case, 'state' | 'leadUnit' | 'dueAt' | 'grade'>

/**
 * One step for many tickets. Each is a change of its own, by the same checks as when it is taken alone; the others go on when
 * one is refused. A preview asks the same decision and keeps nothing.
 */
export function createBulk({ acting, reading }: BulkDeps) {
  async function one(asked: BulkRequest['tickets'][number], { event, preview }: Pick<BulkRequest, 'event' | 'preview'>, user: Principal, language: Language): Promise<BulkResult> {
    const { ticketNo } = asked
    const found = await reading.find(ticketNo, user).catch(expected)
    if (found instanceof AppError) return { ticketNo, title: '', ok: false, from: null, after: null, told: [], version: null, problem: problemOf(found, language) }
    const seen = { ticketNo, title: found.title, from: found.state }
    try {
      const step = TicketEvent.parse({ ...event, version: asked.version ?? found.version })
      if (preview) {
        const foreseen = await acting.foresee(ticketNo, user, step, language)
        return { ...seen, ok: true, after: afterOf(foreseen), told: foreseen.told, version: found.version, problem: null }
      }
      const done = await acting.act(ticketNo, user, step, language)
      return { ...seen, ok: true, after: afterOf(done), told: [], version: done.version, problem: null }
    } catch (error) {
      return { ...seen, ok: false, after: null, told: [], version: found.version, problem: problemOf(expected(error), language) }
    }
  }

  return {
    /** In the order asked, each once. Throws INVALID_REQUEST when the step itself is wrong. */
    async run({ tickets, event, preview }: BulkRequest, user: Principal, language: Language): Promise<BulkResult[]> {
      const shape = TicketEvent.safeParse({ ...event, version: 0 })
      if (!shape.success) throw new AppError('INVALID_REQUEST', { errors: shape.error.issues.map(({ path, message }) => ({ path: ['body.event', ...path].join('.'), message })) })
      const results: BulkResult[] = []
      for (const asked of new Map(tickets.map((ticket) => [ticket.ticketNo, ticket])).values()) results.push(await one(asked, { event, preview }, user, language))
      return results
    },
  }
}
export type Bulk = ReturnType<typeof createBulk>

/** What is no refusal is a bug, and ends the whole request. */
function expected(error: unknown): AppError {
  if (error instanceof AppError && error.httpStatus < 500) return error
  throw error
}

const afterOf = ({ state, leadUnit, dueAt, grade }: After): After => ({ state, leadUnit, dueAt, grade })

function problemOf({ code, details }: AppError, language: Language): NonNullable<BulkResult['problem']> {
  const [, zh, en] = PROBLEMS[code]
  const errors = Array.isArray(details['errors']) ? (details['errors'] as { path: string; message: string }[]) : []
  return { code, title: language === 'en' ? en : zh, errors: errors.map(({ path, message }) => ({ path, message })) }
}

