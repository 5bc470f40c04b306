import type { Knex } from 'knex'
import { z } from 'zod'
import type { CallId } from '../contract/ids.ts'
import { DONE_STATES, Ticket, TicketCount, TicketNote, TicketParticipant, TimelineEntry } from '../contract/ticket.ts'
import type { Mark } from '../platform/cursor.ts'
import { inOrder, narrow, type Sorting, type TicketFilter } from './list/filter-store.ts'
import { coUnitsOf } from './units-store.ts'

const Hash = z.string().nullable()
const Row = Ticket.omit({ ani: true }).extend({
  // SQLite keeps truth as a number.
  confidential: z.coerce.boolean(),
  final: z.coerce.boolean(),
  districtFallback: z.coerce.boolean(),
  exempt: z.coerce.boolean(),
  gradeByPerson: z.coerce.boolean(),
  aniSealed: z.string().nullable(),
  /** JSON of the fields that have no column. */
  writtenSealed: z.string().nullable(),
  aniIndex: Hash,
  contactIndex: Hash,
  placeIndex: Hash,
  subjectIndex: Hash,
  /** Account that took it in; null = an answered call. */
  openedBy: z.string().nullable(),
  /** System it came from; null = a call, or taken in here. */
  source: z.string().nullable(),
})
export type TicketRow = z.infer<typeof Row>

/** What two tickets about one matter share; hashes. */
export interface Like {
  id: string
  numbers: readonly string[]
  categoryCode: string | null
  areaCode: string | null
  place: string | null
  subject: string | null
  workspace: string | null
}

const EntryRow = TimelineEntry.omit({ note: true, details: true, inStateMs: true }).extend({ noteSealed: z.string().nullable(), details: z.string().nullable() })
const SupplementRow = z.object({ at: z.int(), ticketNo: z.string(), callId: z.string().nullable(), agent: z.string().nullable(), textSealed: z.string() })
export type EntryRow = z.infer<typeof EntryRow>

export interface TicketStore {
  find: (ticketNo: string) => Promise<TicketRow | undefined>
  byId: (id: string) => Promise<TicketRow | undefined>
  /** Within a transaction, and nobody changes it until that is over. */
  locked: (trx: Knex.Transaction, id: string) => Promise<TicketRow | undefined>
  /** By its number, for whoever knows a number it was reported from; hash. No difference between a wrong number and no such ticket. */
  ofCitizen: (ticketNo: string, number: string) => Promise<TicketRow | undefined>
  /** Newest first, unless said otherwise. */
  list: (filter: TicketFilter & Paging) => Promise<TicketRow[]>
  /** Who joined its calls, and what they left on it, in order of time. */
  traces: (ticket: Pick<TicketRow, 'ticketNo' | 'callId'>) => Promise<Traces>
  /** What happened to it, oldest first, and what was merged into it. */
  history: (id: string) => Promise<{ events: EntryRow[]; supplements: z.infer<typeof SupplementRow>[] }>
  /** Open tickets that may be about the same matter, of the same workspace, newest first, at most twenty. */
  like: (matter: Like) => Promise<TicketRow[]>
  /** Departments that were asked to help with it. */
  coUnits: (id: string) => Promise<string[]>
  /** How many there are, by who works on them and where they stand. */
  counts: (of: { workspace: string | null } | null) => Promise<TicketCount[]>
}

export interface Paging {
  sort?: Sorting | undefined
  /** The last ticket of the page before. */
  after?: Mark | undefined
  limit: number
}

const CountRow = TicketCount.extend({ count: z.coerce.number().int() })

export interface Traces {
  callIds: CallId[]
  participants: TicketParticipant[]
  notes: TicketNote[]
}

const COLUMNS = {
  id: 'id', ticketNo: 'ticket_no', state: 'state', channel: 'channel', callId: 'call_id', dnis: 'dnis', aniSealed: 'ani_sealed', aniIndex: 'ani_index',
  agent: 'agent', disposition: 'disposition', suggestedUnit: 'suggested_unit', title: 'title', type: 'type', categoryCode: 'category_code', areaCode: 'area_code',
  urgency: 'urgency', confidential: 'confidential', writtenSealed: 'written_sealed', contactIndex: 'contact_index', placeIndex: 'place_index', subjectIndex: 'subject_index',
  repeatCount: 'repeat_count', mergedInto: 'merged_into', externalNo: 'external_no', openedBy: 'opened_by', source: 'source', openedAt: 'opened_at', acceptedAt: 'accepted_at', closedAt: 'closed_at',
  closeReason: 'close_reason', processing: 'processing', workspace: 'workspace', stateSince: 'state_since', leadUnit: 'lead_unit', section: 'section', accountableUnit: 'accountable_unit',
  round: 'round', bounceCount: 'bounce_count', extensionCount: 'extension_count', reopenCount: 'reopen_count', final: 'final', districtFallback: 'district_fallback', exempt: 'exempt',
  grade: 'grade', gradeByPerson: 'grade_by_person', reasonable: 'reasonable', solved: 'solved', satisfied: 'satisfied', replyAuthor: 'reply_author', dispatchedAt: 'dispatched_at',
  respondBy: 'respond_by', returnBy: 'return_by', triageBy: 'triage_by', judgeBy: 'judge_by', signedAt: 'signed_at', dueAt: 'due_at', limitDays: 'limit_days', feedbackAt: 'feedback_at', updatedAt: 'updated_at', version: 'version',
} as const satisfies Record<keyof TicketRow, string>

