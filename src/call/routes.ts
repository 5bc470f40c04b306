import { z } from 'zod'
import { CallDetail, CallOutcome, CallRecord, type CallRecordings } from '../contract/call.ts'
import { CallId, Extension } from '../contract/ids.ts'
import { ownPhoneOf, type Principal } from '../identity/port.ts'
import { recordOf } from './now.ts'
import { isSeat, seatOf, type Control } from './control.ts'
import { AppError } from '../platform/errors.ts'
import { route, type Route, type RouteRequest } from '../platform/route.ts'
import type { CallReader } from './calls-reader-store.ts'
import type { JournalStore } from './journal.ts'
import type { Calls } from './runner.ts'

interface Deps {
  calls: Pick<Calls, 'open'>
  control: Pick<Control, 'show'>
  reader: CallReader
  journal: Pick<JournalStore, 'ofCall'>
  recordingsOf: (call: CallId) => Promise<z.infer<typeof CallRecordings>>
  linkagesOf: (call: CallId) => Promise<CallDetail['linkages']>
}

const ById = z.object({ id: CallId }).strict()
const Instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))
const Filter = z
  .object({
    dnis: z.string().max(20).optional(),
    ani: z.string().max(40).optional(),
    outcome: CallOutcome.optional(),
    agent: Extension.optional(),
    from: Instant.optional(),
    to: Instant.optional(),
    open: z.enum(['true', 'false']).transform((text) => text === 'true').optional(),
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  })
  .strict()
const CallList = z.object({ items: z.array(CallRecord), nextCursor: z.string().nullable() }).meta({ id: 'CallList' })

type Asked<Params, Query = unknown> = RouteRequest<Params, Query, unknown, Principal>

/** GET /calls and GET /calls/{id} (contract.md §5). Seats see their own only. */
export function callRoutes(deps: Deps): Route[] {
  return [
    route({
      method: 'get',
      path: '/calls',
      action: 'call.read',
      summary: 'Records of calls, newest first',
      about: ownPhoneOf,
      query: Filter,
      result: CallList,
      handle: async ({ query, user }: Asked<unknown, z.infer<typeof Filter>>) =>
        deps.reader.list(isSeat(user) ? { ...query, agent: user.extension ?? 'none' } : query),
    }),
    route({
      method: 'get',
      path: '/calls/:id',
      action: 'call.read',
      summary: 'One call with its legs, what happened in it, and its recordings',
      about: ownPhoneOf,
      params: ById,
      result: CallDetail,
      handle: async ({ params, user }: Asked<z.infer<typeof ById>>) => detail(deps, params.id, user),
    }),
  ]
}

async function detail({ reader, journal, calls, control, recordingsOf, linkagesOf }: Deps, id: CallId, user: Principal): Promise<CallDetail> {
  const now = calls.open().get(id)?.state
  // The record is written a moment behind the call.
  const record = (await reader.find(id)) ?? (now && recordOf(now))
  const theirs = record?.agent === user.extension || (now !== undefined && seatOf(now) === user.extension)
  if (!record || (isSeat(user) && !theirs)) throw new AppError('CALL_NOT_FOUND', { id })
  const [legs, rows, recordings, linkages] = await Promise.all([reader.legs(id), journal.ofCall(id), recordingsOf(id), linkagesOf(id)])
  const events = rows.map(({ at, event, state, facts }) => ({ at, event: event.type, state: state.at, facts: facts.map(({ type }) => type) }))
  // What goes on now is known better.
  const live = now ? { agent: now.agent ?? record.agent, answeredAt: now.answeredAt ?? record.answeredAt, transferCount: now.transferCount } : {}
  return { ...record, ...live, legs, events, recordings, linkages, state: now?.at ?? null, now: now ? control.show(id, user) : null }
}
