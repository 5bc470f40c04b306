import type { z } from 'zod'
import type { CallId, HotlineNumber } from '../contract/ids.ts'
import type { Linkage } from '../contract/linkage.ts'
import type { Revealed, TicketDetail, TicketSuggestions } from '../contract/ticket-detail.ts'
import type { TicketNo } from '../contract/ticket.ts'
import type { TicketForm } from '../contract/ticket-form.ts'
import type { TicketRecord } from '../contract/ticket-record.ts'
import type { Suggest } from '../department/port.ts'
import type { Action, Audit, Can, Principal } from '../identity/port.ts'
import { AppError } from '../platform/errors.ts'
import type { FormFile } from './form.ts'
import { eventsFrom, isEditable } from './rules/machine.ts'
import { neededToAnswer, neededToSubmit } from './rules/needed.ts'
import { sameCaller, samePlace } from './rules/repeat.ts'
import { stageOf } from './rules/stage.ts'
import { categoriesIn } from './rules/words.ts'
import type { TicketRow, TicketStore } from './store.ts'
import { type Cipher, fieldsOf, identityOf, likeOf, masked, shown, timelineOf } from './view.ts'

export interface ReadingDeps {
  store: TicketStore
  cipher: Cipher
  can: Can
  audit: Audit
  now: () => number
  form: FormFile
  /** Departments whose people a ticket belongs to: the one that has it, and those above. */
  holdersOf: (row: TicketRow) => readonly string[]
  /** What is attached to it. */
  records: (ticketId: string) => Promise<TicketRecord[]>
  /** Departments that can be chosen now. */
  units: () => TicketForm['units']
  /** By the responsibility list. */
  suggest: Suggest
  /** Emergency lines and platforms in these calls, and orders about the ticket. */
  linkagesOf: (ticketNo: TicketNo, calls: readonly CallId[]) => Promise<Linkage[]>
  /** Whether somebody may know of another's matter on this line (domain.md §5.8). */
  visible: (dnis: HotlineNumber | null, reader: Principal) => boolean
}

export type Reading = ReturnType<typeof createReading>

/** Tickets as people may see them. */
export function createReading(deps: ReadingDeps) {
  const { store, cipher, can, audit, now, form } = deps

  /** Throws NOT_FOUND; somebody else's looks like none: numbers can be guessed. */
  async function find(ticketNo: TicketNo, user: Principal): Promise<TicketRow> {
    const row = await store.find(ticketNo)
    if (!row || !mayDo(row, user, 'ticket.read')) throw new AppError('NOT_FOUND')
    return row
  }

  /** Whether the person has the right with this ticket: its agent, the people of its department and of those above. */
  const mayDo = (row: TicketRow, user: Principal, action: Action): boolean =>
    can(user, action, { extension: row.agent, departments: deps.holdersOf(row), workspace: row.workspace })

  /** Who is writing it sees what they write. */
  const isWriter = (row: TicketRow, user: Principal): boolean =>
    row.state === 'draft' && ((user.extension !== null && row.agent === user.extension) || row.openedBy === user.username)

  /** What may be written and done now, by this person. */
  function standing(row: TicketRow, user: Principal): Pick<TicketDetail, 'fields' | 'masked' | 'editable' | 'allowedEvents' | 'needed'> {
    const [fields, isMasked, may] = [fieldsOf(row, cipher.open), !isWriter(row, user), mayDo(row, user, 'ticket.edit')]
    return {
      fields: isMasked ? masked(fields) : fields,
      masked: isMasked,
      editable: may && isEditable(row.state),
      allowedEvents: eventsFrom(row.state, (action) => mayDo(row, user, action)),
      needed: { submit: neededToSubmit(fields, form.choices, { hasNumber: row.aniSealed !== null }), directAnswer: [...neededToAnswer] },
    }
  }

  async function detail(row: TicketRow, user: Principal): Promise<TicketDetail> {
    const [{ callIds, ...traces }, { events, supplements }, records] = await Promise.all([store.traces(row), store.history(row.id), deps.records(row.id)])
    return {
      ...shown(row, cipher.open), ...standing(row, user), ...traces,
      stage: stageOf(row.state),
      records,
      timeline: timelineOf(row, events, cipher.open),
      supplements: supplements.map(({ textSealed, ...one }) => ({ ...one, text: cipher.open(textSealed) })) as TicketDetail['supplements'],
      linkages: await deps.linkagesOf(row.ticketNo, callIds),
    }
  }

  return {
    find,
    mayDo,
    isWriter,
    standing,
    detail,
    choices: (): TicketForm => ({ ...form.choices, types: [...form.choices.types], categories: [...form.choices.categories], templates: [...form.choices.templates], areas: [...form.choices.areas], units: deps.units() }),
    /** Throws NOT_FOUND. */
    show: async (ticketNo: TicketNo, user: Principal): Promise<TicketDetail> => await detail(await find(ticketNo, user), user),
    /** Throws NOT_FOUND. */
    async suggestions(ticketNo: TicketNo, user: Principal): Promise<TicketSuggestions> {
      const row = await find(ticketNo, user)
      const { title, content, address, categoryCode, type, areaCode } = fieldsOf(row, cipher.open)
      const text = `${title} ${content}`
      const [found, like] = await Promise.all([deps.suggest({ category: categoryCode, type, district: areaCode, hotline: row.dnis, text: `${text} ${address}` }), store.like(likeOf(row))])
      const identity = identityOf(row)
      return {
        categories: categoriesIn(text, form.words),
        units: found.map(({ unit, section, coUnits, why }) => ({ unit, section, coUnits: [...coUnits], byCategory: why.category !== null, byArea: why.district !== null, words: [...why.words] })),
        repeats: like.filter(({ dnis }) => deps.visible(dnis, user)).map((other) => ({
          ticketNo: other.ticketNo, state: other.state, title: other.title, categoryCode: other.categoryCode, areaCode: other.areaCode, dnis: other.dnis,
          repeatCount: other.repeatCount, openedAt: other.openedAt, sameCaller: sameCaller(identity, identityOf(other)), samePlace: samePlace(identity, identityOf(other)),
        })),
      }
    },
    /** Name and number in full, once it stands in the audit log who asked and why. Throws NOT_FOUND. */
    async reveal(ticketNo: TicketNo, user: Principal, reason: string): Promise<z.infer<typeof Revealed>> {
      const row = await find(ticketNo, user)
      if (!mayDo(row, user, 'ticket.reveal')) throw new AppError('FORBIDDEN')
      await audit.write({ at: now(), actor: user.username, action: 'ticket.reveal', target: `ticket:${ticketNo}`, details: { reason }, ok: true })
      const { callerName, contactPhone } = fieldsOf(row, cipher.open)
      return { callerName, contactPhone, ani: row.aniSealed === null ? null : cipher.open(row.aniSealed) }
    },
  }
}
