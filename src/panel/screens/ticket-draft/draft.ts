import type { SavedTicket, TicketDetail } from '../../../contract/ticket-detail.ts'
import type { TicketField, TicketFields } from '../../../contract/ticket.ts'
import { Problem } from '../../server/problem.ts'
import { changesOf, merged } from './rules/merge-edits.ts'

/**
 * saved; waiting: typed a moment ago; saving; failed: the server does not answer, what is typed is kept in this tab;
 * refused: something in a field cannot be kept; away: the ticket is not written on here any more.
 */
export type SaveState = 'saved' | 'waiting' | 'saving' | 'failed' | 'refused' | 'away'

export interface DraftState {
  fields: TicketFields
  version: number
  needed: TicketDetail['needed']
  save: SaveState
  /** When the server last had everything (Unix ms); null = not since the page was opened. */
  savedAt: number | null
  /** Field path → why the server does not take it. */
  errors: Readonly<Record<string, string>>
  /** Fields somebody else wrote at the same time, with what they wrote. */
  theirs: Readonly<Partial<TicketFields>>
  /** Typed before the page was opened anew, and not yet at the server then. */
  restored: boolean
}

export interface DraftDeps {
  ticket: Pick<TicketDetail, 'ticketNo' | 'fields' | 'version' | 'needed'>
  /** Sends what changed. Throws Problem. */
  send: (changes: Partial<TicketFields> & { version: number }) => Promise<SavedTicket>
  /** Asks for the ticket as it is. Throws Problem. */
  read: () => Promise<Pick<TicketDetail, 'fields' | 'version' | 'needed'>>
  /** Of this tab: what is typed here is nobody else's to find. */
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
  now: () => number
  /** After so many milliseconds; returns how to call it off. */
  later: (act: () => void, ms: number) => () => void
}

const QUIET_MS = 600
const RETRY_MS = [2_000, 4_000, 8_000, 15_000]

export type Draft = ReturnType<typeof createDraft>

