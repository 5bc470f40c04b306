import { randomUUID } from 'node:crypto'
import type { Config } from '../config.ts'
import type { NoticeUrgency } from '../contract/ticket-notice.ts'
import { DONE_STATES } from '../contract/ticket.ts'
import type { Departments } from '../department/port.ts'
import type { Site } from '../hotline/site.ts'
import type { Identity } from '../identity/identity.ts'
import { AppError } from '../platform/errors.ts'
import type { Clock } from '../platform/clock.ts'
import type { FieldCipher } from '../platform/field-cipher.ts'
import type { Log } from '../platform/log.ts'
import type { Db, InTransaction, Trx } from '../platform/store.ts'
import { calloutStore } from '../roster/callout-store.ts'
import type { Step } from '../roster/callouts.ts'
import type { RosterDeps } from '../roster/deps.ts'
import { peopleStore } from '../roster/people-store.ts'
import { planStore } from '../roster/plan-store.ts'
import { createRoster, type Roster } from '../roster/roster.ts'
import { rosterFor } from '../roster/rules/there.ts'
import { specialStore } from '../roster/special-store.ts'
import type { OfTickets } from '../roster/team-routes.ts'
import type { Change } from '../ticket/case-store.ts'
import type { Addressed } from '../ticket/rules/audience.ts'
import { unitsOf } from '../ticket/units-store.ts'
import { limitsOf } from './ticket-context.ts'
import type { joinTickets } from './tickets.ts'

interface Sources extends Pick<RosterDeps, 'calendar' | 'alarm' | 'dayOf'> {
  db: Db
  inTransaction: InTransaction
  cipher: FieldCipher
  clock: Clock
  log: Log
  config: Pick<Config, 'policy'>
  site: Pick<Site, 'timeZone'>
  identity: Pick<Identity, 'audit' | 'can'>
  departments: Pick<Departments, 'find'>
}

/** Duty roster, emergency team and special periods, with what they ask of departments and the calendar. */
export const openRoster = async ({ db, cipher, config, site, identity, departments, log, ...sources }: Sources): Promise<Roster> =>
  await createRoster({
    ...sources, ...identity, cipher, timeZone: site.timeZone, log: log.with({ part: 'roster' }), newId: randomUUID, people: peopleStore(db, cipher), plans: planStore(db), specials: specialStore(db, cipher), callouts: calloutStore(db),
    department: (code) => departments.find(code), siteLimits: () => limitsOf(config.policy), policy: config.policy.roster,
  })

interface Told {
  isThere: (whom: Addressed) => boolean
  alongside: (trx: Trx, change: Change) => Promise<void>
}

/** What steps of tickets tell people, with the emergency team, and with the roster asked whether somebody is there. */
export const tellingTeam = (roster: Roster, told: Told) => ({
  /** An emergency reaches a department only while somebody is on duty there; an account alone does not pick up at night. */
  isThere(whom: Addressed, urgency: NoticeUrgency): boolean {
    const unit = urgency === 'emergency' ? rosterFor(whom) : undefined
    return told.isThere(whom) && (unit === undefined || roster.book.manned(unit) !== false)
  },
  /** In the transaction of the step. */
  async alongside(trx: Trx, change: Change): Promise<void> {
    await told.alongside(trx, change)
    await roster.callouts.callOut(trx, stepOf(change))
  },
  /** Departments whose people are called though they do not have the ticket hear of it too; of a confidential matter they do not. */
  withTeam(change: Change): Change {
    const { row, notices, at } = change
    const heard = new Set(notices.flatMap(({ kind, audience, unit }) => (kind === 'emergency' && audience === 'unit' ? [unit] : [])))
    const units = row.confidential ? [] : new Set(roster.callouts.calledBy(stepOf(change)).flatMap(({ unit }) => (unit === null || heard.has(unit) ? [] : [unit])))
    const added = [...units].map((unit, n) => ({ id: `${row.id}.${row.version + 1}.t${n}`, at, kind: 'callout' as const, audience: 'unit' as const, unit, details: {} }))
    return added.length === 0 ? change : { ...change, notices: [...notices, ...added] }
  },
})

function stepOf({ row, decided: { after }, actor, at }: Change): Step {
  return { ticketId: row.id, before: row, after, coUnits: unitsOf(after).flatMap(({ unit, part }) => (part === 'co' ? [unit] : [])), actor, at }
}

/** What people ask of the team about a ticket they may read. */
export function joinCallouts(roster: Roster, { reading, notices }: Pick<ReturnType<typeof joinTickets>, 'reading' | 'notices'>): OfTickets {
  async function shown(id: string, leadUnit: string | null): Promise<Awaited<ReturnType<OfTickets['callouts']>>> {
    const onDuty = [...new Set([leadUnit, null])].flatMap((unit) => roster.book.onDuty(unit))
    return { items: await roster.callouts.ofTicket(id), onDuty: await roster.duty.withSeen(onDuty) }
  }
  return {
    async callouts(ticketNo, user) {
      const { id, leadUnit } = await reading.find(ticketNo, user)
      return await shown(id, leadUnit)
    },
    async callMore(ticketNo, people, user) {
      const row = await reading.find(ticketNo, user)
      if (!reading.mayDo(row, user, 'ticket.dispatch')) throw new AppError('FORBIDDEN')
      if (row.urgency !== 'emergency' || row.state === 'draft' || DONE_STATES.includes(row.state)) throw new AppError('ILLEGAL_TRANSITION', { allowed: [] })
      const known = new Set((await roster.callouts.ofTicket(row.id)).map(({ person }) => person.id))
      const called = await roster.callouts.callMore(row, people, user)
      const units = new Set(called.flatMap(({ person, unit }) => (known.has(person.id) || unit === null || row.confidential ? [] : [unit])))
      for (const unit of units) await notices.tell(row, { id: randomUUID(), kind: 'callout', audience: 'unit', unit, details: {} })
      return await shown(row.id, row.leadUnit)
    },
  }
}
