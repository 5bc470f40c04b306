import type { Knex } from 'knex'
import type { Case } from './rules/case.ts'

/** lead has it, accountable was given it first, co was asked to help. */
export type UnitPart = 'lead' | 'accountable' | 'co'

interface UnitOf {
  unit: string
  part: UnitPart
}

/** Departments whose people see the ticket as it is now: not those that gave it back. */
export function unitsOf({ leadUnit, accountableUnit, records }: Pick<Case, 'leadUnit' | 'accountableUnit' | 'records'>): UnitOf[] {
  const asked = records.flatMap(({ kind, state, unit }) => ((kind === 'co_task' || kind === 'whistle' || kind === 'approval') && (state === 'open' || state === 'done') && unit !== null ? [unit] : []))
  return [
    ...(leadUnit === null ? [] : [{ unit: leadUnit, part: 'lead' as const }]),
    ...(accountableUnit === null ? [] : [{ unit: accountableUnit, part: 'accountable' as const }]),
    ...[...new Set(asked)].map((unit) => ({ unit, part: 'co' as const })),
  ]
}

/** Within the change of the ticket, which keeps others from changing it at the same time. */
export async function keepUnits(trx: Knex.Transaction, ticketId: string, now: readonly UnitOf[]): Promise<void> {
  const kept: UnitOf[] = await trx('ticket_units').where({ ticket_id: ticketId }).select('unit', 'part')
  const isIn = (all: readonly UnitOf[], one: UnitOf): boolean => all.some(({ unit, part }) => unit === one.unit && part === one.part)
  for (const { unit, part } of kept) if (!isIn(now, { unit, part })) await trx('ticket_units').where({ ticket_id: ticketId, unit, part }).del()
  const fresh = now.filter((one) => !isIn(kept, one))
  if (fresh.length > 0) await trx('ticket_units').insert(fresh.map(({ unit, part }) => ({ ticket_id: ticketId, unit, part })))
}

export const coUnitsOf = (db: Knex) => async (ticketId: string): Promise<string[]> => await db('ticket_units').where({ ticket_id: ticketId, part: 'co' }).orderBy('unit').pluck<string[]>('unit')
