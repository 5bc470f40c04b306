import type { TicketDetail, SavedTicket } from '../contract/ticket-detail.ts'
import { DONE_STATES, type TicketNo, type ChangeTicket, type NewTicket, type TicketEvent, type TicketFields } from '../contract/ticket.ts'
import type { Principal } from '../identity/port.ts'
import { AppError } from '../platform/errors.ts'
import type { ChangeStore } from './change-store.ts'
import type { Reading, ReadingDeps } from './reading.ts'
import { BLANK } from './rules/blank.ts'
import { after, eventsFrom, isEditable } from './rules/machine.ts'
import { missing, neededToAnswer, neededToSubmit, wrongIn } from './rules/needed.ts'
import { mayCancel, mayMerge } from './rules/repeat.ts'
import { handedIn, written } from './rules/written.ts'
import type { TicketRow } from './store.ts'
import { fieldsOf, identityOf, keptOf } from './view.ts'

export interface WritingDeps extends Pick<ReadingDeps, 'store' | 'cipher' | 'can' | 'now' | 'form' | 'units'> {
  reading: Pick<Reading, 'find' | 'detail' | 'standing'>
  changes: ChangeStore
  prefix: string
  dayOf: (at: number) => string
  /** The matter is done with: nobody waits for who knows it. */
  settled: (ticket: { id: string; ani: string | null }) => void
}

type Language = 'zh' | 'en'
type Event<Name extends TicketEvent['event']> = Extract<TicketEvent, { event: Name }>

const MESSAGES = {
  needed: { zh: '请填写此项', en: 'This is needed' },
  unknown: { zh: '没有这个选项', en: 'There is no such choice' },
  realName: { zh: '此类事项须实名', en: 'This kind of matter needs a name' },
  reason: { zh: '该工单已提交，只能由市民撤回', en: 'It was handed in: only the citizen may take it back' },
  into: { zh: '没有可并入的在办工单，或不是同一事项', en: 'No open ticket about the same matter' },
} as const

const refused = (errors: { path: string; why: keyof typeof MESSAGES }[], language: Language): AppError =>
  new AppError('TICKET_INCOMPLETE', { errors: errors.map(({ path, why }) => ({ path, message: MESSAGES[why][language] })) })

const MERGE_TRIES = 3

