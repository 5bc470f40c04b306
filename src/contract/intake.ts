import { z } from 'zod'
import { TicketFields, TicketChannel, TicketNo, TicketStage, TicketState, NewTicket } from './ticket.ts'

/** Another system, or a counter, through which matters come in (J13, G04, Z06). */
export const IntakeSource = z
  .object({
    id: z.string().regex(/^[a-z][a-z0-9-]{0,31}$/),
    nameZh: z.string().min(1).max(40),
    nameEn: z.string().max(80).default(''),
    channel: TicketChannel.exclude(['phone']),
    /** Where it is told what became of its matters; null = it is not told. */
    statusUrl: z.url().nullable().default(null),
    /** Told when a matter has come to an end or is taken up again, or at every stage. */
    statusAt: z.enum(['end', 'stages']).default('end'),
    /** Whose matters all of them are; null = the centre's, or those of the line they name. */
    workspace: z.string().max(60).nullable().default(null),
    /** Something is missing: the matter is refused with the fields, or kept as a draft that people complete. */
    incomplete: z.enum(['refuse', 'draft']).default('refuse'),
    /** People signed in here may hand in matters as well: a service station (G21). */
    clerks: z.boolean().default(false),
  })
  .strict()
export type IntakeSource = z.infer<typeof IntakeSource>

/** Who handed the matter in for the citizen: a clerk of a village station, a relative, a patroller. */
export const Submitter = z.object({ name: z.string().trim().min(1).max(60), phone: TicketFields.shape.contactPhone.default(''), organisation: z.string().trim().max(60).default('') }).strict()
export type Submitter = z.infer<typeof Submitter>

const Reference = z.string().regex(/^[\w.-]{1,60}$/)

/** callerName and contactPhone are those of the citizen whose matter it is, also when somebody else hands it in. */
export const IntakeTicket = NewTicket.omit({ channel: true, externalNo: true, reply: true })
  .extend({
    /** The source's own number of the matter. */
    reference: Reference,
    submitter: Submitter.nullable().default(null),
  })
  .strict()
  .meta({ id: 'IntakeTicket' })
export type IntakeTicket = z.infer<typeof IntakeTicket>
export type IntakeFields = Omit<IntakeTicket, 'reference' | 'submitter' | 'dnis'>

/** The same for the same reference, however often it is handed in. */
export const TakenIn = z.object({ ticketNo: TicketNo, reference: Reference, receivedAt: z.int(), /** false = kept as a draft. */ accepted: z.boolean() }).meta({ id: 'TakenIn' })
export type TakenIn = z.infer<typeof TakenIn>

export const ProgressQuery = z.object({ ticketNo: TicketNo, phone: z.string().regex(/^\d{5,12}$/) }).strict().meta({ id: 'ProgressQuery' })
export const Progress = z
  .object({
    ticketNo: TicketNo,
    state: TicketState,
    /** null = it has come to an end. */
    stage: TicketStage.nullable(),
    publicReply: z.string().nullable(),
  })
  .meta({ id: 'Progress' })
export type Progress = z.infer<typeof Progress>

/** What another system says about a matter it works on (T35). */
export const ExchangeStatus = z
  .object({
    /** Of the message; the same again changes nothing. */
    id: z.string().regex(/^[\w.:-]{1,80}$/),
    ticketNo: TicketNo,
    /** The other system's number of the matter. */
    reference: z.string().trim().max(80).default(''),
    /** In its own words: "办理中". */
    status: z.string().trim().min(1).max(30),
    /** What the citizen may read, when it is done. */
    text: z.string().trim().max(2_000).default(''),
    done: z.boolean(),
  })
  .strict()
  .meta({ id: 'ExchangeStatus' })
export type ExchangeStatus = z.infer<typeof ExchangeStatus>

export const ExchangeTaken = z.object({ id: z.string(), ticketNo: TicketNo, receivedAt: z.int() }).meta({ id: 'ExchangeTaken' })
export type ExchangeTaken = z.infer<typeof ExchangeTaken>
