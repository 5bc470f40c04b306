import { z } from 'zod'
import { ChangeHotlineDay, FollowUpEntry, HotlineDay, HotlineDayCounts, HotlineDayDetail, HotlineDayLevel, HotlineDayState, NewAgendaItem, NewHotlineDay, SessionDecision } from '../contract/hotline-day.ts'
import { SentInstant } from '../contract/session-agenda.ts'
import type { Principal } from '../identity/port.ts'
import { fromCursor } from '../platform/cursor.ts'
import { route, type Route, type RouteRequest } from '../platform/route.ts'
import type { HotlineDays } from './hotline-days.ts'

const ListQuery = z.object({ state: HotlineDayState.optional(), level: HotlineDayLevel.optional(), cursor: z.string().max(300).optional(), limit: z.coerce.number().int().min(1).max(100).default(30) }).strict()
const Period = z.object({ from: SentInstant, to: SentInstant }).strict()
const Id = z.string().min(1).max(40)
const ById = z.object({ id: Id }).strict()
const ByItem = z.object({ id: Id, item: Id }).strict()
const AtVersion = z.object({ version: z.int() }).strict()
const Order = z.object({ version: z.int(), items: z.array(Id).max(200) }).strict()
const Closing = z.object({ version: z.int(), minutes: z.string().trim().max(4_000).default('') }).strict()
const CarryOver = z.object({ reason: z.string().trim().max(500).default('') }).strict()

const HotlineDayList = z.object({ items: z.array(HotlineDay), nextCursor: z.string().nullable() }).meta({ id: 'HotlineDayList' })
const FollowUps = z.object({ items: z.array(FollowUpEntry) }).meta({ id: 'FollowUpList' })

type Asked<Params, Body = unknown, Query = unknown> = RouteRequest<Params, Query, Body, Principal>
type OfSession = z.infer<typeof ById>
type OfItem = z.infer<typeof ByItem>

/** Hotline days: sessions, their agendas, decisions and what became of them. */
export const hotlineDayRoutes = (days: HotlineDays): Route[] => [...readingRoutes(days), ...sessionRoutes(days), ...itemRoutes(days)]

const readingRoutes = (days: HotlineDays): Route[] => [
  route({
    method: 'get', path: '/hotline-days', action: 'hotlineDay.read', summary: 'Hotline days and leaders’ call days, latest first', query: ListQuery, result: HotlineDayList,
    handle: async ({ query: { cursor, ...query } }: Asked<unknown, unknown, z.infer<typeof ListQuery>>) => await days.list({ ...query, ...(cursor === undefined ? {} : { after: fromCursor(cursor) }) }),
  }),
  route({
    method: 'get', path: '/hotline-days/counts', action: 'hotlineDay.read', summary: 'Sessions held between two instants and what they settled, by level', query: Period, result: HotlineDayCounts,
    handle: async ({ query }: Asked<unknown, unknown, z.infer<typeof Period>>) => await days.counts(query),
  }),
  route({
    method: 'get', path: '/hotline-days/follow-up', action: 'hotlineDay.read', summary: 'What sessions have decided and what became of it, first what is due first', result: FollowUps,
    handle: async () => ({ items: await days.followUp() }),
  }),
  route({
    method: 'get', path: '/hotline-days/:id', action: 'hotlineDay.read', summary: 'One session with its agenda', params: ById, result: HotlineDayDetail,
    handle: async ({ params }: Asked<OfSession>) => await days.detail(params.id),
  }),
]

const sessionRoutes = (days: HotlineDays): Route[] => [
  route({
    method: 'post', path: '/hotline-days', action: 'hotlineDay.run', summary: 'Plans a session', body: NewHotlineDay, result: HotlineDayDetail, status: 201,
    handle: async ({ body, user }: Asked<unknown, NewHotlineDay>) => await days.plan(body, user),
  }),
  route({
    method: 'patch', path: '/hotline-days/:id', action: 'hotlineDay.run', summary: 'Changes when, where and by whom, before it begins', params: ById, body: ChangeHotlineDay, result: HotlineDayDetail,
    handle: async ({ params, body }: Asked<OfSession, ChangeHotlineDay>) => await days.change(params.id, body),
  }),
  route({
    method: 'post', path: '/hotline-days/:id/hold', action: 'hotlineDay.run', summary: 'Begins the session', params: ById, body: AtVersion, result: HotlineDayDetail,
    handle: async ({ params, body, user }: Asked<OfSession, z.infer<typeof AtVersion>>) => await days.hold(params.id, body.version, user),
  }),
  route({
    method: 'post', path: '/hotline-days/:id/close', action: 'hotlineDay.run', summary: 'Ends the session; what was not decided is carried over', params: ById, body: Closing, result: HotlineDayDetail,
    handle: async ({ params, body, user }: Asked<OfSession, z.infer<typeof Closing>>) => await days.close(params.id, body, user),
  }),
  route({
    method: 'put', path: '/hotline-days/:id/order', action: 'hotlineDay.put', summary: 'Puts the agenda in another order', params: ById, body: Order, result: HotlineDayDetail,
    handle: async ({ params, body }: Asked<OfSession, z.infer<typeof Order>>) => await days.order(params.id, body),
  }),
]

const itemRoutes = (days: HotlineDays): Route[] => [
  route({
    method: 'post', path: '/hotline-days/:id/items', action: 'hotlineDay.put', summary: 'Puts a ticket on the agenda', params: ById, body: NewAgendaItem, result: HotlineDayDetail, status: 201,
    handle: async ({ params, body, user }: Asked<OfSession, NewAgendaItem>) => await days.put(params.id, body, user),
  }),
  route({
    method: 'delete', path: '/hotline-days/:id/items/:item', action: 'hotlineDay.put', summary: 'Takes a ticket that was not decided off the agenda', params: ByItem, result: HotlineDayDetail,
    handle: async ({ params }: Asked<OfItem>) => await days.remove(params.id, params.item),
  }),
  route({
    method: 'post', path: '/hotline-days/:id/items/:item/decide', action: 'hotlineDay.run', summary: 'Decides about a ticket: written into it by its own steps, all or none', params: ByItem, body: SessionDecision, result: HotlineDayDetail,
    handle: async ({ params, body, user, language }: Asked<OfItem, SessionDecision>) => await days.decide(params.id, params.item, body, { user, language }),
  }),
  route({
    method: 'post', path: '/hotline-days/:id/items/:item/carry-over', action: 'hotlineDay.run', summary: 'Leaves a ticket to the next session', params: ByItem, body: CarryOver, result: HotlineDayDetail,
    handle: async ({ params, body, user }: Asked<OfItem, z.infer<typeof CarryOver>>) => await days.carryOver(params.id, params.item, body.reason, user),
  }),
]
