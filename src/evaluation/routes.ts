import { z } from 'zod'
import { DepartmentCode } from '../contract/department.ts'
import {
  AnswerComplaint, ComplaintState, DecideComplaint, EvaluationAverage, EvaluationDue, NewComplaint, PutEvaluation, PutTypicalCase, ServiceComplaint, SimilarCase, TicketEvaluations, TypicalCase,
} from '../contract/evaluation.ts'
import { TicketNo } from '../contract/ticket-no.ts'
import { ownOf, type Principal } from '../identity/port.ts'
import { route, type Route, type RouteRequest } from '../platform/route.ts'
import type { Cases } from './cases.ts'
import type { Complaints } from './complaints.ts'
import type { Evaluations } from './evaluations.ts'

const Instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))
const paging = { cursor: z.string().max(300).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }
const ByNo = z.object({ ticketNo: TicketNo }).strict()
const ById = z.object({ id: z.string().regex(/^[\w-]{1,40}$/) }).strict()
const Averages = z.object({ from: Instant.optional(), to: Instant.optional(), unit: DepartmentCode.optional() }).strict()
const ComplaintsQuery = z.object({
  /** Several with commas between. */
  state: z.string().max(60).transform((given) => given.split(',')).pipe(z.array(ComplaintState).min(1)).optional(),
  unit: DepartmentCode.optional(),
  /** Neither answered nor decided in time. */
  late: z.enum(['true', 'false']).transform((text) => text === 'true').optional(),
  ...paging,
}).strict()
const CasesQuery = z.object({ text: z.string().trim().min(1).max(60).optional(), tag: z.string().trim().min(1).max(20).optional(), category: z.string().regex(/^\d{2,4}$/).optional(), ...paging }).strict()
const DueList = z.object({ items: z.array(EvaluationDue) }).meta({ id: 'EvaluationDueList' })
const AverageList = z.object({ items: z.array(EvaluationAverage) }).meta({ id: 'EvaluationAverages' })
const ComplaintPage = z.object({ items: z.array(ServiceComplaint), nextCursor: z.string().nullable() }).meta({ id: 'ServiceComplaintPage' })
const CasePage = z.object({ items: z.array(TypicalCase), nextCursor: z.string().nullable() }).meta({ id: 'TypicalCasePage' })
const SimilarList = z.object({ items: z.array(SimilarCase) }).meta({ id: 'SimilarCases' })
/** Everybody reads their own. */
type Asked<Query = unknown, Body = unknown, Params = unknown> = RouteRequest<Params, Query, Body, Principal>
type OfTicket<Body = unknown> = Asked<unknown, Body, z.infer<typeof ByNo>>
type OfComplaint<Body = unknown> = Asked<unknown, Body, z.infer<typeof ById>>

interface Deps {
  evaluations: Evaluations
  complaints: Complaints
  typicalCases: Cases
}

export const evaluationRoutes = ({ evaluations, complaints, typicalCases }: Deps): Route[] => [...ratingRoutes(evaluations), ...complaintRoutes(complaints), ...caseRoutes(typicalCases)]

/** /tickets/{ticketNo}/evaluations, /evaluations/due, /evaluations/averages. */
const ratingRoutes = (evaluations: Evaluations): Route[] => [
  route({
    method: 'get', path: '/tickets/:ticketNo/evaluations', action: 'ticket.read', about: ownOf, params: ByNo, result: TicketEvaluations,
    summary: 'How the centre and departments rated each other on a ticket, and whom you may rate',
    handle: async ({ params, user }: OfTicket) => await evaluations.show(params.ticketNo, user),
  }),
  route({
    method: 'put', path: '/tickets/:ticketNo/evaluations', action: 'ticket.read', about: ownOf, params: ByNo, body: PutEvaluation, result: TicketEvaluations,
    summary: 'Rates the lead department (the centre) or one that assisted (its lead), 1 to 5, once it was fed back; changed within seven days',
    handle: async ({ params, body, user }: OfTicket<PutEvaluation>) => await evaluations.rate(params.ticketNo, body, user),
  }),
  route({
    method: 'get', path: '/evaluations/due', action: 'ticket.read', about: ownOf, result: DueList,
    summary: 'Whom you have not rated yet, oldest first',
    handle: async ({ user }: Asked) => ({ items: await evaluations.due(user) }),
  }),
  route({
    method: 'get', path: '/evaluations/averages', action: 'ticket.read', about: ownOf, query: Averages, result: AverageList,
    summary: 'Averages by department of what was rated in a time',
    handle: async ({ query, user }: Asked<z.infer<typeof Averages>>) => ({ items: await evaluations.averages(user, query) }),
  }),
]

