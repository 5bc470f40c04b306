import type { Case, Context } from './case.ts'

type Actor = Pick<Context, 'actor' | 'units'>

/** Whether the person works for the department, or for one above it (I8). Who has none is of the centre. */
export const worksFor = ({ actor, units }: Actor, unit: string | null): boolean => actor.unit === null || (unit !== null && units.within(unit, actor.unit))

/** Its own records are a department's, those above it answer for them, and whoever has the matter below sees to them. */
export const isConcerned = (context: Actor, unit: string | null): boolean =>
  unit === null || worksFor(context, unit) || (context.actor.unit !== null && context.units.within(context.actor.unit, unit))

/** Of the lead, or of the one that is accountable and passed it down (Z16). */
export const worksForLead = (context: Actor, { leadUnit, accountableUnit }: Pick<Case, 'leadUnit' | 'accountableUnit'>): boolean => worksFor(context, leadUnit) || (accountableUnit !== null && context.actor.unit === accountableUnit)
