import { z } from 'zod'
import { DepartmentCode } from '../../contract/department.ts'
import { LedgerEntry, LedgerList, LedgerUnits, Letter, LetterKind, NewLetter, SupervisionCounts, SupervisionLevel } from '../../contract/ledger.ts'
import { TicketNo } from '../../contract/ticket-no.ts'
import { ownOf, type Principal } from '../../identity/port.ts'
import { route, type Route, type RouteRequest } from '../../platform/route.ts'
import type { Ledger } from './ledger.ts'
import type { Letters } from './letters.ts'

const Instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))
const wanted = {
  /** Lead department, or one above it. */
  unit: DepartmentCode.optional(),
  /** Beginning of the area's code. */
  area: z.string().regex(/^\d{2,12}$/).optional(),
  /** With an open order to this level. */
  level: SupervisionLevel.optional(),
  problem: z.enum(['true', 'false']).transform((text) => text === 'true').optional(),
}
const paging = { cursor: z.string().max(300).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }
const ListQuery = z.object({ list: LedgerList.default('open'), ...wanted, ...paging }).strict()
const UnitsQuery = z.object(wanted).strict()
const CountsQuery = z.object({ from: Instant.optional(), to: Instant.optional() }).strict()
const LettersQuery = z.object({ kind: LetterKind.optional(), unit: DepartmentCode.optional(), ticketNo: TicketNo.optional(), ...paging }).strict()
const ById = z.object({ id: z.string().regex(/^[\w-]{1,40}$/) }).strict()
const Page = z.object({ items: z.array(LedgerEntry), nextCursor: z.string().nullable() }).meta({ id: 'LedgerPage' })
const LetterPage = z.object({ items: z.array(Letter), nextCursor: z.string().nullable() }).meta({ id: 'LetterPage' })
/** Everybody reads their own. */
type Asked<Query = unknown, Body = unknown, Params = unknown> = RouteRequest<Params, Query, Body, Principal>

/** GET /ledger, /ledger/units, /supervision/counts; /letters. */
export const ledgerRoutes = ({ ledger, letters }: { ledger: Ledger; letters: Letters }): Route[] => [
  route({
    method: 'get', path: '/ledger', action: 'ticket.read', about: ownOf, query: ListQuery, result: Page,
    summary: 'What departments have and have not fed back: all, nearly due or overdue, with the working time left and what was done about it; what is due first comes first',
    handle: async ({ query, user }: Asked<z.infer<typeof ListQuery>>) => await ledger.page(user, query),
  }),
  route({
    method: 'get', path: '/ledger/units', action: 'ticket.read', about: ownOf, query: UnitsQuery, result: LedgerUnits,
    summary: 'How much of it each department below has, with all that lies below that; what is late first',
    handle: async ({ query, user }: Asked<z.infer<typeof UnitsQuery>>) => await ledger.units(user, query),
  }),
  route({
    method: 'get', path: '/supervision/counts', action: 'ticket.supervise', query: CountsQuery, result: SupervisionCounts,
    summary: 'Phone reminders, reminder slips, orders, talks held and the people talked to, over all and by department',
    handle: async ({ query, user }: Asked<z.infer<typeof CountsQuery>>) => await ledger.counts(user, query),
  }),
  route({
    method: 'get', path: '/letters', action: 'ticket.read', about: ownOf, query: LettersQuery, result: LetterPage,
    summary: 'Reminder slips and supervision orders sent to departments, newest first',
    handle: async ({ query, user }: Asked<z.infer<typeof LettersQuery>>) => await letters.list(user, query),
  }),
  route({
    method: 'post', path: '/letters', action: 'ticket.supervise', body: NewLetter, result: Letter, status: 201,
    summary: 'One letter to one department about some of its tickets; on all of them, or not at all',
    handle: async ({ body, user, language }: Asked<unknown, NewLetter>) => await letters.issue(body, user, language),
  }),
  route({
    method: 'get', path: '/letters/:id', action: 'ticket.read', about: ownOf, params: ById, result: Letter,
    summary: 'One letter, to be printed',
    handle: async ({ params, user }: Asked<unknown, unknown, z.infer<typeof ById>>) => await letters.find(params.id, user),
  }),
]
