import type { z } from 'zod'
import type { Attachment } from '../contract/attachment.ts'
import type { CallId, HotlineNumber } from '../contract/ids.ts'
import type { Linkage } from '../contract/linkage.ts'
import type { Revealed, TicketDetail, TicketSuggestions } from '../contract/ticket-detail.ts'
import type { Ticket, TicketCount, TicketFields, TicketNo } from '../contract/ticket.ts'
import type { TicketForm } from '../contract/ticket-form.ts'
import type { TicketContact } from '../contract/ticket-contact.ts'
import type { TicketRecord } from '../contract/ticket-record.ts'
import type { Suggest } from '../department/port.ts'
import type { Action, Audit, Can, Principal } from '../identity/port.ts'
import { AppError } from '../platform/errors.ts'
import { maskNumber } from '../platform/field-cipher.ts'
import type { Language } from '../platform/language.ts'
import type { FormFile } from './form.ts'
import { contactsShown } from './rules/contact.ts'
import { type Around, sorted } from './rules/held.ts'
import { eventsFrom, isEditable } from './rules/machine.ts'
import { neededToAnswer, neededToSubmit } from './rules/needed.ts'
import { sameCaller, samePlace } from './rules/repeat.ts'
import { stageOf } from './rules/stage.ts'
import { categoriesIn } from './rules/words.ts'
import { sentenceOf } from './refusals.ts'
import { type StandingDeps, standingOf } from './standing.ts'
import type { TicketRow, TicketStore } from './store.ts'
import { attachedShown, type Belongings, fieldsShown, fileShown, type Identity, identityShown, isOfDepartment, resourceOf, type Sight, sightOf, submitterShown, ticketShown } from './rules/visibility.ts'
import { type Cipher, fieldsOf, identityOf, likeOf, shown, timelineOf } from './view.ts'

export interface ReadingDeps {
  store: TicketStore
  cipher: Cipher
  can: Can
  audit: Audit
  now: () => number
  form: FormFile
  notByMachine?: StandingDeps['notByMachine']
  /** A department and those above it; a department and all below it. */
  above: (unit: string) => readonly string[]
  below: (unit: string) => readonly string[]
  /** Where it came from, if from another system. */
  originOf: (row: Pick<TicketRow, 'id' | 'source'>) => Promise<TicketDetail['origin']>
  /** What the rules need to know of the site and of who asks. */
  around: (actor: Around['actor']) => Around
  /** What is attached to it. */
  records: (ticketId: string) => Promise<TicketRecord[]>
  /** Calls to the citizen about it. */
  contactsOf: (ticketNo: TicketNo) => Promise<TicketContact[]>
  /** Files on it. */
  attachmentsOf: (ticketId: string) => Promise<Attachment[]>
  /** Departments that can be chosen now. */
  units: () => TicketForm['units']
  /** By the responsibility list. */
  suggest: Suggest
  /** Emergency lines and platforms in these calls, and orders about the ticket. */
  linkagesOf: (ticketNo: TicketNo, calls: readonly CallId[]) => Promise<Linkage[]>
  /** Whether somebody may know of another's matter on this line (domain.md §5.8). */
  visible: (dnis: HotlineNumber | null, reader: Principal) => boolean
}

/** A ticket with the departments that help with it: what rights need to know of it. */
export type Found = TicketRow & { coUnits: readonly string[] }

export type Reading = ReturnType<typeof createReading>

