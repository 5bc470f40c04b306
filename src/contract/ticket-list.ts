import { z } from 'zod'
import { Grade } from './ticket-event.ts'
import { TicketForesight } from './ticket-foresight.ts'
import { TicketNo } from './ticket-no.ts'
import { TicketState } from './ticket.ts'

/**
 * newest, oldest: by when it was opened. dueAt: whose time runs out first; those without a deadline are left out.
 * changed: what was changed last comes first.
 */
export const TICKET_SORTS = ['newest', 'oldest', 'dueAt', 'changed'] as const
export const TicketSort = z.enum(TICKET_SORTS)
export type TicketSort = z.infer<typeof TicketSort>

/** What narrows the list of tickets, by the names of GET /tickets. */
export const LIST_FILTERS = [
  'text', 'ticketNo', 'phone', 'state', 'stage', 'dnis', 'channel', 'type', 'unit', 'area', 'category', 'urgency', 'grade', 'workspace', 'overdue', 'nearlyDue', 'mine',
  'openedDays', 'openedFrom', 'openedTo', 'dueFrom', 'dueTo', 'closedFrom', 'closedTo', 'sort',
] as const
export type ListFilterName = (typeof LIST_FILTERS)[number]

/** A list as it stands in the address: names of GET /tickets and what they are. */
export const ListFilter = z.partialRecord(z.enum(LIST_FILTERS), z.string().min(1).max(300)).meta({ id: 'TicketListFilter' })
export type ListFilter = z.infer<typeof ListFilter>

/**
 * Where each page of a list begins, so that it can be looked into anywhere: page n (from 1) is GET /tickets with
 * cursor = marks[n - 1] and limit = every. total null: searched by words, which can only be read from the front.
 */
export const ListMarks = z.object({ total: z.int().nullable(), every: z.int(), marks: z.array(z.string()) }).meta({ id: 'TicketListMarks' })
export type ListMarks = z.infer<typeof ListMarks>

/** A filter somebody keeps. */
export const SavedFilter = z
  .object({
    id: z.string(),
    name: z.string(),
    query: ListFilter,
    shared: z.boolean(),
    /** Whose it is; only they change it. */
    owner: z.string(),
    own: z.boolean(),
    /** How many tickets there are now; never more than `countMost`; null = searched by words. */
    count: z.int().nullable(),
  })
  .meta({ id: 'SavedTicketFilter' })
export type SavedFilter = z.infer<typeof SavedFilter>

/** Counted no further than this. */
export const COUNT_MOST = 1_000

export const KeepFilter = z.object({ name: z.string().trim().min(1).max(40), query: ListFilter, shared: z.boolean().default(false) }).strict().meta({ id: 'KeepTicketFilter' })
export type KeepFilter = z.infer<typeof KeepFilter>

/** Steps that may be taken with many tickets at once. */
export const BULK_EVENTS = ['signFor', 'dispatch', 'triage', 'subDispatch', 'remind', 'supervise', 'instruct', 'sponsor', 'setGrade', 'supplement'] as const
export type BulkEventName = (typeof BULK_EVENTS)[number]
/** In one request; the panel asks again for the rest, and shows how far it is. */
export const BULK_MOST = 50

const Item = z.object({ ticketNo: TicketNo, version: z.int().nullable().default(null) }).strict()
/** One step for many. Each ticket is a change of its own: whole or not at all, and none waits for another. */
export const BulkRequest = z
  .object({
    /** `version` as it was seen; null: as it is now, for previews. */
    tickets: z.array(Item).min(1).max(BULK_MOST),
    /** As in POST /tickets/{ticketNo}/events, without the version. */
    event: z.looseObject({ event: z.enum(BULK_EVENTS) }),
    /** Only says what would come of it. */
    preview: z.boolean(),
  })
  .strict()
  .meta({ id: 'BulkTicketRequest' })
export type BulkRequest = z.infer<typeof BulkRequest>

/** What comes, or came, of it for one ticket. */
export const BulkResult = z
  .object({
    ticketNo: TicketNo,
    title: z.string(),
    ok: z.boolean(),
    /** Before; null = not there for the reader. */
    from: TicketState.nullable(),
    /** After: where it stands, whose it is, by when, its grade. Null when refused. */
    after: z.object({ state: TicketState, leadUnit: z.string().nullable(), dueAt: z.int().nullable(), grade: Grade.nullable() }).nullable(),
    /** Of a preview: who would be told, each once. */
    told: TicketForesight.shape.told,
    /** As it is now: of a preview before the step, else after it. */
    version: z.int().nullable(),
    /** Why not: a stable code, a sentence, and one for each field that is wrong. */
    problem: z.object({ code: z.string(), title: z.string(), errors: z.array(z.object({ path: z.string(), message: z.string() })) }).nullable(),
  })
  .meta({ id: 'BulkTicketResult' })
export type BulkResult = z.infer<typeof BulkResult>
export const BulkResults = z.object({ items: z.array(BulkResult) }).meta({ id: 'BulkTicketResults' })
