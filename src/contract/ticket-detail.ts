import { z } from 'zod'
import { Attachment } from './attachment.ts'
import { Linkage } from './linkage.ts'
import { TicketContact } from './ticket-contact.ts'
import { TicketRecord } from './ticket-record.ts'
import { Needed, Ticket, TicketEventName, TicketFields, TicketNo, TicketNote, TicketParticipant, TicketStage, TicketState, TicketSupplement, TimelineEntry } from './ticket.ts'

/** As written, or with name and number masked. */
const Shown = TicketFields.extend({ contactPhone: z.string() })

/** Whoever handed it in for the citizen. */
const Submitter = z.object({ name: z.string(), phone: z.string(), organisation: z.string() })
export type TicketSubmitter = z.infer<typeof Submitter>

/** One ticket with everything on it. Name and number of the citizen are masked unless the reader is writing it. */
export const TicketDetail = Ticket.extend({
  /** null = it has come to an end. */
  stage: TicketStage.nullable(),
  fields: Shown,
  /** Where it came from, if from another system or a counter; its number there is externalNo. `submitter` is masked as the citizen is. */
  origin: z.object({ source: z.string(), nameZh: z.string(), nameEn: z.string(), submitter: Submitter.nullable() }).nullable(),
  /** Name and number are masked; POST …/reveal shows them. */
  masked: z.boolean(),
  /** Whether the reader may change the fields now. */
  editable: z.boolean(),
  /** What the reader may do now. */
  allowedEvents: z.array(TicketEventName),
  /** What the reader has the right to but something stands against, whatever is written: why, and in words. */
  heldEvents: z.array(z.object({ event: TicketEventName, why: z.string(), message: z.string() })),
  needed: Needed,
  timeline: z.array(TimelineEntry),
  /** Returns, tasks of other departments, supervision … that are or were attached to it. */
  records: z.array(TicketRecord),
  supplements: z.array(TicketSupplement),
  /** Oldest first; of removed ones only that they were there. */
  attachments: z.array(Attachment),
  participants: z.array(TicketParticipant),
  notes: z.array(TicketNote),
  linkages: z.array(Linkage),
  /** Calls to the citizen about it, newest first; whether one is under way, GET …/calls says. */
  contacts: z.array(TicketContact),
}).meta({ id: 'TicketDetail' })
export type TicketDetail = z.infer<typeof TicketDetail>

/** What was saved, and what the server made of it. */
export const SavedTicket = TicketDetail.pick({ ticketNo: true, state: true, version: true, updatedAt: true, fields: true, needed: true, allowedEvents: true }).meta({ id: 'SavedTicket' })
export type SavedTicket = z.infer<typeof SavedTicket>

/** An open ticket that may be about the same matter. */
export const RepeatOf = z.object({
  ticketNo: TicketNo,
  state: TicketState,
  title: z.string(),
  categoryCode: z.string().nullable(),
  areaCode: z.string().nullable(),
  dnis: z.string().nullable(),
  repeatCount: z.int(),
  openedAt: z.int(),
  sameCaller: z.boolean(),
  samePlace: z.boolean(),
})
export type RepeatOf = z.infer<typeof RepeatOf>

/** What the ticket as it is now suggests; the agent decides. */
export const TicketSuggestions = z
  .object({
    /** Best first, with the words found. */
    categories: z.array(z.object({ code: z.string(), words: z.array(z.string()) })),
    /** Best first, with what spoke for it. */
    units: z.array(z.object({ unit: z.string(), section: z.string().nullable(), coUnits: z.array(z.string()), byCategory: z.boolean(), byArea: z.boolean(), words: z.array(z.string()) })),
    repeats: z.array(RepeatOf),
  })
  .meta({ id: 'TicketSuggestions' })
export type TicketSuggestions = z.infer<typeof TicketSuggestions>

/** What more time would mean; nothing is asked for yet. */
export const ExtensionPreview = z
  .object({
    dueAt: z.int().nullable(),
    newDueAt: z.int().nullable(),
    /** The second one is a leader's to grant. */
    byLeader: z.boolean(),
    /** Working days that can be asked for at most. */
    daysMax: z.int(),
    /** Why it cannot be asked for, in the reader's language; null = it can. */
    refused: z.string().nullable(),
  })
  .meta({ id: 'ExtensionPreview' })
export type ExtensionPreview = z.infer<typeof ExtensionPreview>

/** Why the citizen's name and number were shown. */
export const Reveal = z.object({ reason: z.string().trim().min(2).max(200) }).strict().meta({ id: 'RevealCitizen' })
export const Revealed = z.object({ callerName: z.string(), contactPhone: z.string(), ani: z.string().nullable(), submitter: Submitter.nullable() }).meta({ id: 'RevealedCitizen' })
