import type { Callout, TeamRole } from '../../contract/roster.ts'
import { DONE_STATES, type TicketState } from '../../contract/ticket.ts'

/** Who may be called. */
export interface Member {
  id: string
  unit: string | null
  team: TeamRole | null
  matters: readonly string[]
  inUse: boolean
}

/** An emergency, as far as it says who is needed. */
export interface Emergency {
  categoryCode: string | null
  leadUnit: string | null
  coUnits: readonly string[]
}

export interface Called {
  id: string
  unit: string | null
  why: Callout['why']
}

/** The centre's people who are called for every emergency; its other people for their matters. */
const AT_THE_CENTRE: readonly TeamRole[] = ['commander', 'liaison']

/**
 * Who of the team is called together (G15): the people of the departments that work on it, of the centre those who lead,
 * those named for the matter, and the officers of a special period (G16). Each once.
 */
export function calledFor(members: readonly Member[], { categoryCode, leadUnit, coUnits }: Emergency, officers: ReadonlySet<string>): Called[] {
  const units = new Set([leadUnit, ...coUnits])
  return members.flatMap(({ id, unit, team, matters, inUse }): Called[] => {
    if (!inUse) return []
    if (officers.has(id)) return [{ id, unit, why: 'officer' }]
    if (team === null) return []
    if (unit !== null && units.has(unit)) return [{ id, unit, why: 'unit' }]
    if (categoryCode !== null && matters.some((code) => categoryCode.startsWith(code))) return [{ id, unit, why: 'matter' }]
    return unit === null && AT_THE_CENTRE.includes(team) ? [{ id, unit, why: 'centre' }] : []
  })
}

interface Standing {
  urgency: string
  state: TicketState
  leadUnit: string | null
}

/** Whether a step makes an emergency of it, or gives the emergency to somebody else: then the team is called. */
export function isCall(before: Standing, after: Standing): boolean {
  if (after.urgency !== 'emergency' || after.state === 'draft' || DONE_STATES.includes(after.state)) return false
  return before.urgency !== 'emergency' || before.state === 'draft' || before.leadUnit !== after.leadUnit
}