/** /complaints. */
const complaintRoutes = (complaints: Complaints): Route[] => [
  route({
    method: 'get', path: '/complaints', action: 'ticket.read', about: ownOf, query: ComplaintsQuery, result: ComplaintPage,
    summary: 'Complaints about service, newest first; a department and an agent read those about them',
    handle: async ({ query: { state: states, ...query }, user }: Asked<z.infer<typeof ComplaintsQuery>>) => await complaints.list(user, { ...query, states }),
  }),
  route({
    method: 'post', path: '/complaints', action: 'ticket.judge', body: NewComplaint, result: ServiceComplaint, status: 201,
    summary: 'Notes a complaint against a department or an agent',
    handle: async ({ body, user }: Asked<unknown, NewComplaint>) => await complaints.open(body, user),
  }),
  route({
    method: 'post', path: '/complaints/:id/answer', action: 'ticket.read', about: ownOf, params: ById, body: AnswerComplaint, result: ServiceComplaint,
    summary: 'What those say whom it is about',
    handle: async ({ params, body, user }: OfComplaint<z.infer<typeof AnswerComplaint>>) => await complaints.answer(params.id, body, user),
  }),
  route({
    method: 'post', path: '/complaints/:id/decide', action: 'ticket.supervise', params: ById, body: DecideComplaint, result: ServiceComplaint,
    summary: 'Whether it is upheld, and what follows',
    handle: async ({ params, body, user }: OfComplaint<z.infer<typeof DecideComplaint>>) => await complaints.decide(params.id, body, user),
  }),
]

/** /typical-cases, /tickets/{ticketNo}/typical-case and …/similar-cases. */
const caseRoutes = (cases: Cases): Route[] => [
  route({
    method: 'get', path: '/typical-cases', action: 'ticket.read', about: ownOf, query: CasesQuery, result: CasePage,
    summary: 'Typical cases, newest first; by words in title, lesson and tags, by tag and category',
    handle: async ({ query, user }: Asked<z.infer<typeof CasesQuery>>) => await cases.list(user, query),
  }),
  route({
    method: 'put', path: '/tickets/:ticketNo/typical-case', action: 'ticket.dispatch', params: ByNo, body: PutTypicalCase, result: TypicalCase,
    summary: 'Marks a closed ticket as a typical case, with what it teaches',
    handle: async ({ params, body, user }: OfTicket<PutTypicalCase>) => await cases.mark(params.ticketNo, body, user),
  }),
  route({
    method: 'delete', path: '/tickets/:ticketNo/typical-case', action: 'ticket.dispatch', params: ByNo, status: 204,
    summary: 'It is no typical case any more',
    handle: async ({ params, user }: OfTicket) => await cases.unmark(params.ticketNo, user),
  }),
  route({
    method: 'get', path: '/tickets/:ticketNo/similar-cases', action: 'ticket.dispatch', params: ByNo, result: SimilarList,
    summary: 'Typical cases and settled matters that are like it: by category, place and words',
    handle: async ({ params, user }: OfTicket) => ({ items: await cases.similar(params.ticketNo, user) }),
  }),
]
