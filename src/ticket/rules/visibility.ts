import type { TicketRecord } from '../../contract/ticket-record.ts'
import type { Linkage } from '../../contract/linkage.ts'
import type { TicketSubmitter } from '../../contract/ticket-detail.ts'
import { DONE_STATES, type Ticket, type TicketFields, type TicketNote, type TicketParticipant, type TicketState, type TicketSupplement, type TimelineEntry } from '../../contract/ticket.ts'
import type { Action, Principal, Resource } from '../../identity/port.ts'
import type { EventName } from './case.ts'
import { maskName } from './masked.ts'

// Who sees which ticket, and how much of it (I8, U10, domain.md §2.7). All masks of tickets stand here.

/** Whose a ticket is, as far as rights need to know. */
export interface Belongings {
  state: TicketState
  /** Who had the caller. */
  agent: Ticket['agent']
  /** Account that took it in; null = an answered call. */
  openedBy: string | null
  workspace: string | null
  leadUnit: string | null
  accountableUnit: string | null
  /** Departments that were asked to help. */
  coUnits: readonly string[]
}

export const isOfDepartment = ({ role }: Pick<Principal, 'role'>): boolean => role === 'unit' || role === 'unit_head'

/** What is done to a ticket by departments, and which of them: whoever only helps does not sign for it. */
const PARTS: Readonly<Partial<Record<Action, (of: Belongings) => readonly (string | null)[]>>> = {
  'ticket.handle': ({ leadUnit, accountableUnit }) => [leadUnit, accountableUnit],
  'ticket.review': ({ leadUnit, accountableUnit }) => [leadUnit, accountableUnit],
}
const ANY = ({ leadUnit, accountableUnit, coUnits }: Belongings): readonly (string | null)[] => [leadUnit, accountableUnit, ...coUnits]

/**
 * The ticket as can() judges it. `above` gives a department and those above it: people see what lies in their subtree.
 * Only those who have it learn who the citizen is, not those above them.
 */
export function resourceOf(of: Belongings, { user, action, above }: { user: Pick<Principal, 'role' | 'workspace'>; action: Action; above: (unit: string) => readonly string[] }): Resource {
  // The centre answers every line (U03); a matter leaves it for a sub-platform when it is accepted.
  const workspace = of.state === 'draft' ? (user.workspace ?? null) && of.workspace : of.workspace
  if (!isOfDepartment(user)) return { extension: of.agent, author: of.state === 'draft' ? of.openedBy : null, workspace }
  if (action === 'ticket.reveal') return { departments: of.leadUnit === null ? [] : [of.leadUnit], workspace }
  // Nor do those above them call the citizen; when one that helps may, contact.ts says.
  if (action === 'ticket.call') return { departments: ANY(of).filter((unit) => unit !== null), workspace }
  const parts = (PARTS[action] ?? ANY)(of).filter((unit) => unit !== null)
  return { departments: parts.flatMap((unit) => above(unit)), workspace }
}

/** Which tickets a list may show its reader; the store says it in SQL. */
export type Sight =
  | { kind: 'none' }
  /** What the agent took. */
  | { kind: 'agent'; agent: string }
  /** What lies with these departments: the centre's, or of this workspace. */
  | { kind: 'units'; units: readonly string[]; workspace: string | null }
  /** All of a workspace (null = the centre, and every draft), and what this seat took. */
  | { kind: 'workspace'; workspace: string | null; agent: string | null }

/** `below` gives a department and all that lie below it. */
export function sightOf(user: Principal, scope: 'all' | 'own' | null, below: (unit: string) => readonly string[]): Sight {
  const { extension: agent, department, workspace = null } = user
  if (scope === 'all') return { kind: 'workspace', workspace, agent }
  if (scope === null) return { kind: 'none' }
  if (isOfDepartment(user)) return department === null ? { kind: 'none' } : { kind: 'units', units: below(department), workspace }
  return agent === null ? { kind: 'none' } : { kind: 'agent', agent }
}

/**
 * open: who writes it sees what they write; masked: "张**", "138****1234"; none: nothing at all, for departments and a
 * matter whose citizen must not be known.
 */
export type Identity = 'open' | 'masked' | 'none'

export function identityShown(user: Pick<Principal, 'role'>, { confidential, writes }: { confidential: boolean; writes: boolean }): Identity {
  if (isOfDepartment(user)) return confidential ? 'none' : 'masked'
  return writes ? 'open' : 'masked'
}