/** Tickets as people may see them. */
export function createReading(deps: ReadingDeps) {
  const { store, cipher, can, audit, now, form } = deps

  const whole = async (row: TicketRow): Promise<Found> => ({ ...row, coUnits: await store.coUnits(row.id) })

  /** On record who asked for what is not theirs, whether it is there or not: both take the same time. */
  const denied = async (user: Principal, action: string, ticketNo: TicketNo, there = true): Promise<void> =>
    await audit.write({ at: now(), actor: user.username, action, target: `ticket:${ticketNo}`, details: { there }, ok: false })

  /** Throws NOT_FOUND; somebody else's looks like none: numbers can be guessed. */
  async function find(ticketNo: TicketNo, user: Principal): Promise<Found> {
    const row = await store.find(ticketNo)
    const found = row && (await whole(row))
    if (found && mayDo(found, user, 'ticket.read')) return found
    await denied(user, 'ticket.read', ticketNo, found !== undefined)
    throw new AppError('NOT_FOUND')
  }

  /** Whether the person has the right with this ticket: see resourceOf. */
  const mayDo = (row: Belongings, user: Principal, action: Action): boolean => can(user, action, resourceOf(row, { user, action, above: deps.above }))

  /** Who is writing it sees what they write. */
  const isWriter = (row: TicketRow, user: Principal): boolean =>
    row.state === 'draft' && ((user.extension !== null && row.agent === user.extension) || row.openedBy === user.username)

  const identityFor = (row: TicketRow, user: Principal): Identity => identityShown(user, { confidential: row.confidential, writes: isWriter(row, user) })

  /** The steps this person may take now, and what stands against others. */
  const stepsOf = (row: Found, user: Principal, records: readonly TicketRecord[]): ReturnType<typeof sorted> =>
    sorted(eventsFrom(row, (action) => mayDo(row, user, action)), standingOf(row, records, deps), deps.around({ username: user.username, unit: user.department }))

  /** What may be written now, by this person. */
  function standing(row: Found, user: Principal, identity = identityFor(row, user)): Pick<TicketDetail, 'fields' | 'masked' | 'editable' | 'needed'> {
    const [fields, may] = [fieldsOf(row, cipher.open), mayDo(row, user, 'ticket.edit')]
    return {
      fields: fieldsShown(fields, identity, maskNumber),
      masked: identity !== 'open',
      editable: may && isEditable(row.state),
      needed: { submit: neededToSubmit(fields, form.choices, { hasNumber: row.aniSealed !== null }), directAnswer: [...neededToAnswer] },
    }
  }

  async function detail(row: Found, user: Principal, language: Language = 'zh'): Promise<TicketDetail> {
    const [{ callIds, ...traces }, { events, supplements }, records, attachments, origin, contacts] = await Promise.all([store.traces(row), store.history(row.id), deps.records(row.id), deps.attachmentsOf(row.id), deps.originOf(row), deps.contactsOf(row.ticketNo)])
    const [identity, { allowed, held }] = [identityFor(row, user), stepsOf(row, user, records)]
    const attached = {
      ...traces, records,
      timeline: timelineOf(row, events, cipher.open),
      supplements: supplements.map(({ textSealed, ...one }) => ({ ...one, text: cipher.open(textSealed) })) as TicketDetail['supplements'],
      linkages: isOfDepartment(user) ? [] : await deps.linkagesOf(row.ticketNo, callIds),
    }
    return { ...ticketShown(shown(row, cipher.open), user), ...standing(row, user, identity), allowedEvents: allowed, heldEvents: held.map((one) => ({ ...one, message: sentenceOf(one.why, language) })), stage: stageOf(row.state), attachments: attachments.filter((file) => fileShown(file, user, row)), origin: origin && { ...origin, submitter: submitterShown(origin.submitter, identity, maskNumber) }, ...attachedShown(attached, user, row), contacts: contactsShown(contacts, user, row) }
  }

  /**
   * What of all tickets a list may show. Throws FORBIDDEN when a department looks for a number: finding it would tell who
   * the citizen is.
   */
  const sight = (user: Principal, { number }: { number?: string | undefined } = {}): Sight => {
    if (number !== undefined && isOfDepartment(user)) throw new AppError('FORBIDDEN')
    const { extension, department, workspace = null } = user
    const everything = can(user, 'ticket.read', { workspace })
    return sightOf(user, everything ? 'all' : can(user, 'ticket.read', { extension, department }) ? 'own' : null, deps.below)
  }

  return {
    find,
    whole,
    /** Whether it is there for the person; asked for by their own pages, so no attempt on others' is put on record. */
    async isFor(ticketNo: TicketNo, user: Principal): Promise<boolean> {
      const row = await store.find(ticketNo)
      return row !== undefined && mayDo(await whole(row), user, 'ticket.read')
    },
    mayDo,
    isWriter,
    standing,
    /** The steps this person may take now. */
    allowed: async (row: Found, user: Principal) => stepsOf(row, user, await deps.records(row.id)).allowed,
    detail,
    choices: (): TicketForm => ({ ...form.choices, types: [...form.choices.types], categories: [...form.choices.categories], templates: [...form.choices.templates], areas: [...form.choices.areas], units: deps.units() }),
    denied,
    sight,
    /**
     * As it stands in a file: name and number masked, or in full for whoever may reveal them, never those of a confidential
     * matter.
     */
    exported(row: TicketRow, user: Principal, inFull: boolean): { ticket: Ticket; fields: TicketFields } {
      const may = inFull && !row.confidential && mayDo({ ...row, coUnits: [] }, user, 'ticket.reveal')
      const listed = ticketShown(shown(row, cipher.open), user)
      return {
        ticket: may && row.aniSealed !== null ? { ...listed, ani: cipher.open(row.aniSealed) } : listed,
        fields: fieldsShown(fieldsOf(row, cipher.open), may ? 'open' : identityShown(user, { confidential: row.confidential, writes: false }), maskNumber),
      }
    },
    /** As it stands in lists. */
    listed: ticketShown,
    /** Of the centre and of every workspace for the centre; a workspace counts its own. */
    counts: async ({ workspace = null }: Principal): Promise<TicketCount[]> => await store.counts(workspace === null ? null : { workspace }),
    /** Throws NOT_FOUND. */
    show: async (ticketNo: TicketNo, user: Principal, language?: Language): Promise<TicketDetail> => await detail(await find(ticketNo, user), user, language),
    /** Throws NOT_FOUND. */
    async suggestions(ticketNo: TicketNo, user: Principal): Promise<TicketSuggestions> {
      const row = await find(ticketNo, user)
      const { title, content, address, categoryCode, type, areaCode } = fieldsOf(row, cipher.open)
      const text = `${title} ${content}`
      const [found, like] = await Promise.all([deps.suggest({ category: categoryCode, type, district: areaCode, hotline: row.dnis, text: `${text} ${address}` }), store.like(likeOf(row))])
      const identity = identityOf(row)
      return {
        categories: categoriesIn(text, form.words),
        units: found.map(({ unit, section, coUnits, why }) => ({ unit, section, coUnits: [...coUnits], byCategory: why.category !== null, byArea: why.district !== null, words: [...why.keywords] })),
        // Titles of others' matters are for those who may merge them.
        repeats: (mayDo(row, user, 'ticket.edit') ? like : []).filter(({ dnis }) => deps.visible(dnis, user)).map((other) => ({
          ticketNo: other.ticketNo, state: other.state, title: other.title, categoryCode: other.categoryCode, areaCode: other.areaCode, dnis: other.dnis,
          repeatCount: other.repeatCount, openedAt: other.openedAt, sameCaller: sameCaller(identity, identityOf(other)), samePlace: samePlace(identity, identityOf(other)),
        })),
      }
    },
    /**
     * Name and number in full, once it stands in the audit log who asked and why. Throws NOT_FOUND, and FORBIDDEN for a
     * department that does not have it, or must not know (domain.md §2.7).
     */
    async reveal(ticketNo: TicketNo, user: Principal, reason: string): Promise<z.infer<typeof Revealed>> {
      const row = await find(ticketNo, user)
      if (!mayDo(row, user, 'ticket.reveal') || identityShown(user, { confidential: row.confidential, writes: false }) === 'none') {
        await denied(user, 'ticket.reveal', ticketNo)
        throw new AppError('FORBIDDEN')
      }
      await audit.write({ at: now(), actor: user.username, action: 'ticket.reveal', target: `ticket:${ticketNo}`, details: { reason }, ok: true })
      const { callerName, contactPhone } = fieldsOf(row, cipher.open)
      return { callerName, contactPhone, ani: row.aniSealed === null ? null : cipher.open(row.aniSealed), submitter: (await deps.originOf(row))?.submitter ?? null }
    },
  }
}