/** A ticket while it is typed: every change goes to the server by itself, and is kept in this tab until it is there. */
export function createDraft({ ticket, send, read, storage, now, later }: DraftDeps) {
  const keptAs = `yht.draft.${ticket.ticketNo}`
  /** As the server last said. */
  let base = ticket.fields
  let state: DraftState = { fields: base, version: ticket.version, needed: ticket.needed, save: 'saved', savedAt: null, errors: {}, theirs: {}, restored: false }
  /** Field → value the server did not take: not sent again until it changes. */
  const refused = new Map<string, unknown>()
  let [callOff, going, failures] = [(): void => {}, null as Promise<void> | null, 0]
  const listeners = new Set<() => void>()

  function become(next: Partial<DraftState>): void {
    state = { ...state, ...next }
    for (const listener of listeners) listener()
  }
  const toSend = (): Partial<TicketFields> => Object.fromEntries(Object.entries(changesOf(base, state.fields)).filter(([field, value]) => !(refused.has(field) && JSON.stringify(refused.get(field)) === JSON.stringify(value))))
  const isClean = (): boolean => Object.keys(changesOf(base, state.fields)).length === 0

  function keep(): void {
    if (isClean()) storage.removeItem(keptAs)
    else storage.setItem(keptAs, JSON.stringify({ base, fields: state.fields }))
  }

  /** What the server has by now becomes the ground; what was typed since `ground` stays on top. */
  function settle(theirs: Pick<TicketDetail, 'fields' | 'version' | 'needed'>, ground: TicketFields): void {
    const { fields, both } = merged(ground, state.fields, theirs.fields)
    const added = Object.fromEntries(both.map((field) => [field, theirs.fields[field]]))
    base = theirs.fields
    become({ fields, version: theirs.version, needed: theirs.needed, theirs: { ...state.theirs, ...added } })
    keep()
  }

  async function sendOnce(): Promise<void> {
    const [changes, sent] = [toSend(), state.fields]
    if (Object.keys(changes).length === 0) return become({ save: isClean() ? 'saved' : 'refused' })
    become({ save: 'saving' })
    try {
      settle(await send({ ...changes, version: state.version }), { ...base, ...changes, extra: { ...base.extra, ...changes.extra } })
      failures = 0
      const done = isClean()
      become({ save: done ? 'saved' : Object.keys(toSend()).length > 0 ? 'waiting' : 'refused', ...(done ? { savedAt: now() } : {}) })
      if (state.fields !== sent && state.save === 'waiting') soon(QUIET_MS)
    } catch (error) {
      await failed(error, changes)
    }
  }

  async function failed(error: unknown, changes: Partial<TicketFields>): Promise<void> {
    if (!(error instanceof Problem)) throw error
    if (error.code === 'VERSION_CONFLICT') return await catchUp()
    if (error.status === 400 || error.status === 422) return refuse(error, changes)
    if (error.code === 'ILLEGAL_TRANSITION' || error.status === 403 || error.status === 404) return become({ save: 'away' })
    become({ save: 'failed' })
    soon(RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? QUIET_MS)
    failures += 1
  }

  async function catchUp(): Promise<void> {
    try {
      settle(await read(), base)
      become({ save: 'waiting' })
      soon(0)
    } catch (error) {
      await failed(error, {})
    }
  }

  function refuse({ fields, title }: Problem, changes: Partial<TicketFields>): void {
    const named = Object.keys(fields).map((path) => path.split('.')[0] ?? path)
    // Without names all of it is what cannot be kept.
    for (const field of named.length > 0 ? named : Object.keys(changes)) refused.set(field, changes[field as TicketField])
    become({ errors: { ...state.errors, ...(named.length > 0 ? fields : { content: title }) }, save: Object.keys(toSend()).length > 0 ? 'waiting' : 'refused' })
    if (state.save === 'waiting') soon(0)
  }

  function soon(ms: number): void {
    callOff()
    callOff = later(() => void flush(), ms)
  }

  /** Sends what is not at the server yet, at once. */
  async function flush(): Promise<void> {
    callOff()
    if (going) {
      await going
      return isClean() || state.save !== 'waiting' ? undefined : await flush()
    }
    going = sendOnce().finally(() => (going = null))
    await going
  }

  function restore(): void {
    const kept = storage.getItem(keptAs)
    if (kept === null) return
    const before = JSON.parse(kept) as { base: TicketFields; fields: TicketFields }
    const { fields, both } = merged(before.base, before.fields, base)
    become({ fields, restored: true, save: 'waiting', theirs: Object.fromEntries(both.map((field) => [field, base[field]])) })
    soon(0)
  }
  restore()

  return {
    subscribe: (listener: () => void): (() => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    now: (): DraftState => state,
    set: (changes: Partial<TicketFields>): void => {
      const [errors, theirs] = [{ ...state.errors }, { ...state.theirs }]
      for (const field of Object.keys(changes) as TicketField[]) {
        if (field !== 'extra') delete errors[field]
        delete theirs[field]
      }
      for (const id of Object.keys(changes.extra ?? {})) delete errors[`extra.${id}`]
      become({ fields: { ...state.fields, ...changes, extra: { ...state.fields.extra, ...changes.extra } }, errors, theirs, save: state.save === 'away' ? 'away' : state.save === 'saving' ? 'saving' : 'waiting' })
      keep()
      if (state.save !== 'away') soon(QUIET_MS)
    },
    /** What is missing or wrong for the step that was asked for. */
    blame: (errors: Readonly<Record<string, string>>): void => become({ errors }),
    flush,
    /** The server has more than we know, for instance who joined the call. Throws Problem. */
    refresh: async (): Promise<void> => settle(await read(), base),
    isClean,
    /** Leaves no trace in this tab: it was handed in. */
    forget(): void {
      callOff()
      storage.removeItem(keptAs)
    },
    stop: (): void => callOff(),
  }
}