export const TICKET_COLUMNS = COLUMNS
/** Rows selected by TICKET_COLUMNS. */
export const parseRows = (rows: unknown): TicketRow[] => Row.array().parse(rows)
export const columnOf = (name: keyof TicketRow): string => COLUMNS[name]

const NEWEST = [{ column: 'opened_at', order: 'desc' }, { column: 'id', order: 'desc' }]
const LIKE_MOST = 20

export function ticketStore(db: Knex): TicketStore {
  return {
    find: async (ticketNo) => Row.optional().parse(await db('tickets').where({ ticket_no: ticketNo }).first(COLUMNS)),
    ofCitizen: async (ticketNo, number) =>
      Row.optional().parse(await db('tickets').where({ ticket_no: ticketNo }).where((either) => void either.where({ ani_index: number }).orWhere({ contact_index: number })).first(COLUMNS)),
    byId: async (id) => Row.optional().parse(await db('tickets').where({ id }).first(COLUMNS)),
    // SQLite has one writer.
    locked: async (trx, id) => Row.optional().parse(await trx('tickets').where({ id }).forUpdate().first(COLUMNS)),
    list: async ({ limit, sort = 'newest', after, ...filter }) => parseRows(await db('tickets').select(COLUMNS).modify(narrow, filter).modify(inOrder, sort, after).limit(limit)),
    async traces({ ticketNo, callId }) {
      const others = await db('ticket_calls').where({ ticket_no: ticketNo }).pluck<CallId[]>('call_id')
      const callIds = callId === null ? others : [callId, ...others]
      return { callIds, ...(await participantsOf(db, callIds)), ...(await notesOf(db, callIds)) }
    },
    async history(id) {
      const events: unknown = await db('ticket_events').where({ ticket_id: id }).orderBy('seq')
        .select({ seq: 'seq', at: 'at', actor: 'actor', event: 'event', from: 'from_state', to: 'to_state', reason: 'reason', ticketNo: 'other_no', noteSealed: 'note_sealed', details: 'details' })
      const supplements: unknown = await db('ticket_supplements').where({ ticket_id: id }).orderBy(['at', 'from_id'])
        .select({ at: 'at', ticketNo: 'from_no', callId: 'call_id', agent: 'agent', textSealed: 'text_sealed' })
      return { events: EntryRow.array().parse(events), supplements: SupplementRow.array().parse(supplements) }
    },
    async like(matter) {
      const rows = await db('tickets').select(COLUMNS).whereNotIn('state', [...DONE_STATES]).whereNot({ id: matter.id })
        .andWhere({ workspace: matter.workspace }).andWhere((either) => sameMatter(either, matter)).orderBy(NEWEST).limit(LIKE_MOST)
      return Row.array().parse(rows)
    },
    coUnits: coUnitsOf(db),
    async counts(of) {
      const rows: unknown = await db('tickets').select('workspace', 'state').count({ count: '*' }).modify((query) => void (of && query.where(of))).groupBy('workspace', 'state').orderBy(['workspace', 'state'])
      return CountRow.array().parse(rows)
    },
  }
}

function sameMatter(either: Knex.QueryBuilder, { numbers, categoryCode, areaCode, place, subject }: Like): void {
  void either.whereIn('ani_index', [...numbers]).orWhereIn('contact_index', [...numbers])
  if (categoryCode === null || areaCode === null) return
  const there = { category_code: categoryCode, area_code: areaCode }
  if (place !== null) void either.orWhere({ ...there, place_index: place })
  if (subject !== null) void either.orWhere({ ...there, subject_index: subject })
}

async function participantsOf(db: Knex, calls: readonly CallId[]): Promise<Pick<Traces, 'participants'>> {
  const rows = await db('ticket_participants').whereIn('call_id', [...calls]).orderBy(['joined_at', 'leg']).select({ kind: 'kind', party: 'party', name: 'name', purpose: 'purpose', joinedAt: 'joined_at', endedAt: 'ended_at' })
  const Joined = TicketParticipant.omit({ lengthMs: true }).array()
  return { participants: Joined.parse(rows).map((row) => ({ ...row, lengthMs: row.endedAt === null ? null : row.endedAt - row.joinedAt })) }
}

async function notesOf(db: Knex, calls: readonly CallId[]): Promise<Pick<Traces, 'notes'>> {
  const rows: { at: number; kind: string; details: string }[] = await db('ticket_notes').whereIn('call_id', [...calls]).orderBy(['at', 'id']).select('at', 'kind', 'details')
  return { notes: TicketNote.array().parse(rows.map(({ at, kind, details }) => ({ ...(JSON.parse(details) as object), at, kind }))) }
}

/** Ticket numbers by call, for the lists of calls: of the ticket it is about or was merged into, or else the one it opened. */
export const ticketNosOf = (db: Knex) => async (calls: readonly CallId[]): Promise<ReadonlyMap<CallId, string>> => {
  if (calls.length === 0) return new Map()
  const of = async (table: string): Promise<{ call_id: CallId; ticket_no: string }[]> => await db(table).whereIn('call_id', [...calls]).select('call_id', 'ticket_no')
  const rows = [...(await of('tickets')), ...(await of('ticket_calls'))]
  return new Map(rows.map((row) => [row.call_id, row.ticket_no]))
}

/** Who works on the matter of a call; null = the centre. */
export const workspaceOfCall = (db: Knex) => async (call: string): Promise<string | null> => {
  const ticketNo = (await ticketNosOf(db)([call as CallId])).get(call as CallId)
  const row: { workspace: string | null } | undefined = ticketNo === undefined ? undefined : await db('tickets').where({ ticket_no: ticketNo }).first('workspace')
  return row?.workspace ?? null
}
