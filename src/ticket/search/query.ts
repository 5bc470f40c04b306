import { z } from 'zod'
import { DepartmentCode } from '../../contract/department.ts'
import { CallId, HotlineNumber } from '../../contract/ids.ts'
import { Grade } from '../../contract/ticket-event.ts'
import { TicketNo } from '../../contract/ticket-no.ts'
import { TicketSort } from '../../contract/ticket-list.ts'
import { TicketChannel, TicketFields, TicketStage, TicketState, TicketType } from '../../contract/ticket.ts'
import type { Span, TicketFilter } from '../list/filter-store.ts'
import { dueWhen, type Present } from '../rules/due.ts'
import { statesOf } from '../rules/stage.ts'
import type { Listing } from './search.ts'

const Instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))
const Yes = z.enum(['true', 'false'])
const Digits = z.string().regex(/^\d{5,12}$/)

/** GET /tickets: everything that is said must hold. */
export const ListQuery = z
  .object({
    /**
     * Words in title, content, address, respondent, replies and supplements, at least two characters each; those with
     * spaces between may stand apart. Or the beginning of a ticket number.
     */
    text: z.string().trim().min(1).max(60).optional(),
    /** Beginning of the ticket number. */
    ticketNo: z.string().regex(/^[A-Za-z]{2,4}\d{0,14}$/).transform((given) => given.toUpperCase()).optional(),
    /** These and no others, as far as they fit; with commas between. */
    ticketNos: z.string().max(2_600).transform((given) => given.split(',')).pipe(z.array(TicketNo).min(1).max(100)).optional(),
    /** The number that called, or was given to be reached at: all its digits. */
    phone: Digits.optional(),
    /** The same as phone. */
    ani: Digits.optional(),
    callId: CallId.optional(),
    /** Several with commas between. */
    state: z.string().max(300).transform((given) => given.split(',')).pipe(z.array(TicketState).min(1)).optional(),
    /** Those in one of the five stages (J22). */
    stage: TicketStage.optional(),
    dnis: HotlineNumber.optional(),
    channel: TicketChannel.optional(),
    type: TicketType.optional(),
    /** Lead department, or one above it. */
    unit: DepartmentCode.optional(),
    /** Beginning of the area's code: "1405" is the city. */
    area: z.string().regex(/^\d{2,12}$/).optional(),
    /** Beginning of the category's code: "04" is the group. */
    category: z.string().regex(/^\d{2,4}$/).optional(),
    urgency: TicketFields.shape.urgency.optional(),
    grade: Grade.optional(),
    /** Name of a sub-platform, or "centre". */
    workspace: z.string().trim().min(1).max(60).optional(),
    /** The deadline has passed and nobody has replied. */
    overdue: Yes.optional(),
    /** The yellow card has been given or is to be given now, the deadline is still to come, and nobody has replied. */
    nearlyDue: Yes.optional(),
    /** Opened on one of so many days, today among them. */
    openedDays: z.coerce.number().int().min(1).max(400).optional(),
    openedFrom: Instant.optional(),
    openedTo: Instant.optional(),
    dueFrom: Instant.optional(),
    dueTo: Instant.optional(),
    closedFrom: Instant.optional(),
    closedTo: Instant.optional(),
    mine: Yes.optional(),
    sort: TicketSort.default('newest'),
    cursor: z.string().max(300).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  })
  .strict()
export type ListQuery = z.infer<typeof ListQuery>

export interface Surroundings {
  now: () => number
  present: () => Present
  /** First instant of the day so many days before this one, where the site is. */
  dayBegan: (now: number, daysBefore: number) => number
  /** The department and all below it. */
  below: (unit: string) => readonly string[]
}

const span = (from: number | undefined, to: number | undefined): Span | undefined => (from === undefined && to === undefined ? undefined : { from, to })

/** What was asked for, as the stores take it. */
export function listingOf(query: ListQuery, { now, present, dayBegan, below }: Surroundings): Listing {
  const { callId, dnis, channel, type, ticketNo, area, category, urgency, grade, workspace, unit } = query
  const since = query.openedDays === undefined ? undefined : dayBegan(now(), query.openedDays - 1)
  const filter: TicketFilter = {
    callId, dnis, channel, type, ticketNo, ticketNos: query.ticketNos, area, category, urgency, grade, states: statesIn(query),
    workspace: workspace === 'centre' ? null : workspace, units: unit === undefined ? undefined : below(unit),
    opened: span(since ?? query.openedFrom, query.openedTo), due: span(query.dueFrom, query.dueTo), closed: span(query.closedFrom, query.closedTo), unanswered: unanswered(query, present()),
  }
  return { filter, text: query.text, number: query.phone ?? query.ani, sort: query.sort, cursor: query.cursor, limit: query.limit }
}

function statesIn({ state, stage }: Pick<ListQuery, 'state' | 'stage'>): readonly TicketState[] | undefined {
  if (stage === undefined) return state
  return statesOf(stage).filter((one) => state === undefined || state.includes(one))
}

/** What is late, or near, or both. */
function unanswered({ overdue, nearlyDue }: ListQuery, at: Present): Span | undefined {
  const spans = [...(overdue === 'true' ? [dueWhen('past', at)] : []), ...(nearlyDue === 'true' ? [dueWhen('near', at)] : [])]
  const [first] = spans
  return first && { ...first, to: Math.max(...spans.map(({ to }) => to)) }
}