/** What agents do with tickets. All of it throws NOT_FOUND, FORBIDDEN. */
export function createWriting(deps: WritingDeps) {
  const { store, changes, cipher, can, now, form, reading, settled } = deps

  async function own(ticketNo: TicketNo, user: Principal): Promise<TicketRow> {
    const row = await reading.find(ticketNo, user)
    if (!can(user, 'ticket.edit', { extension: row.agent })) throw new AppError('FORBIDDEN')
    return row
  }

  function refuseUnknown(fields: TicketFields, language: Language): void {
    const wrong = wrongIn(fields, form.choices, deps.units()).filter((path) => path !== 'anonymous')
    if (wrong.length > 0) throw refused(wrong.map((path) => ({ path, why: 'unknown' as const })), language)
  }

  /** Throws TICKET_INCOMPLETE with every field that is missing or wrong. */
  function refuseIncomplete(fields: TicketFields, needed: readonly string[], language: Language): void {
    const wrong = wrongIn(fields, form.choices, deps.units()).map((path) => ({ path, why: path === 'anonymous' ? ('realName' as const) : ('unknown' as const) }))
    const errors = [...missing(fields, needed).map((path) => ({ path, why: 'needed' as const })), ...wrong]
    if (errors.length > 0) throw refused(errors, language)
  }

  const done = (row: TicketRow): void => settled({ id: row.id, ani: row.aniSealed === null ? null : cipher.open(row.aniSealed) })

  async function submit(row: TicketRow, user: Principal, language: Language): Promise<boolean> {
    const fields = handedIn(fieldsOf(row, cipher.open), form.choices)
    refuseIncomplete(fields, neededToSubmit(fields, form.choices, { hasNumber: row.aniSealed !== null }), language)
    return await changes.step(row, { at: now(), actor: user.username, event: 'submit', to: 'pending_dispatch' }, { ...keptOf(fields, cipher), accepted_at: now() })
  }

  async function directAnswer(row: TicketRow, user: Principal, language: Language): Promise<boolean> {
    const [fields, at] = [handedIn(fieldsOf(row, cipher.open), form.choices), now()]
    refuseIncomplete(fields, neededToAnswer, language)
    const sets = { ...keptOf(fields, cipher), accepted_at: at, closed_at: at, close_reason: 'direct_answer', disposition: row.disposition ?? 'direct' }
    if (!(await changes.step(row, { at, actor: user.username, event: 'directAnswer', to: 'closed' }, sets))) return false
    done(row)
    return true
  }

  async function cancel(row: TicketRow, user: Principal, { reason, note }: Event<'cancel'>, language: Language): Promise<boolean> {
    if (!mayCancel(row.state, reason)) throw refused([{ path: 'reason', why: 'reason' }], language)
    // Whoever takes back a matter that is being worked on has said so somewhere (T33).
    if (row.state !== 'draft' && note.trim() === '') throw refused([{ path: 'note', why: 'needed' }], language)
    const entry = { at: now(), actor: user.username, event: 'cancel', to: 'cancelled', reason, noteSealed: note === '' ? null : cipher.seal(note) } as const
    if (!(await changes.step(row, entry, { closed_at: entry.at, close_reason: reason }))) return false
    done(row)
    return true
  }

  async function merge(row: TicketRow, user: Principal, { into }: Event<'merge'>, language: Language): Promise<boolean> {
    const { content, extra } = fieldsOf(row, cipher.open)
    const text = [content, ...Object.values(extra)].filter((part) => part.trim() !== '').join('\n')
    for (let left = MERGE_TRIES; left > 0; left -= 1) {
      const target = await store.find(into)
      // Checked as the one who asks could find it: by the same rule as the suggestion.
      const fits = target && target.id !== row.id && !DONE_STATES.includes(target.state) && mayMerge(identityOf(row), identityOf(target))
      if (!fits) throw refused([{ path: 'into', why: 'into' }], language)
      if (!(await changes.merge({ draft: row, target, at: now(), actor: user.username, textSealed: text === '' ? null : cipher.seal(text) }))) continue
      done(row)
      return true
    }
    return false
  }

  async function act(row: TicketRow, user: Principal, event: TicketEvent, language: Language): Promise<boolean> {
    switch (event.event) {
      case 'submit':
        return await submit(row, user, language)
      case 'directAnswer':
        return await directAnswer(row, user, language)
      case 'cancel':
        return await cancel(row, user, event, language)
      case 'merge':
        return await merge(row, user, event, language)
    }
  }

  async function saved(ticketNo: TicketNo, user: Principal): Promise<SavedTicket> {
    const row = await reading.find(ticketNo, user)
    return { ticketNo, state: row.state, version: row.version, updatedAt: row.updatedAt, ...reading.standing(row, user) }
  }

  return {
    /** A matter that came in without a call. Throws TICKET_INCOMPLETE (a choice that is not there). */
    async open({ channel, dnis, externalNo, ...given }: NewTicket, user: Principal, language: Language): Promise<TicketDetail> {
      const [fields, at] = [written(BLANK, given, form.choices), now()]
      refuseUnknown(fields, language)
      const opening = { prefix: deps.prefix, day: deps.dayOf(at), at, by: user.username, agent: user.extension, channel, dnis, externalNo, kept: keptOf(fields, cipher) }
      return await reading.detail(await reading.find(await changes.open(opening), user), user)
    },
    /** Keeps what was typed. Throws VERSION_CONFLICT, ILLEGAL_TRANSITION (handed in), TICKET_INCOMPLETE (a choice that is not there). */
    async change(ticketNo: TicketNo, user: Principal, { version, ...patch }: ChangeTicket, language: Language): Promise<SavedTicket> {
      const row = await own(ticketNo, user)
      if (!isEditable(row.state)) throw new AppError('ILLEGAL_TRANSITION', { allowed: eventsFrom(row.state) })
      if (row.version !== version) throw new AppError('VERSION_CONFLICT')
      const fields = written(fieldsOf(row, cipher.open), patch, form.choices)
      refuseUnknown(fields, language)
      const last = (await changes.lastWriter(row.id)) ?? (row.agent === user.extension || row.openedBy === user.username ? user.username : null)
      if (!(await changes.save(row, keptOf(fields, cipher), { at: now(), writer: last === user.username ? null : user.username }))) throw new AppError('VERSION_CONFLICT')
      return await saved(ticketNo, user)
    },
    /** One step. Throws ILLEGAL_TRANSITION with what is allowed, VERSION_CONFLICT, TICKET_INCOMPLETE with the fields. */
    async act(ticketNo: TicketNo, user: Principal, event: TicketEvent, language: Language): Promise<TicketDetail> {
      const row = await own(ticketNo, user)
      if (after(row.state, event.event) === null) throw new AppError('ILLEGAL_TRANSITION', { allowed: eventsFrom(row.state) })
      if (row.version !== event.version) throw new AppError('VERSION_CONFLICT')
      if (!(await act(row, user, event, language))) throw new AppError('VERSION_CONFLICT')
      return await reading.detail(await reading.find(ticketNo, user), user)
    },
  }
}

export type Writing = ReturnType<typeof createWriting>
