import type { TicketDetail, SavedTicket } from '../contract/ticket-detail.ts'
import type { HotlineNumber } from '../contract/ids.ts'
import type { TicketNo, ChangeTicket, NewTicket, TicketFields } from '../contract/ticket.ts'
import type { Principal } from '../identity/port.ts'
import { AppError } from '../platform/errors.ts'
import type { Language } from '../platform/language.ts'
import type { ChangeStore } from './change-store.ts'
import type { Found, Reading, ReadingDeps } from './reading.ts'
import { BLANK } from './rules/blank.ts'
import { incomplete } from './refusals.ts'
import { isEditable } from './rules/machine.ts'
import { missing, neededToAnswer, neededToSubmit, wrongIn } from './rules/needed.ts'
import { handedIn, written } from './rules/written.ts'
import type { TicketRow } from './store.ts'
import { fieldsOf, keptOf } from './view.ts'

export interface WritingDeps extends Pick<ReadingDeps, 'cipher' | 'can' | 'now' | 'form' | 'units'> {
  reading: Pick<Reading, 'find' | 'detail' | 'allowed' | 'standing'>
  changes: ChangeStore
  prefix: string
  dayOf: (at: number) => string
  /** How matters of the line are worked on now (U11). */
  processingOf: (dnis: HotlineNumber | null) => Pick<TicketRow, 'processing' | 'workspace'>
}

/** What agents write on tickets. All of it throws NOT_FOUND, FORBIDDEN. */
export function createWriting(deps: WritingDeps) {
  const { changes, cipher, can, now, form, reading } = deps

  async function own(ticketNo: TicketNo, user: Principal): Promise<Found> {
    const row = await reading.find(ticketNo, user)
    if (!can(user, 'ticket.edit', { extension: row.agent })) throw new AppError('FORBIDDEN')
    return row
  }

  function refuseUnknown(fields: TicketFields, language: Language): void {
    const wrong = wrongIn(fields, form.choices, deps.units()).filter((path) => path !== 'anonymous')
    if (wrong.length > 0) throw incomplete(wrong.map((path) => ({ path, why: 'unknown' })), language)
  }

  /** Throws TICKET_INCOMPLETE with every field that is missing or wrong. */
  function refuseIncomplete(fields: TicketFields, needed: readonly string[], language: Language): void {
    const wrong = wrongIn(fields, form.choices, deps.units()).map((path) => ({ path, why: path === 'anonymous' ? ('realName' as const) : ('unknown' as const) }))
    const errors = [...missing(fields, needed).map((path) => ({ path, why: 'needed' as const })), ...wrong]
    if (errors.length > 0) throw incomplete(errors, language)
  }

  /** What a draft that is handed in, or answered at once, is kept with. Throws TICKET_INCOMPLETE. */
  function handIn(row: TicketRow, event: 'submit' | 'directAnswer', language: Language): Record<string, string | number | boolean | null> {
    const fields = handedIn(fieldsOf(row, cipher.open), form.choices)
    refuseIncomplete(fields, event === 'submit' ? neededToSubmit(fields, form.choices, { hasNumber: row.aniSealed !== null }) : neededToAnswer, language)
    return { ...keptOf(fields, cipher) }
  }

  async function saved(ticketNo: TicketNo, user: Principal): Promise<SavedTicket> {
    const row = await reading.find(ticketNo, user)
    return { ticketNo, state: row.state, version: row.version, updatedAt: row.updatedAt, ...reading.standing(row, user), allowedEvents: await reading.allowed(row, user) }
  }

  return {
    handIn,
    refuseIncomplete,
    /** A matter that came in without a call. Throws TICKET_INCOMPLETE (a choice that is not there). */
    async open({ channel, dnis, externalNo, ...given }: NewTicket, user: Principal, language: Language): Promise<TicketDetail> {
      const [fields, at] = [written(BLANK, given, form.choices), now()]
      refuseUnknown(fields, language)
      const opening = { prefix: deps.prefix, day: deps.dayOf(at), at, by: user.username, agent: user.extension, channel, dnis, externalNo, ...deps.processingOf(dnis), kept: keptOf(fields, cipher) }
      return await reading.detail(await reading.find(await changes.open(opening), user), user, language)
    },
    /** Keeps what was typed. Throws VERSION_CONFLICT, ILLEGAL_TRANSITION (handed in), TICKET_INCOMPLETE (a choice that is not there). */
    async change(ticketNo: TicketNo, user: Principal, { version, ...patch }: ChangeTicket, language: Language): Promise<SavedTicket> {
      const row = await own(ticketNo, user)
      if (!isEditable(row.state)) throw new AppError('ILLEGAL_TRANSITION', { allowed: await reading.allowed(row, user) })
      if (row.version !== version) throw new AppError('VERSION_CONFLICT')
      const fields = written(fieldsOf(row, cipher.open), patch, form.choices)
      refuseUnknown(fields, language)
      const last = (await changes.lastWriter(row.id)) ?? (row.agent === user.extension || row.openedBy === user.username ? user.username : null)
      if (!(await changes.save(row, keptOf(fields, cipher), { at: now(), writer: last === user.username ? null : user.username }))) throw new AppError('VERSION_CONFLICT')
      return await saved(ticketNo, user)
    },
  }
}

export type Writing = ReturnType<typeof createWriting>
