import type { EvaluationAverage, EvaluationDue, PutEvaluation, TicketEvaluations, ToRate } from '../contract/evaluation.ts'
import type { TicketNo } from '../contract/ticket-no.ts'
import type { Audit, Can, Principal } from '../identity/port.ts'
import { AppError } from '../platform/errors.ts'
import type { TicketSeen, Tickets } from './port.ts'
import { averagesOf, faultsOf, ratable } from './rules/rating.ts'
import type { EvaluationStore } from './store.ts'

export interface EvaluationDeps {
  store: EvaluationStore
  tickets: Tickets
  can: Can
  audit: Audit
  now: () => number
  /** The department and all below it. */
  below: (unit: string) => readonly string[]
}

/** Older feedback is not asked about any more. */
const ASKED_MS = 30 * 86_400_000
const DUE_MOST = 100

export type Evaluations = ReturnType<typeof createEvaluations>

/** 互评 (G46): the centre rates the lead department, the lead those that assisted; by ticket and round. */
export function createEvaluations({ store, tickets, can, audit, now, below }: EvaluationDeps) {
  const isCentre = (user: Principal): boolean => can(user, 'ticket.supervise', { workspace: user.workspace ?? null })
  const departmentsOf = ({ department }: Principal): readonly string[] => (department === null ? [] : below(department))

  /** What the reader rates of this ticket. */
  async function ofReader(ticket: TicketSeen, user: Principal): Promise<ToRate[]> {
    const mine = isCentre(user) ? 'centre_lead' : (await tickets.leads(ticket.ticketNo, user)) ? 'lead_co' : null
    if (mine === null) return []
    const all = ratable({ round: ticket.round, fedBack: ticket.feedbackAt !== null, lead: ticket.leadUnit, co: await tickets.assistants(ticket.id) })
    return all.filter(({ kind }) => kind === mine)
  }

  async function show(ticketNo: TicketNo, user: Principal): Promise<TicketEvaluations> {
    const ticket = await tickets.find(ticketNo, user)
    const items = await store.ofTicket(ticket.id)
    const open = (await ofReader(ticket, user)).filter((one) => !items.some(({ kind, round, about }) => kind === one.kind && round === one.round && about === one.about))
    return { items, open }
  }

  return {
    /** Throws NOT_FOUND. */
    show,
    /**
     * Rates, or changes what was said within seven days. Throws NOT_FOUND, FORBIDDEN, INVALID_REQUEST with the scores,
     * EVALUATION_NOT_YET before feedback or of somebody who had no part in it, EVALUATION_FINAL, VERSION_CONFLICT.
     */
    async rate(ticketNo: TicketNo, given: PutEvaluation, user: Principal): Promise<TicketEvaluations> {
      const ticket = await tickets.find(ticketNo, user)
      const { kind, about, round = ticket.round, version } = given
      const may = kind === 'centre_lead' ? isCentre(user) : !isCentre(user) && (await tickets.leads(ticketNo, user))
      if (!may) throw new AppError('FORBIDDEN')
      const faults = faultsOf(given)
      if (faults.length > 0) throw new AppError('INVALID_REQUEST', { errors: faults.map((path) => ({ path: `body.${path}`, message: given[path as 'effect'] === null ? 'needed' : 'not asked' })) })
      if (!(await ofReader(ticket, user)).some((one) => one.kind === kind && one.round === round && one.about === about)) throw new AppError('EVALUATION_NOT_YET')
      const before = (await store.ofTicket(ticket.id)).find((one) => one.kind === kind && one.round === round && one.about === about)
      const at = now()
      if (before && at > before.finalAt) throw new AppError('EVALUATION_FINAL')
      const rating = { ...given, ticketId: ticket.id, round, byUnit: kind === 'centre_lead' ? null : ticket.leadUnit, at, by: user.username }
      if ((before?.version ?? null) !== version || !(version === null ? await store.add(rating) : await store.change(rating, version))) throw new AppError('VERSION_CONFLICT')
      await audit.write({ at, actor: user.username, action: 'ticket.evaluate', target: `ticket:${ticketNo}`, details: { kind, about, round }, ok: true })
      return await show(ticketNo, user)
    },
    /** What the reader has not rated yet, oldest first, at most a hundred. */
    async due(user: Principal): Promise<EvaluationDue[]> {
      const [sight, since] = [tickets.sight(user), now() - ASKED_MS]
      return isCentre(user) ? await store.leadsDue(sight, since, DUE_MOST) : await store.assistantsDue(sight, { leads: departmentsOf(user), since, limit: DUE_MOST })
    },
    /** By department: all for the centre, its own and those below for a department. */
    async averages(user: Principal, { unit, ...span }: { from?: number | undefined; to?: number | undefined; unit?: string | undefined }): Promise<EvaluationAverage[]> {
      const sight = tickets.sight(user)
      const mine = sight.kind === 'workspace' ? undefined : departmentsOf(user)
      const units = unit === undefined ? mine : below(unit).filter((one) => mine === undefined || mine.includes(one))
      return averagesOf(await store.sums({ ...span, units }, sight))
    },
  }
}