/** What of the fields says who it is. What a template asks for may (an account, a card, a number). */
export function fieldsShown(fields: TicketFields, identity: Identity, maskNumber: (number: string) => string): TicketFields {
  if (identity === 'open') return fields
  if (identity === 'masked') return { ...fields, callerName: maskName(fields.callerName), contactPhone: maskNumber(fields.contactPhone) }
  return { ...fields, callerName: '', contactPhone: '', callerSex: null, callerAge: null, callerLabels: [], extra: {} }
}

/** Whoever handed it in for the citizen is known as far as the citizen is. */
export function submitterShown(submitter: TicketSubmitter | null, identity: Identity, maskNumber: (number: string) => string): TicketSubmitter | null {
  if (submitter === null || identity === 'open') return submitter
  return identity === 'none' ? null : { ...submitter, name: maskName(submitter.name), phone: maskNumber(submitter.phone) }
}

/** Departments search only in what they may read: of a confidential matter neither the template's fields nor what the citizen said later. */
export const searchesBare = (sight: Sight | undefined, { confidential }: { confidential: boolean }): boolean => sight?.kind === 'units' && confidential

/** Files of a confidential matter may show who the citizen is: departments have their own, and those the centre has given them. */
export const fileShown = (file: { forDepartments: boolean }, user: Pick<Principal, 'role'>, { confidential }: { confidential: boolean }): boolean => !isOfDepartment(user) || !confidential || file.forDepartments

/** In lists and above the fields: departments have no use for the calling number, nor a way to it, nor for half an answer. */
export function ticketShown<One extends Ticket>(ticket: One, user: Pick<Principal, 'role'>): One {
  if (!isOfDepartment(user)) return ticket
  return { ...ticket, ani: null, callId: null, ...(ticket.state === 'pending_callback' ? { solved: null, satisfied: null } : {}) }
}

/** A department knows what was answered once the matter is done with, or has come back to it for that answer. */
export const answersShown = (user: Pick<Principal, 'role'>, ticket: { state: TicketState; round: number }, round: number): boolean => !isOfDepartment(user) || DONE_STATES.includes(ticket.state) || round < ticket.round

interface Attached {
  timeline: TimelineEntry[]
  records: TicketRecord[]
  supplements: TicketSupplement[]
  participants: TicketParticipant[]
  notes: TicketNote[]
  linkages: Linkage[]
}

/** Written by those who have spoken with the citizen: who it is may stand in it. */
const BY_THE_CENTRE: ReadonlySet<EventName | 'open' | 'edit'> = new Set<EventName | 'open' | 'edit'>(['open', 'edit', 'cancel', 'reject', 'merge', 'repeat', 'handOver', 'supplement', 'remind', 'callbackAttempt', 'callbackResult', 'judge', 'verdict', 'exempt', 'reopen', 'mirrored'])
const FROM_THE_CITIZEN: ReadonlySet<TicketRecord['kind']> = new Set<TicketRecord['kind']>(['survey', 'complaint', 'reminder', 'hand_over'])

/** An answer that is still to be completed. */
const isHalf = ({ event, to }: TimelineEntry): boolean => event === 'callbackResult' && to === 'pending_callback'
const withoutAnswers = ({ solved: _s, satisfied: _t, reason: _r, note: _n, ...rest }: TicketRecord['data']): TicketRecord['data'] => rest

/**
 * What hangs on the ticket. Calls, orders to other services and who took part in them are the centre's; of a matter
 * whose citizen must not be known, departments do not read what was written by those who know.
 */
export function attachedShown<All extends Attached>(all: All, user: Pick<Principal, 'role' | 'username'>, { confidential }: { confidential: boolean }): All {
  if (!isOfDepartment(user)) return all
  const mine = {
    ...all, participants: [], notes: [], linkages: [],
    timeline: all.timeline.map((entry) => (isHalf(entry) ? { ...entry, note: '', details: {} } : entry)),
    records: all.records.map((record) => (record.kind === 'survey' && record.state === 'open' ? { ...record, data: withoutAnswers(record.data) } : record)),
  }
  if (!confidential) return { ...mine, supplements: all.supplements.map((one) => ({ ...one, callId: null })) }
  return {
    ...mine,
    timeline: mine.timeline.map((entry) => (BY_THE_CENTRE.has(entry.event) && entry.actor !== user.username ? { ...entry, note: '' } : entry)),
    records: mine.records.map((record) => (FROM_THE_CITIZEN.has(record.kind) ? { ...record, data: {} } : record)),
    supplements: all.supplements.map((one) => ({ ...one, callId: null, text: '' })),
  }
}
